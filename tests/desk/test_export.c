/* A listing written to a file of the agent's: whole or absent, under a name of its own whoever else exports, with its row in the journal.
 */
#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "desk/export.h"
#include "tests/desk/fixture.h"

static struct err err;

static char *folder_of(const char *name)
{
	char *folder = mem_printf("%s/%s", fixture_folder(), name);

	assert_int_equal(mkdir(folder, 0700), 0);
	return folder;
}

/* Names in order, a blank between; caller's. */
static char *names_in(const char *folder)
{
	struct dirent **list;
	struct buf text = { 0 };
	int count = scandir(folder, &list, NULL, alphasort);

	buf_puts(&text, "");
	for (int i = 0; i < count; i++) {
		if (list[i]->d_name[0] != '.')
			buf_printf(&text, "%s%s", text.len ? " " : "", list[i]->d_name);
		free(list[i]);
	}
	free(list);
	return text.data;
}

static void holds(const char *folder, const char *names)
{
	char *there = names_in(folder);

	assert_string_equal(there, names);
	mem_free(there);
}

static bool export(struct session *session, const char *folder, const char *text)
{
	const struct export_request request = { .directory = folder, .name = "agenda", .text = text, .rows = 1 };
	char path[EXPORT_PATH];

	return export_write(session, &request, path, &err);
}

static void each_export_of_a_day_has_a_number(void **state)
{
	char *folder = folder_of("numbers"), *second = mem_printf("%s/agenda-2026-11-24-2.csv", folder);
	struct stat st;

	assert_true(export(*state, folder, "one\r\n"));
	assert_true(export(*state, folder, "two, longer\r\n"));
	assert_true(export(*state, folder, ""));
	holds(folder, "agenda-2026-11-24-2.csv agenda-2026-11-24-3.csv agenda-2026-11-24.csv");
	assert_int_equal(stat(second, &st), 0);
	assert_int_equal(st.st_size, strlen("two, longer\r\n"));
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(unlink(second), 0);
	assert_int_equal(symlink("/etc/passwd", second), 0); /* nobody's words go where a link leads */
	assert_true(export(*state, folder, "four"));
	holds(folder, "agenda-2026-11-24-2.csv agenda-2026-11-24-3.csv agenda-2026-11-24-4.csv agenda-2026-11-24.csv");
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'exported'"), 4);
	mem_free(second);
	mem_free(folder);
}

/* The system ends whoever writes more than he may: in the middle of the file. */
static void an_export_cut_short_is_absent(void **state)
{
	char *folder = folder_of("short"), *text = mem_alloc(200001), *left;
	pid_t child;
	int status;

	(void)state;
	memset(text, 'x', 200000);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct session *session = fixture_session("bob", TODAY);
		const struct rlimit small = { 65536, 65536 };

		signal(SIGXFSZ, SIG_DFL);
		setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
		setrlimit(RLIMIT_FSIZE, &small);
		export(session, folder, text);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ);
	left = names_in(folder);
	if (strstr(left, ".csv ") || (strlen(left) >= 4 && strcmp(left + strlen(left) - 4, ".csv") == 0))
		fail_msg("half a file has its name: %s", left);
	mem_free(left);
	mem_free(text);
	mem_free(folder);
}

static void all_at_once_get_one_each(void **state)
{
	enum { PEOPLE = 6, EACH = 4, SIZE = 50000 };
	char *folder = folder_of("crowd"), *there;
	pid_t people[PEOPLE];
	int status, whole = 0;

	(void)state;
	for (int k = 0; k < PEOPLE; k++) {
		people[k] = fork();
		assert_true(people[k] >= 0);
		if (people[k] == 0) {
			struct session *session = fixture_session("bob", TODAY);
			char *text = mem_alloc(SIZE + 1);
			int good = 0;

			memset(text, 'a' + k, SIZE);
			for (int i = 0; i < EACH; i++)
				good += export(session, folder, text);
			_exit(good == EACH ? 0 : 1);
		}
	}
	for (int k = 0; k < PEOPLE; k++) {
		assert_int_equal(waitpid(people[k], &status, 0), people[k]);
		assert_int_equal(status, 0);
	}
	for (int n = 1; n <= PEOPLE * EACH; n++) {
		char *path = n > 1 ? mem_printf("%s/agenda-2026-11-24-%d.csv", folder, n) : mem_printf("%s/agenda-2026-11-24.csv", folder);
		struct stat st;

		whole += stat(path, &st) == 0 && st.st_size == SIZE;
		mem_free(path);
	}
	assert_int_equal(whole, PEOPLE * EACH);
	there = names_in(folder);
	assert_null(strstr(there, ".part"));
	mem_free(there);
	assert_int_equal(fixture_count("SELECT count(DISTINCT payload) FROM journal WHERE kind = 'exported'"), PEOPLE * EACH);
	mem_free(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(each_export_of_a_day_has_a_number),
		FACT(an_export_cut_short_is_absent),
		FACT(all_at_once_get_one_each),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
