/* Any bytes as an electronic invoice, or a PDF around one. */
#include "intake/einvoice.h"
#include "tests/intake/fuzz_sink.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n)
{
	cents sum = 0;
	struct intake_sink sink = fuzz_sink(&sum, false);
	struct intake_totals totals;
	struct err err = { 0 };
	bool done = einvoice_read((const char *)data, n, "x", &sink, &totals, &err);

	fuzz_check(done, &err, &totals, sum);
	reader_recognise((const char *)data, n, "x");
	return 0;
}
