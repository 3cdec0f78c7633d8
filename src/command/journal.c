/* relance journal, verify and backup: looking back, and keeping a copy.
 */
#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/audit.h"
#include "words/journal.h"

#include <inttypes.h>
#include <signal.h>

static bool put_row(void *context, const struct journal_row *row, struct err *err)
{
	struct output *out = context;
	char what[WORDS_TEXT];

	(void)err;
	output_text(out, row->at);
	output_date(out, row->on_day);
	output_text(out, row->agent);
	output_text(out, row->client_no);
	output_integer(out, row->seq);
	output_word(out, row->kind, words_journal_kind(row->kind));
	output_word(out, row->payload, words_journal_payload(row->payload, what));
	output_text(out, row->hash);
	output_row(out);
	return true;
}

static int run_journal(const struct globals *globals, int argc, char **argv, struct err *err)
{
	static const struct column columns[] = {
		{ "at", N_("At"), false, 0 },         { "on_day", N_("Day"), false, 0 },   { "agent", N_("Agent"), false, 16 },
		{ "client", N_("Client"), false, 20 }, { "seq", N_("Row"), true, 0 },      { "kind", N_("Kind"), false, 0 },
		{ "payload", N_("What"), false, 100 }, { "hash", NULL, false, 0 },
	};
	struct flag flags[] = { { .name = "client", .takes_value = true }, { .name = "limit", .takes_value = true },
	                        { .name = "format", .takes_value = true } };
	struct session *session;
	enum output_format format;
	const char *words[1];
	size_t word_count;
	int64_t limit = 0, client_id;
	struct output *out;
	bool done;

	if (!command_flags(&command_journal, argc, argv, flags, 3, words, 0, &word_count, err) ||
	    !command_format(flags[2].value, &format, err) ||
	    (flags[1].value && !command_number(flags[1].value, "--limit", 1, 1000000000, &limit, err)))
		return EXIT_USAGE;
	if (!command_session(globals, STORE_COMMAND, flags[0].value == NULL, &session, err))
		return EXIT_FAILED;
	if (flags[0].value && !command_find_client(session, flags[0].value, &client_id, err)) {
		session_close(session);
		return EXIT_FAILED;
	}
	out = output_open(format, columns, sizeof columns / sizeof *columns);
	done = audit_journal(session, flags[0].value, (int)limit, put_row, out, err);
	done = output_close(out, done ? _("no row yet") : NULL, done ? err : NULL) && done;
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_journal = {
	.name = "journal",
	.args = N_("[--client NO] [--limit N] [--format text|csv|json]"),
	.help = N_("show who did what, oldest first; --limit keeps the newest rows"),
	.run = run_journal,
};

static void say_fault(void *context, const char *sentence)
{
	struct buf safe = { 0 };

	progress_clear(context);
	text_out_terminal(&safe, sentence);
	fprintf(stderr, "%s\n", safe.data);
	buf_clear(&safe);
}

static void show_progress(void *context, double part)
{
	progress_show(context, part);
}

static bool say_totals(const struct audit_totals *totals, struct err *err)
{
	char *line = mem_printf(_("sound: %" PRId64 " journal rows, %" PRId64 " clients, %" PRId64
	                          " bank movements, every chain and sum holds\n"),
	                        totals->journal_rows, totals->clients, totals->movements);
	bool done = output_print(line, err);

	mem_free(line);
	return done;
}

static int run_verify(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct audit_totals totals = { 0 };
	struct audit_request request = { .say = say_fault, .progress = show_progress };
	struct session *session;
	const char *words[1];
	size_t word_count;
	int64_t faults = 0;
	bool done;

	if (!command_flags(&command_verify, argc, argv, NULL, 0, words, 0, &word_count, err))
		return EXIT_USAGE;
	if (!command_session(globals, STORE_BATCH, true, &session, err))
		return EXIT_FAILED;
	request.context = progress_open(_("checking"));
	done = audit_faults(session, &request, &totals, &faults, err);
	progress_close(request.context);
	session_close(session);
	if (done && faults > 0)
		done = err_set(err, ERR_STORE,
		               ngettext("%" PRId64 " row does not hold: compare it with the last good copy (relance backup)",
		                        "%" PRId64 " rows do not hold: compare them with the last good copy (relance backup)",
		                        (unsigned long)faults),
		               faults);
	return done && say_totals(&totals, err) ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_verify = {
	.name = "verify",
	.args = "",
	.help = N_("check the database, every journal chain, the money sums and the bank's; names the rows that do not hold"),
	.run = run_verify,
};

/* ---- a copy: whoever stops it gets none, and nothing lies about ---- */

static const int stops[] = { SIGINT, SIGTERM, SIGHUP };
static volatile sig_atomic_t stopped;

static void on_stop(int number)
{
	(void)number;
	stopped = 1;
}

static bool show_copying(void *context, double part)
{
	progress_show(context, part);
	return !stopped;
}

static bool copy(struct session *session, const char *path, struct err *err)
{
	const struct sigaction action = { .sa_handler = on_stop, .sa_flags = SA_RESTART };
	struct sigaction before[sizeof stops / sizeof *stops];
	struct progress *progress = progress_open(_("copying"));
	bool done;

	stopped = 0;
	for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
		sigaction(stops[i], &action, &before[i]);
		if (before[i].sa_handler == SIG_IGN)
			sigaction(stops[i], &before[i], NULL);
	}
	done = audit_backup(session, path, show_copying, progress, err);
	for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
		sigaction(stops[i], &before[i], NULL);
	progress_close(progress);
	return done;
}

static int run_backup(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct session *session;
	const char *words[1];
	size_t word_count;
	char *line;
	bool done;

	if (!command_flags(&command_backup, argc, argv, NULL, 0, words, 1, &word_count, err))
		return EXIT_USAGE;
	if (word_count != 1)
		return command_usage(&command_backup, err, N_("say where to write the copy"));
	if (!command_session(globals, STORE_BATCH, true, &session, err))
		return EXIT_FAILED;
	done = copy(session, words[0], err);
	session_close(session);
	if (!done)
		return EXIT_FAILED;
	line = mem_printf(_("%s: a whole copy, checked\n"), words[0]);
	done = output_print(line, err);
	mem_free(line);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_backup = {
	.name = "backup",
	.args = N_("FILE"),
	.help = N_("write a consistent copy of the store while agents work; stopped (Ctrl-C), it leaves none"),
	.run = run_backup,
};
