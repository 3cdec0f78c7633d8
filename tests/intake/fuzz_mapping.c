/* Any text as a mapping file. What is read is written so that it reads the same. */
#include "tests/intake/fuzz_sink.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n)
{
	struct mapping *mapping = NULL, *again = NULL;
	struct buf once = { 0 }, twice = { 0 };
	struct err err = { 0 };
	char *text = mem_strndup((const char *)data, n);

	if (mapping_from_text(text, "fuzz.map", &mapping, &err)) {
		buf_init(&once);
		buf_init(&twice);
		mapping_write(mapping, &once);
		if (!mapping_from_text(once.data, "again", &again, &err))
			abort();
		mapping_write(again, &twice);
		if (strcmp(once.data, twice.data) != 0)
			abort();
		buf_clear(&once);
		buf_clear(&twice);
		mapping_close(again);
		mapping_close(mapping);
	} else {
		fuzz_check(false, &err, NULL, 0);
	}
	mem_free(text);
	return 0;
}
