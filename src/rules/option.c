/* The option table. Knows no file, no syntax around values, and nobody who uses them.
 */
#include "rules/option.h"

#include <string.h>

#include "base/gettext.h"
#include "base/money.h"

#define POINTS_MAX  100000
#define DAYS_MAX    3660
#define DAY_MINUTES 1440

const struct option_section_row option_sections[OPTION_SECTION_COUNT] = {
	[OPTION_SECTION_SCORE] = { "score", N_("Weights of the priority score.") },
	[OPTION_SECTION_PROMISE] = { "promise", N_("How promises are judged.") },
	[OPTION_SECTION_CADENCE] = { "cadence", N_("How often a client is chased.") },
	[OPTION_SECTION_CALL] = { "call", N_("When clients may be called.") },
	[OPTION_SECTION_CALLBACK] = { "callback", N_("Callbacks at an hour.") },
	[OPTION_SECTION_CLAIM] = { "claim", N_("Who has a client in hand.") },
	[OPTION_SECTION_PLAN] = { "plan", N_("Instalment plans and replaced promises.") },
	[OPTION_SECTION_DISPUTE] = { "dispute", N_("Who answers for disputes, and by when.") },
	[OPTION_SECTION_DOCUMENT] = { "document", N_("Documents clients ask for.") },
	[OPTION_SECTION_REASON] = { "reason", N_("Reasons of non-payment, firmness.") },
	[OPTION_SECTION_CIRCUIT] = { "circuit", N_("How long an invoice may stay where.") },
	[OPTION_SECTION_SCENARIO] = { "scenario", N_("Which step follows which.") },
	[OPTION_SECTION_ESCALATION] = { "escalation", N_("When legal measures are proposed.") },
	[OPTION_SECTION_INTEREST] = { "interest", N_("Late-payment interest.") },
	[OPTION_SECTION_CLOCK] = { "clock", N_("Legal and insurance dates.") },
	[OPTION_SECTION_PROVISION] = { "provision", N_("Allowance for doubtful debts.") },
	[OPTION_SECTION_MAIL] = { "mail", N_("Mails to clients and the texts they are made of.") },
	[OPTION_SECTION_UI] = { "ui", N_("What the console looks like.") },
	[OPTION_SECTION_STORE] = { "store", N_("Where the data is.") },
	[OPTION_SECTION_IMPORT] = { "import", N_("How foreign files are read.") },
	[OPTION_SECTION_INBOX] = { "inbox", N_("The folder files are delivered into.") },
	[OPTION_SECTION_NIGHT] = { "night", N_("What a night does beside taking files.") },
};

static const char *const themes[] = { "dark", "light", "mono", "colour-blind", NULL };
static const char *const languages[] = { "auto", "fr", "en", NULL };
static const char *const letter_languages[] = { "fr", "en", NULL };

const struct option_row option_rows[OPTION_COUNT] = {
#include "rules/option_rows_score.h"
#include "rules/option_rows_trade.h"
#include "rules/option_rows_house.h"
};

const char *option_key(enum option option)
{
	return strchr(option_rows[option].name, '.') + 1;
}
