/* Business days: weekends and the 11 French public holidays (Easter computed, Meeus/Jones/Butcher).
 */
#ifndef RULES_CALENDAR_H
#define RULES_CALENDAR_H

#include <stdbool.h>

#include "base/date.h"

bool calendar_is_holiday(date d);             /* one of the 11; Alsace-Moselle's two more are not included */
bool calendar_is_business(date d);            /* Monday–Friday, not a holiday */
date calendar_business_on_or_after(date d);   /* a typed date moves this way */
date calendar_business_on_or_before(date d);  /* a cap moves this way */
date calendar_add_business(date d, int days); /* days ≥ 0 business days after d; 0 = on_or_after(d) */

#endif
