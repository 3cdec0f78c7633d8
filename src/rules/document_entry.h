/* The entry line of a document request: which document, of which invoices. Nothing typed: a duplicate of all that is overdue.
 *
 * Documents are prefixes in both languages (duplicata, bl, relevé, rib …); invoices are numbers or lines of the list, in dispute or paid
 * as well; a `--` standing alone begins a note (dispute_note).
 */
#ifndef RULES_DOCUMENT_ENTRY_H
#define RULES_DOCUMENT_ENTRY_H

#include "rules/dispute.h"
#include "rules/document.h"

enum document_entry_status {
	DOCUMENT_ENTRY_OK,
	DOCUMENT_ENTRY_UNKNOWN,   /* `token` is no document, no invoice number and no line */
	DOCUMENT_ENTRY_AMBIGUOUS, /* `token` is the beginning of several documents */
	DOCUMENT_ENTRY_TWO,       /* one request is for one document */
	DOCUMENT_ENTRY_FIGURE,    /* `token` is a line of the list that no document says */
	DOCUMENT_ENTRY_NOTHING,   /* that document is of invoices: none named and nothing overdue */
	DOCUMENT_ENTRY_STATUS_COUNT
};

struct document_entry {
	enum document_entry_status status;
	enum document_kind kind;
	size_t count; /* how many of chosen[] are true */
	char token[64];
};

/* chosen[line_count] is set for the invoices meant: none for what is no invoice's document (contract, statement, bank details, other)
 * unless named. Returns true when status is DOCUMENT_ENTRY_OK. */
bool document_parse(const char *text, const struct dispute_line *lines, size_t line_count, bool *chosen, struct document_entry *out);

#endif
