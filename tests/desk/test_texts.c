/* Texts: the folder counts before what is shipped, and what cannot be read is said.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "desk/texts.h"
#include "tests/desk/fixture.h"

static void put(const char *name, const char *text, size_t n)
{
	char *path = mem_printf("%s/%s", fixture_folder(), name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, n, file), n);
	assert_int_equal(fclose(file), 0);
	mem_free(path);
}

static const char *found(struct texts *texts, const char *first, const char *second, const char **text)
{
	const char *names[] = { first, second }, *name;
	struct err err = { 0 };

	assert_true(texts_find(texts, names, 2, &name, text, &err));
	return name;
}

static void the_folder_counts_before_what_is_shipped(void **state)
{
	struct texts *own, *shipped = texts_open("");
	const char *text;

	(void)state;
	put("card.fr", "la mienne\n", 10);
	own = texts_open(fixture_folder());
	assert_string_equal(found(own, "card-unheard_of.fr", "card.fr", &text), "card.fr");
	assert_string_equal(text, "la mienne\n");
	assert_true(texts_is_own(own, "card.fr"));
	assert_false(texts_is_own(own, "card.en"));
	assert_string_equal(found(shipped, "card-unheard_of.fr", "card.fr", &text), "card.fr");
	assert_string_not_equal(text, "la mienne\n");
	/* the more particular shipped one comes before the more general own one */
	assert_string_equal(found(own, "card-paid.fr", "card.fr", &text), "card-paid.fr");
	texts_close(own);
	texts_close(shipped);
}

static void every_text_is_named_once_those_of_the_folder_too(void **state)
{
	struct texts *own, *shipped = texts_open(NULL), *nowhere = texts_open("/nonexistent/texts");
	const char *const *names, *const *again;
	size_t count, own_count;
	struct err err = { 0 };

	(void)state;
	put("card.fr", "la mienne\n", 10);
	put("a-strict.fr", "x\n", 2);
	put("card.fr~", "x\n", 2);
	put(".fr", "x\n", 2);
	put("notes.txt", "x\n", 2);
	own = texts_open(fixture_folder());
	assert_true(texts_names(shipped, &names, &count, &err));
	assert_string_equal(names[0], "card-bad_faith.en");
	assert_true(texts_names(own, &names, &own_count, &err));
	assert_int_equal(own_count, count + 1);
	assert_string_equal(names[0], "a-strict.fr");
	assert_string_equal(names[1], "card-bad_faith.en");
	assert_string_equal(names[own_count - 1], "reminder.fr");
	assert_true(texts_names(own, &again, &count, &err));
	assert_int_equal(count, own_count);
	assert_false(texts_names(nowhere, &names, &count, &err));
	assert_int_equal(err.code, ERR_MISSING);
	texts_close(own);
	texts_close(shipped);
	texts_close(nowhere);
}

static void foreign_bytes_are_cleaned_line_by_line(void **state)
{
	struct texts *texts;
	const char *text;

	(void)state;
	put("card.fr", "a \x1b[31m\tb\r\n\n\xe2\x80\xae c", 17);
	texts = texts_open(fixture_folder());
	found(texts, "card.fr", "card.fr", &text);
	assert_string_equal(text, "a [31m b\n\nc\n");
	texts_close(texts);
}

