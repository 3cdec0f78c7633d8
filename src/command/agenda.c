/* relance agenda: callbacks and follow-ups to come, late ones first.
 */
#include "desk/agenda.h"

#include <stdio.h>

#include "base/gettext.h"
#include "command/output.h"
#include "command/verbs.h"
#include "words/words.h"

#define DAYS_MOST 3660

static const struct column columns[] = {
	{ "due", N_("Due"), false, 0 },         { "when", N_("When"), false, 0 },     { "client", N_("Client"), false, 20 },
	{ "name", N_("Name"), false, 34 },      { "kind", N_("What for"), false, 32 }, { "agreed", NULL, false, 0 },
	{ "agent", N_("Agent"), false, 16 },    { "overdue", N_("Overdue"), true, 0 }, { "currency", "", false, 0 },
	{ "told_on", NULL, false, 0 },          { "note", N_("Words"), false, 40 },  { "paid", NULL, false, 0 },
};
#define COLUMNS (sizeof columns / sizeof *columns)

static void put(struct output *out, const struct agenda_entry *entry, date today)
{
	static const char *const codes[] = { [AGENDA_LATE] = "late", [AGENDA_TODAY] = "today", [AGENDA_LATER] = "later" };
	static const char *const names[] = { [AGENDA_LATE] = N_("late"), [AGENDA_TODAY] = N_("today"), [AGENDA_LATER] = "" };
	const struct agenda_follow_up *row = &entry->follow_up;
	char words[WORDS_TEXT], kind[WORDS_TEXT];

	snprintf(kind, sizeof kind, entry->paid ? _("%s: paid") : "%s", words_outcome_code(row->kind));
	output_instant(out, row->due_on, row->minute);
	output_word(out, codes[entry->when], *names[entry->when] ? gettext(names[entry->when]) : "");
	output_text(out, row->client.no);
	output_text(out, row->client.name);
	output_word(out, row->kind, kind);
	output_boolean(out, row->agreed);
	output_text(out, row->agent);
	output_money(out, row->client.overdue);
	output_text(out, row->client.currency);
	output_date(out, row->agreed_on);
	output_word(out, row->note, words_note(row->kind, row->note, today, words));
	output_boolean(out, entry->paid);
	output_row(out);
}

static bool list(struct session *session, const struct agenda_query *query, enum output_format format, struct err *err)
{
	struct agenda_entry *rows;
	struct arena arena = { 0 };
	size_t count;
	bool done = agenda_list(session, &arena, query, &rows, &count, err);

	if (done) {
		struct output *out = output_open(format, columns, COLUMNS);
		for (size_t i = 0; i < count; i++)
			put(out, &rows[i], session->today);
		done = output_close(out, _("nothing was agreed for these days"), err);
	}
	arena_clear(&arena);
	return done;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "days", .takes_value = true }, { .name = "of", .takes_value = true },
	                        { .name = "format", .takes_value = true } };
	struct agenda_query query = { .limit = AGENDA_MOST };
	struct session *session;
	enum output_format format;
	const char *words[1];
	size_t word_count;
	int64_t days = AGENDA_DAYS;

	if (!command_flags(&command_agenda, argc, argv, flags, 3, words, 0, &word_count, err) || !command_format(flags[2].value, &format, err) ||
	    (flags[0].value && !command_number(flags[0].value, "--days", 0, DAYS_MOST, &days, err)))
		return EXIT_USAGE;
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	query.days = (int)days;
	bool done = (!flags[1].value || agenda_agent(session, flags[1].value, &query.agent_id, err)) && list(session, &query, format, err);
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_agenda = {
	.name = "agenda",
	.args = N_("[--days N] [--of AGENT] [--format text|csv|json]"),
	.help = N_("list callbacks and follow-ups by day and hour, late ones first; --of adds what fell to the team to an agent's own"),
	.run = run,
};
