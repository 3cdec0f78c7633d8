/* Listings: the same rows as text columns, CSV or a JSON array.
 *
 * Cells are given once, typed; the format decides how they look: text is localised, CSV and JSON carry codes, ISO dates and decimal strings.
 */
#ifndef COMMAND_OUTPUT_H
#define COMMAND_OUTPUT_H

#include <stdio.h>

#include "base/date.h"
#include "base/money.h"
#include "command/command.h"

struct column {
	const char *key;             /* JSON key and CSV header */
	const char *title;           /* N_() text header; NULL: not in the text listing */
	bool right;                  /* text: right-aligned */
	int most;                    /* text: at most so many cells wide; 0 = as wide as it is */
};

struct output;
struct output *output_open(enum output_format format, const struct column *columns, size_t count);
/* The cells of one row, in column order; after the last one output_row. */
void output_text(struct output *out, const char *text);                /* foreign text or a code */
void output_word(struct output *out, const char *code, const char *shown); /* JSON and CSV carry code, text shows `shown` */
void output_integer(struct output *out, int64_t value);
void output_id(struct output *out, int64_t id);                         /* as a text: too long for a JSON number */
void output_money(struct output *out, cents value);
/* Amounts of several currencies: JSON a list of objects, text and CSV "12.00 EUR 3.00 USD". "" is a currency nobody told: null. */
struct output_amount { const char *currency; cents amount; };
void output_amounts(struct output *out, const struct output_amount *amounts, size_t count);
void output_date(struct output *out, date value);                      /* DATE_NONE: null, empty */
void output_instant(struct output *out, date day, int minute);         /* "2024-06-27T14:30", or the date alone when minute is -1 */
void output_boolean(struct output *out, bool value);
void output_null(struct output *out);
void output_row(struct output *out);
/* Prints what is left (text columns are measured over a thousand rows at a time, however many there are) and frees. `empty`: the sentence text mode shows when there was no row, or NULL.
 * False: writing failed (disk full, pipe closed). */
bool output_close(struct output *out, const char *empty, struct err *err);

/* One object or free-form JSON already made, or text: print safely to stdout, checking errors. */
bool output_print(const char *text, struct err *err);

/* A progress bar on stderr, only when it is a terminal. */
struct progress;
struct progress *progress_open(const char *label);
void progress_show(struct progress *progress, double part); /* 0–1 */
void progress_clear(struct progress *progress); /* off the line, so that something else can be said; until it is shown again */
void progress_close(struct progress *progress);

#endif
