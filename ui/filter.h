/* The line a filter is typed in, under the rows it narrows. Knows neither the rows nor what a filter means.
 */
#ifndef UI_FILTER_H
#define UI_FILTER_H

#include "ui/frame.h"

#define FILTER_BYTES 120

/* What the screen with the rows does; `rows` is its state. It stays open as long as the line: the line lies over it. */
struct filter_ops {
	void (*changed)(void *rows, const char *text); /* at each key */
	bool (*move)(void *rows, enum action action);  /* arrows and pages act on the rows meanwhile */
	/* What is left, such as "12 of 340". */
	void (*count)(const void *rows, char *out, size_t room);
	const char *hint; /* N_(): what may be typed, for the status line */
};

/* text: what stands in the line at first, borrowed during the call. Enter keeps the filter, Esc takes it away. */
void filter_push(struct frame *frame, const struct filter_ops *ops, void *rows, const char *text);

#endif
