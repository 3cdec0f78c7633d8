/* The readers, one call each. All take the whole file (mapped read-only by the desk) and never keep
 * a pointer to it.
 *
 * They return false with a sentence when the file as a whole is refused (nothing should be stored
 * then, even if items were given before); lines refused one by one go to sink->reject and the reader
 * goes on. A file of which every line is refused is refused as a whole. One with a header and nothing
 * else is not: it may say that nothing is open any more. name is the file's base name, for messages and for what it says (SIREN, closing date).
 * totals may not be NULL; it is filled as the reader goes.
 */
#ifndef INTAKE_READER_H
#define INTAKE_READER_H

#include "intake/mapping.h"
#include "intake/sink.h"

#define READER_LINE_MAX  65536 /* bytes of one record, without its line end */
#define READER_FIELD_MAX 4096  /* bytes of one field */

enum intake_format {
	FORMAT_UNKNOWN,
	FORMAT_FEC,
	FORMAT_CSV,
	FORMAT_CAMT,      /* intake/camt.h */
	FORMAT_CFONB,     /* intake/cfonb.h */
	FORMAT_CII,       /* intake/einvoice.h */
	FORMAT_UBL,       /* the same */
	FORMAT_FACTURX,   /* the same */
	FORMAT_LIFECYCLE, /* intake/lifecycle.h */
	FORMAT_RATES,     /* intake/rates.h */
	FORMAT_COUNT
};
/* "" fec csv camt cfonb cii ubl facturx lifecycle rates */
extern const char *const intake_format_codes[FORMAT_COUNT];

/* By content, not by name. */
enum intake_format reader_recognise(const char *bytes, size_t n, const char *name);
/* Why that was FORMAT_UNKNOWN, in a sentence that begins with the file's name. False. */
bool reader_unknown(const char *bytes, size_t n, const char *file, struct err *err);

/* The ledger export of French accounting programs (article A47 A-1 LPF).
 *
 * Clients are the auxiliary accounts (CompAuxNum) under 411, 413 and 416; "CompteNum:CompAuxNum"
 * where the same CompAuxNum stands under several of these accounts with different CompAuxLib.
 * Items are the lines without letter, one client after the other, in file order. What an account's
 * balance says beyond them comes as one ITEM_GAP, key "gap:<client>". When no receivable line of the
 * file has a letter, credits pay the oldest debits and what remains comes flagged.
 *
 * Item and receipt keys are "journal|number|date|client account|piece|amount|rank": rank counts, in
 * file order, the lines that agree on all the rest. Nothing in it depends on other lines, so entries
 * appended later, or lettered since, change no key. The SIREN is not in it: a source has one.
 *
 * The bytes are gone through twice; only receivable lines take memory (64 bytes each). sink->known
 * is not asked: a letter given to one line changes others. */
bool fec_read(const char *bytes, size_t n, const char *name, const struct intake_sink *sink,
	      struct intake_totals *totals, struct err *err);

/* Open items in a CSV described by a complete mapping.
 *
 * One pass (two over the first rows while a date order is to be found), items given as they come;
 * when lines are to be added up (mapping: lines), at the end, in order of first appearance.
 * The key of an item is "client|number". line_hash covers the raw line, the mapping, the header and
 * what was guessed, so that a line read another way is never taken for known. */
bool csv_read(const char *bytes, size_t n, const char *name, const struct mapping *mapping,
	      const struct intake_sink *sink, struct intake_totals *totals, struct err *err);

#endif
