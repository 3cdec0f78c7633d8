/* Writers killed at random moments.
 *
 * Each works (work.h), one row or a load of forty per transaction, and tells over a pipe the last row whose commit was acknowledged. Every
 * other one works as the batch does, and takes back, now and then, more than it has memory for.
 */
#include "crash.h"

#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "db/gate.h"
#include "scratch.h"
#include "work.h"

enum {
	PATIENCE_MS = 60000,
	TAKEN_BACK = 600, /* rows: about what fits a writer's memory; more is on its way already when it is taken back */
};

struct writer {
	int64_t number;
	pid_t pid;
	int pipe; /* read end */
	int out;  /* write end, in the writer */
	int64_t acknowledged;
};

static int write_until_killed(void *arg)
{
	struct writer *writer = arg;
	const struct engine_options options = {
		.create = true, .wait_ms = 30000, .cache_kib = 256, .checkpoints = true, .yields = writer->number % 2
	};
	struct engine *engine;
	struct err err;
	int64_t seq;

	CHILD(scratch_try(scratch_store(), options, &engine, &err));
	seq = work_last(engine, writer->number);
	CHILD(seq >= 0);
	for (int turn = 0;; turn++) {
		int count = turn % 5 == 4 ? 40 : 1;

		CHILD(!options.yields || turn % 2 || work_take_back(engine, writer->number, seq + 1, TAKEN_BACK + turn % 5 * 100, &err));
		CHILD(work_add(engine, writer->number, seq + 1, count, &err));
		seq += count;
		CHILD(write(writer->out, &seq, sizeof seq) == sizeof seq);
	}
}

static bool start(struct writer *writer)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	writer->pipe = ends[0];
	writer->out = ends[1];
	writer->pid = scratch_fork(write_until_killed, writer);
	close(ends[1]);
	return fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0;
}

static void hear(struct writer *writer)
{
	int64_t seq;

	while (read(writer->pipe, &seq, sizeof seq) == sizeof seq)
		writer->acknowledged = seq;
}

__attribute__((format(printf, 2, 3))) static bool complain(char complaint[256], const char *format,
							   ...)
{
	va_list ap;

	va_start(ap, format);
	vsnprintf(complaint, 256, format, ap);
	va_end(ap);
	return false;
}

static bool stop(struct writer *writer, char complaint[256])
{
	int status;

	kill(writer->pid, SIGKILL);
	status = scratch_wait(writer->pid);
	hear(writer);
	close(writer->pipe);
	return status == 1000 + SIGKILL || complain(complaint, "writer %d ended by itself with %d",
						    (int)writer->number, status);
}

static bool nothing_is_lost(struct writer *writers, const struct crash *crash, char complaint[256])
{
	struct engine *engine = scratch_engine();
	bool well = true;

	for (int i = 0; well && i < crash->writers; i++) {
		int64_t last;

		hear(&writers[i]);
		last = work_last(engine, writers[i].number);
		if (last < writers[i].acknowledged)
			well = complain(complaint,
					"writer %d was promised row %lld, the store ends at %lld",
					i, (long long)writers[i].acknowledged, (long long)last);
	}
	if (well && !work_is_whole(engine))
		well = complain(complaint, "a transaction is there by half");
	engine_close(engine);
	return well;
}

static bool is_sound(char complaint[256])
{
	struct engine *engine = scratch_engine();
	struct err err;
	bool well = engine_check(engine, &err) || complain(complaint, "%.250s", err.text);

	engine_close(engine);
	return well;
}

static int64_t rows_acknowledged(struct writer *writers, const struct crash *crash)
{
	int64_t rows = 0;

	for (int i = 0; i < crash->writers; i++) {
		hear(&writers[i]);
		rows += writers[i].acknowledged;
	}
	return rows;
}

/* Kills must have something to destroy: on a busy machine writers need their time. */
static bool has_worked(struct writer *writers, const struct crash *crash, int round, char complaint[256])
{
	int64_t from = clock_steady_ms(), rows;

	while ((rows = rows_acknowledged(writers, crash)) <= round && clock_steady_ms() - from < PATIENCE_MS)
		gate_nap();
	return rows > round || complain(complaint, "only %d rows were written in %d rounds", (int)rows, round);
}

static bool kill_rounds(struct writer *writers, const struct crash *crash, char complaint[256])
{
	for (int round = 1; round <= crash->rounds; round++) {
		struct writer *victim = &writers[random() % crash->writers];

		if (!has_worked(writers, crash, round, complaint))
			return false;
		for (long naps = random() % 4; naps > 0; naps--)
			gate_nap(); /* kills come at any moment, also while the store is being opened */
		if (!stop(victim, complaint))
			return false;
		if (!start(victim))
			return complain(complaint, "a writer cannot be started");
		if (round % crash->check_every == 0 &&
		    !(nothing_is_lost(writers, crash, complaint) && is_sound(complaint)))
			return false;
	}
	return true;
}

bool crash_run(const struct crash *crash, char complaint[256])
{
	struct engine *engine = scratch_engine();
	struct writer *writers = mem_alloc((size_t)crash->writers * sizeof *writers);
	char ignored[256];
	bool well;

	complaint[0] = '\0';
	work_create(engine, NULL);
	engine_close(engine);
	for (int i = 0; i < crash->writers; i++) {
		writers[i].number = i;
		start(&writers[i]);
	}
	well = kill_rounds(writers, crash, complaint);
	for (int i = 0; i < crash->writers; i++)
		if (!stop(&writers[i], well ? complaint : ignored))
			well = false;
	for (int i = 0; i < crash->writers; i++)
		writers[i].pipe = -1;
	well = well && nothing_is_lost(writers, crash, complaint) && is_sound(complaint);
	mem_free(writers);
	return well;
}
