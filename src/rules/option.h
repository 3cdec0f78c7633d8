/* Options: the one list of what relance.conf may set, with its kind, default, bounds and help sentence.
 *
 * The configuration reader, `relance config` and relance.conf(5) are made from this table. It knows no file and no syntax: only what a value must be.
 */
#ifndef RULES_OPTION_H
#define RULES_OPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum option_section {
	OPTION_SECTION_SCORE,
	OPTION_SECTION_PROMISE,
	OPTION_SECTION_CADENCE,
	OPTION_SECTION_CALL,
	OPTION_SECTION_CALLBACK,
	OPTION_SECTION_CLAIM,
	OPTION_SECTION_PLAN,
	OPTION_SECTION_DISPUTE,
	OPTION_SECTION_DOCUMENT,
	OPTION_SECTION_REASON,
	OPTION_SECTION_CIRCUIT,
	OPTION_SECTION_SCENARIO,
	OPTION_SECTION_ESCALATION,
	OPTION_SECTION_INTEREST,
	OPTION_SECTION_CLOCK,
	OPTION_SECTION_PROVISION,
	OPTION_SECTION_MAIL,
	OPTION_SECTION_UI,
	OPTION_SECTION_STORE,
	OPTION_SECTION_IMPORT,
	OPTION_SECTION_INBOX,
	OPTION_SECTION_NIGHT,
	OPTION_SECTION_COUNT
};

struct option_section_row {
	const char *name; /* "score": the section of the file */
	const char *help; /* N_() one sentence */
};
extern const struct option_section_row option_sections[OPTION_SECTION_COUNT];

enum option {
	/* one for each field of struct score_weights, in its order */
	OPTION_SCORE_AMOUNT_STEP,
	OPTION_SCORE_AMOUNT_MAX,
	OPTION_SCORE_AMOUNT_BASE,
	OPTION_SCORE_AGE_STEP,
	OPTION_SCORE_AGE_MAX,
	OPTION_SCORE_BROKEN_FIRST,
	OPTION_SCORE_BROKEN_NEXT,
	OPTION_SCORE_BROKEN_MAX,
	OPTION_SCORE_UNCHASED,
	OPTION_SCORE_FOLLOW_UP,
	OPTION_SCORE_GAP_AFTER_DAYS,
	OPTION_SCORE_GAP_STEP,
	OPTION_SCORE_GAP_MAX,
	OPTION_SCORE_SLIP_STEP,
	OPTION_SCORE_SLIP_MAX,
	OPTION_SCORE_CLOCK_NEAR,
	OPTION_SCORE_CLOCK_URGENT,
	OPTION_SCORE_CLOCK_NEAR_DAYS,
	OPTION_SCORE_CLOCK_URGENT_DAYS,
	OPTION_SCORE_LIMITATION_NEAR_DAYS,
	OPTION_SCORE_LIMITATION_URGENT_DAYS,
	OPTION_SCORE_OVER_LIMIT,
	OPTION_SCORE_RISK_CLASS,
	OPTION_SCORE_DIFFICULTY,
	OPTION_SCORE_PROVISION,
	OPTION_SCORE_PROVISION_THRESHOLD,
	OPTION_PROMISE_GRACE,
	OPTION_CADENCE_MAX_GAP,
	OPTION_CADENCE_MIN_GAP,
	OPTION_CALL_WINDOW_FROM,
	OPTION_CALL_WINDOW_TO,
	OPTION_CALL_HOLIDAYS_CLOSED,
	OPTION_CALL_REGIONAL_HOLIDAYS,
	OPTION_CALLBACK_TEAM_AFTER,
	OPTION_CLAIM_LEASE,
	OPTION_PLAN_VOID_AFTER,
	OPTION_PLAN_REPLACE_WINDOW,
	OPTION_PLAN_REPLACE_WARN,
	OPTION_DISPUTE_DAYS,
	OPTION_DISPUTE_OLD,
	OPTION_DISPUTE_OWNER_ADMINISTRATIVE, /* one for each dispute_kind, in its order */
	OPTION_DISPUTE_OWNER_COMMERCIAL,
	OPTION_DISPUTE_OWNER_TECHNICAL,
	OPTION_DISPUTE_MANAGER_ADMINISTRATIVE,
	OPTION_DISPUTE_MANAGER_COMMERCIAL,
	OPTION_DISPUTE_MANAGER_TECHNICAL,
	OPTION_DOCUMENT_SEND,
	OPTION_DOCUMENT_CHASE,
	OPTION_REASON_WITHIN,
	OPTION_REASON_RESPECTFUL_FROM,
	OPTION_REASON_FIRM_FROM,
	OPTION_CIRCUIT_LIMITS,
	OPTION_CIRCUIT_SIDE_LIMITS,
	OPTION_SCENARIO_STEPS,
	OPTION_ESCALATION_CHASES,
	OPTION_ESCALATION_WINDOW,
	OPTION_ESCALATION_BROKEN,
	OPTION_ESCALATION_BROKEN_WARN,
	OPTION_ESCALATION_CONTACTS,
	OPTION_ESCALATION_MIN_AMOUNT,
	OPTION_ESCALATION_GOOD_YEARS,
	OPTION_ESCALATION_GOOD_PERCENT,
	OPTION_ESCALATION_HOLD_BROKEN,
	OPTION_ESCALATION_HOLD_AGAIN,
	OPTION_ESCALATION_LETTER_TIME,
	OPTION_INTEREST_RATES,
	OPTION_INTEREST_FEE,
	OPTION_CLOCK_LIMITATION_YEARS,
	OPTION_CLOCK_CLAIM_MONTHS,
	OPTION_CLOCK_CLAIM_MONTHS_ABROAD,
	OPTION_CLOCK_INSURER_NOTICE,
	OPTION_CLOCK_INSURER_EXTENSION,
	OPTION_CLOCK_INSURER_STOP,
	OPTION_PROVISION_RATES,
	OPTION_PROVISION_VAT,
	OPTION_MAIL_CONFIRM,
	OPTION_MAIL_DUPLICATE,
	OPTION_MAIL_REMIND,
	OPTION_MAIL_KEEP,
	OPTION_MAIL_LANGUAGE,
	OPTION_MAIL_TEXTS,
	OPTION_MAIL_DOCUMENTS,
	OPTION_MAIL_LETTERS,
	OPTION_MAIL_FROM,
	OPTION_MAIL_SENDMAIL,
	OPTION_UI_THEME,
	OPTION_UI_ASCII,
	OPTION_UI_LANG,
	OPTION_UI_EXPORT_DIR,
	OPTION_STORE_DB,
	OPTION_IMPORT_TERMS,
	OPTION_INBOX_DIRECTORY,
	OPTION_INBOX_SETTLE,
	OPTION_INBOX_LARGEST,
	OPTION_INBOX_OWNERS,
	OPTION_INBOX_PRESET,
	OPTION_INBOX_MAP,
	OPTION_INBOX_FULL,
	OPTION_NIGHT_MAIL_TO,
	OPTION_NIGHT_SEND,
	OPTION_COUNT
};

