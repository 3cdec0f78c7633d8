/* relance sanction: what is in force against a client; setting and lifting it.
 */
#include "base/gettext.h"
#include "base/mem.h"
#include "command/deed.h"
#include "command/output.h"
#include "command/verbs.h"
#include "words/escalation.h"

#include <string.h>

static bool list(struct session *session, const char *no, enum output_format format, struct err *err)
{
	static const struct column columns[] = {
		{ "kind", N_("Sanction"), false, 0 },  { "set_on", N_("Set on"), false, 0 },      { "set_by", N_("By"), false, 0 },
		{ "lifted_on", N_("Lifted on"), false, 0 }, { "lifted_by", N_("By"), false, 0 }, { "note", N_("Note"), false, 60 },
	};
	struct arena arena = { 0 };
	struct sanction_row *rows;
	struct output *out;
	int64_t id;
	size_t count;
	bool done;

	if (!command_find_client(session, no, &id, err))
		return false;
	done = escalation_sanctions(session, &arena, id, &rows, &count, err);
	if (done) {
		out = output_open(format, columns, sizeof columns / sizeof *columns);
		for (size_t i = 0; i < count; i++) {
			output_word(out, rows[i].kind, words_measure(rows[i].kind));
			output_date(out, rows[i].set_on);
			output_text(out, rows[i].setter);
			output_date(out, rows[i].lifted_on);
			output_text(out, rows[i].lifter);
			output_text(out, rows[i].note);
			output_row(out);
		}
		done = output_close(out, _("No sanction was ever set."), err);
	}
	arena_clear(&arena);
	return done;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "note", .takes_value = true }, { .name = "format", .takes_value = true } };
	struct escalation_deed deed = { .act = ESCALATION_ACT_IMPOSE, .again_on = DATE_NONE };
	struct session *session;
	enum output_format format;
	const char *words[3];
	size_t count;
	bool setting = false, done;

	if (!command_flags(&command_sanction, argc, argv, flags, 2, words, 3, &count, err) ||
	    !command_format(flags[1].value, &format, err))
		return EXIT_USAGE;
	if (count == 3) {
		setting = strcmp(words[0], "set") == 0;
		if (!setting && strcmp(words[0], "lift") != 0)
			return command_usage(&command_sanction, err, N_("say a client, or set or lift, a client and a sanction"));
		if (!escalation_sanction_from(words[2], &deed.what))
			return command_usage(&command_sanction, err, N_("a sanction is cancel-terms, all-due or hold"));
		deed.act = setting ? ESCALATION_ACT_IMPOSE : ESCALATION_ACT_LIFT;
		deed.note = flags[0].value;
	} else if (count != 1) {
		return command_usage(&command_sanction, err, N_("say a client, or set or lift, a client and a sanction"));
	}
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	if (count == 1) {
		done = list(session, words[0], format, err);
	} else {
		char *sentence = mem_printf(setting ? _("in force: %s") : _("lifted: %s"),
		                            words_measure(escalation_sanction_codes[deed.what]));

		done = command_deed(session, words[1], &deed, sentence, err);
		mem_free(sentence);
	}
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_sanction = {
	.name = "sanction",
	.args = N_("CLIENT [--format text|csv|json] | set|lift CLIENT cancel-terms|all-due|hold [--note TEXT]"),
	.help = N_("show a client's sanctions, or set or lift one (supervisors)"),
	.run = run,
};
