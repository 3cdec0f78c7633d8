/* One table in words: what is owed, whether cash came since, and the day. Knows no store and no sentence.
 */
#include "rules/follow_up.h"

static bool asks_for_nothing(enum why_not why_not)
{
	return why_not == WHY_NOT_NOT_DUE || why_not == WHY_NOT_COVERED;
}

enum follow_up_stand follow_up_stand(const struct follow_up_facts *facts, date today)
{
	if (!asks_for_nothing(facts->why_not))
		return FOLLOW_UP_STANDS;
	if (!facts->callback)
		return facts->due_on > today ? FOLLOW_UP_STANDS : FOLLOW_UP_OVER;
	if (!facts->paid_since)
		return FOLLOW_UP_STANDS;
	return facts->due_on < today ? FOLLOW_UP_OVER : FOLLOW_UP_PAID;
}

bool follow_up_is_paid(const struct follow_up_facts *facts, date today)
{
	return facts->callback && facts->why_not == WHY_NOT_NOT_DUE && follow_up_stand(facts, today) == FOLLOW_UP_OVER;
}
