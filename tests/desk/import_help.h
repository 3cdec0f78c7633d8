/* What tests of imports share: files written from text, imports that must work or must be refused, what the store holds afterwards.
 */
#ifndef TESTS_DESK_IMPORT_HELP_H
#define TESTS_DESK_IMPORT_HELP_H

#include "fixture.h"

#include "desk/import.h"

#define HEAD "client,name,number,issued,due,amount,open,currency\n"

/* A file in the fixture's folder; the path is good until the next call. */
const char *help_file(const char *name, const char *text);
/* Import that must be taken; the report is the caller's to clear. */
struct import_report help_import(struct session *session, const struct import_request *request);
/* Write name, import it as our own CSV in this mode, forget the report but return its counts. */
struct import_report help_take(struct session *session, const char *name, const char *text, enum import_mode mode);
/* Must be refused whole: the sentence is in err, the report cleared. */
void help_refuse(struct session *session, const struct import_request *request, struct err *err);

/* number|open|closed_on of every item by number, one line each. Caller's. */
char *help_items(void);
/* SHA-256 over all files of the store. Caller's. */
char *help_store_hash(void);
bool help_said(const struct import_report *report, enum intake_reason reason, bool warning, int64_t line);
void help_verify(struct session *session);

#endif
