/* relance mail: what is queued to clients, looked at, taken back, sent.
 */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/mail_send.h"
#include "desk/mail_steps.h"
#include "words/letter.h"
#include "words/mail.h"
#include "words/words.h"

#define LIST_MOST 100000

enum { FLAG_FORMAT, FLAG_STATE, FLAG_CLIENT, FLAG_LIMIT, FLAG_WORDS, FLAG_DRY_RUN, FLAG_COUNT };

static void put_row(struct output *out, const struct mail_row *row)
{
	char why[WORDS_TEXT];

	output_id(out, row->id);
	output_date(out, row->queued_on);
	output_word(out, mail_state_codes[row->state], words_mail_state(row->state));
	output_word(out, row->kind, words_mail_kind(row->kind));
	output_text(out, row->client_no);
	output_text(out, row->client);
	output_text(out, row->address);
	output_text(out, row->subject);
	output_word(out, row->agent, words_mail_agent(row));
	output_date(out, row->sent_on);
	output_integer(out, row->tries);
	output_word(out, row->why, words_mail_why(row, why));
	output_row(out);
}

static bool list(struct session *session, const struct flag *flags, enum output_format format, struct err *err)
{
	static const struct column columns[] = {
		{ "id", N_("Mail"), true, 0 },         { "queued_on", N_("Queued"), false, 0 }, { "state", N_("State"), false, 0 },
		{ "kind", N_("Kind"), false, 0 },      { "client_no", N_("Account"), false, 12 }, { "client", N_("Client"), false, 24 },
		{ "address", N_("To"), false, 30 },    { "subject", NULL, false, 0 },           { "agent", N_("Agent"), false, 0 },
		{ "sent_on", N_("Sent"), false, 0 },   { "tries", NULL, true, 0 },              { "why", N_("Why"), false, 60 },
	};
	enum mail_state state = MAIL_STATE_COUNT;
	struct arena arena = { 0 };
	struct mail_row *rows;
	struct output *out;
	int64_t client_id = 0, limit = LIST_MOST;
	size_t count;
	bool done;

	if (flags[FLAG_STATE].value && !mail_state_from_code(flags[FLAG_STATE].value, &state))
		return err_set(err, ERR_USAGE, N_("--state is queued, held, failed, sent or cancelled, not %s"), flags[FLAG_STATE].value);
	if (flags[FLAG_LIMIT].value && !command_number(flags[FLAG_LIMIT].value, "--limit", 1, LIST_MOST, &limit, err))
		return false;
	if (flags[FLAG_CLIENT].value && !command_find_client(session, flags[FLAG_CLIENT].value, &client_id, err))
		return false;
	if (!mail_read_all(session, &arena, state, client_id, (int)limit, &rows, &count, err)) {
		arena_clear(&arena);
		return false;
	}
	out = output_open(format, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < count; i++)
		if (state == MAIL_STATE_COUNT || rows[i].state == state)
			put_row(out, &rows[i]);
	done = output_close(out, _("No mail."), err);
	arena_clear(&arena);
	return done;
}

static bool print_mail(const struct mail_row *row, const char *subject, const char *body, struct err *err)
{
	char *page = mem_printf("%s%s%s\n%s%s%s\n\n%s", _("To"), _(": "), row->address, _("Subject"), _(": "), subject, body);
	bool done = output_print(page, err);

	mem_free(page);
	return done;
}

/* As it was sent; as it would leave now when it was not. */
static bool show_row(struct session *session, struct texts *texts, struct arena *arena, const struct mail_row *row, struct err *err)
{
	struct mail_text text = { 0 };
	bool done;

	if (row->state == MAIL_SENT)
		return print_mail(row, row->subject, row->body, err);
	done = letter_preview(texts, session, arena, row, &text, err) && print_mail(row, text.subject, text.body, err);
	mem_free(text.name);
	mem_free(text.subject);
	mem_free(text.body);
	return done;
}

