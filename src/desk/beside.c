/* Short transactions while others write, longer ones while nobody does: a commit has its price, and a page that many clients share is
 * written with each.
 */
#include "desk/beside.h"

#include "base/clock.h"

enum {
	HOLD_MS = 8,          /* of one transaction while others write, or once somebody waits … */
	HOLD_UNSEEN_MS = 40,  /* … while nobody does, where he who comes cannot be seen: he waits once … */
	HOLD_ALONE_MS = 200,  /* … and where he can: what is written until then is on the disk soon enough for him */
	OTHERS_MS = 2000,     /* how long a commit of somebody else is remembered */
};

static bool others(const struct beside *beside, int64_t now)
{
	return beside->others_ms != 0 && now - beside->others_ms < OTHERS_MS;
}

static void look(struct beside *beside, int64_t now)
{
	if (store_changed(beside->store))
		beside->others_ms = now;
}

void beside_start(struct beside *beside, struct store *store)
{
	*beside = (struct beside){ .store = store, .began_ms = clock_steady_ms() };
	look(beside, beside->began_ms);
}

void beside_began(struct beside *beside)
{
	beside->began_ms = clock_steady_ms();
}

bool beside_enough(struct beside *beside)
{
	int64_t now = clock_steady_ms(), held = now - beside->began_ms;
	bool waiting;

	if (held < HOLD_MS || others(beside, now))
		return held >= HOLD_MS;
	if (now == beside->looked_ms)
		return false;
	beside->looked_ms = now;
	if (!store_line(beside->store, &waiting))
		return held >= HOLD_UNSEEN_MS;
	return waiting || held >= HOLD_ALONE_MS;
}

int64_t beside_ended(struct beside *beside)
{
	int64_t now = clock_steady_ms();

	look(beside, now);
	return others(beside, now) ? now - beside->began_ms : 0;
}
