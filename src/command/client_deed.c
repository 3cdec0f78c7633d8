/* relance client set, clock and acknowledge.
 */
#include "command/client_deed.h"

#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/profile.h"
#include "words/words.h"

enum { AT_SERVICE = PROFILE_FIELD_COUNT, AT_ON, FLAGS };
_Static_assert(FLAGS == CLIENT_DEED_FLAGS, "every flag has its place");

void client_deed_flags(struct flag flags[CLIENT_DEED_FLAGS])
{
	for (int field = 0; field < PROFILE_FIELD_COUNT; field++)
		flags[field] = (struct flag){ .name = profile_field_names[field], .takes_value = true };
	flags[AT_SERVICE] = (struct flag){ .name = "service", .takes_value = true };
	flags[AT_ON] = (struct flag){ .name = "on", .takes_value = true };
}

static const struct {
	const char *name;
	size_t words;
} deeds[] = { { "set", 2 }, { "clock", 4 }, { "acknowledge", 2 } };

/* A client may be numbered "set": alone it is that one. */
bool client_is_deed(const char *const *words, size_t count)
{
	for (size_t i = 0; count > 1 && i < sizeof deeds / sizeof *deeds; i++)
		if (strcmp(deeds[i].name, words[0]) == 0)
			return true;
	return false;
}

static bool say(bool changed, const char *line, struct err *err)
{
	return output_print(changed ? line : _("nothing to change: it was so already\n"), err);
}

static bool set(struct session *session, int64_t id, const char *no, const struct flag *flags, struct err *err)
{
	struct profile_change change = { .service = flags[AT_SERVICE].value };
	bool changed, done;
	char *line;

	for (int field = 0; field < PROFILE_FIELD_COUNT; field++)
		change.texts[field] = flags[field].value;
	if (!profile_set(session, id, &change, &changed, err))
		return false;
	line = mem_printf(_("%s is changed\n"), no);
	done = say(changed, line, err);
	mem_free(line);
	return done;
}

static bool kind_of(const char *code, enum clocks_kind *out, struct err *err)
{
	for (int kind = 0; kind < CLOCKS_KIND_COUNT; kind++)
		if (strcmp(clocks_kind_codes[kind], code) == 0) {
			*out = (enum clocks_kind)kind;
			return true;
		}
	return err_set(err, ERR_USAGE, N_("a clock is limitation, insurer or claim, not %s"), code);
}

static bool clock(struct session *session, int64_t id, const char *const *words, struct err *err)
{
	bool close = strcmp(words[2], "close") == 0, changed, done;
	enum clocks_kind kind = CLOCKS_LIMITATION;
	char *line;

	if (!close && strcmp(words[2], "open") != 0)
		return err_set(err, ERR_USAGE, N_("a clock is closed or opened: say close or open, not %s"), words[2]);
	if (!kind_of(words[3], &kind, err) || !profile_close_clock(session, id, kind, close, &changed, err))
		return false;
	line = mem_printf(close ? _("%s is closed for %s\n") : _("%s runs again for %s\n"), words_clock_kind(kind), words[1]);
	done = say(changed, line, err);
	mem_free(line);
	return done;
}

static bool acknowledge(struct session *session, int64_t id, const char *no, const char *on_text, struct err *err)
{
	date on = DATE_NONE, from;
	bool changed, done;
	char day[64], *line;

	if (on_text && !date_parse_iso(on_text, &on))
		return err_set(err, ERR_USAGE, N_("--on is a day like 2026-01-31, not %s"), on_text);
	if (!profile_acknowledge(session, id, on, &from, &changed, err))
		return false;
	line = mem_printf(_("%s acknowledged the debt: limitation runs anew from %s\n"), no, words_date(from, WORDS_DATE_YEAR, day));
	done = say(changed, line, err);
	mem_free(line);
	return done;
}

static bool perform(struct session *session, const char *const *words, const struct flag *flags, struct err *err)
{
	int64_t id;

	if (!session_needs_supervisor(session, err) || !command_find_client(session, words[1], &id, err))
		return false;
	if (strcmp(words[0], "set") == 0)
		return set(session, id, words[1], flags, err);
	if (strcmp(words[0], "clock") == 0)
		return clock(session, id, words, err);
	return acknowledge(session, id, words[1], flags[AT_ON].value, err);
}

int client_deed(const struct globals *globals, const char *const *words, size_t count, const struct flag flags[CLIENT_DEED_FLAGS],
                struct err *err)
{
	struct session *session;
	bool done;

	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
		if (strcmp(deeds[i].name, words[0]) == 0 && deeds[i].words != count)
			return command_usage(&command_client, err, N_("say set NO, clock NO close KIND or acknowledge NO"));
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	done = perform(session, words, flags, err);
	session_close(session);
	return done ? EXIT_DONE : err->code == ERR_USAGE ? EXIT_USAGE : EXIT_FAILED;
}
