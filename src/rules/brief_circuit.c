/* What a brief says of the circuit. Codes only.
 */
#include "rules/brief_circuit.h"

#include <string.h>

#define GROUPS 2

static bool same_holder(const struct circuit_position *a, const struct circuit_position *b)
{
	if (a->holder_id || b->holder_id)
		return a->holder_id == b->holder_id;
	return (!a->holder && !b->holder) ||
	       (a->holder && b->holder && strcmp(a->holder, b->holder) == 0);
}

static bool same_group(const struct circuit_standing *a, const struct circuit_standing *b)
{
	return a->position.stage == b->position.stage && same_holder(&a->position, &b->position);
}

static bool is_stuck(const struct brief_circuit *c, size_t at, date today)
{
	const struct circuit_standing *s = &c->standings[at];

	return s->open > 0 && circuit_stay(&s->position, c->limits, today).stuck;
}

/* The line of one invoice and of those beside it. */
static struct brief_line stands_line(const struct brief_circuit *c, size_t at, bool stuck,
				     date today)
{
	const struct circuit_standing *s = &c->standings[at];
	struct brief_line line = {
		.code = stuck ? BRIEF_STUCK : BRIEF_STANDS,
		.minute = -1,
		.on = s->position.since,
		.until = s->position.expected_on,
		.days = today - s->position.since,
		.which = (int)s->position.stage,
		.text = s->number,
		.who = s->position.holder,
	};

	for (size_t i = 0; i < c->count; i++)
		line.count += same_group(&c->standings[i], s) &&
			      is_stuck(c, i, today) == stuck;
	return line;
}

/* The largest stuck invoice of no group said already; SIZE_MAX: none. */
static size_t next_stuck(const struct brief_circuit *c, const size_t *said, size_t said_count,
			 date today)
{
	size_t best = SIZE_MAX;

	for (size_t i = 0; i < c->count; i++) {
		bool known = !is_stuck(c, i, today);
		for (size_t k = 0; k < said_count; k++)
			known |= same_group(&c->standings[i], &c->standings[said[k]]);
		if (!known && (best == SIZE_MAX || c->standings[i].open > c->standings[best].open))
			best = i;
	}
	return best;
}

/* The one that decides whom to call; SIZE_MAX: none. */
static size_t deciding(const struct brief_circuit *c)
{
	for (size_t i = 0; i < c->count && c->whom.invoice_id; i++)
		if (c->standings[i].invoice_id == c->whom.invoice_id)
			return i;
	return SIZE_MAX;
}

size_t brief_circuit_write(const struct brief_circuit *c, date today,
			   struct brief_line out[BRIEF_CIRCUIT_LINES])
{
	size_t said[GROUPS], count = 0, decides = deciding(c), stuck;

	while (count < GROUPS && (stuck = next_stuck(c, said, count, today)) != SIZE_MAX) {
		said[count] = stuck;
		out[count++] = stands_line(c, stuck, true, today);
	}
	if (decides == SIZE_MAX)
		return count;
	if (count == 0)
		out[count++] = stands_line(c, decides, false, today);
	enum circuit_question question = circuit_ask(&c->standings[decides].position);
	if (question != CIRCUIT_ASK_NOTHING)
		out[count++] = (struct brief_line){ .code = BRIEF_ASK,
						    .minute = -1,
						    .on = DATE_NONE,
						    .until = DATE_NONE,
						    .which = (int)question,
						    .text = c->standings[decides].number };
	return count;
}
