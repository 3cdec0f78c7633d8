/* One plain-text message, with files attached or without, as mail programs want it (RFC 5322, RFC 2045, RFC 2047, RFC 2183): UTF-8,
 * quoted-printable, lines of 76 columns.
 *
 * Knows no transport. What a caller gives is foreign text: no line break of it reaches a header.
 */
#ifndef BASE_MIME_H
#define BASE_MIME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

struct mime_part {
	const char *name; /* of the file, as the reader sees it; of a PDF */
	const void *bytes;
	size_t size;
};

struct mime_mail {
	const char *from_name, *from; /* name: "" or NULL for none */
	const char *reply_to;         /* address, or NULL */
	const char *to_name, *to;
	const char *subject, *body;   /* UTF-8; the body's lines end in \n */
	const char *message_id;       /* without <> */
	const char *at;               /* clock_instant's text */
	const struct mime_part *parts; /* attached; none: the text alone */
	size_t part_count;
};

/* One address as this program sends to: ASCII local@domain, nothing a header or a command line could take for something else. */
bool mime_is_address(const char *address);

/* The whole message, lines ended by \n as sendmail reads them, appended to out. Addresses must have passed mime_is_address. */
void mime_write(const struct mime_mail *mail, struct buf *out);

#endif
