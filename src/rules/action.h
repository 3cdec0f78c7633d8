/* Actions: everything a person can do at the console, one row each.
 *
 * Key bindings, function bar, which-key menus, help, `:` commands and the manual are all made from this table. It holds no function pointers: the face binds
 * its own handlers[ACTION_COUNT].
 *
 * How a face uses it: the screen on top names its context; keymap_find(context, key) gives the action or nothing; a character that is no action in a context
 * with `text` set goes into the field. An action with `opens` shows a which-key menu: the next key is looked up in that context.
 */
#ifndef RULES_ACTION_H
#define RULES_ACTION_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/outcome.h"

/* Where a key counts. Each context also answers to its parents' keys (action_contexts). */
enum action_context {
	ACTION_CONTEXT_ANYWHERE, /* function keys only: counts even while typing */
	ACTION_CONTEXT_KEYS,     /* wherever no field takes the letters */
	ACTION_CONTEXT_ROWS,     /* something with rows and a cursor */
	ACTION_CONTEXT_LIST,     /* a list of clients */
	ACTION_CONTEXT_QUEUE,    /* the worklist */
	ACTION_CONTEXT_AGENDA,   /* callbacks and follow-ups to come */
	ACTION_CONTEXT_PROMISES, /* promises of all clients */
	ACTION_CONTEXT_MAILS,    /* mails to clients */
	ACTION_CONTEXT_MATCHING, /* payments to clear */
	ACTION_CONTEXT_DISPUTES, /* open disputes */
	ACTION_CONTEXT_DOCUMENTS, /* documents asked for */
	ACTION_CONTEXT_APPROVALS, /* what waits for a supervisor */
	ACTION_CONTEXT_PORTFOLIO, /* the files of one agent */
	ACTION_CONTEXT_TEAM,     /* who is on which file */
	ACTION_CONTEXT_FILE,     /* a client file */
	ACTION_CONTEXT_MONEY,    /* what a client's lateness costs, over its file */
	ACTION_CONTEXT_DECISION, /* what is proposed, threatened and imposed, over its file */
	ACTION_CONTEXT_FORM,     /* a field or a form takes the letters */
	ACTION_CONTEXT_SEARCH,   /* results under a search field */
	ACTION_CONTEXT_HELP,     /* lines under a filter field */
	ACTION_CONTEXT_CALENDAR, /* choosing a day */
	ACTION_CONTEXT_CONTACTS, /* the people of a client file */
	ACTION_CONTEXT_FILTER,   /* rows over a filter field */
	ACTION_CONTEXT_CHOICE,   /* one of a few lines, by its digit or letter */
	ACTION_CONTEXT_ASK,      /* one line is asked for */
	ACTION_CONTEXT_OUTCOMES, /* which-key menu of outcomes */
	ACTION_CONTEXT_GO,       /* which-key menu of screens */
	ACTION_CONTEXT_BULK,     /* which-key menu of what is done to the marked clients */
	ACTION_CONTEXT_COUNT
};

struct action_context_row {
	enum action_context parent; /* itself at the root */
	bool text;                  /* characters that bind nothing are typed text */
	bool menu;                  /* which-key: one key, then it closes */
	const char *label;          /* N_() title in the help screen */
};
extern const struct action_context_row action_contexts[ACTION_CONTEXT_COUNT];

