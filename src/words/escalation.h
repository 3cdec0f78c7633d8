/* Proposals, threats, sanctions and hand-overs in words.
 */
#ifndef WORDS_ESCALATION_H
#define WORDS_ESCALATION_H

#include "desk/escalation.h"
#include "words/words.h"

const char *words_escalation_kind(enum escalation_kind kind);
const char *words_escalation_state(enum escalation_state state);
const char *words_measure(const char *code);        /* of a sanction or a threat; the code itself when unknown */
const char *words_handover(const char *code);
const char *words_threat_state(enum escalation_threat_state state);
const char *words_withdrawn(bool told); /* an approval that was not carried out; told: the client had heard of it */

/* What speaks for it, short, joined: "broken promises, contact cap"; "a decision of one's own" without any. */
const char *words_escalation_reasons(enum escalation_kind kind, unsigned reasons, char out[WORDS_TEXT]);
/* What speaks against: "key account, long-standing good payer"; "". */
const char *words_escalation_warnings(unsigned warnings, char out[WORDS_TEXT]);
/* One reason, guard or warning of legal with what was counted, one sentence. The lowest bit is taken out; NULL at 0. */
const char *words_legal_reason(unsigned *reasons, const struct escalation *counted, const struct escalation_rules *rules, char out[WORDS_TEXT]);
const char *words_legal_guard(unsigned *guards);
/* What a registered letter still needs, one sentence a bit: the lowest of `missing` is taken out of it. NULL at 0. */
const char *words_letter_missing(unsigned *missing);

#endif
