/* Any bytes as a life cycle message. */
#include "intake/lifecycle.h"
#include "tests/intake/fuzz_sink.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n)
{
	cents sum = 0;
	struct intake_sink sink = fuzz_sink(&sum, false);
	struct intake_totals totals;
	struct err err = { 0 };
	bool done = lifecycle_read((const char *)data, n, "x", &sink, &totals, &err);

	fuzz_check_moved(done, &err, &totals, sum);
	reader_recognise((const char *)data, n, "x");
	return 0;
}
