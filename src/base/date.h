/* Calendar days. A date is a day number (0 = 1970-01-01, proleptic Gregorian); the store and the outside see ISO text.
 *
 * Knows nothing of clocks, holidays (rules/calendar.h) or languages.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t date;

#define DATE_NONE INT32_MIN
#define DATE_TEXT 11 /* room for "2026-11-24" and its NUL */

static inline bool date_is(date d)                     /* not DATE_NONE */
{
	return d != DATE_NONE;
}
bool date_from_ymd(int year, int month, int day, date *out); /* false: no such day, or year outside 1000–9999 */
void date_to_ymd(date d, int *year, int *month, int *day);
int date_weekday(date d);                              /* 0 = Monday … 6 = Sunday */
date date_add_months(date d, int months);              /* day clamped to the month's last; DATE_NONE outside years 1000–9999 */
date date_month_end(date d);                           /* last day of d's month */
bool date_parse_iso(const char *s, date *out);         /* exactly YYYY-MM-DD */
bool date_parse_compact(const char *s, size_t n, date *out); /* exactly YYYYMMDD */
const char *date_iso(date d, char out[DATE_TEXT]);     /* returns out; "" for DATE_NONE or a year outside 1000–9999 */

#endif
