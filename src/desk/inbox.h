/* The inbox: the folder accounting, the bank and the platform put their files into, and the way of
 * each file from there into the store.
 *
 * Files are taken in the order their content asks for: rates, ledgers, invoices, statuses, banks; the
 * older content first. A file that was taken goes to `done`, a refused one to `refused` with its
 * reason beside; one that may still be written stays. A run cut short is finished by the next one.
 *
 * With one creditor the inbox is its own. With several each has a folder in it, called after its
 * SIREN or its name, and nothing else is looked at: two creditors' files never mix.
 */
#ifndef DESK_INBOX_H
#define DESK_INBOX_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "desk/import.h"
#include "desk/session.h"

struct inbox_request {
	const char *folder;
	int64_t bytes_max;
	int settle_seconds;
	const char *owners; /* accounts that may drop files, separated by commas; "" */
	const char *preset, *map; /* of CSV files; "": recognised among the presets */
	bool full;                /* CSV files are full pictures */
	/* may be NULL: part of all files, and the one at work */
	void (*progress)(void *context, const char *file, double part);
	void *context;
};

enum inbox_fate {
	INBOX_TAKEN,
	INBOX_KNOWN, /* taken before: nothing to do */
	INBOX_REFUSED,
	INBOX_LEFT, /* for later, or not for us */
	INBOX_FATE_COUNT
};
extern const char *const inbox_fate_codes[INBOX_FATE_COUNT]; /* taken known refused left */

struct inbox_file {
	const char *name; /* clean */
	enum inbox_fate fate;
	enum intake_format format;
	int run; /* its number; 0: none was stored */
	int64_t rejects, warnings;
	const char *why; /* refused and left: the sentence; else "" */
	const char *said; /* the same, to be said again in another language (base/said.h) */
};
struct inbox_result {
	struct inbox_file *files;
	size_t count;
	struct arena arena;
};
/* False when it had to stop: what was taken until then is in out, the rest is where it was. Clear out
 * in any case. */
bool inbox_take(struct session *session, const struct inbox_request *request,
		struct inbox_result *out, struct err *err);
/* What is there and what would become of it; moves and writes nothing. */
bool inbox_look(struct session *session, const struct inbox_request *request,
		struct inbox_result *out, struct err *err);
void inbox_clear(struct inbox_result *result);

#endif
