/* Zone files: a list of changes, and a rule for what comes after the last one.
 */
#include "base/zone.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/zone_rule.h"

#define FOLDER     "/usr/share/zoneinfo"
#define FILE_BYTES 65536
#define PATH_BYTES 512
#define HEAD_BYTES 44
#define TYPE_BYTES 6
#define RULE_BYTES 128

/* One block of a file, as its head counts it. */
struct block {
	uint32_t is_ut, is_standard, leaps, changes, types, letters;
	size_t wide; /* bytes of an instant: 4 in the first block, 8 in the second */
};

static uint32_t read_32(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static int64_t read_instant(const unsigned char *at, size_t wide)
{
	if (wide == 4)
		return (int32_t)read_32(at);
	return (int64_t)((uint64_t)read_32(at) << 32 | read_32(at + 4));
}

static bool read_head(const unsigned char *bytes, size_t size, size_t wide, struct block *out)
{
	if (size < HEAD_BYTES || memcmp(bytes, "TZif", 4) != 0)
		return false;
	*out = (struct block){ read_32(bytes + 20), read_32(bytes + 24), read_32(bytes + 28),
			       read_32(bytes + 32), read_32(bytes + 36), read_32(bytes + 40), wide };
	return out->types > 0 && out->is_ut < FILE_BYTES && out->is_standard < FILE_BYTES && out->leaps < FILE_BYTES &&
	       out->changes < FILE_BYTES && out->types < FILE_BYTES && out->letters < FILE_BYTES;
}

static size_t block_bytes(const struct block *b)
{
	return HEAD_BYTES + b->changes * (b->wide + 1) + b->types * TYPE_BYTES + b->letters + b->leaps * (b->wide + 4) + b->is_standard +
	       b->is_ut;
}

/* Which type holds at an instant: that of the last change before it, before the first one the first type. False: the rule says so. */
static bool find_type(const unsigned char *bytes, const struct block *b, int64_t at, bool rule, uint32_t *type)
{
	const unsigned char *instants = bytes + HEAD_BYTES, *types = instants + b->changes * b->wide;
	uint32_t low = 0, high = b->changes;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (read_instant(instants + middle * b->wide, b->wide) <= at)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == b->changes && rule)
		return false;
	*type = low == 0 ? 0 : types[low - 1];
	return true;
}

/* Between the line feeds behind the second block. */
static bool read_rule(const unsigned char *bytes, size_t size, char rule[RULE_BYTES])
{
	size_t n = 0;

	if (size < 2 || bytes[0] != '\n')
		return false;
	for (size_t i = 1; i < size && bytes[i] != '\n'; i++) {
		if (n + 1 == RULE_BYTES)
			return false;
		rule[n++] = (char)bytes[i];
	}
	rule[n] = '\0';
	return n > 0;
}

bool zone_read(const unsigned char *bytes, size_t size, int64_t at, int *seconds)
{
	struct block b;
	char rule[RULE_BYTES] = "";
	uint32_t type;

	if (!read_head(bytes, size, 4, &b) || block_bytes(&b) > size)
		return false;
	if (bytes[4] >= '2') { /* the second block says the same in 64 bits, and the rule */
		size -= block_bytes(&b);
		bytes += block_bytes(&b);
		if (!read_head(bytes, size, 8, &b) || block_bytes(&b) > size)
			return false;
		read_rule(bytes + block_bytes(&b), size - block_bytes(&b), rule);
	}
	if (!find_type(bytes, &b, at, *rule, &type))
		return zone_rule(rule, at, seconds);
	if (type >= b.types)
		return false;
	*seconds = (int)(int32_t)read_32(bytes + HEAD_BYTES + b.changes * (b.wide + 1) + type * TYPE_BYTES);
	return true;
}

/* No way out of the folder, no hidden file. */
static bool is_name(const char *name)
{
	for (const char *c = name; *c; c++)
		if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') || strchr("/_-+", *c)))
			return false;
	return *name && *name != '/';
}

static bool read_all(int file, unsigned char *bytes, size_t *size)
{
	ssize_t n = 1;

	*size = 0;
	while (n > 0 && *size < FILE_BYTES) {
		n = read(file, bytes + *size, FILE_BYTES - *size);
		*size += n > 0 ? (size_t)n : 0;
	}
	return n == 0;
}

bool zone_offset(const char *name, int64_t at, int *seconds)
{
	const char *folder = getenv("TZDIR");
	char path[PATH_BYTES];
	unsigned char *bytes;
	size_t size;
	bool good;
	int file;

	if (!is_name(name) || snprintf(path, sizeof path, "%s/%s", folder && *folder ? folder : FOLDER, name) >= (int)sizeof path)
		return false;
	file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return false;
	bytes = mem_alloc(FILE_BYTES);
	good = read_all(file, bytes, &size) && zone_read(bytes, size, at, seconds);
	mem_free(bytes);
	close(file);
	return good;
}
