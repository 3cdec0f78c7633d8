/* What one database engine must offer to engine.c, and what every engine and statement carries. Nothing outside db/ includes this.
 *
 * engine.c owns the rules (transactions, cached statements, refused states); a driver only speaks to its library. A driver's own
 * structs begin with these, so that a pointer to one is a pointer to the other.
 */
#ifndef DB_ENGINE_IMPL_H
#define DB_ENGINE_IMPL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"
#include "db/engine.h"

enum engine_state { ENGINE_IDLE, ENGINE_READING, ENGINE_WRITING };

struct engine_driver;

struct engine {
	const struct engine_driver *driver;
	struct engine_options options;
	const char *path; /* of the database file; "" when there is none */
	const char *name; /* how sentences call it */
	const char *role; /* the database's user; "" when there are none */
	bool owner;       /* of the tables */
	int64_t owner_uid;
	unsigned forks; /* fork_count: a connection does not cross fork */
	enum engine_state state;
	bool failed;         /* something went wrong in this transaction: only a rollback is left */
	char doubt[48];      /* stmt_doubt's, until it is told; "": none */
	char proof[160];     /* engine_prove's, of this transaction; "": none */
	bool dead;           /* the connection can no longer be trusted: everything is refused */
	int active;          /* statements with rows still to read */
	int bulks;           /* loads not closed */
	struct engine_watch watch;
	struct stmt **slots; /* prepared statements by the address of their text, open addressing */
	size_t slot_room, slot_used;
};

struct stmt {
	struct engine *engine;
	const char *sql;
	int parameters;
	bool writes;
	bool active;
};

struct bulk {
	struct engine *engine;
	char *types;
	bool failed;
};

enum engine_value_kind { ENGINE_NULL, ENGINE_INT, ENGINE_TEXT, ENGINE_BLOB };

struct engine_value {
	enum engine_value_kind kind;
	int64_t integer;
	const void *bytes; /* TEXT, BLOB; iso when it is a date */
	size_t size;
	char iso[DATE_TEXT];
};

/* What bulk_feed was asked for. */
struct engine_feed {
	const char *table, *columns, *types;
	const struct bulk_cell *(*next)(void *context);
	void *context;
};
static inline bool engine_cell_is_null(char letter, const struct bulk_cell *cell)
{
	return letter == 't'   ? cell->value.text == NULL
	       : letter == 'z' ? cell->value.integer == 0
			       : letter == 'm' && cell->value.integer < 0;
}

struct engine_driver {
	bool postgres;
	bool (*threads)(void); /* may connections be used by threads of their own? NULL: they may not */
	bool (*open)(const char *target, const struct engine_options *options, struct engine **out,
		     struct err *err);
	void (*close)(struct engine *engine);

	bool (*begin)(struct engine *engine, enum engine_transaction kind, struct err *err);
	bool (*commit)(struct engine *engine, struct err *err);
	void (*rollback)(struct engine *engine);
	bool (*script)(struct engine *engine, const char *sql, struct err *err);

	struct stmt *(*prepare)(struct engine *engine, const char *sql, struct err *err);
	void (*finalise)(struct stmt *stmt);
	void (*clear)(struct stmt *stmt); /* every parameter null again */
	bool (*bind)(struct stmt *stmt, int parameter, const struct engine_value *value);
	enum stmt_step (*step)(struct stmt *stmt,
			       struct err *err); /* leaves the statement reset unless ROW */
	void (*reset)(struct stmt *stmt);
	int64_t (*column_int)(struct stmt *stmt, int column);
	const char *(*column_text)(struct stmt *stmt, int column);
	const void *(*column_blob)(struct stmt *stmt, int column, size_t *size);
	bool (*column_is_null)(struct stmt *stmt, int column);
	int (*columns)(struct stmt *stmt);
	const char *(*column_name)(struct stmt *stmt, int column);
	char (*column_type)(struct stmt *stmt, int column);
	int64_t (*changes)(const struct engine *engine);

	struct bulk *(*bulk_open)(struct engine *engine, const char *table, const char *columns,
				  int count, struct err *err);
	void (*bulk_value)(struct bulk *bulk,
			   const struct engine_value *value); /* the next column of the row */
	bool (*bulk_row)(struct bulk *bulk, struct err *err); /* the row is complete */
	bool (*bulk_close)(struct bulk *bulk,
			   struct err *err); /* sends the rest unless bulk->failed; frees */
	bool (*feed)(struct engine *engine, const struct engine_feed *feed,
		     struct err *err); /* NULL: by the four above */
	bool (*fill)(struct engine *engine, const struct engine_feed *feed, const struct bulk_part *parts, bool *filled,
		     struct err *err); /* NULL: cannot be done */

	bool (*changed)(struct engine *engine);
	bool (*waited_for)(const struct engine *engine); /* NULL: nobody can tell */
	bool (*tell)(struct engine *engine, struct err *err); /* these three NULL where one can only look */
	int (*told_fd)(const struct engine *engine);
	bool (*was_told)(struct engine *engine);
	bool (*has_table)(struct engine *engine, const char *table, bool *there, struct err *err);
	bool (*check)(struct engine *engine, struct err *err);
	bool (*backup)(struct engine *engine, const char *path, struct err *err);

	/* Where people have accounts of the database; NULL where they have none. */
	bool (*rights)(struct engine *engine, int version, struct err *err);
	bool (*person)(struct engine *engine, const char *name, struct err *err);

	/* Where writers run side by side; NULL where they take turns. */
	bool (*lock)(struct engine *engine, const char *name, struct err *err);
	bool (*hold)(struct engine *engine, const char *name, bool *held, struct err *err);
	void (*let_go)(struct engine *engine, const char *name);
	bool (*may_retry)(struct engine *engine);
	int64_t (*clock_ms)(const struct engine *engine);
};

/* What engine.c, engine_bulk.c and engine_row.c share. */
_Noreturn void engine_broken(const char *what, const char *detail); /* a mistake in the program: stop where it is made */
void engine_check_process(const struct engine *engine);             /* it does not cross fork */
bool engine_usable(const struct engine *engine, struct err *err);
bool engine_trusted(struct engine *engine, struct err *err); /* false, once, after something was doubted */
bool engine_may_write(const struct engine *engine, const char *sql, struct err *err);
bool engine_fail(struct engine *engine); /* only a rollback is left; false */
void engine_set_text(struct engine_value *value, const void *bytes, size_t size); /* NULL: null */
void engine_next_value(struct engine_value *value, char letter, va_list *ap);

extern const struct engine_driver engine_sqlite;
extern const struct engine_driver engine_postgres; /* when HAVE_POSTGRESQL */

#endif
