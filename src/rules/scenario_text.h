/* A scenario as a user writes it in the configuration.
 *
 * Steps are separated by semicolons: DAYS CHANNEL FIRMNESS TEMPLATE, then conditions in any order:
 *    -10 phone smiling pre_due amount>=10000; 1 phone smiling reminder;
 *    20 registered firm formal key=no reason=calculating|bad_faith
 * Conditions: segment=NAME language=CODE amount>=AMOUNT amount<AMOUNT key=yes|no
 * reason=CODE|CODE…
 */
#ifndef RULES_SCENARIO_TEXT_H
#define RULES_SCENARIO_TEXT_H

#include "rules/scenario.h"

enum scenario_text_status {
	SCENARIO_TEXT_OK,
	SCENARIO_TEXT_DAYS, /* not a whole number from -365 to 3660 */
	SCENARIO_TEXT_CHANNEL,
	SCENARIO_TEXT_FIRMNESS,
	SCENARIO_TEXT_TEMPLATE,  /* missing, too long, or not letters, digits, - and _ */
	SCENARIO_TEXT_CONDITION, /* no such condition, told twice, or its value is wrong */
	SCENARIO_TEXT_NO_ROOM,   /* more than `room` steps */
	SCENARIO_TEXT_STATUS_COUNT
};

/* steps[0 .. *count) are filled as far as it went; *at = where the word that is wrong begins, from
 * the start of text. No step at all is OK with *count 0. */
enum scenario_text_status scenario_text_read(const char *text, struct scenario_step *steps,
					     size_t room, size_t *count, size_t *at);

#endif
