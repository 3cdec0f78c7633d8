/* Comparing screens with files.
 */
#include "tests/ui/golden.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void write_file(const char *path, const struct buf *all)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fwrite(all->data, 1, all->len, file);
	fclose(file);
}

static void compare(const char *path, const struct buf *all)
{
	char *wanted = mem_alloc(all->len + 2);
	FILE *file = fopen(path, "r");

	if (!file)
		fail_msg("no %s: make it with RELANCE_GOLDEN=write", path);
	size_t n = fread(wanted, 1, all->len + 1, file);
	fclose(file);
	if (n != all->len || memcmp(wanted, all->data, n) != 0) {
		fprintf(stderr, "%s", all->data);
		fail_msg("%s differs", path);
	}
	mem_free(wanted);
}

void golden_check(const char *name, const struct buf *all)
{
	const char *source = getenv("RELANCE_SOURCE"), *mode = getenv("RELANCE_GOLDEN");
	char *path = mem_printf("%s/tests/ui/golden/%s.txt", source && *source ? source : ".", name);

	if (mode && strcmp(mode, "write") == 0)
		write_file(path, all);
	else
		compare(path, all);
	mem_free(path);
}
