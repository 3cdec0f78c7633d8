/* Promises of all clients: what should come, what should have come, what did not. And taking one back after it was judged.
 */
#ifndef DESK_PROMISES_H
#define DESK_PROMISES_H

#include "db/agenda.h"
#include "desk/session.h"

#define PROMISES_BROKEN_DAYS 90   /* how far broken ones are looked back for, when nobody says */
#define PROMISES_MOST        20000 /* rows of one group */
#define PROMISES_NOTE_BYTES  1000

/* In the order of the list. */
enum promises_group {
	PROMISES_TO_CHECK, /* open, the day went by, the grace runs: is the money there? */
	PROMISES_DUE,      /* open, its day is today or to come */
	PROMISES_BROKEN,   /* judged: nothing or only a part came */
	PROMISES_GROUP_COUNT
};
extern const char *const promises_group_codes[PROMISES_GROUP_COUNT]; /* to_check due broken */

struct promises_row {
	enum promises_group group;
	struct agenda_promise promised;
	cents expected;              /* promised less what disputes took out */
	bool mine;                   /* the session's person may withdraw it: its author, or a supervisor */
};

struct promises_query {
	unsigned groups;             /* bits 1 << enum promises_group; 0: all */
	int64_t agent_id;            /* whose; 0: everybody's */
	int broken_days;             /* broken ones checked within so many days */
};

/* Group by group; those to come by date, broken ones latest first. Withdrawn, superseded and undone ones are not among them. Rows live in the
 * arena. */
bool promises_list(struct session *session, struct arena *arena, const struct promises_query *query, struct promises_row **rows, size_t *count,
                   struct err *err);

/* What a group comes to, a currency each. */
struct promises_sum { char currency[MONEY_CODE]; int count; cents expected, received; };
#define PROMISES_CURRENCIES 8
/* Returns how many currencies were filled, the creditor's first; further ones are left out. */
size_t promises_sum(const struct session *session, const struct promises_row *rows, size_t count, enum promises_group group,
                    struct promises_sum out[PROMISES_CURRENCIES]);

struct promises_withdraw {
	int64_t id;                  /* of the action: the same id again is one action */
	int64_t promise_id;
	const char *words;           /* why; required */
};
struct promises_withdrawn {
	int64_t client_id;
	bool already;
};
/* The promise no longer counts, neither as open nor as broken: by its author or a supervisor. One transaction, one journal row; the author can undo
 * it the same day. ERR_REFUSED when somebody has the file open, or it was withdrawn or replaced before. */
bool promises_withdraw(struct session *session, const struct promises_withdraw *request, struct promises_withdrawn *out, struct err *err);

#endif
