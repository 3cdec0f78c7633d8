/* The inside of a mapping, for those that make one (mapping.c, mapping_guess.c) and the one that
 * applies it (csv_plan.c). Internal to the readers.
 */
#ifndef INTAKE_MAPPING_PARTS_H
#define INTAKE_MAPPING_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/money.h"
#include "intake/charset.h"
#include "intake/mapping.h"
#include "intake/value.h"

enum mapping_lines {
	LINES_ITEM,  /* one line, one item */
	LINES_SUM,   /* lines of one invoice: amounts are added */
	LINES_FIRST, /* every line repeats the invoice's amounts: the first counts */
	LINES_COUNT
};
enum mapping_heading {
	HEADING_NONE,
	HEADING_SKIP,   /* a row with a text in its first column alone is no item */
	HEADING_CLIENT, /* … and names the client of those that follow */
	HEADING_COUNT
};
enum mapping_paid { PAID_FLAG, PAID_OPEN, PAID_AMOUNT, PAID_COUNT };
enum mapping_sign { SIGN_OWED, SIGN_REVERSE, SIGN_COUNT };

#define MAPPING_CHOICES 16 /* names one field may go by */
#define MAPPING_WORDS   32 /* beginnings of rows to skip */
#define MAPPING_WIDTHS  64 /* columns of fixed width */

struct mapping {
	struct arena texts;
	const char *label;
	char separator; /* 0: found by trying */
	char quote;     /* 0: none */
	enum charset charset;
	enum mapping_order order;
	enum money_decimal decimal;
	enum mapping_fold fold;
	enum mapping_lines lines;
	enum mapping_paid paid;
	enum mapping_sign sign;
	bool header;               /* a row with names stands above the items */
	int skip;                  /* lines above it, or above the first item */
	char currency[MONEY_CODE]; /* of rows that say none; "" = the creditor's */
	/* column names, or numbers counted from 1; the first one a file has is taken */
	const char *columns[FIELD_COUNT][MAPPING_CHOICES];
	size_t choices[FIELD_COUNT];
	const char *skip_rows[MAPPING_WORDS]; /* folded */
	size_t skip_rows_count;
	const char *clients[MAPPING_WORDS]; /* beginnings of the numbers of clients whose rows count */
	size_t clients_count;               /* 0: all count */
	int widths[MAPPING_WIDTHS];         /* of the columns, in characters */
	size_t widths_count;                /* 0: a separator stands between them */
	enum mapping_heading heading;
};

struct mapping *mapping_new(const char *label);
/* False when the field has MAPPING_CHOICES names already. */
bool mapping_add(struct mapping *mapping, enum mapping_field field, const char *column);
/* The number a column name of digits alone stands for (1 …), or 0. */
int mapping_column_number(const char *column);
/* Whether the fields that are there (there[field]) make an open item; else err names the others, as
 * "no column for …". */
bool mapping_enough(const bool there[FIELD_COUNT], struct err *err);

#endif
