/* The people at a client's: whom to call and when, and what a person may change about them.
 */
#ifndef DESK_CONTACT_H
#define DESK_CONTACT_H

#include "desk/call_effects.h"
#include "desk/file.h"

/* The contacts as the rules take them, the hours learnt from the history, whom to ask for: needs contacts, history, circuit and what is
 * left of each invoice. */
void contact_file(struct session *session, struct client_file *file);

/* Whom one speaks to when nothing else is said: the one to ask for when that is somebody by name, else the one whose number is dialled;
 * NULL: nobody usable. */
const struct contact_row *contact_spoken_to(const struct client_file *file);
/* Of the file's contacts, by id; NULL: none such. */
const struct contact_row *contact_of(const struct client_file *file, int64_t id);

/* When somebody is best called, as learnt or as given; false: not known. to -1: about `from`. */
bool contact_best(const struct client_file *file, size_t place, int *from, int *to);

/* What a person changes. Each is one transaction with its journal row; the search finds what it says afterwards. NULL texts are empty.
 * `id` of a new contact comes from id_new(): the same again is one contact. */
bool contact_add(struct session *session, int64_t client_id, const struct contact_row *row,
		 struct err *err);
bool contact_change(struct session *session, const struct contact_row *row, struct err *err);
bool contact_mark_wrong(struct session *session, int64_t id, bool wrong, struct err *err);
bool contact_qualify(struct session *session, int64_t id, bool qualified, struct err *err);

/* Inside a write transaction: the client's search words again, from its contacts as they are. */
bool contact_put_words(struct session *session, const struct client_row *client, struct err *err);

/* call_effects' part of a wrong contact: who is wrong, and the right one when one was told. */
void contact_preview(const struct client_file *file, const char *entry, struct call_result *result);
bool contact_put_wrong(struct session *session, const struct call_effects *effects,
		       struct err *err);
void contact_journal_wrong(struct json *json, const struct call_effects *effects);

#endif