static void what_cannot_be_read_is_said(void **state)
{
	static char large[TEXTS_BYTES_MAX + 1];
	const char *names[] = { "card.fr" }, *name, *text;
	char *folder = mem_printf("%s/card.en", fixture_folder());
	struct texts *texts;
	struct err err = { 0 };

	(void)state;
	put("card.fr", "d\xe9j\xe0\n", 5);
	texts = texts_open(fixture_folder());
	assert_false(texts_find(texts, names, 1, &name, &text, &err));
	assert_non_null(strstr(err.text, "card.fr is not UTF-8: save it in that encoding"));
	texts_close(texts);
	memset(large, 'x', sizeof large);
	put("card.fr", large, sizeof large);
	texts = texts_open(fixture_folder());
	assert_false(texts_find(texts, names, 1, &name, &text, &err));
	assert_non_null(strstr(err.text, "card.fr is too large: a text has at most 65536 bytes"));
	assert_int_equal(mkdir(folder, 0700), 0);
	names[0] = "card.en";
	assert_false(texts_find(texts, names, 1, &name, &text, &err));
	assert_non_null(strstr(err.text, "card.en is not a file"));
	names[0] = "nothing.fr";
	assert_false(texts_find(texts, names, 1, &name, &text, &err));
	assert_string_equal(err.text, "there is no text nothing.fr: write one into the folder of the option mail.texts");
	texts_close(texts);
	rmdir(folder);
	mem_free(folder);
}

static void an_export_leaves_what_is_there(void **state)
{
	struct texts *texts;
	const char *text;
	struct err err = { 0 };
	int first, again;

	(void)state;
	put("card.fr", "la mienne\n", 10);
	assert_true(texts_export(fixture_folder(), &first, &err));
	assert_true(texts_export(fixture_folder(), &again, &err));
	assert_true(first >= 38);
	assert_int_equal(again, 0);
	texts = texts_open(fixture_folder());
	found(texts, "card.fr", "card.fr", &text);
	assert_string_equal(text, "la mienne\n");
	assert_true(texts_is_own(texts, "reminder.en"));
	texts_close(texts);
	assert_false(texts_export("/nonexistent/texts", &first, &err));
}

/* An administrator exports, the service account reads. */
static void an_export_makes_its_folder_and_all_may_read(void **state)
{
	mode_t before = umask(077);
	char *folder = mem_printf("%s/texts", fixture_folder()), *card = mem_printf("%s/card.fr", folder);
	struct stat stat_of;
	struct err err = { 0 };
	int written;

	(void)state;
	assert_true(texts_export(folder, &written, &err));
	umask(before);
	assert_true(written >= 38);
	assert_int_equal(stat(folder, &stat_of), 0);
	assert_int_equal(stat_of.st_mode & 07777, 0755);
	assert_int_equal(stat(card, &stat_of), 0);
	assert_int_equal(stat_of.st_mode & 07777, 0644);
	mem_free(folder);
	mem_free(card);
}

static void child_exports_little(const char *folder)
{
	struct err err = { 0 };
	int written;

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &(struct rlimit){ 10, 10 });
	_exit(!texts_export(folder, &written, &err) && written == 0 && strstr(err.text, folder) && strstr(err.text, strerror(EFBIG)) ? 0 : 1);
}

/* A disk takes ten bytes of the first: nothing of it is there, the reason is told, and the next export is whole. */
static void an_export_that_fails_leaves_no_half_text(void **state)
{
	char *folder = mem_printf("%s/half", fixture_folder()), *part = mem_printf("%s/card-bad_faith.fr.part", folder);
	int written, status = -1;
	struct err err = { 0 };
	FILE *file;
	pid_t pid;

	(void)state;
	if ((pid = fork()) == 0)
		child_exports_little(folder);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(rmdir(folder), 0); /* it is empty */
	assert_int_equal(mkdir(folder, 0755), 0);
	file = fopen(part, "w"); /* one that was killed left this */
	assert_non_null(file);
	fclose(file);
	assert_true(texts_export(folder, &written, &err));
	assert_int_equal(access(part, F_OK), -1);
	mem_free(part);
	mem_free(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(the_folder_counts_before_what_is_shipped),
		FACT(every_text_is_named_once_those_of_the_folder_too),
		FACT(foreign_bytes_are_cleaned_line_by_line),
		FACT(what_cannot_be_read_is_said),
		FACT(an_export_leaves_what_is_there),
		FACT(an_export_makes_its_folder_and_all_may_read),
		FACT(an_export_that_fails_leaves_no_half_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
