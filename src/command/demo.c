/* relance demo: a made-up portfolio to look at, in a store of its own, then the console on it.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/demo.h"
#include "words/words.h"

#define QUEUE_ROWS "20"

/* --db when given, else a file beside the usual store. */
static char *demo_path(const struct globals *globals)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	if (globals->db_given)
		return mem_strdup(globals->db);
	if (data && *data == '/')
		return mem_printf("%s/relance/demo.db", data);
	return home && *home == '/' ? mem_printf("%s/.local/share/relance/demo.db", home) : NULL;
}

static void show(void *context, double part)
{
	progress_show(context, part);
}

static bool make(struct demo_request *request, struct err *err)
{
	struct progress *progress = progress_open(_("making a portfolio"));
	enum demo_end end;
	struct buf path;
	bool done;

	request->progress = show;
	request->context = progress;
	done = demo_make(request, &end, err);
	progress_close(progress);
	if (done && end == DEMO_MADE) {
		buf_init(&path);
		text_out_terminal(&path, request->target);
		fprintf(stderr, _("a made-up portfolio is in %s\n"), path.data);
		buf_clear(&path);
	}
	return done;
}

static bool print_report(const struct simulate_report *report, struct err *err)
{
	char from[64], to[64];
	char *page = mem_printf(_("From %s to %s: %d times a client was checked, no rule contradicted another.\n"
				  "%d calls, %d promises (%d kept, %d partly, %d broken), %d disputes, %d files handed over;\n"
				  "%d new invoices, %d payments.\n"),
				words_date(report->from, WORDS_DATE_YEAR, from), words_date(report->to, WORDS_DATE_YEAR, to), (int)report->checks,
				(int)report->calls, (int)report->promises, (int)report->kept, (int)report->partly_kept, (int)report->broken,
				(int)report->disputes, (int)report->handed_over, (int)report->invoices, (int)report->payments);
	bool done = output_print(page, err);

	mem_free(page);
	return done;
}

static int print_queue(const struct globals *globals, const char *limit, struct err *err)
{
	char *argv[] = { mem_strdup(command_queue.name), mem_strdup("--limit"), mem_strdup(limit), NULL };
	int code = command_queue.run(globals, 3, argv, err);

	for (size_t i = 0; argv[i]; i++)
		mem_free(argv[i]);
	return code;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "clients", .takes_value = true }, { .name = "seed", .takes_value = true }, { .name = "no-console" },
	                        { .name = "limit", .takes_value = true }, { .name = "simulate", .takes_value = true } };
	struct globals own = *globals;
	const char *words[1];
	size_t word_count;
	int64_t clients = DEMO_CLIENTS, seed = 1, limit, days = 0;
	struct demo_request request = { .agent = globals->agent, .today = globals->today, .policy = &globals->policy };
	struct simulate_report report = { 0 };
	char *path;
	int code = EXIT_FAILED;

	if (!command_flags(&command_demo, argc, argv, flags, 5, words, 0, &word_count, err) ||
	    (flags[0].value && !command_number(flags[0].value, "--clients", 1, DEMO_CLIENTS_MOST, &clients, err)) ||
	    (flags[1].value && !command_number(flags[1].value, "--seed", 0, INT32_MAX, &seed, err)) ||
	    (flags[3].value && !command_number(flags[3].value, "--limit", 1, 1000000000, &limit, err)) ||
	    (flags[4].value && !command_number(flags[4].value, "--simulate", 1, SIMULATE_DAYS_MOST, &days, err)))
		return EXIT_USAGE;
	if (!(path = demo_path(globals))) {
		err_set(err, ERR_USAGE, N_("neither HOME nor XDG_DATA_HOME is set: say --db PATH"));
		return EXIT_USAGE;
	}
	request.target = own.db = path;
	request.clients = clients;
	request.seed = (uint64_t)seed;
	own.creditor = NULL;
	request.days = (int)days;
	request.report = &report;
	if (!make(&request, err))
		code = EXIT_FAILED;
	else if (days > 0)
		code = print_report(&report, err) ? EXIT_DONE : EXIT_FAILED;
	else
		code = flags[2].value ? print_queue(&own, flags[3].value ? flags[3].value : QUEUE_ROWS, err) : own.console(&own, err);
	mem_free(path);
	return code;
}

const struct command command_demo = {
	.name = "demo",
	.args = N_("[--clients N] [--seed S] [--no-console] [--limit N] [--simulate DAYS]"),
	.help = N_("make a made-up portfolio in a store of its own and open the console on it; --no-console prints its first page, --simulate lives the days to come and checks every rule on each"),
	.run = run,
};
