/* value × by ÷ over in whole numbers: interest, ratios and shares, at any size of money.
 */
#ifndef RULES_PROPORTION_H
#define RULES_PROPORTION_H

#include <stdint.h>

#define PROPORTION_OVER_MAX (INT64_MAX / 4)

/* Rounded half up (half away from zero below zero). |value| ≤ INT64_MAX / 2, by ≥ 0,
 * 0 < over ≤ PROPORTION_OVER_MAX; the product may exceed 64 bits, a result that does is
 * ±INT64_MAX. */
int64_t proportion_of(int64_t value, int64_t by, int64_t over);

#endif
