/* kill -9 of two consoles and of an import or a record, at random moments, TORTURE_ROUNDS times (500). Run by `make torture`.
 *
 * After each round: what a screen or an exit status had acknowledged is in the store, files the dead had open are free, and while
 * both lived the two consoles never showed one client. Every 50 rounds and in the end `relance verify` passes; in the end the next
 * import makes the book whole, and every kind of thing was seen to happen. TORTURE_SEED repeats the moments, as far as the machine
 * allows.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "tests/torture/book.h"
#include "tests/torture/victim.h"

#define DAY       "2026-11-24"
#define MOST_MS   300 /* how long a victim may live */
#define VERIFY_BY 50
#define ROUNDS_TELL 50 /* from so many on each thing must have happened */
#define PATH_ROOM 4096

struct torture {
	char folder[PATH_ROOM], relance[PATH_ROOM], store[PATH_ROOM + 16];
	char books[BOOK_VERSIONS][PATH_ROOM + 16];
	int64_t sums[BOOK_VERSIONS];
	struct witness *witness;
	struct acknowledged *all; /* of every round */
	size_t count, room;
	long races, imports, killed;
};

static bool complain(int round, const char *what, const char *about)
{
	printf("kill: round %d: %s: %s\n", round, what, about);
	return false;
}

/* ---- running the program ---- */

static pid_t start(const struct torture *torture, const char *a, const char *b, const char *c,
		   const char *d, const char *e, const char *f)
{
	const char *const words[] = {
		torture->relance, "--db", torture->store, "--today", DAY, a, b, c, d, e, f, NULL
	};

	return background_start((char *const *)(uintptr_t)words);
}

static bool run(const struct torture *torture, const char *a, const char *b, const char *c,
		const char *d, const char *e, const char *f)
{
	return background_wait(start(torture, a, b, c, d, e, f)) == 0;
}

/* ---- what was acknowledged ---- */

static bool is_stored(const struct torture *torture, const struct acknowledged *one)
{
	return witness_calls(torture->witness, one->no, one->agent, one->outcome, one->note) >= 1;
}

static bool keep(struct torture *torture, int round, const struct acknowledged *one)
{
	MEM_GROW(torture->all, torture->count, torture->room);
	torture->all[torture->count++] = *one;
	return is_stored(torture, one) || complain(round, one->outcome, one->no);
}

static bool keep_all(struct torture *torture, int round, const struct console *console)
{
	size_t count;
	const struct acknowledged *list = console_acknowledged(console, &count);
	bool well = true;

	for (size_t i = 0; i < count; i++)
		well = keep(torture, round, &list[i]) && well;
	return well;
}

/* A dead console's file can be worked on at once. */
static bool is_free(struct torture *torture, int round, const struct console *console)
{
	struct acknowledged note = { .agent = "carol", .outcome = "note" };
	const char *no = console_shows(console);

	if (!*no)
		return true;
	snprintf(note.no, sizeof note.no, "%s", no);
	snprintf(note.note, sizeof note.note, "free-%d", round);
	return run(torture, "--agent", "carol", "record", no, "note", note.note)
		       ? keep(torture, round, &note)
		       : complain(round, "still claimed", no);
}

/* ---- a round ---- */

/* The third victim: an import of another version, or a note from the command line. */
struct third {
	pid_t pid;
	int version; /* -1: a record */
	int code;
	bool ended;
	struct acknowledged note;
};

static void third_start(struct torture *torture, int round, struct third *third)
{
	*third = (struct third){ .version = round % 2 ? (int)(random() % BOOK_VERSIONS) : -1 };
	if (third->version >= 0) {
		third->pid = start(torture, "import", torture->books[third->version], NULL, NULL,
				   NULL, NULL);
		return;
	}
	third->note = (struct acknowledged){ .agent = "carol", .outcome = "note" };
	book_no((int)(random() % BOOK_CLIENTS), third->note.no);
	snprintf(third->note.note, sizeof third->note.note, "third-%d", round);
	third->pid = start(torture, "--agent", "carol", "record", third->note.no, "note",
			   third->note.note);
}

static bool third_is_kept(struct torture *torture, int round, struct third *third)
{
	if (!third->ended || third->code != 0)
		return true;
	if (third->version < 0)
		return keep(torture, round, &third->note);
	torture->imports++;
	return witness_open_cents(torture->witness) == torture->sums[third->version] ||
	       complain(round, "an import that ended well is not whole",
			torture->books[third->version]);
}

static bool play(struct torture *torture, int round, struct console *consoles[2],
		 struct third *third)
{
	int64_t begin = clock_steady_ms(), now;
	int64_t until[3];
	bool dead[3] = { false };

	for (int i = 0; i < 3; i++)
		until[i] = begin + random() % MOST_MS;
	while (!dead[0] || !dead[1] || !dead[2]) {
		for (int i = 0; i < 2; i++)
			if (!dead[i])
				console_step(consoles[i]);
		if (!dead[2] && !third->ended)
			third->ended = background_ended(third->pid, &third->code);
		if (!dead[0] && !dead[1] && *console_shows(consoles[0])) {
			torture->races++;
			if (strcmp(console_shows(consoles[0]), console_shows(consoles[1])) == 0)
				return complain(round, "two consoles show one client",
						console_shows(consoles[0]));
		}
		now = clock_steady_ms();
		for (int i = 0; i < 3; i++) {
			if (dead[i] || now < until[i])
				continue;
			dead[i] = true;
			torture->killed++;
			if (i < 2)
				console_kill(consoles[i]);
			else if (!third->ended)
				background_kill(third->pid);
		}
	}
	return true;
}