enum action {
	/* moving about */
	ACTION_UP,
	ACTION_DOWN,
	ACTION_PAGE_UP,
	ACTION_PAGE_DOWN,
	ACTION_FIRST,
	ACTION_LAST,
	ACTION_LEFT,
	ACTION_RIGHT,
	ACTION_NEXT_PANE,
	ACTION_PREVIOUS_PANE,
	ACTION_BACK,
	ACTION_LEAVE,
	ACTION_OPEN,
	ACTION_NEXT_FILE,
	ACTION_PREVIOUS_FILE,
	/* everywhere */
	ACTION_HELP,
	ACTION_HELP_RUN,
	ACTION_SEARCH,
	ACTION_COMMAND,
	ACTION_REFRESH,
	ACTION_SUSPEND,
	ACTION_UNDO,
	ACTION_WHY,
	/* which-key menus */
	ACTION_OUTCOME_MENU,
	ACTION_GO_MENU,
	/* outcomes, in the order of their digits */
	ACTION_PROMISE,
	ACTION_CALLBACK,
	ACTION_NO_ANSWER,
	ACTION_MESSAGE,
	ACTION_EVASIVE,
	ACTION_DISPUTE,
	ACTION_PAID,
	ACTION_DIFFICULTY,
	ACTION_REFUSAL,
	ACTION_NOTE,
	ACTION_CIRCUIT,
	ACTION_DOCUMENT,
	ACTION_WRONG_CONTACT,
	ACTION_INSOLVENCY,
	/* the client file */
	ACTION_SCRIPT,
	ACTION_CONTACTS,
	ACTION_HISTORY,
	ACTION_CONTACT_SPEAK,
	ACTION_CONTACT_EDIT,
	ACTION_CONTACT_ADD,
	ACTION_CONTACT_WRONG,
	ACTION_CONTACT_RIGHT,
	ACTION_MAIL,
	ACTION_DOCUMENTS,
	ACTION_UNANSWERED,
	/* forms */
	ACTION_SAVE,
	ACTION_SAVE_STAY,
	ACTION_CALENDAR,
	ACTION_CALENDAR_TAKE,
	ACTION_REASON,
	/* lists */
	ACTION_EVERYONE,
	ACTION_MARK,
	ACTION_BULK,
	ACTION_FILTER,
	ACTION_SORT,
	ACTION_PREVIEW,
	ACTION_EXPORT,
	ACTION_FILTER_KEEP,
	ACTION_CHOOSE,
	ACTION_ANSWER,
	ACTION_MINE,
	ACTION_WITHDRAW,
	ACTION_RESOLVE,
	ACTION_OWNER,
	ACTION_RAISE,
	ACTION_OLD,
	ACTION_SENT,
	ACTION_SETTLE,
	ACTION_MARK_ALL,
	ACTION_BULK_ASSIGN,
	ACTION_BULK_CALLBACK,
	ACTION_BULK_NOTE,
	/* screens, behind go */
	ACTION_GO_QUEUE,
	ACTION_GO_MESSAGES,
	ACTION_GO_AGENDA,
	ACTION_GO_PROMISES,
	ACTION_GO_DISPUTES,
	ACTION_GO_DOCUMENTS,
	ACTION_GO_REASONS,
	ACTION_GO_MATCHING,
	ACTION_CASH_TAKE,
	ACTION_CASH_CHOOSE,
	ACTION_CASH_IGNORE,
	ACTION_CASH_ALL,
	ACTION_GO_SUPERVISOR,
	ACTION_GO_MAILS,
	ACTION_GO_IMPORTS,
	ACTION_MAIL_CANCEL,
	/* escalation, money, supervising */
	ACTION_MONEY,
	ACTION_CLIENT_EDIT,
	ACTION_WAIVE,
	ACTION_CLOCK,
	ACTION_ACKNOWLEDGE,
	ACTION_DECIDE,
	ACTION_APPROVE,
	ACTION_REFUSE,
	ACTION_HAND_OVER,
	ACTION_RECALL,
	ACTION_THREATEN,
	ACTION_TELL,
	ACTION_SANCTION,
	ACTION_AGENT_FILES,
	ACTION_REASSIGN,
	ACTION_GO_AGING,
	ACTION_GO_APPROVALS,
	ACTION_GO_JOURNAL,
	ACTION_GO_POLICY,
	ACTION_COUNT
};

/* What must be true before it runs: the dispatcher checks and words the refusal once. */
enum action_need {
	ACTION_NEEDS_CLIENT = 1 << 0,     /* a client open or under the cursor */
	ACTION_NEEDS_CLAIM = 1 << 1,      /* that client is claimed by this console */
	ACTION_NEEDS_SUPERVISOR = 1 << 2,
	ACTION_NEEDS_ENTRY = 1 << 3       /* the one-line entry is typed first */
};

#define ACTION_BINDINGS 3
#define ACTION_KEYS     4

/* Keys that mean the action in any of `contexts` (bits 1 << ACTION_CONTEXT_…). The first one is shown. Ends at 0. */
struct action_binding {
	unsigned contexts;
	int keys[ACTION_KEYS];
};

struct action_row {
	const char *name;            /* `:` command: lower case English, words joined by - */
	const char *label;           /* N_() one or two words for the function bar */
	const char *help;            /* N_() one sentence */
	bool records;                /* it records `outcome` */
	bool typed;                  /* offered as a `:` command */
	enum outcome outcome;
	unsigned needs;              /* enum action_need bits */
	enum action_context opens;   /* the which-key menu it opens; ACTION_CONTEXT_ANYWHERE = none */
	struct action_binding bindings[ACTION_BINDINGS]; /* ends at contexts == 0 */
};
extern const struct action_row action_rows[ACTION_COUNT];

bool action_from_name(const char *name, enum action *out); /* a `:` command, whole name, - and _ alike */
bool action_from_outcome(enum outcome outcome, enum action *out);

#endif
