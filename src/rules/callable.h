/* "Callable now? why not? when next?": the one rule used by every screen, verb and batch.
 */
#ifndef RULES_CALLABLE_H
#define RULES_CALLABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/calendar.h"
#include "rules/netting.h"

enum why_not {
	WHY_NOT_NONE, /* callable */
	WHY_NOT_PROMISE, WHY_NOT_FOLLOW_UP, WHY_NOT_DISPUTE, WHY_NOT_CADENCE, WHY_NOT_WINDOW, WHY_NOT_HOLIDAY, WHY_NOT_CLAIMED, WHY_NOT_COVERED,
	WHY_NOT_LEGAL, WHY_NOT_AGENCY, WHY_NOT_INSOLVENT, WHY_NOT_NO_CONTACT, WHY_NOT_NOT_DUE,
	WHY_NOT_COUNT
};
extern const char *const why_not_codes[WHY_NOT_COUNT]; /* "" promise follow_up … not_due */
enum why_not why_not_from(const char *code);           /* one that is unknown is not_due */

struct cadence {
	int max_gap_days;            /* 10: never more between chases */
	int min_gap_days;            /* 1 business day */
};
#define CADENCE_DEFAULTS { .max_gap_days = 10, .min_gap_days = 1 }
extern const struct cadence cadence_default;

/* Stored facts: true all day, written by whoever changes them. */
struct call_facts {
	const struct netting *net;   /* per currency */
	size_t net_count;
	const struct item *items;    /* to see what falls due next and is not covered by promises */
	size_t item_count;
	const struct promise *promises; /* all of the client's */
	size_t promise_count;
	date last_chase_on;          /* last outcome that is a chase; DATE_NONE */
	date follow_up_on;           /* earliest pending dated follow-up; DATE_NONE */
	int follow_up_minute;        /* its hour in minutes since midnight; -1 = any time that day */
	date cadence_on;             /* not before: set by no answer / message and the minimum gap; DATE_NONE */
	date dispute_due_on;         /* earliest due date of an open dispute; DATE_NONE */
	date pre_due_on;             /* from then on a large invoice is spoken about before it falls due; DATE_NONE */
	date first_step_on;          /* the scenario's first step for what is overdue and was never chased; DATE_NONE: at once */
	bool judged_due;             /* a promise broke and nobody was spoken to since, or was partly kept and not chased since: the file is callable, daily */
	bool legal, agency, insolvent, no_contact;
};

struct callable {
	enum why_not why_not;        /* WHY_NOT_NONE = callable */
	date next_on;                /* when it comes back, never before today; today when callable; DATE_NONE when nothing says so (legal, covered …) */
	int next_minute;             /* -1 unless a timed callback, or the opening of the calling window */
};

/* Day-true part, stored by rescoring. The first that holds answers:
 * - insolvent, agency, legal, no_contact (next: none);
 * - not_due: nothing is overdue (next: the day after the next due date, or the pre-due call if earlier); once that call is due, the
 *   client is callable as if something were overdue;
 * - dispute: all that is overdue is disputed (next: its due date, today once that is past);
 * - covered: net 0 in every currency;
 * - a follow-up due today or earlier makes it callable; a timed one of today answers follow_up with
 *   today and its minute, the reader compares with the hour;
 * - promise: open promises are still to be checked (check_on > today). Next is the earliest check
 *   date; or, if earlier, for what they leave of the net overdue, last chase + max gap (on a
 *   business day on or before), and for an invoice they do not cover the day after it falls due,
 *   last chase + max gap if later. A client whose uncovered part is due for a chase today, or was
 *   never chased, is callable;
 * - follow_up: one is pending. Beside a promise the earlier date wins, the promise between equals;
 * - cadence: not before cadence_on. It only holds back: it never answers for a client that sleeps
 *   under a promise or a follow-up.
 * - cadence: never chased since it is overdue and the scenario's first step is still to come (next: its day).
 * Neither follow_up nor cadence holds an uncovered part back beyond last chase + max gap.
 * judged_due is callable whatever still sleeps: other lines of a plan, a message's cadence.
 * Otherwise never before last chase + min gap (business days).
 * A client chased today is never callable again the same day (cadence, next business day), except
 * for a timed callback of today. */
struct callable callable_on(const struct call_facts *facts, const struct cadence *cadence, date today);

/* The hour part, judged when a page is read and when dialling. minute = -1: not known, then a timed
 * callback of today counts as due and the window as open. What is callable may still be claimed by
 * another (next: today), then fall on a weekend or holiday, then outside the window (next: its
 * opening), by the day and the hour it is where the client is.
 * A callback at an agreed hour is due whatever the window says. */
struct call_hours {
	int from_minute, to_minute;  /* the window, by the client's clock; from = to = 0: none */
	bool holidays_closed;        /* and weekends */
	int shift_minutes;           /* how far the client's clock is ahead of ours */
	enum calendar_region region; /* whose holidays */
};
/* A minute of the client's clock by ours, from 0 to 1439. */
int callable_minute_here(const struct call_hours *hours, int there);
int callable_minute_there(const struct call_hours *hours, int here);
struct callable callable_at(struct callable stored, bool claimed_by_other, const struct call_hours *hours, date today, int minute);

#endif
