/* Any bytes as a file nobody described. What is proposed must be writable, readable and usable. */
#include "tests/intake/fuzz_sink.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n)
{
	const char *bytes = (const char *)data;
	cents sum = 0;
	struct intake_sink sink = fuzz_sink(&sum, false);
	struct intake_totals totals;
	struct mapping *mapping = NULL, *again = NULL;
	struct buf text = { 0 };
	struct err err = { 0 };

	if (!mapping_guess(bytes, n, "fuzz.csv", &mapping, &err)) {
		fuzz_check(false, &err, NULL, 0);
		return 0;
	}
	buf_init(&text);
	mapping_write(mapping, &text);
	if (!mapping_from_text(text.data, "again", &again, &err))
		abort();
	bool done = csv_read(bytes, n, "fuzz.csv", again, &sink, &totals, &err);
	fuzz_check(done, &err, &totals, sum);
	mapping_close(again);
	mapping_close(mapping);
	buf_clear(&text);
	return 0;
}
