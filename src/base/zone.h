/* Time zones of other people: how far a place's clock is from UTC at an instant, read from the system's zone files (TZif, RFC 8536).
 *
 * The process's own zone (TZ) is the C library's and stays untouched; nothing here is kept between calls.
 */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Seconds east of UTC in the zone of this name ("Indian/Reunion") at `at`, seconds since 1970. False when the system has no such zone, or a
 * file of that name which is none. Files stand in TZDIR, or else /usr/share/zoneinfo. */
bool zone_offset(const char *name, int64_t at, int *seconds);

/* The same from the bytes of a zone file. */
bool zone_read(const unsigned char *bytes, size_t size, int64_t at, int *seconds);

#endif
