/* The entry line of circuit news: "b lenoir 3", "2 bap Mme Roy hier =15/12", "f-24-0977 chez l'acheteur depuis 12j".
 *
 * Tokens are separated by blanks and come in any order; words of both languages always, prefixes, case and accents ignored:
 *   stage     the first word that names one (b or a buyer, r received, v or ap approved, f or t forwarded, bap passed …)
 *   invoices  a line of the list, before the stage; an exact number, anywhere; none: all that is overdue and undisputed
 *   since     the first date, running backwards: 3, le 3, hier, lundi, 3/11, 12j; none: today
 *   exit      =15/12 >ven +7, or a date behind by, until, pour, avant; a second date is one too
 *   reason    of a step back: correction or erreur, returned or retour, reopened or rouverte
 *   holder    every other word; behind Mme, M. and the like even one that is a date
 * The digit row of an AZERTY keyboard counts without shift. A `--` standing alone ends it, what follows is a note.
 * Pure: today, the list and where its invoices stand are arguments.
 */
#ifndef RULES_CIRCUIT_ENTRY_H
#define RULES_CIRCUIT_ENTRY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "rules/circuit.h"

/* One line of the list as shown: sorted due, issue, number. */
struct circuit_line {
	const char *number;
	bool owed;                               /* an invoice, open > 0 */
	bool overdue;                            /* due before today, owed, not disputed */
	const struct circuit_position *position; /* NULL: no news yet */
};

enum circuit_entry_status {
	CIRCUIT_ENTRY_OK,
	CIRCUIT_ENTRY_NO_STAGE,    /* where it stands is missing */
	CIRCUIT_ENTRY_TWO_STAGES,  /* `token` is a second one */
	CIRCUIT_ENTRY_NO_LINE,     /* `token` is no invoice number and no line */
	CIRCUIT_ENTRY_LINES_OR_DAY, /* `token`: 2-4 */
	CIRCUIT_ENTRY_NOT_OWED,    /* `token` is a credit, a gap, or paid */
	CIRCUIT_ENTRY_NOTHING,     /* no invoice named and none overdue */
	CIRCUIT_ENTRY_NO_SUCH_DAY, /* `token`: 31/02 */
	CIRCUIT_ENTRY_WHICH_DAY,   /* `token` is a prefix of several days */
	CIRCUIT_ENTRY_FUTURE,      /* `token`: it is not there yet */
	CIRCUIT_ENTRY_EXIT_PAST,   /* `token`: the expected exit is gone by */
	CIRCUIT_ENTRY_DATES,       /* `token` is one date too many */
	CIRCUIT_ENTRY_REASONS,     /* `token` is a second reason */
	CIRCUIT_ENTRY_BACKWARD,    /* lines[line] stands further on, and no reason is given */
	CIRCUIT_ENTRY_SEVERAL,     /* `token` may be several of the people known: told by who knows them */
	CIRCUIT_ENTRY_STATUS_COUNT
};

#define CIRCUIT_HOLDER 96

struct circuit_entry {
	enum circuit_entry_status status;
	enum circuit_stage stage;
	date since;
	bool since_typed;
	date expected_on; /* DATE_NONE: not told */
	enum circuit_back back;
	char holder[CIRCUIT_HOLDER]; /* as typed; "" nobody */
	size_t count;                /* how many of chosen[] are true */
	size_t line;                 /* BACKWARD: of the list, from 0 */
	char token[64];              /* what is wrong */
};

/* chosen[line_count] is set for the invoices meant, whatever the status. Returns true when status is CIRCUIT_ENTRY_OK. */
bool circuit_entry_parse(const char *text, const struct circuit_line *lines, size_t line_count,
			 date today, bool *chosen, struct circuit_entry *out);
/* The note behind `--`, in text; "" when there is none. */
const char *circuit_entry_note(const char *text);

#endif
