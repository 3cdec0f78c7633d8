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
	"widths = {3, 1, 9, 8}\nheader = no\ndates = ddmmyy\nclients = {4}\ncolumns {\nclient = 1\nnumber = 3\ndue = 4\namount = 3\n"
	"sign = 2\n}\n",
	"heading = client\n" COLUMNS "}\n",
};

/* The shipped ones first. */
static bool make(size_t choice, struct mapping **out)
{
	size_t presets = 0, count = sizeof mappings / sizeof *mappings;
	struct err err = { 0 };

	while (mapping_preset(presets))
		presets++;
	choice %= presets + count;
	return choice < presets ? mapping_from_preset(mapping_preset(choice), out, &err)
				: mapping_from_text(mappings[choice - presets], "fuzz", out, &err);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n)
{
	cents sum = 0;
	struct intake_totals totals;
	struct mapping *mapping = NULL;
	struct err err = { 0 };

	if (n == 0)
		return 0;
	struct intake_sink sink = fuzz_sink(&sum, data[0] & 0x80);
	if (!make(data[0] & 0x7F, &mapping))
		abort();
	bool done =
		csv_read((const char *)data + 1, n - 1, "fuzz.csv", mapping, &sink, &totals, &err);
	fuzz_check(done, &err, &totals, sum);
	mapping_close(mapping);
	return 0;
}
