/* Where an invoice stands inside the debtor. Knows events and stages; no client, no dispute, no
 * sentence.
 */
#include "rules/circuit.h"

#include <string.h>

#include "rules/proportion.h"

#define TENTHS 10

const char *const circuit_stage_codes[CIRCUIT_STAGE_COUNT] = {
	[CIRCUIT_ISSUED] = "issued",
	[CIRCUIT_SENT] = "sent",
	[CIRCUIT_RECEIVED] = "received",
	[CIRCUIT_REGISTERED] = "registered",
	[CIRCUIT_BUYER] = "buyer",
	[CIRCUIT_APPROVED] = "approved",
	[CIRCUIT_FORWARDED] = "forwarded",
	[CIRCUIT_PASSED] = "passed",
	[CIRCUIT_RUN] = "run",
	[CIRCUIT_PAID] = "paid",
	[CIRCUIT_REFUSED] = "refused",
	[CIRCUIT_DISPUTED] = "disputed",
	[CIRCUIT_SUSPENDED] = "suspended",
};

const char *const circuit_source_codes[CIRCUIT_SOURCE_COUNT] = {
	[CIRCUIT_CALL] = "call",
	[CIRCUIT_PLATFORM] = "platform",
};

const char *const circuit_back_codes[CIRCUIT_BACK_COUNT] = {
	[CIRCUIT_BACK_NONE] = "",
	[CIRCUIT_BACK_CORRECTION] = "correction",
	[CIRCUIT_BACK_RETURNED] = "returned",
	[CIRCUIT_BACK_REOPENED] = "reopened",
};

const struct circuit_limits circuit_default_limits = CIRCUIT_LIMITS_DEFAULTS;

#define PLATFORM(number, name, where, what)                                             \
	[(number)-CIRCUIT_PLATFORM_FIRST] = {                                           \
		.status = (number), .code = (name), .stage = (where), .effects = (what) \
	}

static const struct circuit_platform
	platforms[CIRCUIT_PLATFORM_LAST - CIRCUIT_PLATFORM_FIRST + 1] = {
		PLATFORM(200, "filed", CIRCUIT_ISSUED, 0),
		PLATFORM(201, "issued", CIRCUIT_SENT, 0),
		PLATFORM(202, "received", CIRCUIT_RECEIVED, 0),
		PLATFORM(203, "made_available", CIRCUIT_RECEIVED, 0),
		PLATFORM(204, "taken_in_charge", CIRCUIT_REGISTERED, 0),
		PLATFORM(205, "approved", CIRCUIT_APPROVED, 0),
		PLATFORM(206, "partly_approved", CIRCUIT_DISPUTED, CIRCUIT_OPENS_DISPUTE),
		PLATFORM(207, "in_dispute", CIRCUIT_DISPUTED, CIRCUIT_OPENS_DISPUTE),
		PLATFORM(208, "suspended", CIRCUIT_SUSPENDED, CIRCUIT_OPENS_DISPUTE),
		PLATFORM(209, "completed", CIRCUIT_RECEIVED, CIRCUIT_RESUMES),
		PLATFORM(210, "refused", CIRCUIT_REFUSED, CIRCUIT_LEAVES_QUEUE),
		PLATFORM(211, "payment_sent", CIRCUIT_RUN, CIRCUIT_PROMISES),
		PLATFORM(212, "cashed", CIRCUIT_PAID, 0),
		PLATFORM(213, "rejected", CIRCUIT_REFUSED, CIRCUIT_LEAVES_QUEUE),
	};

bool circuit_stage_from_code(const char *code, enum circuit_stage *out)
{
	for (int i = 0; i < CIRCUIT_STAGE_COUNT; i++) {
		if (strcmp(circuit_stage_codes[i], code) == 0) {
			*out = (enum circuit_stage)i;
			return true;
		}
	}
	return false;
}

bool circuit_is_side(enum circuit_stage stage)
{
	return stage > CIRCUIT_PAID;
}

enum contact_role circuit_role(enum circuit_stage stage)
{
	switch (stage) {
	case CIRCUIT_BUYER:
	case CIRCUIT_REFUSED:
	case CIRCUIT_DISPUTED: return CONTACT_BUYER;
	case CIRCUIT_APPROVED: return CONTACT_APPROVER;
	default: return CONTACT_ACCOUNTS_PAYABLE;
	}
}

/* "Yes, it was approved", said of an invoice we only knew forwarded: it answers a question and
 * moves nothing. */
static bool confirms_approval(const struct circuit_position *position,
			      const struct circuit_event *event)
{
	return position->known && position->stage == CIRCUIT_FORWARDED && !position->approved &&
	       event->stage == CIRCUIT_APPROVED && event->back == CIRCUIT_BACK_NONE;
}

