/* Bytes of known lines, and runs of them.
 */
#include "desk/known_line.h"

#include <endian.h>
#include <string.h>

enum { RUN_BYTES = 12 };

void known_line_put_64(char *out, uint64_t value)
{
	value = htole64(value);
	memcpy(out, &value, sizeof value);
}

uint64_t known_line_get_64(const char *bytes)
{
	uint64_t value;

	memcpy(&value, bytes, sizeof value);
	return le64toh(value);
}

static void put_32(char *out, uint32_t value)
{
	value = htole32(value);
	memcpy(out, &value, sizeof value);
}

static uint32_t get_32(const char *bytes)
{
	uint32_t value;

	memcpy(&value, bytes, sizeof value);
	return le32toh(value);
}

void known_line_write(const struct known_line *line, char out[KNOWN_LINE_BYTES])
{
	known_line_put_64(out, line->hash);
	known_line_put_64(out + 8, (uint64_t)line->id);
	known_line_put_64(out + 16, (uint64_t)line->open);
	out[24] = (char)line->currency;
}

struct known_line known_line_read(const char *bytes)
{
	return (struct known_line){
		.hash = known_line_get_64(bytes),
		.id = (int64_t)known_line_get_64(bytes + 8),
		.open = (int64_t)known_line_get_64(bytes + 16),
		.currency = (uint8_t)bytes[24],
	};
}

/* ---- writing ---- */

static void begin_run(struct lines_patch *patch)
{
	static const char room[RUN_BYTES];

	if (patch->open)
		return;
	patch->run = patch->bytes.len;
	buf_add(&patch->bytes, room, sizeof room);
	patch->keep = patch->drop = patch->add = 0;
	patch->open = true;
}

static void end_run(struct lines_patch *patch)
{
	char *run = patch->bytes.data + patch->run;

	put_32(run, patch->keep);
	put_32(run + 4, patch->drop);
	put_32(run + 8, patch->add);
	patch->open = false;
}

bool lines_patch_keep(struct lines_patch *patch, uint32_t below)
{
	uint32_t gone;

	if (below <= patch->next)
		return false;
	begin_run(patch);
	gone = below - (uint32_t)patch->next - 1;
	patch->drop += gone; /* before or behind those that come: it is all one */
	if (patch->drop > 0 || patch->add > 0) {
		end_run(patch);
		begin_run(patch);
	}
	patch->keep++;
	patch->next = below;
	return true;
}

void lines_patch_add(struct lines_patch *patch, const struct known_line *line)
{
	char bytes[KNOWN_LINE_BYTES];

	begin_run(patch);
	known_line_write(line, bytes);
	buf_add(&patch->bytes, bytes, sizeof bytes);
	patch->add++;
}

void lines_patch_end(struct lines_patch *patch, size_t stored)
{
	begin_run(patch);
	patch->drop += (uint32_t)(stored - patch->next);
	end_run(patch);
}

/* ---- reading ---- */

void lines_walk_start(struct lines_walk *walk, const char *bytes, size_t n)
{
	*walk = (struct lines_walk){ .at = bytes, .end = n > 0 ? bytes + n : bytes, .keep = n > 0 ? 0 : SIZE_MAX };
}

/* What is no whole run is the end: whoever counts the lines notices. */
static bool next_run(struct lines_walk *walk)
{
	size_t left = (size_t)(walk->end - walk->at);

	if (left < RUN_BYTES)
		return false;
	walk->keep = get_32(walk->at);
	walk->drop = get_32(walk->at + 4);
	walk->add = get_32(walk->at + 8);
	walk->at += RUN_BYTES;
	if (walk->add <= (left - RUN_BYTES) / KNOWN_LINE_BYTES)
		return true;
	walk->add = 0;
	walk->at = walk->end;
	return false;
}

const char *lines_walk_added(struct lines_walk *walk)
{
	const char *line;

	while (walk->keep == 0 && walk->drop == 0 && walk->add == 0)
		if (!next_run(walk))
			return NULL;
	if (walk->keep > 0 || walk->drop > 0)
		return NULL;
	line = walk->at;
	walk->at += KNOWN_LINE_BYTES;
	walk->add--;
	return line;
}

bool lines_walk_stays(struct lines_walk *walk)
{
	if (walk->keep > 0) {
		walk->keep -= walk->keep != SIZE_MAX;
		return true;
	}
	walk->drop -= walk->drop > 0;
	return false;
}
