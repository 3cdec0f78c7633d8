/* Any bytes as a table, by mappings of every kind; the first byte chooses. */
#include "tests/intake/fuzz_sink.h"

#define COLUMNS                                                                           \
	"columns {\nclient = {client, cust_number, 1}\nname = {name, name_customer, 2}\n" \
	"number = {number, doc_id, 3}\nissued = {issued, posting_date, 4}\ndue = {due, "  \
	"due_in_date, 5}\n"                                                               \
	"amount = {amount, converted_usd, 6}\nopen = {open, 7}\n"

static const char *const mappings[] = {
	COLUMNS "}\n",
	"lines = sum\nfold = zeros\ncharset = cp850\nsign = reverse\n" COLUMNS
	"kind = {order, 8}\n}\n",
	"lines = first\nfold = case\npaid_is = amount\n" COLUMNS
	"paid = {limit, 9}\nsign = {risk, 10}\n}\n",
	"header = no\nquote = none\nskip_rows = {Total}\ncolumns {\nclient = 1\nnumber = 2\nissued "
	"= 3\ndebit = 4\n"
	"credit = 5\nname = 6\ncurrency = 7\n}\n",
	"skip = 1\npaid_is = open\ndates = mdy\ndecimal = comma\n" COLUMNS
	"paid = {risk, 11}\ncleared = {order, 12}\ncurrency = {currency, 8}\n}\n",
};

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n)
{
	cents sum = 0;
	struct intake_totals totals;
	struct mapping *mapping = NULL;
	struct err err = { 0 };

	if (n == 0)
		return 0;
	struct intake_sink sink = fuzz_sink(&sum, data[0] & 0x80);
	size_t choice = data[0] % (sizeof mappings / sizeof *mappings + 1);
	bool made = choice == 0 ? mapping_from_preset("relance", &mapping, &err)
				: mapping_from_text(mappings[choice - 1], "fuzz", &mapping, &err);
	if (!made)
		abort();
	bool done =
		csv_read((const char *)data + 1, n - 1, "fuzz.csv", mapping, &sink, &totals, &err);
	fuzz_check(done, &err, &totals, sum);
	mapping_close(mapping);
	return 0;
}
