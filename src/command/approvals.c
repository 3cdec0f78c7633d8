/* relance approvals and handover: what waits for a supervisor, what is decided, who has the file then.
 */
#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "command/deed.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/escalation.h"
#include "words/escalation.h"

#include <string.h>

static bool list(struct session *session, enum output_format format, struct err *err)
{
	static const struct column columns[] = {
		{ "client", N_("Client"), false, 20 },  { "name", N_("Name"), false, 30 },   { "kind", N_("Proposed"), false, 0 },
		{ "reasons", N_("For"), false, 44 },    { "warnings", N_("Against"), false, 36 }, { "proposed_on", N_("Since"), false, 0 },
		{ "overdue", N_("Overdue"), true, 0 },  { "currency", "", false, 0 },        { "score", N_("Score"), true, 0 },
	};
	struct arena arena = { 0 };
	struct escalation_waiting *rows;
	struct output *out;
	size_t count;
	bool done = escalation_approvals(session, &arena, &rows, &count, err);

	if (done) {
		out = output_open(format, columns, sizeof columns / sizeof *columns);
		for (size_t i = 0; i < count; i++) {
			const struct escalation_row *row = &rows[i].row;
			bool legal = row->kind == ESCALATION_KIND_LEGAL;
			char text[WORDS_TEXT], codes[ESCALATION_CODES];

			output_text(out, rows[i].no);
			output_text(out, rows[i].name);
			output_word(out, escalation_kind_codes[row->kind], words_escalation_kind(row->kind));
			output_word(out, legal ? escalation_reason_codes(row->reasons, codes) : escalation_hold_codes(row->reasons, codes),
			            words_escalation_reasons(row->kind, row->reasons, text));
			output_word(out, legal ? escalation_warning_codes(row->warnings, codes) : "",
			            legal ? words_escalation_warnings(row->warnings, text) : "");
			output_date(out, row->proposed_on);
			output_money(out, rows[i].overdue);
			output_text(out, rows[i].currency);
			output_integer(out, rows[i].score);
			output_row(out);
		}
		done = output_close(out, _("Nothing waits for a decision."), err);
	}
	arena_clear(&arena);
	return done;
}

/* ---- one deed on one client ---- */

bool command_deed(struct session *session, const char *no, struct escalation_deed *deed, const char *sentence, struct err *err)
{
	struct escalation_done done;
	char day[64];
	char *line;
	bool good;

	deed->id = id_new();
	if (!command_find_client(session, no, &deed->client_id, err) || !escalation_do(session, deed, &done, err))
		return false;
	if (done.withdrawn)
		sentence = words_withdrawn(date_is(done.told_on));
	line = mem_printf("%s%s%s%s%s%s\n", no, _(": "), sentence, done.already ? _(" (already)") : "",
	                  deed->act == ESCALATION_ACT_REFUSE ? _(", not to be proposed again before ") : "",
	                  deed->act == ESCALATION_ACT_REFUSE ? words_date(done.on, WORDS_DATE_YEAR, day) : "");
	good = output_print(line, err);
	mem_free(line);
	return good;
}

enum { HOLD, NOTE, UNTIL, FORMAT, FLAGS };

static bool decide(struct session *session, const char *const *words, const struct flag *flags, struct err *err)
{
	struct escalation_deed deed = {
		.act = *words[0] == 'a' ? ESCALATION_ACT_APPROVE : *words[0] == 'r' ? ESCALATION_ACT_REFUSE : ESCALATION_ACT_PROPOSE,
		.kind = flags[HOLD].value ? ESCALATION_KIND_HOLD : ESCALATION_KIND_LEGAL,
		.note = flags[NOTE].value,
		.again_on = DATE_NONE,
	};
	const char *sentence = deed.act == ESCALATION_ACT_REFUSE           ? _("refused")
	                       : deed.act == ESCALATION_ACT_PROPOSE        ? _("proposed to a supervisor")
	                       : deed.kind == ESCALATION_KIND_LEGAL ? _("legal action is approved: the client may be told")
	                                                            : _("a hold on orders is in force");

	return (!flags[UNTIL].value || command_date(flags[UNTIL].value, "--until", &deed.again_on, err)) &&
	       command_deed(session, words[1], &deed, sentence, err);
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[FLAGS] = { [HOLD] = { .name = "hold" }, [NOTE] = { .name = "note", .takes_value = true },
		                     [UNTIL] = { .name = "until", .takes_value = true }, [FORMAT] = { .name = "format", .takes_value = true } };
	struct session *session;
	enum output_format format;
	const char *words[2];
	size_t count;
	bool done;

	if (!command_flags(&command_approvals, argc, argv, flags, FLAGS, words, 2, &count, err) ||
	    !command_format(flags[FORMAT].value, &format, err))
		return EXIT_USAGE;
	if (count > 0 && (count != 2 || (strcmp(words[0], "approve") != 0 && strcmp(words[0], "refuse") != 0 &&
	                                 strcmp(words[0], "propose") != 0)))
		return command_usage(&command_approvals, err, N_("say nothing, or propose, approve or refuse and a client"));
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	done = count > 0 ? decide(session, words, flags, err) : list(session, format, err);
	session_close(session);
	return done ? EXIT_DONE : err->code == ERR_USAGE ? EXIT_USAGE : EXIT_FAILED;
}

const struct command command_approvals = {
	.name = "approvals",
	.args = N_("[--format text|csv|json] | propose|approve CLIENT [--hold] [--note TEXT] | refuse CLIENT [--hold] [--until DAY] [--note TEXT]"),
	.help = N_("list what was proposed to a supervisor, propose or decide: legal action, or a hold on orders with --hold; legal action that was approved and not carried out yet may still be refused"),
	.run = run,
};

static int run_handover(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "to", .takes_value = true }, { .name = "back" }, { .name = "note", .takes_value = true } };
	struct escalation_deed deed = { .act = ESCALATION_ACT_HAND_OVER, .to = ESCALATION_HAND_LEGAL, .again_on = DATE_NONE };
	struct session *session;
	const char *words[1];
	char sentence[WORDS_TEXT];
	struct words_text text = { .out = sentence };
	size_t count;
	bool done;

	if (!command_flags(&command_handover, argc, argv, flags, 3, words, 1, &count, err))
		return EXIT_USAGE;
	if (count != 1 || (flags[0].value != NULL) == (flags[1].value != NULL))
		return command_usage(&command_handover, err, N_("say which client, and --to or --back"));
	if (flags[0].value && !escalation_handover_from(flags[0].value, &deed.to))
		return command_usage(&command_handover, err, N_("--to is legal, bailiff or agency"));
	deed.note = flags[2].value;
	if (flags[1].value) {
		deed.act = ESCALATION_ACT_TAKE_BACK;
		words_add(&text, "%s", _("taken back: agents may call again"));
	} else {
		words_add(&text, _("handed over (%s): nobody calls any more"), words_handover(escalation_handover_codes[deed.to]));
	}
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	done = command_deed(session, words[0], &deed, sentence, err);
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_handover = {
	.name = "handover",
	.args = N_("CLIENT --to legal|bailiff|agency [--note TEXT] | CLIENT --back [--note TEXT]"),
	.help = N_("hand a file over once legal action was approved, or take it back (supervisors)"),
	.run = run_handover,
};
