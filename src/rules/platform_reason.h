/* Why an invoice is disputed, suspended, refused or rejected, as platforms say it: the reason codes
 * of the French life cycle, and which kind of dispute each makes.
 */
#ifndef RULES_PLATFORM_REASON_H
#define RULES_PLATFORM_REASON_H

#include <stddef.h>

#include "rules/dispute.h"

struct platform_reason {
	const char *code; /* "TX_TVA_ERR": the sub-reason of the dispute */
	enum dispute_kind kind;
};
extern const struct platform_reason platform_reasons[];
extern const size_t platform_reason_count;

/* NULL: a code of the platform's own, or none. */
const struct platform_reason *platform_reason_of(const char *code);
/* Administrative when the code says nothing. */
enum dispute_kind platform_reason_kind(const char *code);

#endif
