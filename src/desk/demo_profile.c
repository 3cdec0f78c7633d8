/* Segments, insurance and an old debt for the first clients of the made-up portfolio, through the desk as a supervisor would.
 */
#include "desk/demo_profile.h"

#include <stdio.h>

#include "db/item.h"
#include "desk/profile.h"
#include "desk/zones.h"

#define OVERSEAS "Indian/Reunion"

enum {
	TOLD = 60,                   /* clients of whom something is said */
	OLD_DEBT = 5,                /* whose oldest invoice is nearly five years old … */
	DAYS_LEFT = 40,              /* … with so many days left to sue for it */
	LIMITATION_MONTHS = 60,
};

static bool set(struct session *session, int64_t id, const struct profile_change *change, struct err *err)
{
	bool changed;

	return profile_set(session, id, change, &changed, err);
}

static bool tell_one(struct session *session, int64_t number, int64_t id, struct err *err)
{
	struct profile_change change = { .service = NULL };

	if (number % 8 == 2) {
		change.texts[PROFILE_SEGMENT] = "grands-comptes";
		change.texts[PROFILE_KEY_ACCOUNT] = "yes";
	}
	if (number % 5 == 1)
		change.texts[PROFILE_INSURED_LIMIT] = number % 2 ? "8000.00" : "25000.00";
	if (number % 20 == 7 && zones_known(OVERSEAS))
		change.texts[PROFILE_TIME_ZONE] = OVERSEAS;
	if (number % 9 == 4)
		change.texts[PROFILE_SMALL_STRUCTURE] = "yes";
	return set(session, id, &change, err);
}

/* Work done long before it was billed: limitation runs from the earlier of the two. */
static bool tell_old_debt(struct session *session, int64_t id, struct err *err)
{
	struct profile_change change = { .service = NULL };
	struct arena arena = { 0 };
	struct invoice_row *rows;
	char service[160], day[DATE_TEXT];
	size_t count;
	bool done = invoice_list(session->store, &arena, id, 1, &rows, &count, err);

	if (done && count > 0) {
		snprintf(service, sizeof service, "%.100s=%s", rows[0].number,
		         date_iso(date_add_months(session->today + DAYS_LEFT, -LIMITATION_MONTHS), day));
		change.service = service;
		done = set(session, id, &change, err);
	}
	arena_clear(&arena);
	return done;
}

bool demo_profile_tell(struct session *session, const struct demo_recipe *recipe, const int64_t *ids, struct err *err)
{
	for (int64_t i = 0; i < recipe->clients && i < TOLD; i++)
		if (!tell_one(session, i, ids[i], err) || (i == OLD_DEBT && !tell_old_debt(session, ids[i], err)))
			return false;
	return true;
}
