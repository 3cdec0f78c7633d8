/* Rows of the option table: promises to provisions. rules/option.c alone includes this, within its braces.
 */
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
	[OPTION_CALL_REGIONAL_HOLIDAYS] = {
		.name = "call.regional_holidays", .section = OPTION_SECTION_CALL,
		.type = OPTION_BOOLEAN, .fallback = "false", .min = 0, .max = 1,
		.help = N_("With holidays_closed: nor on what is a holiday only where the client is, by its postal code (Alsace and Moselle, "
			   "overseas)."),
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
		.help = N_("Days a due date may be put off without asking the credit insurer: a promise beyond is told so; 0 is not watched."),
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
