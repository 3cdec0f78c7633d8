/* Shifts of zones and the setting that lists them. What a shift means for a call is rules/callable's business.
 */
#include "desk/zones.h"

#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/zone.h"
#include "rules/callable.h"

#define SETTING      "zones" /* names with a blank between */
#define LIST_BYTES   4096
#define NOON         720
#define DAY_SECONDS  86400

struct zones {
	date day; /* of the shifts */
	struct zone {
		char *name;
		int shift;
	} *rows;
	size_t count, room;
	char in_use[LIST_BYTES];
};

struct zones *zones_new(void)
{
	struct zones *zones = mem_alloc(sizeof *zones);

	*zones = (struct zones){ .day = DATE_NONE };
	return zones;
}

static void forget(struct zones *zones)
{
	for (size_t i = 0; i < zones->count; i++)
		mem_free(zones->rows[i].name);
	zones->count = 0;
}

void zones_free(struct zones *zones)
{
	if (!zones)
		return;
	forget(zones);
	mem_free(zones->rows);
	mem_free(zones);
}

bool zones_known(const char *name)
{
	int seconds;

	return strlen(name) < ZONES_NAME_BYTES && zone_offset(name, clock_ms() / 1000, &seconds);
}

static int shift_on(date day, const char *name)
{
	int64_t at = clock_of_local(day, NOON);
	int seconds;

	if (!zone_offset(name, at, &seconds))
		return 0;
	return (int)((at + seconds - ((int64_t)day * DAY_SECONDS + NOON * 60)) / 60);
}

int zones_shift(const struct session *session, const char *name)
{
	struct zones *zones = session->zones;

	if (!*name)
		return 0;
	if (zones->day != session->today)
		forget(zones);
	zones->day = session->today;
	for (size_t i = 0; i < zones->count; i++)
		if (strcmp(zones->rows[i].name, name) == 0)
			return zones->rows[i].shift;
	MEM_GROW(zones->rows, zones->count, zones->room);
	zones->rows[zones->count] = (struct zone){ mem_strdup(name), shift_on(session->today, name) };
	return zones->rows[zones->count++].shift;
}

struct call_hours zones_hours(const struct session *session, const char *name, const char *postal_code)
{
	struct call_hours hours = session->policy.hours;

	hours.shift_minutes = zones_shift(session, name);
	hours.region = session->policy.regional_holidays ? calendar_region_of(postal_code) : CALENDAR_NATIONAL;
	return hours;
}

/* ---- which are in use ---- */

static bool holds(const char *list, const char *name)
{
	size_t n = strlen(name);

	for (const char *at = strstr(list, name); at; at = strstr(at + 1, name))
		if ((at == list || at[-1] == ' ') && (at[n] == ' ' || !at[n]))
			return true;
	return false;
}

/* A list that is full stays as it is: more zones than there are on earth. */
static void add(char list[LIST_BYTES], const char *name)
{
	size_t used = strlen(list);

	if (*name && !holds(list, name) && used + 1 + strlen(name) < LIST_BYTES) {
		if (used)
			list[used++] = ' ';
		strcpy(list + used, name);
	}
}

/* FOUND_NOT: nobody gathered them yet. */
static enum found read_list(struct session *session, char list[LIST_BYTES], struct err *err)
{
	list[0] = '\0';
	return setting_get(session->store, SETTING, list, LIST_BYTES, err);
}

static bool gather(struct session *session, char list[LIST_BYTES], struct err *err)
{
	struct arena arena = { 0 };
	const char **names;
	size_t count;
	bool done = client_zones(session->store, &arena, &names, &count, err);

	for (size_t i = 0; done && i < count; i++)
		add(list, names[i]);
	arena_clear(&arena);
	return done;
}

bool zones_use(struct session *session, const char *name, struct err *err)
{
	char list[LIST_BYTES];

	switch (read_list(session, list, err)) {
	case FOUND_ERROR: return false;
	case FOUND_NOT:
		if (!gather(session, list, err))
			return false;
		break;
	case FOUND:
		if (!*name || holds(list, name))
			return true;
	}
	add(list, name);
	return setting_put(session->store, SETTING, list, err);
}

bool zones_gather(struct session *session, struct err *err)
{
	return zones_use(session, "", err);
}

bool zones_read(struct session *session, struct err *err)
{
	return read_list(session, session->zones->in_use, err) != FOUND_ERROR;
}

/* The name that begins at *at, *at behind it; false: none is left. */
static bool next_name(const char **at, char name[ZONES_NAME_BYTES])
{
	size_t n;

	*at += strspn(*at, " ");
	n = strcspn(*at, " ");
	if (n == 0 || n >= ZONES_NAME_BYTES)
		return false;
	memcpy(name, *at, n);
	name[n] = '\0';
	*at += n;
	return true;
}

static bool is_open(const struct session *session, const char *name, int minute)
{
	const struct callable free_today = { .why_not = WHY_NOT_NONE, .next_on = session->today, .next_minute = -1 };
	const struct call_hours hours = zones_hours(session, name, "");

	return callable_at(free_today, false, &hours, session->today, minute).why_not == WHY_NOT_NONE;
}

bool zones_any_open(const struct session *session, int minute)
{
	const char *at = session->zones->in_use;
	char name[ZONES_NAME_BYTES];

	while (next_name(&at, name))
		if (is_open(session, name, minute))
			return true;
	return false;
}

static bool turns(const struct call_hours *hours, int from, int to)
{
	int begins = callable_minute_here(hours, hours->from_minute), ends = callable_minute_here(hours, hours->to_minute);

	return hours->from_minute < hours->to_minute && ((begins > from && begins <= to) || (ends > from && ends <= to));
}

bool zones_turn(const struct session *session, int from, int to)
{
	const char *at = session->zones->in_use;
	char name[ZONES_NAME_BYTES];

	if (turns(&session->policy.hours, from, to))
		return true;
	while (next_name(&at, name)) {
		const struct call_hours hours = zones_hours(session, name, "");

		if (turns(&hours, from, to))
			return true;
	}
	return false;
}
