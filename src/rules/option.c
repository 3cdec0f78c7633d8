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
	[OPTION_SCORE_AMOUNT_STEP] = {
		.name = "score.amount_step", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "30", .min = 0, .max = POINTS_MAX,
		.unit = N_("points"),
		.help = N_("Points for each doubling of net overdue above score.amount_base."),
	},
	[OPTION_SCORE_AMOUNT_MAX] = {
		.name = "score.amount_max", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "360", .min = 0, .max = POINTS_MAX,
		.unit = N_("points"),
		.help = N_("Most points an amount can give."),
	},
	[OPTION_SCORE_AMOUNT_BASE] = {
		.name = "score.amount_base", .section = OPTION_SECTION_SCORE,
		.type = OPTION_MONEY, .fallback = "100.00", .min = 100, .max = MONEY_MAX,
		.help = N_("Net overdue from which doublings are counted."),
	},
	[OPTION_SCORE_AGE_STEP] = {
		.name = "score.age_step", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "20", .min = 0, .max = POINTS_MAX,
		.unit = N_("points"),
		.help = N_("Points for each 10 days late."),
	},
	[OPTION_SCORE_AGE_MAX] = {
		.name = "score.age_max", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "240", .min = 0, .max = POINTS_MAX,
		.unit = N_("points"),
		.help = N_("Most points lateness can give."),
	},
	[OPTION_SCORE_BROKEN_FIRST] = {
		.name = "score.broken_first", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "120", .min = 0, .max = POINTS_MAX,
		.unit = N_("points"),
		.help = N_("Points for the first broken promise of the last year."),
	},
	[OPTION_SCORE_BROKEN_NEXT] = {
		.name = "score.broken_next", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "60", .min = 0, .max = POINTS_MAX,
		.unit = N_("points"),
		.help = N_("Points for each further broken promise."),
	},
	[OPTION_SCORE_BROKEN_MAX] = {
		.name = "score.broken_max", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "300", .min = 0, .max = POINTS_MAX,
		.unit = N_("points"),
		.help = N_("Most points broken promises can give."),
	},
	[OPTION_SCORE_UNCHASED] = {
		.name = "score.unchased", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "400", .min = 0, .max = POINTS_MAX,
		.unit = N_("points"),
		.help = N_("Points while nobody was spoken to since a promise broke."),
	},
	[OPTION_SCORE_FOLLOW_UP] = {
		.name = "score.follow_up", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "200", .min = 0, .max = POINTS_MAX,
		.unit = N_("points"),
		.help = N_("Points for an agreed or document follow-up that is due."),
	},
	[OPTION_SCORE_GAP_AFTER_DAYS] = {
		.name = "score.gap_after_days", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "10", .min = 0, .max = DAYS_MAX,
		.unit = N_("days"),
		.help = N_("Days without a chase before they count."),
	},
	[OPTION_SCORE_GAP_STEP] = {
		.name = "score.gap_step", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "10", .min = 0, .max = POINTS_MAX,
		.unit = N_("points"),
		.help = N_("Points for each day without a chase beyond score.gap_after_days."),
	},
	[OPTION_SCORE_GAP_MAX] = {
		.name = "score.gap_max", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "100", .min = 0, .max = POINTS_MAX,
		.unit = N_("points"),
		.help = N_("Most points days without a chase can give."),
	},
	[OPTION_SCORE_SLIP_STEP] = {
		.name = "score.slip_step", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "30", .min = 0, .max = POINTS_MAX,
		.unit = N_("points"),
		.help = N_("Points for each ageing edge the oldest invoice has passed or is about to "
			   "reach."),
	},
	[OPTION_SCORE_SLIP_MAX] = {
		.name = "score.slip_max", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "120", .min = 0, .max = POINTS_MAX,
		.unit = N_("points"),
		.help = N_("Most points ageing edges can give."),
	},
	[OPTION_SCORE_CLOCK_NEAR] = {
		.name = "score.clock_near", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "250", .min = 0, .max = POINTS_MAX,
		.unit = N_("points"),
		.help = N_("Points when a legal or insurance date is near."),
	},
	[OPTION_SCORE_CLOCK_URGENT] = {
		.name = "score.clock_urgent", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "500", .min = 0, .max = POINTS_MAX,
		.unit = N_("points"),
		.help = N_("Points when a legal or insurance date is urgent or past."),
	},
	[OPTION_SCORE_CLOCK_NEAR_DAYS] = {
		.name = "score.clock_near_days", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "15", .min = 0, .max = DAYS_MAX,
		.unit = N_("days"),
		.help = N_("From when an insurer's or insolvency date is near."),
	},
	[OPTION_SCORE_CLOCK_URGENT_DAYS] = {
		.name = "score.clock_urgent_days", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "5", .min = 0, .max = DAYS_MAX,
		.unit = N_("days"),
		.help = N_("From when an insurer's or insolvency date is urgent."),
	},
	[OPTION_SCORE_LIMITATION_NEAR_DAYS] = {
		.name = "score.limitation_near_days", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "90", .min = 0, .max = DAYS_MAX,
		.unit = N_("days"),
		.help = N_("From when the limitation date is near."),
	},
	[OPTION_SCORE_LIMITATION_URGENT_DAYS] = {
		.name = "score.limitation_urgent_days", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "30", .min = 0, .max = DAYS_MAX,
		.unit = N_("days"),
		.help = N_("From when the limitation date is urgent."),
	},
	[OPTION_SCORE_OVER_LIMIT] = {
		.name = "score.over_limit", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "50", .min = 0, .max = POINTS_MAX,
		.unit = N_("points"),
		.help = N_("Points for a client over its credit limit."),
	},
	[OPTION_SCORE_RISK_CLASS] = {
		.name = "score.risk_class", .section = OPTION_SECTION_SCORE,
		.type = OPTION_LIST, .fallback = "0, 30, 60",
		.min = 0, .max = POINTS_MAX, .count = 3,
		.unit = N_("points"),
		.help = N_("Points for each risk class, the safest first."),
	},
	[OPTION_SCORE_DIFFICULTY] = {
		.name = "score.difficulty", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "100", .min = 0, .max = POINTS_MAX,
		.unit = N_("points"),
		.help = N_("Points for a client that told of financial difficulty."),
	},
	[OPTION_SCORE_PROVISION] = {
		.name = "score.provision", .section = OPTION_SECTION_SCORE,
		.type = OPTION_INTEGER, .fallback = "0", .min = 0, .max = POINTS_MAX,
		.unit = N_("points"),
		.help = N_("Points for a disputed or provisioned amount over "
			   "score.provision_threshold; 0 is off."),
	},
	[OPTION_SCORE_PROVISION_THRESHOLD] = {
		.name = "score.provision_threshold", .section = OPTION_SECTION_SCORE,
		.type = OPTION_MONEY, .fallback = "0.00", .min = 0, .max = MONEY_MAX,
		.help = N_("Disputed or provisioned amount from which score.provision counts."),
	},
	[OPTION_PROMISE_GRACE] = {
		.name = "promise.grace", .section = OPTION_SECTION_PROMISE,
		.type = OPTION_INTEGER, .fallback = "2", .min = 0, .max = 30,
		.unit = N_("business days"),
		.help = N_("Days a payment may take to arrive after the promised date."),
	},
	[OPTION_CADENCE_MAX_GAP] = {
		.name = "cadence.max_gap", .section = OPTION_SECTION_CADENCE,
		.type = OPTION_INTEGER, .fallback = "10", .min = 1, .max = DAYS_MAX,
		.unit = N_("days"),
		.help = N_("Most days between two chases without a promise or a dispute."),
	},
	[OPTION_CADENCE_MIN_GAP] = {
		.name = "cadence.min_gap", .section = OPTION_SECTION_CADENCE,
		.type = OPTION_INTEGER, .fallback = "1", .min = 1, .max = 30,
		.unit = N_("business days"),
		.help = N_("Fewest days between two chases."),
	},
	[OPTION_CALL_WINDOW_FROM] = {
		.name = "call.window_from", .section = OPTION_SECTION_CALL,
		.type = OPTION_HOUR, .fallback = "0:00", .min = 0, .max = DAY_MINUTES,
		.help = N_("Hour from which clients may be called; the same as call.window_to is no "
			   "window."),
	},
	[OPTION_CALL_WINDOW_TO] = {
		.name = "call.window_to", .section = OPTION_SECTION_CALL,
		.type = OPTION_HOUR, .fallback = "0:00", .min = 0, .max = DAY_MINUTES,
		.help = N_("Hour until which clients may be called."),
	},
	[OPTION_CALL_HOLIDAYS_CLOSED] = {
		.name = "call.holidays_closed", .section = OPTION_SECTION_CALL,
		.type = OPTION_BOOLEAN, .fallback = "false", .min = 0, .max = 1,
		.help = N_("Nobody is called on weekends and public holidays."),
	},
	[OPTION_CALLBACK_TEAM_AFTER] = {
		.name = "callback.team_after", .section = OPTION_SECTION_CALLBACK,
		.type = OPTION_INTEGER, .fallback = "15", .min = 0, .max = DAY_MINUTES,
		.unit = N_("minutes"),
		.help = N_("How late an agent's callback may be before the team gets it; 0 is at "
			   "once."),
	},
	[OPTION_CLAIM_LEASE] = {
		.name = "claim.lease", .section = OPTION_SECTION_CLAIM,
		.type = OPTION_INTEGER, .fallback = "5", .min = 1, .max = DAY_MINUTES,
		.unit = N_("minutes"),
		.help = N_("How long a client stays with a console that has stopped answering."),
	},
	[OPTION_PLAN_VOID_AFTER] = {
		.name = "plan.void_after", .section = OPTION_SECTION_PLAN,
		.type = OPTION_INTEGER, .fallback = "0", .min = 0, .max = 24,
		.unit = N_("lines"),
		.help = N_("Broken lines of a plan that make all of it due at once; 0 is never."),
	},
	[OPTION_PLAN_REPLACE_WINDOW] = {
		.name = "plan.replace_window", .section = OPTION_SECTION_PLAN,
		.type = OPTION_INTEGER, .fallback = "30", .min = 1, .max = 366,
		.unit = N_("days"),
		.help = N_("Days, today included, in which replaced promises are counted."),
	},
	[OPTION_PLAN_REPLACE_WARN] = {
		.name = "plan.replace_warn", .section = OPTION_SECTION_PLAN,
		.type = OPTION_INTEGER, .fallback = "2", .min = 1, .max = 100,
		.help = N_("Promises replaced in plan.replace_window from which one is warned."),
	},
	[OPTION_DISPUTE_DAYS] = {
		.name = "dispute.days", .section = OPTION_SECTION_DISPUTE,
		.type = OPTION_INTEGER, .fallback = "15", .min = 1, .max = 365,
		.unit = N_("days"),
		.help = N_("Days the owner of a dispute has to answer when no date is typed."),
	},
	[OPTION_DISPUTE_OLD] = {
		.name = "dispute.old", .section = OPTION_SECTION_DISPUTE,
		.type = OPTION_INTEGER, .fallback = "90", .min = 1, .max = DAYS_MAX,
		.unit = N_("days"),
		.help = N_("Disputes open for more days than this are reported."),
	},
	[OPTION_DISPUTE_OWNER_ADMINISTRATIVE] = {
		.name = "dispute.owner_administrative", .section = OPTION_SECTION_DISPUTE,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Who answers for administrative disputes when nobody is named."),
	},
	[OPTION_DISPUTE_OWNER_COMMERCIAL] = {
		.name = "dispute.owner_commercial", .section = OPTION_SECTION_DISPUTE,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Who answers for commercial disputes when nobody is named."),
	},
	[OPTION_DISPUTE_OWNER_TECHNICAL] = {
		.name = "dispute.owner_technical", .section = OPTION_SECTION_DISPUTE,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Who answers for technical disputes when nobody is named."),
	},
	[OPTION_DISPUTE_MANAGER_ADMINISTRATIVE] = {
		.name = "dispute.manager_administrative", .section = OPTION_SECTION_DISPUTE,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Before whom administrative disputes are put once their date is past."),
	},
	[OPTION_DISPUTE_MANAGER_COMMERCIAL] = {
		.name = "dispute.manager_commercial", .section = OPTION_SECTION_DISPUTE,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Before whom commercial disputes are put once their date is past."),
	},
	[OPTION_DISPUTE_MANAGER_TECHNICAL] = {
		.name = "dispute.manager_technical", .section = OPTION_SECTION_DISPUTE,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Before whom technical disputes are put once their date is past."),
	},
	[OPTION_DOCUMENT_SEND] = {
		.name = "document.send", .section = OPTION_SECTION_DOCUMENT,
		.type = OPTION_INTEGER, .fallback = "1", .min = 0, .max = 30,
		.unit = N_("business days"),
		.help = N_("Days we have to send a document that was asked for."),
	},
	[OPTION_DOCUMENT_CHASE] = {
		.name = "document.chase", .section = OPTION_SECTION_DOCUMENT,
		.type = OPTION_INTEGER, .fallback = "7", .min = 1, .max = 60,
		.unit = N_("days"),
		.help = N_("Days after which a client is chased that was sent a document."),
	},
	[OPTION_REASON_WITHIN] = {
		.name = "reason.within", .section = OPTION_SECTION_REASON,
		.type = OPTION_INTEGER, .fallback = "30", .min = 1, .max = 366,
		.unit = N_("days"),
		.help = N_("Days for which a reason is good; every overdue client must have one."),
	},
	[OPTION_REASON_RESPECTFUL_FROM] = {
		.name = "reason.respectful_from", .section = OPTION_SECTION_REASON,
		.type = OPTION_INTEGER, .fallback = "1", .min = 0, .max = 100,
		.help = N_("Broken promises, unsuccessful chases, refusals: respectful from."),
	},
	[OPTION_REASON_FIRM_FROM] = {
		.name = "reason.firm_from", .section = OPTION_SECTION_REASON,
		.type = OPTION_INTEGER, .fallback = "2", .min = 0, .max = 100,
		.help = N_("Broken promises, unsuccessful chases, refusals: firm from."),
	},
	[OPTION_CIRCUIT_LIMITS] = {
		.name = "circuit.limits", .section = OPTION_SECTION_CIRCUIT,
		.type = OPTION_LIST, .fallback = "2, 5, 5, 7, 7, 5, 5, 10, 7",
		.min = 0, .max = DAYS_MAX, .count = 9,
		.unit = N_("days"),
		.help = N_("Days after which an invoice is stuck, for each stage from issued to "
			   "payment run; 0 is never."),
	},
	[OPTION_CIRCUIT_SIDE_LIMITS] = {
		.name = "circuit.side_limits", .section = OPTION_SECTION_CIRCUIT,
		.type = OPTION_LIST, .fallback = "5, 15, 7", .min = 0, .max = DAYS_MAX, .count = 3,
		.unit = N_("days"),
		.help = N_("The same for refused, disputed and suspended invoices; 0 is never."),
	},
	[OPTION_SCENARIO_STEPS] = {
		.name = "scenario.steps", .section = OPTION_SECTION_SCENARIO,
		.type = OPTION_TEXT,
		.fallback = "-10 phone smiling pre_due amount>=10000; "
			    "1 phone smiling reminder; 9 phone respectful reminder; "
			    "17 phone firm reminder",
		.help = N_("Steps of the chase, separated by semicolons: days since the due date or "
			   "more, channel, firmness, template, conditions."),
	},
	[OPTION_ESCALATION_CHASES] = {
		.name = "escalation.chases", .section = OPTION_SECTION_ESCALATION,
		.type = OPTION_INTEGER, .fallback = "3", .min = 1, .max = 100,
		.help = N_("Days with an unsuccessful chase from which legal is proposed."),
	},
	[OPTION_ESCALATION_WINDOW] = {
		.name = "escalation.window", .section = OPTION_SECTION_ESCALATION,
		.type = OPTION_INTEGER, .fallback = "30", .min = 1, .max = 366,
		.unit = N_("days"),
		.help = N_("Days, today included, in which unsuccessful chases are counted."),
	},
	[OPTION_ESCALATION_BROKEN] = {
		.name = "escalation.broken", .section = OPTION_SECTION_ESCALATION,
		.type = OPTION_INTEGER, .fallback = "3", .min = 1, .max = 100,
		.help = N_("Broken promises of the last year from which legal is proposed."),
	},
	[OPTION_ESCALATION_BROKEN_WARN] = {
		.name = "escalation.broken_warn", .section = OPTION_SECTION_ESCALATION,
		.type = OPTION_INTEGER, .fallback = "2", .min = 1, .max = 100,
		.help = N_("Broken promises of the last year from which one is warned."),
	},
	[OPTION_ESCALATION_CONTACTS] = {
		.name = "escalation.contacts", .section = OPTION_SECTION_ESCALATION,
		.type = OPTION_INTEGER, .fallback = "8", .min = 1, .max = 1000,
		.help = N_("Contacts since the last promise from which legal is proposed."),
	},
	[OPTION_ESCALATION_MIN_AMOUNT] = {
		.name = "escalation.min_amount", .section = OPTION_SECTION_ESCALATION,
		.type = OPTION_MONEY, .fallback = "100.00", .min = 0, .max = MONEY_MAX,
		.help = N_("Net overdue below which legal is not proposed."),
	},
	[OPTION_ESCALATION_GOOD_YEARS] = {
		.name = "escalation.good_years", .section = OPTION_SECTION_ESCALATION,
		.type = OPTION_INTEGER, .fallback = "3", .min = 0, .max = 100,
		.unit = N_("years"),
		.help = N_("Years after which a client is a long-standing one."),
	},
	[OPTION_ESCALATION_GOOD_PERCENT] = {
		.name = "escalation.good_percent", .section = OPTION_SECTION_ESCALATION,
		.type = OPTION_INTEGER, .fallback = "80", .min = 0, .max = 100,
		.unit = N_("percent"),
		.help = N_("Share of its promises a good payer has kept."),
	},
	[OPTION_ESCALATION_HOLD_BROKEN] = {
		.name = "escalation.hold_broken", .section = OPTION_SECTION_ESCALATION,
		.type = OPTION_INTEGER, .fallback = "2", .min = 1, .max = 100,
		.help = N_("Broken promises of the last year from which a hold is proposed."),
	},
	[OPTION_ESCALATION_HOLD_AGAIN] = {
		.name = "escalation.hold_again", .section = OPTION_SECTION_ESCALATION,
		.type = OPTION_INTEGER, .fallback = "30", .min = 1, .max = 366,
		.unit = N_("days"),
		.help = N_("Days for which a lifted hold is not proposed again, unless more speaks for it."),
	},
	[OPTION_ESCALATION_LETTER_TIME] = {
		.name = "escalation.letter_time", .section = OPTION_SECTION_ESCALATION,
		.type = OPTION_LIST, .fallback = "8, 15", .min = 1, .max = 366, .count = 2,
		.unit = N_("days"),
		.help = N_("Least and most days a registered letter gives to pay."),
	},
	[OPTION_INTEREST_RATES] = {
		.name = "interest.rates", .section = OPTION_SECTION_INTEREST,
		.type = OPTION_TEXT,
		.fallback = "2021-01-01 10, 2021-07-01 10, 2022-01-01 10, 2022-07-01 10, "
			    "2023-01-01 12.50, 2023-07-01 14, 2024-01-01 14.50, "
			    "2024-07-01 14.25, 2025-01-01 13.15, 2025-07-01 12.15, "
			    "2026-01-01 12.15",
		.help = N_("Yearly rates in percent by first day; every half-year needs its own."),
	},
	[OPTION_INTEREST_FEE] = {
		.name = "interest.fee", .section = OPTION_SECTION_INTEREST,
		.type = OPTION_MONEY, .fallback = "40.00", .min = 0, .max = MONEY_MAX,
		.help = N_("Flat fee owed once for each invoice paid late."),
	},
	[OPTION_CLOCK_LIMITATION_YEARS] = {
		.name = "clock.limitation_years", .section = OPTION_SECTION_CLOCK,
		.type = OPTION_INTEGER, .fallback = "5", .min = 1, .max = 30,
		.unit = N_("years"),
		.help = N_("Years after which a debt can no longer be sued for."),
	},
	[OPTION_CLOCK_CLAIM_MONTHS] = {
		.name = "clock.claim_months", .section = OPTION_SECTION_CLOCK,
		.type = OPTION_INTEGER, .fallback = "2", .min = 1, .max = 24,
		.unit = N_("months"),
		.help = N_("Months after publication of an insolvency to declare a claim."),
	},
	[OPTION_CLOCK_CLAIM_MONTHS_ABROAD] = {
		.name = "clock.claim_months_abroad", .section = OPTION_SECTION_CLOCK,
		.type = OPTION_INTEGER, .fallback = "4", .min = 1, .max = 24,
		.unit = N_("months"),
		.help = N_("The same for a creditor abroad."),
	},
	[OPTION_CLOCK_INSURER_NOTICE] = {
		.name = "clock.insurer_notice", .section = OPTION_SECTION_CLOCK,
		.type = OPTION_INTEGER, .fallback = "0", .min = 0, .max = DAYS_MAX,
		.unit = N_("days"),
		.help = N_("Days from the original due date to notify the insurer; 0 is not insured."),
	},
	[OPTION_CLOCK_INSURER_EXTENSION] = {
		.name = "clock.insurer_extension", .section = OPTION_SECTION_CLOCK,
		.type = OPTION_INTEGER, .fallback = "0", .min = 0, .max = DAYS_MAX,
		.unit = N_("days"),
		.help = N_("Days a due date may be put off without asking the credit insurer."),
	},
	[OPTION_CLOCK_INSURER_STOP] = {
		.name = "clock.insurer_stop", .section = OPTION_SECTION_CLOCK,
		.type = OPTION_INTEGER, .fallback = "0", .min = 0, .max = DAYS_MAX,
		.unit = N_("days"),
		.help = N_("Days after the original due date from which deliveries stop; 0 is never."),
	},
	[OPTION_PROVISION_RATES] = {
		.name = "provision.rates", .section = OPTION_SECTION_PROVISION,
		.type = OPTION_LIST, .fallback = "0, 0, 10, 25, 50, 100",
		.min = 0, .max = 100, .count = 6,
		.unit = N_("percent"),
		.help = N_("Allowance per bucket of the aged balance, the youngest first."),
	},
	[OPTION_PROVISION_VAT] = {
		.name = "provision.vat", .section = OPTION_SECTION_PROVISION,
		.type = OPTION_MONEY, .fallback = "20.00", .min = 0, .max = 10000,
		.unit = N_("percent"),
		.help = N_("VAT taken out of open amounts before the allowance."),
	},
	[OPTION_MAIL_CONFIRM] = {
		.name = "mail.confirm", .section = OPTION_SECTION_MAIL,
		.type = OPTION_BOOLEAN, .fallback = "true", .min = 0, .max = 1,
		.help = N_("A promise queues a mail that confirms it."),
	},
	[OPTION_MAIL_DUPLICATE] = {
		.name = "mail.duplicate", .section = OPTION_SECTION_MAIL,
		.type = OPTION_BOOLEAN, .fallback = "true", .min = 0, .max = 1,
		.help = N_("A document that is asked for queues the mail it goes with."),
	},
	[OPTION_MAIL_REMIND] = {
		.name = "mail.remind", .section = OPTION_SECTION_MAIL,
		.type = OPTION_BOOLEAN, .fallback = "false", .min = 0, .max = 1,
		.help = N_("A call without a date queues a reminder."),
	},
	[OPTION_MAIL_KEEP] = {
		.name = "mail.keep", .section = OPTION_SECTION_MAIL,
		.type = OPTION_INTEGER, .fallback = "5", .min = 0, .max = 60,
		.unit = N_("days"),
		.help = N_("A mail that could not leave for so long is given up."),
	},
	[OPTION_MAIL_LANGUAGE] = {
		.name = "mail.language", .section = OPTION_SECTION_MAIL,
		.type = OPTION_CHOICE, .fallback = "fr", .choices = letter_languages,
		.help = N_("Language of texts to clients that have none of their own."),
	},
	[OPTION_MAIL_TEXTS] = {
		.name = "mail.texts", .section = OPTION_SECTION_MAIL,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Folder of your own mail texts and call cards, which count before the "
			   "shipped ones (relance texts export)."),
	},
	[OPTION_MAIL_DOCUMENTS] = {
		.name = "mail.documents", .section = OPTION_SECTION_MAIL,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Folder of invoices as NUMBER.pdf, attached to the mail a duplicate goes "
			   "with; the request is then sent. Empty attaches nothing."),
	},
	[OPTION_MAIL_LETTERS] = {
		.name = "mail.letters", .section = OPTION_SECTION_MAIL,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Folder the letters of a scenario are written to as text, to be printed; "
			   "without one they wait in the list of mails."),
	},
	[OPTION_MAIL_FROM] = {
		.name = "mail.from", .section = OPTION_SECTION_MAIL,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Address mails are sent from; without one none leaves."),
	},
	[OPTION_MAIL_SENDMAIL] = {
		.name = "mail.sendmail", .section = OPTION_SECTION_MAIL,
		.type = OPTION_TEXT, .fallback = "/usr/sbin/sendmail",
		.help = N_("Program that takes a mail on its standard input."),
	},
	[OPTION_UI_THEME] = {
		.name = "ui.theme", .section = OPTION_SECTION_UI,
		.type = OPTION_CHOICE, .fallback = "dark", .choices = themes,
		.help = N_("Colours of the console."),
	},
	[OPTION_UI_ASCII] = {
		.name = "ui.ascii", .section = OPTION_SECTION_UI,
		.type = OPTION_BOOLEAN, .fallback = "false", .min = 0, .max = 1,
		.help = N_("Draw with plain ASCII signs only."),
	},
	[OPTION_UI_LANG] = {
		.name = "ui.lang", .section = OPTION_SECTION_UI,
		.type = OPTION_CHOICE, .fallback = "auto", .choices = languages,
		.help = N_("Language of the program; auto follows the environment."),
	},
	[OPTION_UI_EXPORT_DIR] = {
		.name = "ui.export_dir", .section = OPTION_SECTION_UI,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Directory the console writes exported lists to, as an absolute path; empty refuses to export."),
	},
	[OPTION_STORE_DB] = {
		.name = "store.db", .section = OPTION_SECTION_STORE,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("The store to work on; empty is the user's own."),
	},
	[OPTION_IMPORT_TERMS] = {
		.name = "import.terms", .section = OPTION_SECTION_IMPORT,
		.type = OPTION_INTEGER, .fallback = "-1", .min = -1, .max = DAYS_MAX,
		.unit = N_("days"),
		.help = N_("Days a client has to pay when a file gives no due date; -1 takes the "
			   "creditor's."),
	},
	[OPTION_INBOX_DIRECTORY] = {
		.name = "inbox.directory", .section = OPTION_SECTION_INBOX,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Folder in which accounting, banks and platforms leave their files; with "
			   "several creditors one folder within for each, called after its SIREN or "
			   "name."),
	},
	[OPTION_INBOX_SETTLE] = {
		.name = "inbox.settle", .section = OPTION_SECTION_INBOX,
		.type = OPTION_INTEGER, .fallback = "60", .min = 0, .max = 86400,
		.unit = N_("seconds"),
		.help = N_("A file changed later than so long ago may still be written, and waits."),
	},
	[OPTION_INBOX_LARGEST] = {
		.name = "inbox.largest", .section = OPTION_SECTION_INBOX,
		.type = OPTION_INTEGER, .fallback = "1024", .min = 1, .max = 1024,
		.unit = N_("MiB"),
		.help = N_("Larger files are refused."),
	},
	[OPTION_INBOX_OWNERS] = {
		.name = "inbox.owners", .section = OPTION_SECTION_INBOX,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Accounts that may deliver files beside relance's own and the folder's, "
			   "separated by commas."),
	},
	[OPTION_INBOX_PRESET] = {
		.name = "inbox.preset", .section = OPTION_SECTION_INBOX,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Preset CSV files are read with; empty finds the one that fits."),
	},
	[OPTION_INBOX_MAP] = {
		.name = "inbox.map", .section = OPTION_SECTION_INBOX,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Mapping file CSV files are read with, instead of a preset."),
	},
	[OPTION_INBOX_FULL] = {
		.name = "inbox.full", .section = OPTION_SECTION_INBOX,
		.type = OPTION_BOOLEAN, .fallback = "false", .min = 0, .max = 1,
		.help = N_("CSV files show all that is open: what they do not show is settled."),
	},
	[OPTION_NIGHT_MAIL_TO] = {
		.name = "night.mail_to", .section = OPTION_SECTION_NIGHT,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Address the night's report is mailed to; empty mails none."),
	},
	[OPTION_NIGHT_SEND] = {
		.name = "night.send", .section = OPTION_SECTION_NIGHT,
		.type = OPTION_BOOLEAN, .fallback = "true", .min = 0, .max = 1,
		.help = N_("The night sends the mails that wait for clients."),
	},
};

const char *option_key(enum option option)
{
	return strchr(option_rows[option].name, '.') + 1;
}

bool option_from_name(const char *name, enum option *out)
{
	for (int i = 0; i < OPTION_COUNT; i++) {
		if (strcmp(option_rows[i].name, name) == 0) {
			*out = (enum option)i;
			return true;
		}
	}
	return false;
}
