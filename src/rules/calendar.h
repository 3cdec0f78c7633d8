/* Business days: weekends and the 11 French public holidays (Easter computed, Meeus/Jones/Butcher).
 */
#ifndef RULES_CALENDAR_H
#define RULES_CALENDAR_H

#include <stdbool.h>

#include "base/date.h"

bool calendar_is_holiday(date d);             /* one of the 11; what a region has more is not included */
bool calendar_is_business(date d);            /* Monday–Friday, not a holiday */
date calendar_business_on_or_after(date d);   /* a typed date moves this way */
date calendar_business_on_or_before(date d);  /* a cap moves this way */
date calendar_add_business(date d, int days); /* days ≥ 0 business days after d; 0 = on_or_after(d) */

/* Where there are more: Good Friday and 26 December in Alsace and Moselle (Code du travail L3134-13), the day slavery was abolished overseas
 * (L3422-2). */
enum calendar_region {
	CALENDAR_NATIONAL,
	CALENDAR_ALSACE_MOSELLE,
	CALENDAR_GUADELOUPE,
	CALENDAR_MARTINIQUE,
	CALENDAR_GUYANE,
	CALENDAR_REUNION,
	CALENDAR_MAYOTTE,
	CALENDAR_SAINT_BARTHELEMY,
	CALENDAR_SAINT_MARTIN,
	CALENDAR_REGION_COUNT
};
enum calendar_region calendar_region_of(const char *postal_code); /* five digits; anything else is national */
bool calendar_is_business_in(date d, enum calendar_region region);
date calendar_business_on_or_after_in(date d, enum calendar_region region);

#endif
