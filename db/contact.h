/* The people at a client's, row by row. What their roles mean is the rules' business.
 */
#ifndef DB_CONTACT_H
#define DB_CONTACT_H

#include <stddef.h>

#include "base/arena.h"
#include "db/store.h"

struct contact_row {
	int64_t id;
	const char *name, *role; /* role: rules/contact.h code */
	const char *phone, *mobile, *mail, *note;
	bool qualified, wrong;
	int best_minute; /* as given; -1: not known */
};

/* Usable ones first, then by id; those taken back with the outcome that told of them are not there. */
bool contact_list(struct store *store, struct arena *arena, int64_t client_id,
		  struct contact_row **rows, size_t *count, struct err *err);
/* `client_id` gets whose it is. */
enum found contact_by_id(struct store *store, struct arena *arena, int64_t id,
			 struct contact_row *out, int64_t *client_id, struct err *err);
/* added_by: the action that told of it, taken back with it; 0: put in by hand or from a file. NULL texts are empty. */
bool contact_insert(struct store *store, int64_t client_id, const struct contact_row *row,
		    int64_t added_by, struct err *err);
/* Every field but `wrong`; what a person has corrected stays when the action that told of it is taken back. */
bool contact_update(struct store *store, const struct contact_row *row, struct err *err);
/* by_action: taken back with it; 0: by hand. */
bool contact_set_wrong(struct store *store, int64_t id, bool wrong, int64_t by_action,
		       struct err *err);

#endif
