/* Two clocks: without --today the wall's, with it a day that stays and minutes that go by from where they started.
 */
#include "ui/now.h"

#include <stdio.h>

#include "base/clock.h"
#include "words/words.h"

#define MINUTE_MS   60000
#define LAST_MINUTE (24 * 60 - 1)

void now_start(struct now *now, const struct globals *globals, struct session *session)
{
	date wall_day;
	int wall_minute;

	clock_local(&wall_day, &wall_minute);
	*now = (struct now){
		.day_given = globals->today_given,
		.first_minute = globals->minute >= 0 ? globals->minute : wall_minute,
		.first_ms = clock_ms() / MINUTE_MS * MINUTE_MS, /* its minutes end with the wall's, when the frame looks */
	};
	session->minute = now->first_minute;
}

bool now_advance(const struct now *now, struct session *session)
{
	date before = session->today;

	if (!now->day_given) {
		clock_local(&session->today, &session->minute);
		return session->today != before;
	}
	int64_t minute = now->first_minute + (clock_ms() - now->first_ms) / MINUTE_MS;
	session->minute = minute < LAST_MINUTE ? (int)minute : LAST_MINUTE;
	return false;
}

void now_text(const struct session *session, char *out, size_t room)
{
	char day[64], hour[16];

	snprintf(out, room, "%s  %s", words_date(session->today, WORDS_DATE_DAY, day),
		 words_hour(session->minute, hour));
}
