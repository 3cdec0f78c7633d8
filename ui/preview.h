/* A client file at a glance: the pane beside a list and the sentence of the status line. Reads the desk, draws, decides nothing.
 */
#ifndef UI_PREVIEW_H
#define UI_PREVIEW_H

#include "desk/file.h"
#include "ui/draw.h"
#include "ui/sheet.h"

/* Zero-initialise. */
struct preview {
	int64_t client_id; /* 0: nothing read */
	struct client_file file;
	struct sheet sheet; /* the pane, laid out for its width */
	int width, rows;    /* 0: not laid out */
	date today;
	bool stale; /* facts changed since: the next load reads again, until then the old ones show */
};

/* Read the file of a client, once: nothing happens when it is the one held. False: gone, or err. */
bool preview_load(struct preview *preview, struct session *session, int64_t client_id, struct err *err);
void preview_clear(struct preview *preview);

/* What matters most before dialling and the number to dial, in at most `cells` cells. */
void preview_sentence(const struct preview *preview, int cells, char *out, size_t room);

/* The pane: who, how much, what to know, contacts, overdue invoices, last exchange. */
void preview_draw(struct preview *preview, struct term *term, struct area area);

#endif