/* Paid and refused end the way: only a reason leads on from them. */
static bool is_backward(const struct circuit_position *position, const struct circuit_event *event)
{
	enum circuit_stage stage = event->stage;
	if (!position->known || stage == position->stage || confirms_approval(position, event))
		return false;
	if (position->stage == CIRCUIT_PAID || position->stage == CIRCUIT_REFUSED)
		return true;
	return stage < position->line; /* side exits come after every stage */
}

/* News about the stage it is in already: who has it and until when, since the earliest day told. */
static void stay(struct circuit_position *position, const struct circuit_event *event)
{
	if (event->since < position->since)
		position->since = event->since;
	if (date_is(event->expected_on))
		position->expected_on = event->expected_on;
	if (event->holder_id == 0 && !event->holder)
		return;
	position->holder_id = event->holder_id;
	position->holder_role = event->holder_role;
	position->holder = event->holder;
}

static void move(struct circuit_position *position, const struct circuit_event *event)
{
	position->stage = event->stage;
	position->since = event->since;
	position->expected_on = event->expected_on;
	position->holder_id = event->holder_id;
	position->holder_role = event->holder_role;
	position->holder = event->holder;
	if (circuit_is_side(event->stage))
		return;
	position->line = event->stage;
	position->approved = event->stage == CIRCUIT_APPROVED || event->stage >= CIRCUIT_PASSED ||
			     (position->approved && event->stage > CIRCUIT_APPROVED);
	position->forwarded = event->stage >= CIRCUIT_FORWARDED;
}

bool circuit_apply(struct circuit_position *position, const struct circuit_event *event)
{
	if (is_backward(position, event) && event->back == CIRCUIT_BACK_NONE) {
		position->ignored++;
		return false;
	}
	if (confirms_approval(position, event))
		position->approved = true;
	else if (position->known && event->stage == position->stage)
		stay(position, event);
	else
		move(position, event);
	position->source = event->source;
	position->known = true;
	return true;
}

void circuit_place(const struct circuit_event *events, size_t count, struct circuit_position *out)
{
	*out = (struct circuit_position){ .since = DATE_NONE, .expected_on = DATE_NONE };
	for (size_t i = 0; i < count; i++)
		circuit_apply(out, &events[i]);
}

enum circuit_status circuit_check(const struct circuit_position *position,
				  const struct circuit_event *event, date today)
{
	if (!date_is(event->since))
		return CIRCUIT_NO_DAY;
	if (event->since > today)
		return CIRCUIT_FUTURE;
	if (date_is(event->expected_on) && event->expected_on < today)
		return CIRCUIT_EXPECTED_PAST;
	if (is_backward(position, event) && event->back == CIRCUIT_BACK_NONE)
		return CIRCUIT_BACKWARD;
	return CIRCUIT_OK;
}

struct circuit_stay circuit_stay(const struct circuit_position *position,
				 const struct circuit_limits *limits, date today)
{
	struct circuit_stay stay = { 0 };
	if (!position->known)
		return stay;
	int limit = limits->days[position->stage];
	stay.days = today - position->since;
	if (position->stage == CIRCUIT_PAID)
		return stay;
	stay.overstay = limit > 0 && stay.days > limit;
	stay.overdue = date_is(position->expected_on) && position->expected_on < today;
	stay.stuck = stay.overstay || stay.overdue;
	return stay;
}

enum circuit_question circuit_ask(const struct circuit_position *position)
{
	static const enum circuit_question next[CIRCUIT_STAGE_COUNT] = {
		[CIRCUIT_ISSUED] = CIRCUIT_ASK_RECEIVED,
		[CIRCUIT_SENT] = CIRCUIT_ASK_RECEIVED,
		[CIRCUIT_RECEIVED] = CIRCUIT_ASK_REGISTERED,
		[CIRCUIT_REGISTERED] = CIRCUIT_ASK_WHO,
		[CIRCUIT_BUYER] = CIRCUIT_ASK_APPROVED,
		[CIRCUIT_APPROVED] = CIRCUIT_ASK_FORWARDED,
		[CIRCUIT_FORWARDED] = CIRCUIT_ASK_PASSED,
		[CIRCUIT_PASSED] = CIRCUIT_ASK_RUN,
		[CIRCUIT_RUN] = CIRCUIT_ASK_PAYMENT,
		[CIRCUIT_PAID] = CIRCUIT_ASK_NOTHING,
		[CIRCUIT_REFUSED] = CIRCUIT_ASK_REFUSAL,
		[CIRCUIT_DISPUTED] = CIRCUIT_ASK_DISPUTE,
		[CIRCUIT_SUSPENDED] = CIRCUIT_ASK_DOCUMENT,
	};
	if (!position->known)
		return CIRCUIT_ASK_RECEIVED;
	if (position->stage == CIRCUIT_FORWARDED && !position->approved)
		return CIRCUIT_ASK_APPROVED;
	return next[position->stage];
}

