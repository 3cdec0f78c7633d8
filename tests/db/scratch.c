/* What tests of the store share.
 */
#include "scratch.h"

#include <ftw.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "pg.h"

static char folder[PATH_MAX / 2];
static char *pg_store;

static void die(const char *what, const char *why)
{
	fprintf(stderr, "%s: %s\n", what, why);
	exit(99);
}

void scratch_open(void)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(folder, sizeof folder, "%s/relance-test-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	if (!mkdtemp(folder))
		die(folder, "cannot be made");
	if (pg_store_wanted())
		pg_store = mem_strdup(pg_store_make("empty", NULL));
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

void scratch_close(void)
{
	mem_free(pg_store);
	pg_store = NULL;
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

int scratch_setup(void **state)
{
	(void)state;
	scratch_open();
	return 0;
}

int scratch_teardown(void **state)
{
	(void)state;
	scratch_close();
	return 0;
}

const char *scratch_path(const char *name)
{
	static char paths[4][PATH_MAX];
	static unsigned next;
	char *path = paths[next++ % 4];

	snprintf(path, PATH_MAX, "%s/%s", folder, name);
	return path;
}

void scratch_write(const char *path, const char *bytes, size_t size)
{
	FILE *file = fopen(path, "w");

	if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
		die(path, "cannot be written");
}

void scratch_damage(const char *path, long at, size_t size)
{
	FILE *file = fopen(path, "r+");

	if (!file || fseek(file, at, SEEK_SET) != 0)
		die(path, "cannot be opened");
	for (size_t i = 0; i < size; i++)
		fputc(0xA5, file);
	if (fclose(file) != 0)
		die(path, "cannot be written");
}

const char *scratch_store(void)
{
	return pg_store ? pg_store : scratch_path("db");
}

bool scratch_try(const char *path, struct engine_options options, struct engine **out,
		 struct err *err)
{
	err_clear(err);
	return engine_open(path, &options, out, err);
}

struct engine *scratch_engine(void)
{
	struct engine_options options = {
		.create = true, .wait_ms = 30000, .cache_kib = 256, .checkpoints = true
	};
	struct engine *engine;
	struct err err;

	if (!scratch_try(scratch_store(), options, &engine, &err))
		die("opening the store of the test", err.text);
	return engine;
}

long scratch_count(struct engine *engine, const char *sql)
{
	struct stmt *stmt = engine_statement(engine, sql, NULL);
	long n = stmt && stmt_step(stmt, NULL) == STMT_ROW ? (long)stmt_int(stmt, 0) : -1;

	if (stmt)
		stmt_reset(stmt);
	return n;
}

pid_t scratch_fork(int (*child)(void *arg), void *arg)
{
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (pid < 0)
		die("fork", "refused");
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL); /* it does not outlive a test that is stopped */
		_exit(child(arg));
	}
	return pid;
}

int scratch_wait(pid_t pid)
{
	int status;

	if (waitpid(pid, &status, 0) != pid)
		return -1;
	return WIFSIGNALED(status) ? 1000 + WTERMSIG(status) : WEXITSTATUS(status);
}

struct said {
	int (*child)(void *arg);
	void *arg;
	int ends[2];
};

static int run_and_say(void *arg)
{
	struct said *s = arg;

	close(s->ends[0]);
	dup2(s->ends[1], STDERR_FILENO);
	return s->child(s->arg);
}

int scratch_run(int (*child)(void *arg), void *arg, char **said)
{
	struct said s = { .child = child, .arg = arg };
	struct buf text;
	char part[512];
	ssize_t n;
	pid_t pid;

	if (!said)
		return scratch_wait(scratch_fork(child, arg));
	if (pipe(s.ends) != 0)
		die("pipe", "refused");
	pid = scratch_fork(run_and_say, &s);
	close(s.ends[1]);
	buf_init(&text);
	while ((n = read(s.ends[0], part, sizeof part)) > 0)
		buf_add(&text, part, (size_t)n);
	close(s.ends[0]);
	*said = buf_take(&text);
	return scratch_wait(pid);
}
