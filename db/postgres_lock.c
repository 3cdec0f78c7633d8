/* Writers side by side on PostgreSQL: names locked for a transaction or held across several, as the server's advisory locks. A name
 * counts within a schema, so that two stores of one database do not wait for each other.
 */
#include "db/postgres_impl.h"

#include <string.h>

#include "base/gettext.h"

#define KEY "hashtextextended($1, current_schema()::regnamespace::oid::bigint)"

bool postgres_lock(struct engine *engine, const char *name, struct err *err)
{
	const char *values[] = { name };
	PGresult *result = postgres_ask(postgres_of(engine),
					"SELECT pg_advisory_xact_lock(" KEY ")", 1, values, err);

	PQclear(result);
	return result != NULL;
}

bool postgres_hold(struct engine *engine, const char *name, bool *held, struct err *err)
{
	struct postgres *p = postgres_of(engine);
	const char *values[] = { name };
	PGresult *result;

	if (!postgres_ready(p, err) ||
	    !(result = postgres_ask(p, "SELECT pg_try_advisory_lock(" KEY ")", 1, values, err)))
		return false;
	*held = strcmp(PQgetvalue(result, 0, 0), "t") == 0;
	p->held += *held;
	PQclear(result);
	return true;
}

void postgres_let_go(struct engine *engine, const char *name)
{
	struct postgres *p = postgres_of(engine);
	const char *values[] = { name };

	p->held--;
	if (!p->lost)
		PQclear(postgres_ask(p, "SELECT pg_advisory_unlock(" KEY ")", 1, values, NULL));
}
