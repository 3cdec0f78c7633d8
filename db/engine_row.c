/* What the row holds that a statement stands on, and what to do about a row that nobody of ours wrote. How a database gives its values is its
 * driver's.
 */
#include "db/engine.h"

#include <stdio.h>

#include "base/gettext.h"
#include "db/engine_impl.h"

int64_t stmt_int(struct stmt *stmt, int column)
{
	return stmt->engine->driver->column_int(stmt, column);
}

const char *stmt_text(struct stmt *stmt, int column)
{
	const char *text = stmt->engine->driver->column_text(stmt, column);

	return text ? text : "";
}

bool stmt_is_null(struct stmt *stmt, int column)
{
	return stmt->engine->driver->column_is_null(stmt, column);
}

date stmt_date(struct stmt *stmt, int column)
{
	const char *text = stmt_text(stmt, column);
	date day;

	if (date_parse_iso(text, &day))
		return day;
	if (*text)
		stmt_doubt(stmt, text);
	return DATE_NONE;
}

const void *stmt_blob(struct stmt *stmt, int column, size_t *size)
{
	return stmt->engine->driver->column_blob(stmt, column, size);
}

int stmt_columns(struct stmt *stmt)
{
	return stmt->engine->driver->columns(stmt);
}

const char *stmt_column_name(struct stmt *stmt, int column)
{
	return stmt->engine->driver->column_name(stmt, column);
}

char stmt_column_type(struct stmt *stmt, int column)
{
	return stmt->engine->driver->column_type(stmt, column);
}

/* ---- what cannot be ---- */

void stmt_doubt(struct stmt *stmt, const char *what)
{
	struct engine *engine = stmt->engine;

	if (!*engine->doubt)
		snprintf(engine->doubt, sizeof engine->doubt, "%s", *what ? what : "?");
}

bool engine_trusted(struct engine *engine, struct err *err)
{
	if (!*engine->doubt)
		return true;
	err_set(err, ERR_STORE, N_("%s is damaged (%s): restore the last backup"), engine->name, engine->doubt);
	engine->doubt[0] = '\0';
	return false;
}
