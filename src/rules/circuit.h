/* The circuit of an invoice inside the debtor: where it stands, who has it, since when, and whom
 * to call about it.
 *
 * Ten ordered stages and three side exits. An invoice never goes back silently: a step back that
 * gives no reason is refused at the entry, and one that is on record all the same (a platform's
 * late news) moves nothing.
 */
#ifndef RULES_CIRCUIT_H
#define RULES_CIRCUIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/money.h"
#include "rules/contact.h"

enum circuit_stage {
	CIRCUIT_ISSUED,
	CIRCUIT_SENT,
	CIRCUIT_RECEIVED,
	CIRCUIT_REGISTERED,
	CIRCUIT_BUYER, /* with the buyer, waiting for approval */
	CIRCUIT_APPROVED,
	CIRCUIT_FORWARDED, /* to accounts payable: approved is not forwarded, check both */
	CIRCUIT_PASSED,    /* for payment */
	CIRCUIT_RUN,       /* in a payment run */
	CIRCUIT_PAID,
	CIRCUIT_REFUSED, /* side exits from here */
	CIRCUIT_DISPUTED,
	CIRCUIT_SUSPENDED, /* a document is wanted */
	CIRCUIT_STAGE_COUNT
};
/* issued sent received registered buyer approved forwarded passed run paid refused disputed
 * suspended */
extern const char *const circuit_stage_codes[CIRCUIT_STAGE_COUNT];
bool circuit_stage_from_code(const char *code, enum circuit_stage *out);
bool circuit_is_side(enum circuit_stage stage);

enum circuit_source { CIRCUIT_CALL, CIRCUIT_PLATFORM, CIRCUIT_SOURCE_COUNT };
extern const char *const circuit_source_codes[CIRCUIT_SOURCE_COUNT]; /* call platform */

/* Why an invoice goes back. */
enum circuit_back {
	CIRCUIT_BACK_NONE,
	CIRCUIT_BACK_CORRECTION, /* what we were told before was wrong */
	CIRCUIT_BACK_RETURNED,   /* the debtor sent it back a step */
	CIRCUIT_BACK_REOPENED,   /* a refusal was lifted, a payment failed */
	CIRCUIT_BACK_COUNT
};
/* "" correction returned reopened */
extern const char *const circuit_back_codes[CIRCUIT_BACK_COUNT];

struct circuit_event {
	int64_t id; /* grows with the time it became known */
	int64_t invoice_id;
	enum circuit_stage stage;
	date since;
	date expected_on;              /* expected exit; DATE_NONE */
	int64_t holder_id;             /* contact; 0: not known */
	enum contact_role holder_role; /* CONTACT_ROLE_COUNT: not known */
	const char *holder;            /* name or NULL; borrowed */
	enum circuit_source source;
	enum circuit_back back;
	const char *note; /* or NULL */
};

struct circuit_position {
	bool known; /* false: no news yet, the rest is meaningless */
	enum circuit_stage stage;
	enum circuit_stage line; /* the ordered stage reached; on a side exit, the one it left */
	date since;              /* earliest told for the present stage, whoever has it now */
	date expected_on;
	int64_t holder_id;
	enum contact_role holder_role;
	const char *holder; /* borrowed from the event that told it */
	enum circuit_source source;
	bool approved, forwarded; /* told apart; both hold once passed for payment */
	int ignored;              /* steps back without a reason, which moved nothing */
};

/* Where an invoice stands after its events, in the order of their ids. */
void circuit_place(const struct circuit_event *events, size_t count, struct circuit_position *out);

/* One event more; false when it was ignored. Start from a zeroed position. Of an invoice known
 * forwarded and not approved, the news that it was approved is no step back: it only says so. */
bool circuit_apply(struct circuit_position *position, const struct circuit_event *event);

enum circuit_status {
	CIRCUIT_OK,
	CIRCUIT_NO_DAY,        /* since is missing */
	CIRCUIT_FUTURE,        /* since is after today */
	CIRCUIT_EXPECTED_PAST, /* the expected exit is before today */
	CIRCUIT_BACKWARD, /* a step back without a reason; from paid or refused any step is one */
	CIRCUIT_STATUS_COUNT
};
/* May this be recorded now? */
enum circuit_status circuit_check(const struct circuit_position *position,
				  const struct circuit_event *event, date today);

/* Days an invoice may stay in a stage; 0: any number. */
struct circuit_limits {
	int days[CIRCUIT_STAGE_COUNT];
};
#define CIRCUIT_LIMITS_DEFAULTS                                                       \
	{                                                                             \
		.days = { [CIRCUIT_ISSUED] = 2,   [CIRCUIT_SENT] = 5,                 \
			  [CIRCUIT_RECEIVED] = 5, [CIRCUIT_REGISTERED] = 7,           \
			  [CIRCUIT_BUYER] = 7,    [CIRCUIT_APPROVED] = 5,             \
			  [CIRCUIT_FORWARDED] = 5, [CIRCUIT_PASSED] = 10,             \
			  [CIRCUIT_RUN] = 7,      [CIRCUIT_REFUSED] = 5,              \
			  [CIRCUIT_DISPUTED] = 15, [CIRCUIT_SUSPENDED] = 7 }          \
	}
