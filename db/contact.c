/* Contacts in the store. Knows no rule about whom to call.
 */
#include "db/contact.h"

#include "db/store_impl.h"

#define CONTACT_SELECT \
	"SELECT id, name, role, phone, mobile, mail, note, qualified, wrong, best_minute, client_id FROM contact "
enum {
	AT_ID,
	AT_NAME,
	AT_ROLE,
	AT_PHONE,
	AT_MOBILE,
	AT_MAIL,
	AT_NOTE,
	AT_QUALIFIED,
	AT_WRONG,
	AT_BEST,
	AT_CLIENT
};

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static void read_row(struct stmt *stmt, struct arena *arena, void *row)
{
	*(struct contact_row *)row = (struct contact_row){
		.id = stmt_int(stmt, AT_ID),
		.name = arena_strdup(arena, stmt_text(stmt, AT_NAME)),
		.role = arena_strdup(arena, stmt_text(stmt, AT_ROLE)),
		.phone = arena_strdup(arena, stmt_text(stmt, AT_PHONE)),
		.mobile = arena_strdup(arena, stmt_text(stmt, AT_MOBILE)),
		.mail = arena_strdup(arena, stmt_text(stmt, AT_MAIL)),
		.note = arena_strdup(arena, stmt_text(stmt, AT_NOTE)),
		.qualified = stmt_int(stmt, AT_QUALIFIED) != 0,
		.wrong = stmt_int(stmt, AT_WRONG) != 0,
		.best_minute = store_int_or(stmt, AT_BEST, -1),
	};
}

bool contact_list(struct store *store, struct arena *arena, int64_t client_id,
		  struct contact_row **rows, size_t *count, struct err *err)
{
	return store_rows(store_query(store, err,
					CONTACT_SELECT "WHERE client_id = $1 AND undone = 0 "
						       "ORDER BY wrong, id",
					"i", client_id),
			    arena, sizeof **rows, read_row, rows, count, err);
}

enum found contact_by_id(struct store *store, struct arena *arena, int64_t id,
			 struct contact_row *out, int64_t *client_id, struct err *err)
{
	struct stmt *stmt =
		store_query(store, err, CONTACT_SELECT "WHERE id = $1 AND undone = 0", "i", id);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		read_row(stmt, arena, out);
		*client_id = stmt_int(stmt, AT_CLIENT);
		stmt_reset(stmt);
	}
	return found;
}

bool contact_insert(struct store *store, int64_t client_id, const struct contact_row *row,
		    int64_t added_by, struct err *err)
{
	return engine_run(store->engine, err,
			  "INSERT INTO contact (id, client_id, name, role, phone, mobile, mail, "
			  "note, qualified, wrong, best_minute, added_by) "
			  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
			  "iittttttiimz", row->id, client_id, row->name, row->role,
			  or_empty(row->phone), or_empty(row->mobile), or_empty(row->mail),
			  or_empty(row->note), (int64_t)row->qualified, (int64_t)row->wrong,
			  (int64_t)row->best_minute, added_by);
}

bool contact_update(struct store *store, const struct contact_row *row, struct err *err)
{
	return engine_run(store->engine, err,
			  "UPDATE contact SET name = $2, role = $3, phone = $4, mobile = $5, "
			  "mail = $6, note = $7, qualified = $8, best_minute = $9, "
			  "added_by = NULL WHERE id = $1",
			  "ittttttim", row->id, row->name, row->role, or_empty(row->phone),
			  or_empty(row->mobile), or_empty(row->mail), or_empty(row->note),
			  (int64_t)row->qualified, (int64_t)row->best_minute);
}

bool contact_set_wrong(struct store *store, int64_t id, bool wrong, int64_t by_action,
		       struct err *err)
{
	return engine_run(store->engine, err,
			  "UPDATE contact SET wrong = $2, wrong_by = $3 WHERE id = $1", "iiz", id,
			  (int64_t)wrong, by_action);
}
