/* The real clock, for leases, instants and ticks. Rules and readers never see it: they are given a day.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stddef.h>
#include <stdint.h>

#include "base/date.h"

#define CLOCK_TEXT 25                 /* "2026-11-24T14:31:07.123Z" and its NUL */

int64_t clock_ms(void);               /* milliseconds since 1970, UTC */
int64_t clock_steady_ms(void);        /* never goes back; for intervals */
const char *clock_iso(int64_t ms, char out[CLOCK_TEXT]); /* returns out; "" outside years 1000–9999 */
int clock_local_minute(const char *iso); /* of such a text: minutes since midnight in TZ; -1: it is none */
int64_t clock_of_local(date day, int minute); /* the instant of a minute of a day in TZ, in seconds since 1970 */
void clock_local(date *day, int *minute); /* today and minutes since midnight in TZ */
date clock_local_day(int64_t at);         /* the day of an instant, in seconds since 1970, in TZ */

#endif