/* Still owed and on its way. */
static bool counts(const struct circuit_standing *s)
{
	return s->position.known && s->open > 0 && s->position.stage != CIRCUIT_PAID &&
	       s->position.stage != CIRCUIT_REFUSED;
}

static const struct circuit_standing *deciding(const struct circuit_standing *standings,
					       size_t count, const struct circuit_limits *limits,
					       date today)
{
	const struct circuit_standing *found = NULL;
	bool found_stuck = false;
	for (size_t i = 0; i < count; i++) {
		const struct circuit_standing *s = &standings[i];
		if (!counts(s))
			continue;
		bool stuck = circuit_stay(&s->position, limits, today).stuck;
		if (found && stuck != found_stuck) {
			if (!stuck)
				continue;
		} else if (found &&
			   (s->open < found->open ||
			    (s->open == found->open && s->invoice_id > found->invoice_id))) {
			continue;
		}
		found = s;
		found_stuck = stuck;
	}
	return found;
}

/* Waiting with the people who ordered: accounts payable cannot help. */
static bool waits_with_buyer(const struct circuit_position *position)
{
	return position->stage == CIRCUIT_BUYER || position->stage == CIRCUIT_APPROVED;
}

static enum circuit_whom_why why_role(enum contact_role role)
{
	switch (role) {
	case CONTACT_BUYER: return CIRCUIT_WHOM_BUYER;
	case CONTACT_APPROVER: return CIRCUIT_WHOM_APPROVER;
	default: return CIRCUIT_WHOM_HOLDER;
	}
}

static struct circuit_whom ask_holder(const struct circuit_standing *s)
{
	const struct circuit_position *p = &s->position;
	bool with_buyer = waits_with_buyer(p);
	bool named = (p->holder_id != 0 || p->holder) &&
		     !(with_buyer && p->holder_role == CONTACT_ACCOUNTS_PAYABLE);
	struct circuit_whom whom = { .role = CONTACT_ACCOUNTS_PAYABLE,
				     .invoice_id = s->invoice_id };
	if (with_buyer)
		whom.role = p->stage == CIRCUIT_BUYER ? CONTACT_BUYER : CONTACT_APPROVER;
	if (named) {
		if (p->holder_role < CONTACT_ROLE_COUNT)
			whom.role = p->holder_role;
		whom.holder_id = p->holder_id;
		whom.holder = p->holder;
	}
	whom.why = named || with_buyer ? why_role(whom.role) : CIRCUIT_WHOM_DEFAULT;
	return whom;
}

struct circuit_whom circuit_whom(const struct circuit_standing *standings, size_t count,
				 const struct circuit_limits *limits, bool small_structure,
				 date today)
{
	if (small_structure)
		return (struct circuit_whom){ .role = CONTACT_DIRECTOR, .why = CIRCUIT_WHOM_SMALL };
	const struct circuit_standing *s = deciding(standings, count, limits, today);
	if (!s)
		return (struct circuit_whom){ .role = CONTACT_ACCOUNTS_PAYABLE };
	return ask_holder(s);
}

void circuit_average(const struct circuit_event *events, size_t count,
		     struct circuit_average out[CIRCUIT_STAGE_COUNT])
{
	struct circuit_position now = { 0 };
	memset(out, 0, CIRCUIT_STAGE_COUNT * sizeof *out);
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && events[i].invoice_id != events[i - 1].invoice_id)
			now = (struct circuit_position){ 0 };
		struct circuit_position before = now;
		if (!circuit_apply(&now, &events[i]) || !before.known || now.stage == before.stage)
			continue;
		out[before.stage].days += now.since > before.since ? now.since - before.since : 0;
		out[before.stage].stays++;
	}
}

int64_t circuit_average_tenths(const struct circuit_average *average)
{
	return average->stays > 0 ? proportion_of(average->days, TENTHS, average->stays) : -1;
}

const struct circuit_platform *circuit_platform_of(int status)
{
	if (status < CIRCUIT_PLATFORM_FIRST || status > CIRCUIT_PLATFORM_LAST)
		return NULL;
	return &platforms[status - CIRCUIT_PLATFORM_FIRST];
}

enum circuit_stage circuit_platform_stage(const struct circuit_platform *platform,
					  const struct circuit_position *position)
{
	if (!(platform->effects & CIRCUIT_RESUMES) || !position->known)
		return platform->stage;
	return position->stage == CIRCUIT_SUSPENDED ? position->line : position->stage;
}
