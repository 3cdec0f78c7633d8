/* What the first line and the name of a FEC say: its separator, its columns, SIREN and closing date.
 * Internal to fec*.c and the recognition of formats.
 */
#ifndef INTAKE_FEC_HEADER_H
#define INTAKE_FEC_HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/err.h"
#include "intake/charset.h"
#include "intake/rows.h"

enum fec_column {
	FEC_JOURNAL,
	FEC_NUMBER,
	FEC_DATE,
	FEC_ACCOUNT,
	FEC_AUX,
	FEC_AUX_NAME,
	FEC_PIECE,
	FEC_PIECE_DATE,
	FEC_LABEL,
	FEC_DEBIT,
	FEC_CREDIT,
	FEC_LETTER,
	FEC_LETTER_DATE,
	FEC_AMOUNT,
	FEC_DIRECTION,
	FEC_COLUMN_COUNT
};
extern const char *const fec_column_names[FEC_COLUMN_COUNT]; /* as the law writes them */

struct fec_header {
	struct rows rows;             /* stands behind the header */
	int column[FEC_COLUMN_COUNT]; /* counted from 0; -1: absent */
	size_t columns;               /* of the header, empty ones at the end not counted */
};

/* bytes are what follows a byte order mark. False: this is no FEC, or one without a column that is
 * needed, which err names. */
bool fec_header_read(struct fec_header *header, const char *bytes, size_t n, enum charset charset,
		     struct err *err);
/* Whether the first line has the names of a FEC, complete or not. */
bool fec_header_looks(const char *bytes, size_t n);
/* SIRENFECYYYYMMDD…: siren is "" and *closing DATE_NONE when the name says nothing. */
void fec_header_name(const char *name, char siren[10], date *closing);

#endif