extern const struct circuit_limits circuit_default_limits;

/* Who has an invoice in that stage as a rule. */
enum contact_role circuit_role(enum circuit_stage stage);

struct circuit_stay {
	int days;      /* in the stage */
	bool stuck;    /* more than the limit, or the expected exit has gone by */
	bool overstay; /* more than the limit */
	bool overdue;  /* the expected exit is before today */
};
struct circuit_stay circuit_stay(const struct circuit_position *position,
				 const struct circuit_limits *limits, date today);

/* What to ask next about an invoice. */
enum circuit_question {
	CIRCUIT_ASK_RECEIVED, /* is it there? */
	CIRCUIT_ASK_REGISTERED,
	CIRCUIT_ASK_WHO, /* who has to approve it? */
	CIRCUIT_ASK_APPROVED,
	CIRCUIT_ASK_FORWARDED, /* approved: has accounts payable got it? */
	CIRCUIT_ASK_PASSED,
	CIRCUIT_ASK_RUN,      /* in which run? */
	CIRCUIT_ASK_PAYMENT,  /* when does the run pay? */
	CIRCUIT_ASK_REFUSAL,  /* why is it refused? */
	CIRCUIT_ASK_DISPUTE,  /* what is disputed, who settles it? */
	CIRCUIT_ASK_DOCUMENT, /* which document is wanted? */
	CIRCUIT_ASK_NOTHING,
	CIRCUIT_QUESTION_COUNT
};
enum circuit_question circuit_ask(const struct circuit_position *position);

/* One invoice of a client, to choose whom to call. */
struct circuit_standing {
	int64_t invoice_id;
	const char *number; /* borrowed; NULL when nobody needs it */
	cents open;
	struct circuit_position position;
};

enum circuit_whom_why {
	CIRCUIT_WHOM_DEFAULT,  /* accounts payable */
	CIRCUIT_WHOM_SMALL,    /* a small structure: the director pays */
	CIRCUIT_WHOM_BUYER,    /* it waits with the buyer */
	CIRCUIT_WHOM_APPROVER, /* it waits with the approver, or was approved and not forwarded */
	CIRCUIT_WHOM_HOLDER,   /* it waits with another person who was named */
	CIRCUIT_WHOM_COUNT
};

struct circuit_whom {
	enum contact_role role;
	int64_t holder_id;  /* 0: anybody in that role */
	const char *holder; /* NULL: no name */
	enum circuit_whom_why why;
	int64_t invoice_id; /* the invoice that decides; 0 */
};

/* Of the invoices still owed and on their way the stuck ones decide first, then the largest, then
 * the lowest id. Accounts payable is never asked to chase the buyer: what waits there is asked
 * there. */
struct circuit_whom circuit_whom(const struct circuit_standing *standings, size_t count,
				 const struct circuit_limits *limits, bool small_structure,
				 date today);

/* Whole days spent per stage, for stays that have ended. */
struct circuit_average {
	int64_t days;
	int64_t stays;
};
/* Events of one client sorted by invoice, then id. */
void circuit_average(const struct circuit_event *events, size_t count,
		     struct circuit_average out[CIRCUIT_STAGE_COUNT]);
int64_t circuit_average_tenths(
	const struct circuit_average *average); /* 45 = 4.5 days; -1: no stay */

/* What a platform's status does beside moving the invoice. */
enum circuit_effect {
	CIRCUIT_LEAVES_QUEUE = 1 << 0,  /* the supplier must cancel it in the books */
	CIRCUIT_OPENS_DISPUTE = 1 << 1, /* with the platform's reason code */
	CIRCUIT_PROMISES = 1 << 2,      /* counts as a promise to check */
	CIRCUIT_RESUMES =
		1 << 3 /* a suspension ends: back to where it left the line; else it stays */
};

struct circuit_platform {
	int status; /* 200–213 */
	const char *code;
	enum circuit_stage stage; /* when it resumes: only for an invoice never heard of */
	unsigned effects;
};
#define CIRCUIT_PLATFORM_FIRST 200
#define CIRCUIT_PLATFORM_LAST  213

/* NULL: no such status. */
const struct circuit_platform *circuit_platform_of(int status);

/* The stage a status means for an invoice that stands there. */
enum circuit_stage circuit_platform_stage(const struct circuit_platform *platform,
					  const struct circuit_position *position);

#endif