enum option_type {
	OPTION_INTEGER, /* value.number, min–max */
	OPTION_MONEY,   /* "100.00", value.number in cents, min–max in cents */
	OPTION_HOUR,    /* "9:30", value.number in minutes since midnight; 0 to 24:00 */
	OPTION_BOOLEAN, /* "true" or "false", value.number 1 or 0 */
	OPTION_TEXT,    /* value.text, may be empty */
	OPTION_CHOICE,  /* value.text is one of `choices`, value.number its place */
	OPTION_LIST     /* "0, 30, 60": exactly `count` integers, each min–max */
};

#define OPTION_LIST_MAX 9

struct option_row {
	const char *name;           /* "score.amount_step": section, a point, the key in it */
	enum option_section section;
	enum option_type type;
	const char *fallback;       /* the default, as a user would write it; always passes option_read */
	int64_t min, max;           /* of numbers and of each list member */
	size_t count;               /* OPTION_LIST: how many members */
	const char *const *choices; /* OPTION_CHOICE: NULL-ended */
	const char *unit;           /* N_("days"), or NULL */
	const char *help;           /* N_() one sentence */
};
extern const struct option_row option_rows[OPTION_COUNT];

struct option_value {
	int64_t number;
	const char *text;           /* borrowed: from the text read, or the table's own for a choice */
	int64_t list[OPTION_LIST_MAX];
	size_t count;
};

enum option_status {
	OPTION_OK,
	OPTION_BAD_FORM,       /* not an integer, amount, hour, true/false or list of so many */
	OPTION_OUT_OF_RANGE,   /* outside min–max */
	OPTION_NO_CHOICE       /* none of the choices */
};

/* Read one value as a user writes it. Members of a list are separated by commas or blanks. `out` is untouched unless OK. */
enum option_status option_read(enum option option, const char *text, struct option_value *out);

/* The default as a value. */
struct option_value option_default(enum option option);

/* The key inside its section: "amount_step". */
const char *option_key(enum option option);

#endif
