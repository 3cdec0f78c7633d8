/* What is known about a client beside its invoices: limits, risk, segment and terms; clocks a supervisor closes; acknowledged debts.
 *
 * Supervisors only. Each deed is one transaction with its journal row; doing it again changes nothing.
 */
#ifndef DESK_PROFILE_H
#define DESK_PROFILE_H

#include "desk/session.h"
#include "rules/clocks.h"

enum profile_field {
	PROFILE_CREDIT_LIMIT,
	PROFILE_INSURED_LIMIT,
	PROFILE_SEGMENT,
	PROFILE_KEY_ACCOUNT,
	PROFILE_SMALL_STRUCTURE,
	PROFILE_RISK,
	PROFILE_LANGUAGE,
	PROFILE_TIME_ZONE,
	PROFILE_POSTAL_CODE,
	PROFILE_TERMS,
	PROFILE_FIELD_COUNT
};
/* credit-limit insured-limit segment key-account small-structure risk language time-zone postal-code terms */
extern const char *const profile_field_names[PROFILE_FIELD_COUNT];

/* What this field must be, in the reader's language; NULL: such a text can be read. */
const char *profile_wants(enum profile_field field, const char *text);

/* texts[field] as typed, NULL: stays. Limits are amounts or `none`, terms days or `none`, the risk A, B or C, flags yes or no, the language
 * two letters; an empty segment, language, time zone or postal code takes it away. service: invoice numbers with the day of service, "F1=2026-01-31",
 * or NULL. What is typed wrong is refused with what it must be. *changed: anything became other than it was. */
struct profile_change {
	const char *texts[PROFILE_FIELD_COUNT];
	const char *service;
};
bool profile_set(struct session *session, int64_t client_id, const struct profile_change *change, bool *changed, struct err *err);

/* A clock that is dealt with no longer presses for what had begun by today: debts issued, invoices fallen due, an insolvency published. What
 * begins later runs again. Opening it undoes all that. */
bool profile_close_clock(struct session *session, int64_t client_id, enum clocks_kind kind, bool closed, bool *changed, struct err *err);

/* The client acknowledged the debt: limitation runs anew from `on`. DATE_NONE: from the last promise in writing that nobody confirmed, which
 * is confirmed by that. *acknowledged: the day taken. */
bool profile_acknowledge(struct session *session, int64_t client_id, date on, date *acknowledged, bool *changed, struct err *err);

#endif
