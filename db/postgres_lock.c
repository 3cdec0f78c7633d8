/* Writers side by side on PostgreSQL: names locked for a transaction or held across several, as the server's advisory locks. A name
 * counts within a schema, so that two stores of one database do not wait for each other.
 */
#include "db/postgres_impl.h"

#include <string.h>
#include <time.h>

#include "base/clock.h"

enum { DEATH_MS = 500 };

#define KEY "hashtextextended($1, current_schema()::regnamespace::oid::bigint)"

bool postgres_lock(struct engine *engine, const char *name, struct err *err)
{
	const char *values[] = { name };
	PGresult *result = postgres_ask(postgres_of(engine),
					"SELECT pg_advisory_xact_lock(" KEY ")", 1, values, err);

	PQclear(result);
	return result != NULL;
}

static size_t held_at(const struct postgres *p, const char *name)
{
	size_t i = 0;

	while (i < p->held_count && strcmp(p->held[i], name) != 0)
		i++;
	return i;
}

static bool try_hold(struct postgres *p, const char *name, bool *held, struct err *err)
{
	const char *values[] = { name };
	PGresult *result = postgres_ask(p, "SELECT pg_try_advisory_lock(" KEY ")", 1, values, err);

	if (!result)
		return false;
	*held = strcmp(PQgetvalue(result, 0, 0), "t") == 0;
	PQclear(result);
	return true;
}

/* The server takes a moment to see that a process which held the name has died. */
bool postgres_hold(struct engine *engine, const char *name, bool *held, struct err *err)
{
	struct postgres *p = postgres_of(engine);
	int64_t until = clock_steady_ms() + DEATH_MS;

	*held = false;
	if (!postgres_ready(p, err))
		return false;
	if (held_at(p, name) < p->held_count)
		return true; /* this connection's own: held once */
	for (;;) {
		if (!try_hold(p, name, held, err))
			return false;
		if (*held || clock_steady_ms() >= until)
			break;
		nanosleep(&(struct timespec){ .tv_nsec = 20000000 }, NULL);
	}
	if (*held) {
		MEM_GROW(p->held, p->held_count, p->held_room);
		p->held[p->held_count++] = mem_strdup(name);
	}
	return true;
}

void postgres_let_go(struct engine *engine, const char *name)
{
	struct postgres *p = postgres_of(engine);
	const char *values[] = { name };
	size_t at = held_at(p, name);

	mem_free(p->held[at]);
	p->held[at] = p->held[--p->held_count];
	if (!p->lost)
		PQclear(postgres_ask(p, "SELECT pg_advisory_unlock(" KEY ")", 1, values, NULL));
}