static bool one_round(struct torture *torture, int round)
{
	struct console *consoles[2];
	struct third third;
	bool well;

	consoles[0] = console_start(torture->relance, torture->store, DAY, "alice", round);
	consoles[1] = console_start(torture->relance, torture->store, DAY, "bob", round);
	third_start(torture, round, &third);
	well = play(torture, round, consoles, &third);
	for (int i = 0; i < 2; i++) {
		well = well && keep_all(torture, round, consoles[i]) &&
		       is_free(torture, round, consoles[i]);
		console_close(consoles[i]);
	}
	well = well && third_is_kept(torture, round, &third);
	if (well && round % VERIFY_BY == 0)
		well = run(torture, "verify", NULL, NULL, NULL, NULL, NULL) ||
		       complain(round, "verify", "fails");
	return well;
}

/* ---- the whole of it ---- */

static void prepare(struct torture *torture)
{
	const char *build = getenv("RELANCE_BUILD"), *folder = getenv("TMPDIR");

	snprintf(torture->relance, sizeof torture->relance, "%s/relance", build ? build : ".");
	snprintf(torture->folder, sizeof torture->folder, "%s/relance-torture.XXXXXX",
		 folder ? folder : "/tmp");
	if (!mkdtemp(torture->folder)) {
		perror(torture->folder);
		exit(1);
	}
	setenv("HOME", torture->folder, 1);
	unsetenv("XDG_CONFIG_HOME");
	snprintf(torture->store, sizeof torture->store, "%s/relance.db", torture->folder);
	for (int i = 0; i < BOOK_VERSIONS; i++) {
		snprintf(torture->books[i], sizeof torture->books[i], "%s/book-%d.csv",
			 torture->folder, i);
		torture->sums[i] = book_write(torture->books[i], i);
	}
	if (!run(torture, "init", "--creditor", "Torture", NULL, NULL, NULL) ||
	    !run(torture, "agents", "add", "alice", NULL, NULL, NULL) ||
	    !run(torture, "agents", "add", "bob", NULL, NULL, NULL) ||
	    !run(torture, "agents", "add", "carol", NULL, NULL, NULL) ||
	    !run(torture, "import", torture->books[0], NULL, NULL, NULL, NULL)) {
		complain(0, "the store cannot be made", torture->store);
		exit(1);
	}
	torture->witness = witness_open(torture->store);
}

static bool whole_in_the_end(struct torture *torture, int rounds)
{
	for (size_t i = 0; i < torture->count; i++)
		if (!is_stored(torture, &torture->all[i]))
			return complain(rounds, "lost in the end", torture->all[i].no);
	for (int i = 0; i < BOOK_VERSIONS; i++)
		if (!run(torture, "import", torture->books[i], NULL, NULL, NULL, NULL) ||
		    witness_open_cents(torture->witness) != torture->sums[i])
			return complain(rounds, "the next import does not make the book whole",
					torture->books[i]);
	return run(torture, "verify", NULL, NULL, NULL, NULL, NULL) ||
	       complain(rounds, "verify", "fails in the end");
}

/* A console that was never seen to record, or two that were never seen side by side, prove nothing: a word on the screen has changed. */
static bool was_tried(const struct torture *torture, int rounds)
{
	static const char *const outcomes[] = { "no_answer", "message", "promise", "note" };

	for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++) {
		size_t count = 0;

		for (size_t n = 0; n < torture->count; n++)
			count += strcmp(torture->all[n].outcome, outcomes[i]) == 0;
		if (rounds >= ROUNDS_TELL && count == 0)
			return complain(rounds, "never acknowledged", outcomes[i]);
	}
	if (rounds >= ROUNDS_TELL && (torture->imports == 0 || torture->races == 0))
		return complain(rounds, "never seen", torture->races ? "an import that ended" : "two files side by side");
	return true;
}

static void clean_up(struct torture *torture, bool well)
{
	char *line = mem_printf("rm -rf '%s'", torture->folder);

	witness_close(torture->witness);
	mem_free(torture->all);
	if (!well)
		printf("kill: the store is left in %s\n", torture->folder);
	else if (system(line) != 0)
		perror(torture->folder);
	mem_free(line);
}

int main(void)
{
	const char *wanted = getenv("TORTURE_ROUNDS"), *seed = getenv("TORTURE_SEED");
	int rounds = wanted ? atoi(wanted) : 500;
	struct torture torture = { 0 };
	bool well = true;

	srandom(seed ? (unsigned)atoi(seed) : 1);
	setvbuf(stdout, NULL, _IOLBF, 0);
	prepare(&torture);
	for (int round = 1; well && round <= rounds; round++)
		well = one_round(&torture, round);
	well = well && whole_in_the_end(&torture, rounds) && was_tried(&torture, rounds);
	if (well)
		printf("kill: %d rounds, %ld killed: %zu acknowledged, none missing; %ld imports "
		       "whole; looked %ld times at two "
		       "consoles, never one client\n",
		       rounds, torture.killed, torture.count, torture.imports, torture.races);
	clean_up(&torture, well);
	return well ? 0 : 1;
}