static bool show(struct session *session, const struct globals *globals, int64_t id, struct err *err)
{
	struct texts *texts = texts_open(config_get(globals->config, OPTION_MAIL_TEXTS).text);
	struct arena arena = { 0 };
	struct mail_row row;
	bool done = false;

	switch (mail_read_one(session, &arena, id, &row, err)) {
	case FOUND_NOT: err_set(err, ERR_MISSING, N_("there is no such mail: relance mail lists them with their numbers")); break;
	case FOUND_ERROR: break;
	case FOUND: done = show_row(session, texts, &arena, &row, err); break;
	}
	arena_clear(&arena);
	texts_close(texts);
	return done;
}

static bool queue(struct session *session, const char *no, const char *kind, const char *words, struct err *err)
{
	struct mail_request request = { .id = id_new(), .words = words };

	if (!mailing_kind_from_code(kind, &request.kind) || request.kind >= MAILING_BY_HAND)
		return err_set(err, ERR_USAGE, N_("a mail is a confirmation, a duplicate or a reminder, not %s"), kind);
	return command_find_client(session, no, &request.client_id, err) && mail_queue(session, &request, err);
}

/* What did not leave, each reason once: "C1 compta@example.org: …", or "2 mails: …". */
static void say_problems(const struct mail_problems *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		const struct mail_problem *row = &problems->rows[i];
		const char *why = words_mail_problem(row->why);
		char *line = row->count == 1 ? mem_printf("%s %s%s%s", row->client_no, row->address, _(": "), why)
					     : mem_printf(_("%d mails: %s"), row->count, why);
		struct buf out;

		buf_init(&out);
		text_out_terminal(&out, line);
		fprintf(stderr, "%s\n", out.data);
		buf_clear(&out);
		mem_free(line);
	}
}

static bool print_totals(const struct mail_totals *totals, enum output_format format, struct err *err)
{
	struct buf text;
	struct json json;
	bool done;

	buf_init(&text);
	if (format == OUTPUT_JSON) {
		json_init(&json, &text, false);
		json_object(&json, NULL);
		json_integer(&json, "sent", totals->sent);
		json_integer(&json, "held", totals->held);
		json_integer(&json, "failed", totals->failed);
		json_integer(&json, "given_up", totals->given_up);
		json_end(&json, '}');
		buf_putc(&text, '\n');
	} else if (format == OUTPUT_CSV) {
		buf_printf(&text, "sent,held,failed,given_up\r\n%d,%d,%d,%d\r\n", totals->sent, totals->held, totals->failed,
			   totals->given_up);
	} else {
		buf_printf(&text, _("%d sent, %d held back, %d failed, %d given up\n"), totals->sent, totals->held, totals->failed,
			   totals->given_up);
	}
	done = output_print(text.data, err);
	buf_clear(&text);
	return done;
}

static int send_all(struct session *session, const struct globals *globals, bool dry, enum output_format format, struct err *err)
{
	struct mail_problems problems = { 0 };
	struct mail_sender sender = {
		.from = config_get(globals->config, OPTION_MAIL_FROM).text,
		.program = config_get(globals->config, OPTION_MAIL_SENDMAIL).text,
		.letters = config_get(globals->config, OPTION_MAIL_LETTERS).text,
		.documents = config_get(globals->config, OPTION_MAIL_DOCUMENTS).text,
		.word = letter_word,
		.texts = texts_open(config_get(globals->config, OPTION_MAIL_TEXTS).text),
		.dry = dry,
		.problems = &problems,
	};
	struct mail_totals totals;
	bool done = session_needs_supervisor(session, err) && mail_send_all(session, &sender, &totals, err);

	say_problems(&problems);
	mail_problems_clear(&problems);
	done = done && print_totals(&totals, format, err);
	texts_close(sender.texts);
	return !done ? EXIT_FAILED : totals.failed + totals.given_up > 0 ? EXIT_REJECTS : EXIT_DONE;
}

