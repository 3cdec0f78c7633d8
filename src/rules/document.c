/* The life of a document request. Knows days, not documents.
 */
#include "rules/document.h"

#include <string.h>

#include "rules/calendar.h"

const char *const document_kind_codes[DOCUMENT_KIND_COUNT] = {
	[DOCUMENT_DUPLICATE] = "duplicate", [DOCUMENT_ORDER] = "order",
	[DOCUMENT_DELIVERY] = "delivery",   [DOCUMENT_CONTRACT] = "contract",
	[DOCUMENT_STATEMENT] = "statement", [DOCUMENT_BANK] = "bank",
	[DOCUMENT_OTHER] = "other",
};

const char *const document_state_codes[DOCUMENT_STATE_COUNT] = {
	[DOCUMENT_ASKED] = "asked",   [DOCUMENT_OVERDUE] = "overdue",
	[DOCUMENT_SENT] = "sent",     [DOCUMENT_CHASE_DUE] = "chase_due",
	[DOCUMENT_CHASED] = "chased", [DOCUMENT_SETTLED] = "settled",
};

const struct document_rules document_default_rules = { .send_days = 1, .chase_days = 7 };

bool document_kind_from_code(const char *code, enum document_kind *out)
{
	for (int i = 0; i < DOCUMENT_KIND_COUNT; i++) {
		if (strcmp(document_kind_codes[i], code) == 0) {
			*out = (enum document_kind)i;
			return true;
		}
	}
	return false;
}

date document_send_by(date asked_on, const struct document_rules *rules)
{
	return calendar_add_business(asked_on, rules->send_days);
}

date document_chase_on(date sent_on, const struct document_rules *rules)
{
	date cap = calendar_business_on_or_before(sent_on + rules->chase_days);
	return cap > sent_on ? cap : calendar_business_on_or_after(sent_on + 1);
}

static bool chased(const struct document_request *request)
{
	return date_is(request->sent_on) && date_is(request->chased_on) &&
	       request->chased_on > request->sent_on;
}

enum document_state document_state_on(const struct document_request *request,
				      const struct document_rules *rules, date today)
{
	if (date_is(request->settled_on))
		return DOCUMENT_SETTLED;
	if (chased(request))
		return DOCUMENT_CHASED;
	if (date_is(request->sent_on))
		return today >= document_chase_on(request->sent_on, rules) ? DOCUMENT_CHASE_DUE
									   : DOCUMENT_SENT;
	return today > document_send_by(request->asked_on, rules) ? DOCUMENT_OVERDUE
								  : DOCUMENT_ASKED;
}

date document_next_on(const struct document_request *request, const struct document_rules *rules)
{
	if (date_is(request->settled_on) || chased(request))
		return DATE_NONE;
	return date_is(request->sent_on) ? document_chase_on(request->sent_on, rules)
					 : document_send_by(request->asked_on, rules);
}
