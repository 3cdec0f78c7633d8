/* Why an invoice is disputed, suspended, refused or rejected, as platforms say it: the reason codes
 * of the French life cycle, and which kind of dispute each makes.
 */
#ifndef RULES_PLATFORM_REASON_H
#define RULES_PLATFORM_REASON_H

#include "rules/dispute.h"

/* code: "TX_TVA_ERR", the sub-reason of the dispute. Administrative when it says nothing, or is a code of the platform's own. */
enum dispute_kind platform_reason_kind(const char *code);

#endif