/* What the night does of a scenario, without the night. */
static bool steps(struct session *session, bool dry, enum output_format format, struct err *err)
{
	static const struct column columns[] = {
		{ "mails", N_("Mails"), true, 0 }, { "letters", N_("Letters"), true, 0 }, { "left", N_("Left to agents"), true, 0 },
	};
	struct mail_steps queued;
	struct output *out;

	if (!mail_steps_queue(session, dry, &queued, err))
		return false;
	out = output_open(format, columns, sizeof columns / sizeof *columns);
	output_integer(out, queued.mails);
	output_integer(out, queued.letters);
	output_integer(out, queued.tasks);
	output_row(out);
	return output_close(out, NULL, err);
}

enum deed { DEED_LIST, DEED_SHOW, DEED_QUEUE, DEED_CANCEL, DEED_RESTORE, DEED_STEPS, DEED_SEND };
static const struct {
	const char *word;
	size_t words;
} deeds[] = {
	[DEED_LIST] = { "list", 1 }, [DEED_SHOW] = { "show", 2 }, [DEED_QUEUE] = { "queue", 3 },
	[DEED_CANCEL] = { "cancel", 2 }, [DEED_RESTORE] = { "restore", 2 }, [DEED_STEPS] = { "steps", 1 }, [DEED_SEND] = { "send", 1 },
};

static bool read_deed(const char *word, size_t words, enum deed *out)
{
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
		if (strcmp(deeds[i].word, word) == 0 && deeds[i].words == words) {
			*out = (enum deed)i;
			return true;
		}
	}
	return false;
}

static int run_deed(struct session *session, const struct globals *globals, enum deed deed, const char **words,
		    const struct flag *flags, enum output_format format, struct err *err)
{
	int64_t id = 0;
	bool done = false;

	if ((deed == DEED_SHOW || deed == DEED_CANCEL || deed == DEED_RESTORE) && !command_number(words[1], _("a mail's number"), 1, INT64_MAX, &id, err))
		return EXIT_USAGE;
	switch (deed) {
	case DEED_LIST: done = list(session, flags, format, err); break;
	case DEED_SHOW: done = show(session, globals, id, err); break;
	case DEED_QUEUE: done = queue(session, words[1], words[2], flags[FLAG_WORDS].value, err); break;
	case DEED_CANCEL: done = mail_cancel(session, id, err); break;
	case DEED_RESTORE: done = mail_restore(session, id, err); break;
	case DEED_STEPS: done = steps(session, flags[FLAG_DRY_RUN].value != NULL, format, err); break;
	case DEED_SEND: return send_all(session, globals, flags[FLAG_DRY_RUN].value != NULL, format, err);
	}
	return done ? EXIT_DONE : err->code == ERR_USAGE ? EXIT_USAGE : EXIT_FAILED;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[FLAG_COUNT] = {
		[FLAG_FORMAT] = { .name = "format", .takes_value = true }, [FLAG_STATE] = { .name = "state", .takes_value = true },
		[FLAG_CLIENT] = { .name = "client", .takes_value = true }, [FLAG_LIMIT] = { .name = "limit", .takes_value = true },
		[FLAG_WORDS] = { .name = "words", .takes_value = true },   [FLAG_DRY_RUN] = { .name = "dry-run" },
	};
	const char *words[3] = { "list" };
	struct session *session;
	enum output_format format;
	enum deed deed;
	size_t count;
	int code;

	if (!command_flags(&command_mail, argc, argv, flags, FLAG_COUNT, words, 3, &count, err) ||
	    !command_format(flags[FLAG_FORMAT].value, &format, err))
		return EXIT_USAGE;
	if (!read_deed(words[0], count ? count : 1, &deed))
		return command_usage(&command_mail, err, N_("say what to do with mails"));
	if (!command_session(globals, deed >= DEED_STEPS ? STORE_BATCH : STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	code = run_deed(session, globals, deed, words, flags, format, err);
	session_close(session);
	return code;
}

const struct command command_mail = {
	.name = "mail",
	.args = N_("[list|show MAIL|queue CLIENT KIND|cancel MAIL|restore MAIL|steps|send] [--state STATE] [--client NO] [--words TEXT] [--dry-run] "
		   "[--limit N] [--format text|csv|json]"),
	.help = N_("list mails to clients, queue or take one back, queue the scenario's steps, send what may leave"),
	.run = run,
};
