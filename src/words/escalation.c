/* Proposals, threats, sanctions and hand-overs in words. Decides nothing.
 */
#include "words/escalation.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"

struct bit {
	unsigned bit;
	const char *words;
};

static const char *join(const struct bit *bits, size_t count, unsigned set, char *out)
{
	struct words_text text = { .out = out };

	out[0] = '\0';
	for (size_t i = 0; i < count; i++)
		if (set & bits[i].bit)
			words_add(&text, "%s%s", text.used ? ", " : "", gettext(bits[i].words));
	return out;
}

const char *words_escalation_kind(enum escalation_kind kind)
{
	static const char *const names[ESCALATION_KIND_COUNT] = { N_("legal action"), N_("hold on orders") };

	return gettext(names[kind]);
}

const char *words_escalation_state(enum escalation_state state)
{
	static const char *const names[ESCALATION_STATE_COUNT] = {
		[ESCALATION_PROPOSED] = N_("proposed"),
		[ESCALATION_APPROVED] = NC_("proposal", "approved"),
		[ESCALATION_REFUSED] = NC_("proposal", "refused"),
		[ESCALATION_LAPSED] = N_("lapsed"),
	};

	return gettext_in_context(names[state]);
}

static const char *find(const char *const *codes, const char *const *names, int count, const char *code)
{
	for (int i = 0; i < count; i++)
		if (strcmp(codes[i], code) == 0)
			return gettext(names[i]);
	return code;
}

const char *words_measure(const char *code)
{
	static const char *const names[ESCALATION_SANCTION_COUNT] = {
		[ESCALATION_CANCEL_TERMS] = N_("payment terms cancelled"),
		[ESCALATION_ALL_DUE] = N_("all outstanding due at once"),
		[ESCALATION_HOLD] = N_("hold on orders"),
		[ESCALATION_LEGAL] = N_("legal action"),
	};

	return find(escalation_sanction_codes, names, ESCALATION_SANCTION_COUNT, code);
}

const char *words_handover(const char *code)
{
	static const char *const names[ESCALATION_HANDOVER_COUNT] = {
		[ESCALATION_HAND_NONE] = N_("nobody"),
		[ESCALATION_HAND_LEGAL] = N_("legal department"),
		[ESCALATION_HAND_BAILIFF] = N_("bailiff"),
		[ESCALATION_HAND_AGENCY] = N_("collection agency"),
	};

	return find(escalation_handover_codes, names, ESCALATION_HANDOVER_COUNT, code);
}

const char *words_threat_state(enum escalation_threat_state state)
{
	static const char *const names[ESCALATION_THREAT_STATE_COUNT] = {
		[ESCALATION_THREAT_UNDECIDED] = N_("not decided: not to be told"),
		[ESCALATION_THREAT_DECIDED] = N_("decided, may be told"),
		[ESCALATION_THREAT_DUE] = N_("told today: carry it out today"),
		[ESCALATION_THREAT_DONE] = N_("carried out"),
		[ESCALATION_THREAT_EMPTY] = N_("told and not carried out"),
		[ESCALATION_THREAT_LATE] = N_("carried out after the day it was told"),
		[ESCALATION_THREAT_UNDECIDED_TOLD] = N_("told before it was decided"),
	};

	return gettext(names[state]);
}

const char *words_withdrawn(bool told)
{
	return told ? _("no longer approved, but the client was told of it: he has to hear this too")
	            : _("no longer approved: the client is not to be told of it");
}

const char *words_escalation_reasons(enum escalation_kind kind, unsigned reasons, char out[WORDS_TEXT])
{
	static const struct bit legal[] = {
		{ ESCALATION_CHASES, N_("chased in vain") },
		{ ESCALATION_BROKEN, N_("broken promises") },
		{ ESCALATION_CONTACTS, N_("contact cap reached") },
	};
	static const struct bit hold[] = {
		{ ESCALATION_HOLD_LIMIT, N_("over the credit limit") },
		{ ESCALATION_HOLD_BROKEN, N_("broken promises") },
		{ ESCALATION_HOLD_INSURER, N_("the insurer's date is here") },
	};

	join(kind == ESCALATION_KIND_LEGAL ? legal : hold, 3, reasons, out);
	if (!*out)
		words_add(&(struct words_text){ .out = out }, "%s", _("a person's own proposal"));
	return out;
}

const char *words_escalation_warnings(unsigned warnings, char out[WORDS_TEXT])
{
	static const struct bit bits[] = {
		{ ESCALATION_BROKEN_NEAR, N_("one broken promise short of legal") },
		{ ESCALATION_KEY_ACCOUNT, N_("key account") },
		{ ESCALATION_GOOD_PAYER, N_("long-standing good payer") },
	};

	return join(bits, 3, warnings, out);
}

const char *words_legal_reason(unsigned *reasons, const struct escalation *counted, const struct escalation_rules *rules, char out[WORDS_TEXT])
{
	unsigned bit = *reasons & (0u - *reasons);

	*reasons &= ~bit;
	switch (bit) {
	case ESCALATION_CHASES:
		snprintf(out, WORDS_TEXT, ngettext("chased in vain on %d day of the last %d", "chased in vain on %d days of the last %d", (unsigned long)counted->chases),
		         counted->chases, rules->window_days);
		return out;
	case ESCALATION_BROKEN:
		snprintf(out, WORDS_TEXT, ngettext("%d promise broken within a year", "%d promises broken within a year", (unsigned long)counted->broken),
		         counted->broken);
		return out;
	case ESCALATION_CONTACTS:
		snprintf(out, WORDS_TEXT, ngettext("%d contact since the last promise", "%d contacts since the last promise", (unsigned long)counted->contacts),
		         counted->contacts);
		return out;
	default: return NULL;
	}
}

static const char *take_lowest(const struct bit *bits, size_t count, unsigned *set)
{
	for (size_t i = 0; i < count; i++)
		if (*set & bits[i].bit) {
			*set &= ~bits[i].bit;
			return gettext(bits[i].words);
		}
	return NULL;
}

const char *words_legal_guard(unsigned *guards)
{
	static const struct bit bits[] = {
		{ ESCALATION_UNMATCHED, N_("credits of ours are not matched: our own error comes first") },
		{ ESCALATION_GAP, N_("our books do not agree with each other: check them first") },
		{ ESCALATION_MINIMUM, N_("less than the minimum is overdue (escalation.min_amount)") },
		{ ESCALATION_NO_PERSON, N_("nobody was ever spoken to") },
		{ ESCALATION_STOPPED, N_("the file is handed over, or the client insolvent, already") },
		{ ESCALATION_PERHAPS, N_("a payment to be matched may be theirs: look first (g r)") },
	};

	return take_lowest(bits, sizeof bits / sizeof *bits, guards);
}

const char *words_letter_missing(unsigned *missing)
{
	static const struct bit bits[] = {
		{ ESCALATION_LETTER_NO_CONTACT, N_("nobody was spoken to yet") },
		{ ESCALATION_LETTER_NO_RECEIPT, N_("nobody confirmed that the invoices arrived: record it in the circuit") },
		{ ESCALATION_LETTER_NO_BREACH, N_("no promise was left unpaid and nothing was refused") },
		{ ESCALATION_LETTER_NO_PHONE, N_("your direct phone is not known: a supervisor adds it with relance agents") },
		{ ESCALATION_LETTER_TIME, N_("the time to pay is too short or too long") },
		{ ESCALATION_LETTER_NO_INVOICE, N_("nothing is overdue and undisputed") },
	};

	return take_lowest(bits, sizeof bits / sizeof *bits, missing);
}
