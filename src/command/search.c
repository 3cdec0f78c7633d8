/* relance search: clients by name, account, invoice number, or an end of it, the last digits of a phone, a mail address, or an amount invoiced or
 * paid.
 */
#include "base/gettext.h"
#include "base/mem.h"
#include "command/queue_rows.h"
#include "command/verbs.h"

#define WORDS_MOST 16

/* Whoever reads a page is told that it is one. */
static bool say_more(int64_t limit, struct err *err)
{
	char *text = mem_printf(ngettext("More match than the first %d: --limit N shows as many as you say.\n",
	                                 "More match than the first %d: --limit N shows as many as you say.\n", (unsigned long)limit),
	                        (int)limit);
	bool done = output_print(text, err);

	mem_free(text);
	return done;
}

/* One client may be found several times, and is one row: more is looked for than is shown. */
static bool list(struct session *session, const char *query, int64_t limit, enum output_format format, struct err *err)
{
	struct worklist_row *rows;
	struct output *out;
	size_t count;
	bool more;

	if (!worklist_search_whole(session, &session->arena, query, 2 * (int)limit, &rows, &count, err))
		return false;
	more = count > (size_t)limit;
	if (more)
		count = (size_t)limit;
	out = queue_found_open(format, session->several_creditors);
	for (size_t i = 0; i < count; i++)
		queue_found_put(out, session, query, &rows[i]);
	return output_close(out, _("nothing matches"), err) && (!more || format != OUTPUT_TEXT || say_more(limit, err));
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "limit", .takes_value = true }, { .name = "format", .takes_value = true } };
	struct session *session;
	enum output_format format;
	const char *words[WORDS_MOST];
	size_t word_count;
	int64_t limit = 20;
	struct buf query;
	bool done;

	if (!command_flags(&command_search, argc, argv, flags, 2, words, WORDS_MOST, &word_count, err) ||
	    !command_format(flags[1].value, &format, err) ||
	    (flags[0].value && !command_number(flags[0].value, "--limit", 1, 1000, &limit, err)))
		return EXIT_USAGE;
	if (word_count == 0)
		return command_usage(&command_search, err, N_("say what to look for"));
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	buf_init(&query);
	for (size_t i = 0; i < word_count; i++)
		buf_printf(&query, "%s%s", i ? " " : "", words[i]);
	done = list(session, query.data, limit, format, err);
	buf_clear(&query);
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_search = {
	.name = "search",
	.args = N_("[--limit N] [--format text|csv|json] WORD…"),
	.help = N_("find clients by name, account, invoice number or its end, the last digits of a phone, a mail address, or an amount invoiced or paid; twenty of them unless --limit says more"),
	.run = run,
};
