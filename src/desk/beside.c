/* Short transactions while others write, longer ones while nobody does: a commit has its price too.
 */
#include "desk/beside.h"

#include "base/clock.h"

enum {
	HOLD_MS = 8,        /* of one transaction while others write … */
	HOLD_ALONE_MS = 40, /* … and while nobody does: he who comes then waits once */
	OTHERS_MS = 2000,   /* how long a commit of somebody else is remembered */
};

static bool others(const struct beside *beside, int64_t now)
{
	return beside->others_ms != 0 && now - beside->others_ms < OTHERS_MS;
}

static void look(struct beside *beside, struct store *store, int64_t now)
{
	if (store_changed(store))
		beside->others_ms = now;
}

void beside_start(struct beside *beside, struct store *store)
{
	*beside = (struct beside){ .began_ms = clock_steady_ms() };
	look(beside, store, beside->began_ms);
}

void beside_began(struct beside *beside)
{
	beside->began_ms = clock_steady_ms();
}

bool beside_enough(const struct beside *beside)
{
	int64_t now = clock_steady_ms();

	return now - beside->began_ms >= (others(beside, now) ? HOLD_MS : HOLD_ALONE_MS);
}

int64_t beside_ended(struct beside *beside, struct store *store)
{
	int64_t now = clock_steady_ms();

	look(beside, store, now);
	return others(beside, now) ? now - beside->began_ms : 0;
}
