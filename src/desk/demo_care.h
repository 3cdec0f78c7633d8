/* What the house does between the calls of the made-up story: documents leave, disputes are settled.
 */
#ifndef DESK_DEMO_CARE_H
#define DESK_DEMO_CARE_H

#include "desk/demo_dice.h"
#include "desk/session.h"

/* Inside a write transaction. The first document of the client that waits is sent, if any. */
bool demo_care_send(struct session *session, int64_t client_id, struct err *err);
/* Its first open dispute ends in a credit note of a part, a refusal or an agreement, as the dice fall. */
bool demo_care_settle(struct session *session, int64_t client_id, struct demo_dice *dice, bool english, struct err *err);

/* What an agent types for a dispute of `lines` ("1", or "" for all): kind, sub-reason, most of the time who answers. */
void demo_care_dispute(struct demo_dice *dice, const char *lines, char *out, size_t room);

#endif
