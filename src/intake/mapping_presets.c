/* Presets: one mapping file each, told by name. data/formats-own-csv.md documents "relance";
 * data/ar-open-items.map is the second one with its reasons.
 */
#include "intake/mapping_presets.h"

#include <stddef.h>
#include <string.h>

#include "intake/mapping.h"

const char *const mapping_presets[] = { "relance", "ar-open-items", NULL };

static const char *const texts[] = {
	"separator = \"guess\"\n"
	"charset = \"guess\"\n"
	"dates = \"dmy\"\n"
	"decimal = \"any\"\n"
	"columns {\n"
	"	client = \"client\"\n"
	"	name = \"name\"\n"
	"	number = \"number\"\n"
	"	issued = \"issued\"\n"
	"	due = \"due\"\n"
	"	amount = \"amount\"\n"
	"	open = \"open\"\n"
	"	currency = \"currency\"\n"
	"	order = \"order\"\n"
	"	contact = \"contact\"\n"
	"	phone = \"phone\"\n"
	"	mail = \"mail\"\n"
	"	limit = \"limit\"\n"
	"	risk = \"risk\"\n"
	"}\n",

	"separator = \",\"\n"
	"dates = \"dmy\"\n"
	"decimal = \"point\"\n"
	"currency = \"USD\"\n"
	"fold = \"zeros\"\n"
	"paid_is = \"open\"\n"
	"columns {\n"
	"	client = \"cust_number\"\n"
	"	name = \"name_customer\"\n"
	"	number = \"doc_id\"\n"
	"	issued = {\"document_create_date\", \"posting_date\"}\n"
	"	due = \"due_in_date\"\n"
	"	amount = {\"total_open_amount\", \"converted_usd\"}\n"
	"	currency = \"invoice_currency\"\n"
	"	group = \"business_code\"\n"
	"	paid = \"isOpen\"\n"
	"	cleared = \"clear_date\"\n"
	"}\n",
};

const char *mapping_preset_text(const char *preset)
{
	for (size_t i = 0; mapping_presets[i]; i++)
		if (strcmp(mapping_presets[i], preset) == 0)
			return texts[i];
	return NULL;
}
