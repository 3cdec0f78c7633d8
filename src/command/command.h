/* Verbs: the one table from which dispatch, --help, completions and relance(1) are made, and what every verb is given.
 *
 * A verb parses its own words, calls the desk and prints: data on stdout, messages on stderr. It knows no SQL and no curses.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include <stdbool.h>

#include "base/err.h"
#include "desk/session.h"
#include "globals.h"

enum output_format { OUTPUT_TEXT, OUTPUT_CSV, OUTPUT_JSON };

struct command {
	const char *name;
	const char *args;            /* "[--limit N] [--all]": as in the synopsis */
	const char *help;            /* N_() one sentence */
	bool hidden;                 /* not for people: manual, … */
	const char *keeps;           /* a global option that behind this verb is its own, or NULL */
	bool storeless;              /* looks at no store: none needs to be named */
	/* argv[0] is the verb's name. Returns EXIT_…; on EXIT_FAILED or EXIT_USAGE with err filled, the caller prints err. */
	int (*run)(const struct globals *globals, int argc, char **argv, struct err *err);
};
extern const struct command *const commands[]; /* NULL-ended, in the order of --help */
const struct command *command_find(const char *name);

/* Options of one verb: each name without its dashes; a value when takes_value. Words that are no options are left in words[] (argv's own strings).
 * `--` ends the options. Every option may stand before or after words. Unknown ones are ERR_USAGE naming the verb's synopsis. */
struct flag {
	const char *name;            /* "limit" */
	bool takes_value;
	const char *value;           /* result: last value given, or "" when given without, or NULL */
};
bool command_flags(const struct command *command, int argc, char **argv, struct flag *flags, size_t flag_count, const char **words, size_t words_most,
                   size_t *word_count, struct err *err);
bool command_format(const char *text, enum output_format *out, struct err *err); /* NULL = text */
bool command_number(const char *text, const char *what, int64_t min, int64_t max, int64_t *out, struct err *err);
bool command_date(const char *text, const char *what, date *out, struct err *err);   /* ISO */
bool command_amount(const char *text, const char *what, cents *out, struct err *err); /* 12.50 or 12,50, not negative */
/* One mail address, or "" which takes it away. */
bool command_address(const char *text, struct err *err);
/* Words that follow one another, a blank between; the caller's. */
char *command_words(const char *const *words, size_t count);
/* The client this person sees under a number; ERR_MISSING with the remedy. */
bool command_find_client(struct session *session, const char *no, int64_t *id, struct err *err);
void command_say(const struct err *err); /* "relance: …" on the standard error, behind what was printed */
char *command_synopsis(const struct command *command); /* "verify", "undo CLIENT": in the language of the run; the caller's */
int command_usage(const struct command *command, struct err *err, const char *msgid, ...) __attribute__((format(printf, 3, 4))); /* EXIT_USAGE */

/* Open the session of these globals. */
bool command_session(const struct globals *globals, enum store_use use, bool any_creditor, struct session **out, struct err *err);

#endif
