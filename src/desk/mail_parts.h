/* The files that go with a mail: invoices as a folder has them.
 */
#ifndef DESK_MAIL_PARTS_H
#define DESK_MAIL_PARTS_H

#include "base/mime.h"
#include "desk/file.h"
#include "desk/import_bytes.h"

#define MAIL_PARTS_MOST  20
#define MAIL_PARTS_BYTES ((size_t)15 << 20) /* in all: more than that few post offices take */

struct mail_parts {
	struct mime_part parts[MAIL_PARTS_MOST];
	struct import_bytes files[MAIL_PARTS_MOST];
	size_t count;
};

/* NUMBER.pdf of each invoice named, a / in a number read as _. ERR_MISSING names the file to put there; ERR_REFUSED: too many, too large, no PDF. */
bool mail_parts_open(const char *folder, const struct client_file *file, const int64_t *invoice_ids, size_t invoice_count,
                     struct mail_parts *out, struct err *err);
void mail_parts_close(struct mail_parts *parts); /* also after a failure */

#endif
