/* relance init: make the store, name the creditor, make the login a supervisor.
 */
#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "command/output.h"
#include "command/verbs.h"

#include <string.h>

static bool good_siren(const char *siren, struct err *err)
{
	int sum = 0;

	if (strlen(siren) != 9 || strspn(siren, "0123456789") != 9)
		return err_set(err, ERR_USAGE, N_("a SIREN has nine digits, not “%s”"), siren);
	for (int i = 0; i < 9; i++) { /* Luhn: every second digit from the right is doubled */
		int digit = siren[i] - '0';

		if (i % 2 == 1)
			digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
		sum += digit;
	}
	return sum % 10 == 0 || err_set(err, ERR_USAGE, N_("%s is not a SIREN: its check digit is wrong"), siren);
}

static bool make(const struct session_init *init, struct err *err)
{
	char *line;
	bool done;

	if (!session_init(init, err))
		return false;
	line = mem_printf(_("%s: ready for %s, in %s, %d days of terms. Next: relance import FILE\n"), init->target, init->creditor,
	                  init->currency, init->terms_days);
	done = output_print(line, err);
	mem_free(line);
	return done;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "creditor", .takes_value = true }, { .name = "siren", .takes_value = true },
	                        { .name = "currency", .takes_value = true }, { .name = "terms", .takes_value = true },
	                        { .name = "add" } };
	const char *words[1];
	size_t word_count;
	int64_t terms = 30;
	struct session_init init = { .target = globals->db, .siren = "", .currency = "EUR", .agent = globals->agent,
	                             .today = globals->today };
	char *name;
	bool done;

	if (!command_flags(&command_init, argc, argv, flags, 5, words, 0, &word_count, err))
		return EXIT_USAGE;
	init.creditor = flags[0].value ? flags[0].value : globals->creditor;
	if (!init.creditor)
		return command_usage(&command_init, err, N_("say who is owed"));
	if (flags[1].value && !good_siren(flags[1].value, err))
		return EXIT_USAGE;
	if (flags[3].value && !command_number(flags[3].value, "--terms", 0, 366, &terms, err))
		return EXIT_USAGE;
	init.siren = flags[1].value ? flags[1].value : "";
	init.currency = flags[2].value ? flags[2].value : "EUR";
	init.terms_days = (int)terms;
	init.add = flags[4].value != NULL;
	name = text_clean(init.creditor, strlen(init.creditor));
	init.creditor = name;
	done = make(&init, err);
	mem_free(name);
	return done ? EXIT_DONE : err->code == ERR_USAGE ? EXIT_USAGE : EXIT_FAILED;
}

const struct command command_init = {
	.name = "init",
	.args = N_("--creditor NAME [--siren N] [--currency EUR] [--terms 30] [--add]"),
	.help = N_("make the store and name who is owed; the login that runs it becomes a supervisor"),
	.run = run,
};
