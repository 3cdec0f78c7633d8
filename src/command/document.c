/* relance document: documents clients asked for, sent and settled.
 */
#include "desk/document.h"

#include <string.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/file.h"
#include "words/words.h"

#define WORDS_MOST 64

static const struct column columns[] = {
	{ "state", N_("State"), false, 0 },       { "document", N_("Document"), false, 0 },
	{ "invoices", N_("Invoices"), true, 0 },  { "number", N_("First"), false, 20 },
	{ "asked_on", N_("Asked"), false, 0 },    { "sent_on", N_("Sent"), false, 0 },
	{ "next", N_("Next"), false, 0 },         { "client", N_("Client"), false, 20 },
	{ "name", N_("Name"), false, 34 },        { "note", N_("Note"), false, 40 },
	{ "request", N_("Number"), false, 0 },
};
#define COLUMNS (sizeof columns / sizeof *columns)

static void put(struct output *out, const struct session *session, const struct document_row *row)
{
	const struct document_request request = file_document(row);
	enum document_state state = document_state_on(&request, &session->policy.document, session->today);

	output_word(out, document_state_codes[state], words_document_state(state));
	output_word(out, row->kind, words_document(row->kind));
	output_integer(out, row->invoices);
	output_text(out, row->number);
	output_date(out, row->asked_on);
	output_date(out, row->sent_on);
	output_date(out, document_next_on(&request, &session->policy.document));
	output_text(out, row->client_no);
	output_text(out, row->client_name);
	output_text(out, row->note);
	output_id(out, row->id);
	output_row(out);
}

static bool list(struct session *session, enum output_format format, struct err *err)
{
	struct arena arena = { 0 };
	struct document_row *rows;
	size_t count;
	bool done = document_open_list(session, 0, &arena, &rows, &count, err);

	if (done) {
		struct output *out = output_open(format, columns, COLUMNS);

		for (size_t i = 0; i < count; i++)
			put(out, session, &rows[i]);
		done = output_close(out, _("no document is asked for"), err);
	}
	arena_clear(&arena);
	return done;
}

static bool sent(struct session *session, const struct document_step *step, struct err *err)
{
	char day[64], *line;
	date chase_on;
	bool done;

	if (!document_sent(session, step, &chase_on, err))
		return false;
	line = mem_printf(_("sent: the file comes back on %s\n"), words_date(chase_on, WORDS_DATE_DAY, day));
	done = output_print(line, err);
	mem_free(line);
	return done;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "format", .takes_value = true } };
	struct document_step step = { .id = id_new() };
	struct session *session;
	enum output_format format;
	const char *words[WORDS_MOST], *what = "list";
	size_t word_count;
	char *note;
	bool done;

	if (!command_flags(&command_document, argc, argv, flags, 1, words, WORDS_MOST, &word_count, err) ||
	    !command_format(flags[0].value, &format, err))
		return EXIT_USAGE;
	if (word_count > 0)
		what = words[0];
	if (strcmp(what, "list") != 0 && strcmp(what, "sent") != 0 && strcmp(what, "settled") != 0)
		return command_usage(&command_document, err, N_("say list, sent or settled, not %s"), what);
	if (strcmp(what, "list") != 0 && word_count < 2)
		return command_usage(&command_document, err, N_("say the number of the request: relance document list shows it"));
	if (strcmp(what, "list") != 0 && !command_number(words[1], _("the number of a request"), 1, INT64_MAX, &step.request_id, err))
		return EXIT_USAGE;
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	note = command_words(words + 2, word_count > 2 ? word_count - 2 : 0);
	step.note = note;
	if (strcmp(what, "sent") == 0)
		done = sent(session, &step, err);
	else if (strcmp(what, "settled") == 0)
		done = document_settle(session, &step, err) && output_print(_("the request is settled\n"), err);
	else
		done = list(session, format, err);
	mem_free(note);
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_document = {
	.name = "document",
	.args = N_("[list] [--format text|csv|json] | sent NUMBER [WORDS…] | settled NUMBER [WORDS…]"),
	.help = N_("list the documents clients asked for, what is to be sent first; say that one was sent, or is settled"),
	.run = run,
};
