/* A product and a quotient by long multiplication, so that no step leaves 64 bits. Knows no money,
 * no dates.
 */
#include "rules/proportion.h"

#include <stdbool.h>

int64_t proportion_of(int64_t value, int64_t by, int64_t over)
{
	bool negative = value < 0;
	uint64_t size = negative ? 0 - (uint64_t)value : (uint64_t)value;
	uint64_t divisor = (uint64_t)over, whole = size / divisor, part = size % divisor;
	uint64_t quotient = 0, rest = 0;

	for (int bit = 62; bit >= 0; bit--) {
		bool set = (uint64_t)by >> bit & 1;
		if (quotient > (INT64_MAX - whole - 4) / 2)
			return negative ? -INT64_MAX : INT64_MAX;
		quotient = 2 * quotient + (set ? whole : 0);
		rest = 2 * rest + (set ? part : 0);
		quotient += rest / divisor;
		rest %= divisor;
	}
	quotient += rest >= divisor - rest;
	return negative ? -(int64_t)quotient : (int64_t)quotient;
}
