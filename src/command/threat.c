/* relance threat: what was announced and not carried out; deciding, telling, carrying out.
 */
#include "base/gettext.h"
#include "base/mem.h"
#include "command/deed.h"
#include "command/output.h"
#include "command/verbs.h"
#include "words/escalation.h"

#include <string.h>

static bool report(struct session *session, enum output_format format, struct err *err)
{
	static const struct column columns[] = {
		{ "client", N_("Client"), false, 20 },   { "name", N_("Name"), false, 30 },      { "what", N_("Threat"), false, 0 },
		{ "decided_on", N_("Decided"), false, 0 }, { "announced_on", N_("Told"), false, 0 }, { "announced_by", N_("By"), false, 0 },
		{ "executed_on", N_("Carried out"), false, 0 }, { "state", N_("State"), false, 0 },
	};
	static const char *const codes[ESCALATION_THREAT_STATE_COUNT] = { "undecided", "decided", "due", "done", "empty", "late",
		                                                          "undecided_told" };
	struct arena arena = { 0 };
	struct threat_row *rows;
	struct output *out;
	size_t count;
	bool done = escalation_empty_threats(session, &arena, &rows, &count, err);

	if (done) {
		out = output_open(format, columns, sizeof columns / sizeof *columns);
		for (size_t i = 0; i < count; i++) {
			struct escalation_threat threat = escalation_threat_of(&rows[i]);
			enum escalation_threat_state state = escalation_threat_state_on(&threat, session->today);

			output_text(out, rows[i].no);
			output_text(out, rows[i].name);
			output_word(out, rows[i].what, words_measure(rows[i].what));
			output_date(out, rows[i].decided_on);
			output_date(out, rows[i].announced_on);
			output_text(out, rows[i].announcer);
			output_date(out, rows[i].executed_on);
			output_word(out, codes[state], words_threat_state(state));
			output_row(out);
		}
		done = output_close(out, _("Every threat told was carried out the same day."), err);
	}
	arena_clear(&arena);
	return done;
}

static bool find_act(const char *word, enum escalation_act *act, const char **sentence)
{
	static const struct {
		const char *word;
		enum escalation_act act;
		const char *sentence;
	} acts[] = {
		{ "decide", ESCALATION_ACT_THREATEN, N_("decided, the client may be told: %s") },
		{ "undecide", ESCALATION_ACT_UNDECIDE, N_("no longer decided, the client is not to be told: %s") },
		{ "announce", ESCALATION_ACT_ANNOUNCE, N_("the client was told: %s; to be carried out today") },
		{ "execute", ESCALATION_ACT_EXECUTE, N_("carried out: %s") },
	};

	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (strcmp(acts[i].word, word) == 0) {
			*act = acts[i].act;
			*sentence = acts[i].sentence;
			return true;
		}
	return false;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "note", .takes_value = true }, { .name = "format", .takes_value = true } };
	struct escalation_deed deed = { .again_on = DATE_NONE };
	struct session *session;
	enum output_format format;
	const char *words[3], *sentence = NULL;
	size_t count;
	bool done;

	if (!command_flags(&command_threat, argc, argv, flags, 2, words, 3, &count, err) ||
	    !command_format(flags[1].value, &format, err))
		return EXIT_USAGE;
	if (count > 0 && (count != 3 || !find_act(words[0], &deed.act, &sentence)))
		return command_usage(&command_threat, err, N_("say nothing, or decide, undecide, announce or execute, a client and a measure"));
	if (count > 0 && !escalation_sanction_from(words[2], &deed.what))
		return command_usage(&command_threat, err, N_("a measure is cancel-terms, all-due, hold or legal"));
	deed.note = flags[0].value;
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	if (count == 0) {
		done = report(session, format, err);
	} else {
		char *line = mem_printf(gettext(sentence), words_measure(escalation_sanction_codes[deed.what]));

		done = command_deed(session, words[1], &deed, line, err);
		mem_free(line);
	}
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_threat = {
	.name = "threat",
	.args = N_("[--format text|csv|json] | decide|undecide|announce|execute CLIENT cancel-terms|all-due|hold|legal [--note TEXT]"),
	.help = N_("list threats told and not carried out the same day, or decide one, take it back untold, tell it, carry it out"),
	.run = run,
};
