/* Creditors, teams and agents.
 */
#ifndef DB_PEOPLE_H
#define DB_PEOPLE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/money.h"
#include "db/store.h"

struct creditor_row {
	int64_t id;
	const char *name, *siren;
	char currency[MONEY_CODE];
	int terms_days;
	const char *country;             /* two letters */
	date scored_on;                  /* DATE_NONE: never */
	const char *scored_policy;
};
bool creditor_insert(struct store *store, const struct creditor_row *row, const char *at, struct err *err);
bool creditor_list(struct store *store, struct arena *arena, struct creditor_row **rows, size_t *count, struct err *err); /* by name */
bool creditor_set_scored(struct store *store, int64_t id, date on, const char *policy, struct err *err);

enum role { ROLE_AGENT, ROLE_SUPERVISOR, ROLE_COUNT };
extern const char *const role_codes[ROLE_COUNT]; /* agent supervisor */

/* A team sees its own files and nobody's. */
struct team_row {
	int64_t id;
	const char *name;
	int64_t agents, clients;         /* when listed: how many active people, how many files */
};
bool team_insert(struct store *store, const struct team_row *row, const char *at, struct err *err);
bool team_rename(struct store *store, int64_t id, const char *name, struct err *err);
bool team_delete(struct store *store, int64_t id, struct err *err); /* ERR_CONFLICT while somebody or something is of it */
bool team_list(struct store *store, struct arena *arena, struct team_row **rows, size_t *count, struct err *err); /* by name */
enum found team_by_name(struct store *store, struct arena *arena, const char *name, struct team_row *out, struct err *err);

struct agent_row {
	int64_t id;
	const char *name;                /* the login */
	enum role role;
	bool active;
	int64_t team_id;                 /* 0: of no team */
	const char *team;                /* its name, "" without; when read */
	const char *full_name, *phone, *mail; /* as letters and mails print them; "" unknown */
};
bool agent_insert(struct store *store, const struct agent_row *row, const char *at, struct err *err);
bool agent_put(struct store *store, const struct agent_row *row, struct err *err); /* all but the name */
bool agent_list(struct store *store, struct arena *arena, struct agent_row **rows, size_t *count, struct err *err); /* by name */
enum found agent_by_id(struct store *store, struct arena *arena, int64_t id, struct agent_row *out, struct err *err);
enum found agent_by_name(struct store *store, struct arena *arena, const char *name, struct agent_row *out, struct err *err);

/* What an agent had typed when the line dropped; empty text removes it. */
bool draft_put(struct store *store, int64_t agent_id, const char *place, int64_t client_id, const char *text, const char *at, struct err *err);
enum found draft_get(struct store *store, struct arena *arena, int64_t agent_id, const char **place, int64_t *client_id, const char **text, struct err *err);

#endif
