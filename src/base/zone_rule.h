/* The rule at the end of a zone file (a POSIX TZ string): what holds after the last change the file lists. base/zone.c alone includes this.
 */
#ifndef BASE_ZONE_RULE_H
#define BASE_ZONE_RULE_H

#include <stdbool.h>
#include <stdint.h>

/* Seconds east of UTC at `at` by a rule like "CET-1CEST,M3.5.0,M10.5.0/3"; false when it is none. */
bool zone_rule(const char *rule, int64_t at, int *seconds);

#endif
