/* What a platform says of an invoice, taken: where the invoice stands now, the dispute it opens or
 * ends, the payment it announces.
 *
 * Rejections and refusals (210, 213) take the invoice out of the chase as a dispute whose owner must
 * cancel it in the books; 206, 207 and 208 open one with the platform's reason; 211 counts as a
 * promise. One piece of news is one action at most, under the outcome "platform", and is taken once.
 */
#ifndef DESK_PLATFORM_H
#define DESK_PLATFORM_H

#include "base/date.h"
#include "desk/session.h"

struct platform_news {
	const char *number; /* of the invoice */
	date issued_on;     /* of the invoice; DATE_NONE: not told */
	const char *seller_siren; /* or "" */
	int status;
	const char *told_at;            /* "2026-07-01T15:10:00" */
	const char *reason, *text;      /* code and words, or "" */
};

enum platform_taken {
	PLATFORM_TAKEN,
	PLATFORM_KNOWN, /* told before: nothing was written */
	PLATFORM_NO_STATUS,
	PLATFORM_OTHER_SELLER,
	PLATFORM_NO_INVOICE,
	PLATFORM_SEVERAL_INVOICES
};

/* Inside a write transaction; run_id: the file that told it. */
bool platform_take(struct session *session, const struct platform_news *news, int64_t run_id,
		   enum platform_taken *taken, struct err *err);

/* News of invoices nobody knew when they came, tried again; each in a transaction of its own. */
struct platform_waiting {
	int64_t taken, waiting;
};
bool platform_retry(struct session *session, struct platform_waiting *out, struct err *err);

/* As kept in a reject until its invoice comes, and back; false: not such a text. */
#define PLATFORM_KEPT 512
const char *platform_keep(const struct platform_news *news, char out[PLATFORM_KEPT]);

#endif
