/* Disputes and documents of the made-up story. Knows no call.
 */
#include "desk/demo_care.h"

#include <stdio.h>

#include "base/id.h"
#include "desk/dispute.h"
#include "desk/document.h"

#define PARTS 10

void demo_care_dispute(struct demo_dice *dice, const char *lines, char *out, size_t room)
{
	static const char *const about[] = {
		"adm commande pour Aline Verdon", "adm adresse pour Aline Verdon", "adm",
		"com prix pour Hugo Castellane",  "com remise pour Hugo Castellane", "com",
		"tech quantité pour Inès Maréchal", "tech qualité pour Inès Maréchal", "tech livraison pour Inès Maréchal",
	};

	snprintf(out, room, "%s %s", lines, about[demo_roll(dice, 0, (int)(sizeof about / sizeof *about) - 1)]);
}

bool demo_care_send(struct session *session, int64_t client_id, struct err *err)
{
	struct arena arena = { 0 };
	struct document_row *rows;
	size_t count, at = 0;
	date chase_on;
	bool done = document_list(session->store, &arena, client_id, &rows, &count, err);

	while (done && at < count && (date_is(rows[at].sent_on) || date_is(rows[at].settled_on)))
		at++;
	if (done && at < count)
		done = document_sent_within(session, &(struct document_step){ .id = id_new(), .request_id = rows[at].id }, &chase_on, err);
	arena_clear(&arena);
	return done;
}

bool demo_care_settle(struct session *session, int64_t client_id, struct demo_dice *dice, bool english, struct err *err)
{
	static const char *const french[DISPUTE_RESOLUTION_COUNT] = { "avoir de geste commercial", "bon de livraison signé, c'est bien dû",
								      "explication donnée, paiera" };
	static const char *const in_english[DISPUTE_RESOLUTION_COUNT] = { "credit note as a gesture", "signed delivery note: it is due",
									  "explained, will pay" };
	struct arena arena = { 0 };
	struct dispute_row *rows;
	size_t count, at = 0;
	struct dispute_end end = { .id = id_new(), .resolution = (enum dispute_resolution)demo_roll(dice, 0, DISPUTE_AGREED) };
	bool done = dispute_list(session->store, &arena, client_id, &rows, &count, err);

	while (done && at < count && date_is(rows[at].closed_on))
		at++;
	if (done && at < count) {
		end.dispute_id = rows[at].id;
		end.note = (english ? in_english : french)[end.resolution];
		end.credit = end.resolution == DISPUTE_CREDIT && rows[at].amount >= PARTS ? rows[at].amount / PARTS : 0;
		if (end.credit == 0 && end.resolution == DISPUTE_CREDIT)
			end.resolution = DISPUTE_AGREED;
		done = dispute_resolve_within(session, &end, err);
	}
	arena_clear(&arena);
	return done;
}
