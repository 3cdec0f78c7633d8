/* relance dispute: open disputes, and what becomes of them.
 */
#include "desk/dispute.h"

#include <string.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "command/output.h"
#include "command/verbs.h"
#include "words/words.h"

#define WORDS_MOST 64
#define DAYS_MOST  36500

static const struct column columns[] = {
	{ "due_on", N_("Answer due"), false, 0 },     { "days_late", NULL, true, 0 },
	{ "age", N_("Days open"), true, 0 },          { "owner", N_("Owner"), false, 20 },
	{ "owner_mail", NULL, false, 0 },             { "manager", NULL, false, 0 },
	{ "raised_on", N_("Raised"), false, 0 },      { "amount", NULL, true, 0 },
	{ "open", N_("Amount"), true, 0 },            { "currency", "", false, 0 },
	{ "kind", N_("Kind"), false, 0 },             { "sub_reason", N_("About"), false, 0 },
	{ "invoices", N_("Invoices"), true, 0 },      { "number", N_("First"), false, 20 },
	{ "client", N_("Client"), false, 20 },        { "name", N_("Name"), false, 30 },
	{ "opened_on", NULL, false, 0 },              { "dispute", N_("Number"), false, 0 },
};
#define COLUMNS (sizeof columns / sizeof *columns)

static void put(struct output *out, const struct session *session, const struct dispute_row *row)
{
	output_date(out, row->due_on);
	output_integer(out, session->today > row->due_on ? session->today - row->due_on : 0);
	output_integer(out, session->today - row->opened_on);
	output_text(out, row->owner);
	output_text(out, row->owner_mail);
	output_text(out, row->manager);
	output_date(out, row->raised_on);
	output_money(out, row->amount);
	output_money(out, row->open);
	output_text(out, row->currency);
	output_word(out, row->kind, words_dispute_kind(row->kind));
	output_word(out, row->sub_reason, *row->sub_reason ? words_dispute_sub_reason(row->sub_reason) : "");
	output_integer(out, row->invoices);
	output_text(out, row->number);
	output_text(out, row->client_no);
	output_text(out, row->client_name);
	output_date(out, row->opened_on);
	output_id(out, row->id);
	output_row(out);
}

static bool list(struct session *session, int older_than, const char *client_no, enum output_format format, struct err *err)
{
	struct arena arena = { 0 };
	struct dispute_row *rows;
	int64_t client_id = 0;
	size_t count;
	bool done;

	if (client_no && !command_find_client(session, client_no, &client_id, err))
		return false;
	done = dispute_open_list(session, older_than, client_id, &arena, &rows, &count, err);
	if (done) {
		struct output *out = output_open(format, columns, COLUMNS);

		for (size_t i = 0; i < count; i++)
			put(out, session, &rows[i]);
		done = output_close(out, _("no dispute is open"), err);
	}
	arena_clear(&arena);
	return done;
}

/* As it is typed in the console: an amount or credit AMOUNT, rejected, agreed, then words. */
static bool resolve(struct session *session, int64_t number, const char *const *words, size_t count, struct err *err)
{
	struct dispute_end end = { .id = id_new(), .dispute_id = number };
	struct dispute_ending typed;
	char *text = command_words(words, count), said[WORDS_TEXT];
	bool done;

	if (dispute_parse_end(text, &typed)) {
		end.resolution = typed.resolution;
		end.credit = typed.credit;
		end.note = typed.note;
		done = dispute_resolve(session, &end, err) && output_print(_("the dispute is settled\n"), err);
	} else {
		done = err_set(err, ERR_USAGE, "%s", words_dispute_end_refused(&typed, said));
	}
	mem_free(text);
	return done;
}

static bool set(struct session *session, int64_t number, const char *const *words, size_t count, const char *manager, struct err *err)
{
	struct dispute_change change = { .dispute_id = number, .manager = manager, .due_on = DATE_NONE };
	struct dispute_entry entry = { .due_on = DATE_NONE };
	char *text = command_words(words, count), said[WORDS_TEXT];
	bool good = count == 0 || dispute_parse_owner(text, session->today, &entry);

	mem_free(text);
	if (!good)
		return err_set(err, ERR_USAGE, "%s", words_dispute_refused(&entry, said));
	if (count == 0 && !manager)
		return err_set(err, ERR_USAGE, N_("say who answers for it, by when: Mme Lenoir 15/12"));
	change.owner = *entry.owner ? entry.owner : NULL;
	change.owner_mail = *entry.owner_mail ? entry.owner_mail : NULL;
	change.due_on = entry.due_on;
	return dispute_set(session, &change, err) && output_print(_("the dispute is changed\n"), err);
}

struct request {
	const char *what;
	int64_t number;
	const char *const *words;
	size_t count;
	const char *manager, *client;
	int older_than;
	enum output_format format;
};

static bool obey(struct session *session, const struct request *r, struct err *err)
{
	if (strcmp(r->what, "resolve") == 0)
		return resolve(session, r->number, r->words, r->count, err);
	if (strcmp(r->what, "set") == 0)
		return set(session, r->number, r->words, r->count, r->manager, err);
	if (strcmp(r->what, "raise") == 0)
		return dispute_raise(session, r->number, r->manager, err) && output_print(_("the dispute is put before the owner's manager\n"), err);
	return list(session, r->older_than, r->client, r->format, err);
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "older-than", .takes_value = true }, { .name = "client", .takes_value = true },
	                        { .name = "manager", .takes_value = true }, { .name = "format", .takes_value = true } };
	struct request r = { .what = "list", .older_than = -1 };
	struct session *session;
	const char *words[WORDS_MOST];
	size_t word_count;
	int64_t days = -1;
	bool done;

	if (!command_flags(&command_dispute, argc, argv, flags, 4, words, WORDS_MOST, &word_count, err) ||
	    !command_format(flags[3].value, &r.format, err) ||
	    (flags[0].value && !command_number(flags[0].value, "--older-than", 0, DAYS_MOST, &days, err)))
		return EXIT_USAGE;
	if (word_count > 0)
		r.what = words[0];
	if (strcmp(r.what, "list") != 0 && strcmp(r.what, "resolve") != 0 && strcmp(r.what, "set") != 0 && strcmp(r.what, "raise") != 0)
		return command_usage(&command_dispute, err, N_("say list, resolve, set or raise, not %s"), r.what);
	if (strcmp(r.what, "list") != 0) {
		if (word_count < 2)
			return command_usage(&command_dispute, err, N_("say the number of the dispute: relance dispute list shows it"));
		if (!command_number(words[1], _("the number of a dispute"), 1, INT64_MAX, &r.number, err))
			return EXIT_USAGE;
		r.words = words + 2;
		r.count = word_count - 2;
	}
	r.older_than = (int)days;
	r.client = flags[1].value;
	r.manager = flags[2].value;
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	done = obey(session, &r, err);
	session_close(session);
	return done ? EXIT_DONE : err->code == ERR_USAGE ? EXIT_USAGE : EXIT_FAILED;
}

const struct command command_dispute = {
	.name = "dispute",
	.args = N_("[list] [--older-than DAYS] [--client NO] [--format text|csv|json] | resolve NUMBER credit AMOUNT|rejected|agreed [WORDS…] | set NUMBER [WHO DATE] [--manager NAME] | raise NUMBER [--manager NAME]"),
	.help = N_("list open disputes by date; settle one, give it another owner or date, put it before the owner's manager"),
	.run = run,
};
