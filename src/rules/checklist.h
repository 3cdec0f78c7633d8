/* The rules of the trade, one by one: where a number can be set, what it is when it cannot, and the test that fails when it is off by one.
 *
 * relance-policy(7) and `relance policy show` are made from this table.
 */
#ifndef RULES_CHECKLIST_H
#define RULES_CHECKLIST_H

#include <stddef.h>

#include "rules/option.h"

enum checklist_part {
	CHECKLIST_QUEUE,
	CHECKLIST_CALLABLE,
	CHECKLIST_CALL,
	CHECKLIST_CADENCE,
	CHECKLIST_ESCALATION,
	CHECKLIST_CIRCUIT,
	CHECKLIST_PROMISES,
	CHECKLIST_MONEY,
	CHECKLIST_FIGURES,
	CHECKLIST_PART_COUNT
};
extern const char *const checklist_parts[CHECKLIST_PART_COUNT]; /* N_() headings */

#define CHECKLIST_OPTIONS 6

struct checklist_row {
	enum checklist_part part;
	const char *rule;        /* N_() one sentence */
	enum option options[CHECKLIST_OPTIONS]; /* `option_count` of them hold its numbers */
	size_t option_count;
	const char *constant;    /* what is no option: the number with its unit, N_(); or NULL */
	const char *test;        /* "rules/test_score.amounts_score_by_doublings_above_a_hundred": tests/FILE.c and its function */
};
extern const struct checklist_row checklist_rows[];
extern const size_t checklist_count;

#endif
