/* The `:` command line: libedit edits, somebody else draws and brings the keys. The only user of <histedit.h>.
 *
 * libedit never touches the terminal: it is given a private one and its output is thrown away. Emacs mode always; the commands that
 * start an editor or other commands are out of reach.
 */
#ifndef UI_PROMPT_H
#define UI_PROMPT_H

#include "base/err.h"
#include "base/mem.h"
#include "ui/term.h"

struct prompt;

struct prompt_hooks {
	void *context;
	/* Show the line and the cursor, so many cells from its start. */
	void (*show)(void *context, const char *line, int cursor_cells);
	/* The next key or paste. False: the line is lost, give up. */
	bool (*next)(void *context, struct term_event *event);
	/* What may stand at the end of `before` (the line up to the cursor): whole last words, one a line, into out. */
	void (*complete)(void *context, const char *before, struct buf *out);
	/* Several complete it: their names, separated by blanks. */
	void (*choices)(void *context, const char *names);
};

/* personal: the account is the agent's own, so ~/.editrc is read and the history kept in $XDG_STATE_HOME/relance/history (mode
 * 0600; none when it cannot be made). Otherwise neither. */
bool prompt_open(const struct prompt_hooks *hooks, bool personal, struct prompt **out,
		 struct err *err);
void prompt_close(struct prompt *prompt);

/* Edit one line, into `line`. False when it was given up (Esc, Ctrl-C, erasing past its start, or the line was lost). */
bool prompt_read(struct prompt *prompt, struct buf *line);

#endif
