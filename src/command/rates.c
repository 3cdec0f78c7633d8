/* relance rates: the dated rates of interest, and taking a file of them.
 */
#include "base/gettext.h"
#include "base/mem.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/rates.h"
#include "words/reject.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char *kind_name(enum rates_kind kind)
{
	static const char *const names[RATES_KIND_COUNT] = {
		[RATES_STATUTORY] = N_("late payment"),
		[RATES_LEGAL] = N_("legal rate"),
		[RATES_CONTRACT] = N_("contract"),
	};

	return gettext(names[kind]);
}

static bool list(struct session *session, enum output_format format, struct err *err)
{
	static const struct column columns[] = {
		{ "kind", N_("Rate"), false, 0 }, { "from", N_("Since"), false, 0 }, { "percent", N_("Percent a year"), true, 0 },
		{ "configured", N_("Configured"), false, 0 },
	};
	struct arena arena = { 0 };
	struct rates_row *rows;
	struct output *out;
	size_t count;
	bool done = rates_list(session, &arena, &rows, &count, err);

	if (done) {
		out = output_open(format, columns, sizeof columns / sizeof *columns);
		for (size_t i = 0; i < count; i++) {
			output_word(out, rates_kind_codes[rows[i].kind], kind_name(rows[i].kind));
			output_date(out, rows[i].rate.from);
			output_money(out, rows[i].rate.hundredths);
			output_boolean(out, rows[i].configured);
			output_row(out);
		}
		done = output_close(out, _("No rate is known."), err);
	}
	arena_clear(&arena);
	return done;
}

static bool import(struct session *session, const char *path, enum rates_kind kind, int *rejects, struct err *err)
{
	struct rates_taken taken;
	char *line;
	bool done;

	if (!rates_import(session, path, kind, &taken, err))
		return false;
	*rejects = taken.rejects;
	if (taken.rejects > 0) {
		char why[WORDS_TEXT];

		fprintf(stderr, ngettext("%d line refused, line %" PRId64 ": %s\n", "%d lines refused, the first is line %" PRId64 ": %s\n",
		                         (unsigned long)taken.rejects),
		        taken.rejects, taken.line, words_reject(taken.reason, taken.arg, why));
	}
	line = mem_printf(ngettext("%d rate taken (%s), %d new or changed\n", "%d rates taken (%s), %d new or changed\n",
	                           (unsigned long)taken.taken),
	                  taken.taken, kind_name(kind), taken.changed);
	done = output_print(line, err);
	mem_free(line);
	return done;
}

static bool read_kind(const char *text, enum rates_kind *out)
{
	*out = RATES_STATUTORY;
	for (int i = 0; text && i < RATES_KIND_COUNT; i++)
		if (strcmp(rates_kind_codes[i], text) == 0) {
			*out = (enum rates_kind)i;
			return true;
		}
	return !text;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "kind", .takes_value = true }, { .name = "format", .takes_value = true } };
	struct session *session;
	enum output_format format;
	enum rates_kind kind;
	const char *words[2];
	size_t count;
	int rejects = 0;
	bool done;

	if (!command_flags(&command_rates, argc, argv, flags, 2, words, 2, &count, err) ||
	    !command_format(flags[1].value, &format, err))
		return EXIT_USAGE;
	if (count > 0 && (count != 2 || strcmp(words[0], "import") != 0))
		return command_usage(&command_rates, err, N_("say nothing, or import and a file"));
	if (!read_kind(flags[0].value, &kind))
		return command_usage(&command_rates, err, N_("--kind is late, legal or contract"));
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	done = count > 0 ? import(session, words[1], kind, &rejects, err) : list(session, format, err);
	session_close(session);
	return !done ? EXIT_FAILED : rejects > 0 ? EXIT_REJECTS : EXIT_DONE;
}

const struct command command_rates = {
	.name = "rates",
	.args = N_("[--format text|csv|json] | import FILE [--kind late|legal|contract]"),
	.help = N_("list the dated rates of interest, or take a CSV of them (from;rate_percent)"),
	.run = run,
};
