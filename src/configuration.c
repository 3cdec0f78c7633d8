/* Configuration: the option table read through base/conf. One value per option, with where it came from.
 */
#include "configuration.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/gettext.h"
#include "base/money.h"
#include "rules/scenario_text.h"

struct config {
	struct option_value values[OPTION_COUNT];
	const char *origins[OPTION_COUNT]; /* NULL: the default */
	struct scenario_step steps[SCENARIO_STEPS_MAX];
	size_t step_count;
	struct interest_rate rate_rows[INTEREST_RATES_MAX];
	struct interest_rates rates; /* interest.rates, once a file set it */
	struct aging_provision provision;
	struct arena arena;
};

/* The file's shape, from the option table: sections of text values. Text and not numbers, so that one reader (option_read) judges and words them all. */
static const struct conf_spec *make_spec(struct arena *arena)
{
	struct conf_spec *sections = arena_alloc(arena, (OPTION_SECTION_COUNT + 1) * sizeof *sections);
	size_t count = 0;

	for (int s = 0; s < OPTION_SECTION_COUNT; s++) {
		struct conf_spec *keys = arena_alloc(arena, (OPTION_COUNT + 1) * sizeof *keys);
		size_t n = 0;

		for (int o = 0; o < OPTION_COUNT; o++)
			if (option_rows[o].section == (enum option_section)s)
				keys[n++] = (struct conf_spec){
					.name = option_key((enum option)o),
					.type = option_rows[o].type == OPTION_LIST ? CONF_LIST : CONF_TEXT,
				};
		sections[count++] = (struct conf_spec){ .name = option_sections[s].name, .type = CONF_SECTION, .section = keys };
	}
	return sections;
}

static void describe(const struct option_row *row, struct buf *out)
{
	switch (row->type) {
	case OPTION_INTEGER: buf_printf(out, _("a whole number from %" PRId64 " to %" PRId64), row->min, row->max); break;
	case OPTION_MONEY: buf_puts(out, _("an amount like 100.00")); break;
	case OPTION_HOUR: buf_puts(out, _("an hour like 9:30")); break;
	case OPTION_BOOLEAN: buf_puts(out, _("true or false")); break;
	case OPTION_TEXT: buf_puts(out, _("a text")); break;
	case OPTION_LIST:
		buf_printf(out, _("%zu whole numbers from %" PRId64 " to %" PRId64), row->count, row->min, row->max);
		break;
	case OPTION_CHOICE:
		for (size_t i = 0; row->choices[i]; i++)
			buf_printf(out, "%s%s", i ? ", " : _("one of "), row->choices[i]);
		break;
	}
}

/* What the option table cannot judge: texts with a form of their own. */
static bool read_text(struct config *config, enum option option, const char *path, int line, const char *text, struct err *err)
{
	size_t at;

	if (option != OPTION_INTEREST_RATES)
		return true;
	switch (interest_read_rates(text, config->rate_rows, INTEREST_RATES_MAX, &config->rates.count, &at)) {
	case INTEREST_READ: return true;
	case INTEREST_READ_NOT_RISING:
		return err_set(err, ERR_INPUT, N_("%s line %d: the days of interest.rates must rise, at “%s”"), path, line, text + at);
	case INTEREST_READ_NO_ROOM:
		return err_set(err, ERR_INPUT, N_("%s line %d: interest.rates holds at most %d rates: import the others with relance rates"),
		               path, line, INTEREST_RATES_MAX);
	default:
		return err_set(err, ERR_INPUT, N_("%s line %d: interest.rates is a list like “2025-01-01 13.15, 2025-07-01 12.15”, not “%s”"),
		               path, line, text + at);
	}
}

static bool put_value(struct config *config, enum option option, const struct conf_value *value, const char *path, struct err *err)
{
	struct buf text, wanted;
	enum option_status status;

	buf_init(&text);
	if (value->type == CONF_LIST)
		for (size_t i = 0; i < value->list_count; i++)
			buf_printf(&text, "%s%s", i ? ", " : "", value->list[i]);
	else
		buf_puts(&text, value->text);
	status = option_read(option, text.data, &config->values[option]);
	if (status == OPTION_OK) {
		if (option_rows[option].type == OPTION_TEXT)
			config->values[option].text = arena_strdup(&config->arena, text.data);
		buf_reset(&text);
		buf_printf(&text, "%s:%d", path, value->line);
		config->origins[option] = arena_strdup(&config->arena, text.data);
	} else {
		buf_init(&wanted);
		describe(&option_rows[option], &wanted);
		err_set(err, ERR_INPUT, N_("%s line %d: %s is “%s”; it must be %s"), path, value->line, option_rows[option].name,
		        text.data, wanted.data);
		buf_clear(&wanted);
	}
	buf_clear(&text);
	return status == OPTION_OK && read_text(config, option, path, value->line, config->values[option].text, err);
}

static bool read_file(struct config *config, const char *path, struct err *err)
{
	struct conf *conf;
	bool good = true;

	if (!conf_read(path, make_spec(&config->arena), &conf, err))
		return false;
	for (int o = 0; o < OPTION_COUNT && good; o++) {
		const struct conf_value *section = conf_find(conf_root(conf), option_sections[option_rows[o].section].name);
		const struct conf_value *value = section ? conf_find(section, option_key((enum option)o)) : NULL;

		if (value)
			good = put_value(config, (enum option)o, value, path, err);
	}
	conf_close(conf);
	return good;
}

/* What is wrong with a scenario, as the end of a sentence; NULL: nothing. */
static const char *scenario_fault(enum scenario_text_status text, enum scenario_status status)
{
	static const char *const texts[SCENARIO_TEXT_STATUS_COUNT] = {
		[SCENARIO_TEXT_DAYS] = N_("a step begins with its days since the due date, from -365 to 3660"),
		[SCENARIO_TEXT_CHANNEL] = N_("the channel is phone, mail, letter or registered"),
		[SCENARIO_TEXT_FIRMNESS] = N_("the firmness is smiling, respectful or firm"),
		[SCENARIO_TEXT_TEMPLATE] = N_("a template's name has letters, digits, - and _ only"),
		[SCENARIO_TEXT_CONDITION] = N_("a condition is segment= language= amount>= amount< key= or reason=, each once"),
		[SCENARIO_TEXT_NO_ROOM] = N_("there are too many steps"),
	};
	static const char *const faults[SCENARIO_STATUS_COUNT] = {
		[SCENARIO_NO_STEPS] = N_("there is no step"),
		[SCENARIO_NOT_RISING] = N_("days must rise from step to step"),
		[SCENARIO_SOFTER] = N_("a step is softer than one before it"),
		[SCENARIO_NO_FALLBACK] = N_("one step after the due date must have no conditions, or somebody would never be chased"),
		[SCENARIO_STARTS_LATE] = N_("the first step without conditions comes after cadence.max_gap"),
		[SCENARIO_REGISTERED_FIRST] = N_("a registered letter comes before any amicable step"),
		[SCENARIO_GAPS] = N_("cadence.min_gap must be below cadence.max_gap"),
	};
	const char *fault = texts[text] ? texts[text] : faults[status];

	return fault ? gettext(fault) : NULL;
}

/* scenario.steps as steps: the option table knows it as a text only. */
static bool read_steps(struct config *config, struct err *err)
{
	const char *text = config->values[OPTION_SCENARIO_STEPS].text, *origin = config->origins[OPTION_SCENARIO_STEPS], *fault;
	const struct scenario scenario = {
		.steps = config->steps,
		.cadence = { .max_gap_days = (int)config->values[OPTION_CADENCE_MAX_GAP].number,
		             .min_gap_days = (int)config->values[OPTION_CADENCE_MIN_GAP].number },
	};
	struct scenario checked = scenario;
	enum scenario_text_status read;
	enum scenario_status status = SCENARIO_OK;
	size_t at, step = 0;

	read = scenario_text_read(text, config->steps, SCENARIO_STEPS_MAX, &config->step_count, &at);
	checked.count = config->step_count;
	if (read == SCENARIO_TEXT_OK)
		status = scenario_check(&checked, &step);
	fault = scenario_fault(read, status);
	if (!fault)
		return true;
	if (!origin)
		origin = config->origins[OPTION_CADENCE_MIN_GAP] ? config->origins[OPTION_CADENCE_MIN_GAP]
		                                                 : config_origin(config, OPTION_CADENCE_MAX_GAP);
	if (read != SCENARIO_TEXT_OK)
		return err_set(err, ERR_INPUT, N_("%s: scenario.steps: %s, not “%.*s”"), origin, fault,
		               (int)strcspn(text + at, " \t\n;"), text + at);
	return err_set(err, ERR_INPUT, N_("%s: scenario.steps, step %zu: %s"), origin, step + 1, fault);
}

static char *user_file(void)
{
	const char *base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	if (base && *base == '/')
		return mem_printf("%s/relance/relance.conf", base);
	return home && *home == '/' ? mem_printf("%s/.config/relance/relance.conf", home) : NULL;
}

bool config_load(const char *path, struct config **out, struct err *err)
{
	struct config *config = mem_alloc(sizeof *config);
	const char *system_file = SYSCONFDIR "/relance/relance.conf";
	char *user = NULL;
	bool good;

	for (int o = 0; o < OPTION_COUNT; o++)
		config->values[o] = option_default((enum option)o);
	if (path) {
		good = read_file(config, path, err);
	} else {
		user = user_file();
		good = access(system_file, F_OK) != 0 || read_file(config, system_file, err);
		if (good && strcmp(SYSCONFDIR, "/etc") != 0 && access("/etc/relance/relance.conf", F_OK) == 0)
			good = read_file(config, "/etc/relance/relance.conf", err);
		if (good && user && access(user, F_OK) == 0)
			good = read_file(config, user, err);
	}
	mem_free(user);
	good = good && read_steps(config, err);
	if (!good) {
		config_free(config);
		return false;
	}
	config->rates.rows = config->rate_rows;
	for (int i = 0; i < AGING_BUCKET_COUNT; i++)
		config->provision.percent[i] = (int)config->values[OPTION_PROVISION_RATES].list[i];
	config->provision.vat_hundredths = (int)config->values[OPTION_PROVISION_VAT].number;
	*out = config;
	return true;
}

void config_free(struct config *config)
{
	if (!config)
		return;
	arena_clear(&config->arena);
	mem_free(config);
}

struct option_value config_get(const struct config *config, enum option option)
{
	return config->values[option];
}

const char *config_origin(const struct config *config, enum option option)
{
	return config->origins[option] ? config->origins[option] : "default";
}

void config_text(const struct config *config, enum option option, struct buf *out)
{
	const struct option_value *value = &config->values[option];
	char money[MONEY_TEXT];

	switch (option_rows[option].type) {
	case OPTION_INTEGER: buf_printf(out, "%" PRId64, value->number); break;
	case OPTION_MONEY: buf_puts(out, money_decimal_text(value->number, money)); break;
	case OPTION_HOUR: buf_printf(out, "%d:%02d", (int)value->number / 60, (int)value->number % 60); break;
	case OPTION_BOOLEAN: buf_puts(out, value->number ? "true" : "false"); break;
	case OPTION_TEXT:
	case OPTION_CHOICE: buf_puts(out, value->text); break;
	case OPTION_LIST:
		for (size_t i = 0; i < value->count; i++)
			buf_printf(out, "%s%" PRId64, i ? ", " : "", value->list[i]);
		break;
	}
}

void config_sample(enum option option, struct buf *out)
{
	const struct option_row *row = &option_rows[option];
	bool bare = row->type == OPTION_INTEGER || row->type == OPTION_BOOLEAN;
	const char *open = row->type == OPTION_LIST ? "{" : bare ? "" : "\"", *close = row->type == OPTION_LIST ? "}" : open;

	buf_printf(out, "%s = %s%s%s", option_key(option), open, row->fallback, close);
}

/* Whole numbers, and where the policy has them. */
static const struct {
	enum option option;
	size_t at;
} numbers[] = {
	{ OPTION_SCORE_AMOUNT_STEP, offsetof(struct policy, score.amount_step) },
	{ OPTION_SCORE_AMOUNT_MAX, offsetof(struct policy, score.amount_max) },
	{ OPTION_SCORE_AGE_STEP, offsetof(struct policy, score.age_step) },
	{ OPTION_SCORE_AGE_MAX, offsetof(struct policy, score.age_max) },
	{ OPTION_SCORE_BROKEN_FIRST, offsetof(struct policy, score.broken_first) },
	{ OPTION_SCORE_BROKEN_NEXT, offsetof(struct policy, score.broken_next) },
	{ OPTION_SCORE_BROKEN_MAX, offsetof(struct policy, score.broken_max) },
	{ OPTION_SCORE_UNCHASED, offsetof(struct policy, score.unchased) },
	{ OPTION_SCORE_FOLLOW_UP, offsetof(struct policy, score.follow_up) },
	{ OPTION_SCORE_GAP_AFTER_DAYS, offsetof(struct policy, score.gap_after_days) },
	{ OPTION_SCORE_GAP_STEP, offsetof(struct policy, score.gap_step) },
	{ OPTION_SCORE_GAP_MAX, offsetof(struct policy, score.gap_max) },
	{ OPTION_SCORE_SLIP_STEP, offsetof(struct policy, score.slip_step) },
	{ OPTION_SCORE_SLIP_MAX, offsetof(struct policy, score.slip_max) },
	{ OPTION_SCORE_CLOCK_NEAR, offsetof(struct policy, score.clock_near) },
	{ OPTION_SCORE_CLOCK_URGENT, offsetof(struct policy, score.clock_urgent) },
	{ OPTION_SCORE_CLOCK_NEAR_DAYS, offsetof(struct policy, score.clock_near_days) },
	{ OPTION_SCORE_CLOCK_URGENT_DAYS, offsetof(struct policy, score.clock_urgent_days) },
	{ OPTION_SCORE_LIMITATION_NEAR_DAYS, offsetof(struct policy, score.limitation_near_days) },
	{ OPTION_SCORE_LIMITATION_URGENT_DAYS, offsetof(struct policy, score.limitation_urgent_days) },
	{ OPTION_SCORE_OVER_LIMIT, offsetof(struct policy, score.over_limit) },
	{ OPTION_SCORE_DIFFICULTY, offsetof(struct policy, score.difficulty) },
	{ OPTION_SCORE_PROVISION, offsetof(struct policy, score.provision) },
	{ OPTION_PROMISE_GRACE, offsetof(struct policy, grace_days) },
	{ OPTION_CADENCE_MAX_GAP, offsetof(struct policy, cadence.max_gap_days) },
	{ OPTION_CADENCE_MIN_GAP, offsetof(struct policy, cadence.min_gap_days) },
	{ OPTION_CALL_WINDOW_FROM, offsetof(struct policy, hours.from_minute) },
	{ OPTION_CALL_WINDOW_TO, offsetof(struct policy, hours.to_minute) },
	{ OPTION_CALLBACK_TEAM_AFTER, offsetof(struct policy, team_after_minutes) },
	{ OPTION_CLAIM_LEASE, offsetof(struct policy, lease_minutes) },
	{ OPTION_DISPUTE_DAYS, offsetof(struct policy, dispute.days) },
	{ OPTION_DISPUTE_OLD, offsetof(struct policy, dispute.old_days) },
	{ OPTION_DOCUMENT_SEND, offsetof(struct policy, document.send_days) },
	{ OPTION_DOCUMENT_CHASE, offsetof(struct policy, document.chase_days) },
	{ OPTION_REASON_WITHIN, offsetof(struct policy, reason_days) },
	{ OPTION_REASON_RESPECTFUL_FROM, offsetof(struct policy, firmness.respectful_from) },
	{ OPTION_REASON_FIRM_FROM, offsetof(struct policy, firmness.firm_from) },
	{ OPTION_IMPORT_TERMS, offsetof(struct policy, import_terms_days) },
	{ OPTION_PLAN_VOID_AFTER, offsetof(struct policy, plan.void_after) },
	{ OPTION_PLAN_REPLACE_WINDOW, offsetof(struct policy, plan.supersede_window_days) },
	{ OPTION_PLAN_REPLACE_WARN, offsetof(struct policy, plan.supersede_warn) },
	{ OPTION_ESCALATION_CHASES, offsetof(struct policy, escalation.chases) },
	{ OPTION_ESCALATION_WINDOW, offsetof(struct policy, escalation.window_days) },
	{ OPTION_ESCALATION_BROKEN, offsetof(struct policy, escalation.broken) },
	{ OPTION_ESCALATION_BROKEN_WARN, offsetof(struct policy, escalation.broken_warn) },
	{ OPTION_ESCALATION_CONTACTS, offsetof(struct policy, escalation.contacts) },
	{ OPTION_ESCALATION_GOOD_YEARS, offsetof(struct policy, escalation.good_years) },
	{ OPTION_ESCALATION_GOOD_PERCENT, offsetof(struct policy, escalation.good_percent) },
	{ OPTION_ESCALATION_HOLD_BROKEN, offsetof(struct policy, escalation.hold_broken) },
	{ OPTION_ESCALATION_HOLD_AGAIN, offsetof(struct policy, escalation.hold_again_days) },
	{ OPTION_CLOCK_LIMITATION_YEARS, offsetof(struct policy, clocks.limitation_years) },
	{ OPTION_CLOCK_CLAIM_MONTHS, offsetof(struct policy, clocks.claim_months) },
	{ OPTION_CLOCK_CLAIM_MONTHS_ABROAD, offsetof(struct policy, clocks.claim_months_abroad) },
	{ OPTION_CLOCK_INSURER_NOTICE, offsetof(struct policy, clocks.insurer_notice_days) },
	{ OPTION_CLOCK_INSURER_EXTENSION, offsetof(struct policy, clocks.insurer_extension_days) },
	{ OPTION_CLOCK_INSURER_STOP, offsetof(struct policy, clocks.insurer_stop_days) },
};

static void put_numbers(const struct option_value *v, struct policy *out)
{
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		int number = (int)v[numbers[i].option].number;

		memcpy((char *)out + numbers[i].at, &number, sizeof number);
	}
}

static void put_score(const struct option_value *v, struct score_weights *w)
{
	w->amount_base = v[OPTION_SCORE_AMOUNT_BASE].number;
	w->provision_threshold = v[OPTION_SCORE_PROVISION_THRESHOLD].number;
	for (int i = 0; i < 3; i++)
		w->risk_class[i] = (int)v[OPTION_SCORE_RISK_CLASS].list[i];
}

static void put_dispute(const struct option_value *v, struct dispute_rules *out)
{
	for (int kind = 0; kind < DISPUTE_KIND_COUNT; kind++) {
		out->owners[kind] = v[OPTION_DISPUTE_OWNER_ADMINISTRATIVE + kind].text;
		out->managers[kind] = v[OPTION_DISPUTE_MANAGER_ADMINISTRATIVE + kind].text;
	}
}

static void put_escalation(const struct option_value *v, struct escalation_rules *out)
{
	out->min_amount = v[OPTION_ESCALATION_MIN_AMOUNT].number;
	out->letter_min_days = (int)v[OPTION_ESCALATION_LETTER_TIME].list[0];
	out->letter_max_days = (int)v[OPTION_ESCALATION_LETTER_TIME].list[1];
}

/* One number for the score and for the countdown. */
static void put_clocks(const struct score_weights *w, struct clocks_rules *out)
{
	out->near_days = w->clock_near_days;
	out->urgent_days = w->clock_urgent_days;
	out->limitation_near_days = w->limitation_near_days;
	out->limitation_urgent_days = w->limitation_urgent_days;
}

static void put_circuit(const struct option_value *v, struct circuit_limits *out)
{
	for (int i = 0; i < CIRCUIT_PAID; i++)
		out->days[i] = (int)v[OPTION_CIRCUIT_LIMITS].list[i];
	for (int i = CIRCUIT_REFUSED; i < CIRCUIT_STAGE_COUNT; i++)
		out->days[i] = (int)v[OPTION_CIRCUIT_SIDE_LIMITS].list[i - CIRCUIT_REFUSED];
}

static void put_mailing(const struct option_value *v, struct mailing_rules *out)
{
	out->queue[MAILING_CONFIRMATION] = v[OPTION_MAIL_CONFIRM].number != 0;
	out->queue[MAILING_DUPLICATE] = v[OPTION_MAIL_DUPLICATE].number != 0;
	out->queue[MAILING_REMINDER] = v[OPTION_MAIL_REMIND].number != 0;
	out->keep_days = (int)v[OPTION_MAIL_KEEP].number;
	snprintf(out->language, sizeof out->language, "%s", v[OPTION_MAIL_LANGUAGE].text);
}

void config_policy(const struct config *config, struct policy *out)
{
	const struct option_value *v = config->values;

	*out = policy_default;
	put_numbers(v, out);
	put_score(v, &out->score);
	put_dispute(v, &out->dispute);
	put_escalation(v, &out->escalation);
	put_clocks(&out->score, &out->clocks);
	put_circuit(v, &out->circuit);
	put_mailing(v, &out->mailing);
	if (config->origins[OPTION_INTEREST_RATES])
		out->interest = &config->rates;
	out->interest_fee = v[OPTION_INTEREST_FEE].number;
	out->provision = &config->provision;
	out->hours.holidays_closed = v[OPTION_CALL_HOLIDAYS_CLOSED].number != 0;
	out->regional_holidays = v[OPTION_CALL_REGIONAL_HOLIDAYS].number != 0;
	out->steps = config->steps;
	out->step_count = config->step_count;
}

void config_policy_with(const struct config *config, const struct config *other, enum option option, struct policy *out)
{
	const struct config *steps = option == OPTION_SCENARIO_STEPS ? other : config;
	struct config *mixed = mem_alloc(sizeof *mixed);
	struct policy base;

	*mixed = *config;
	mixed->values[option] = other->values[option];
	config_policy(config, &base);
	config_policy(mixed, out);
	out->steps = steps->steps;
	out->step_count = steps->step_count;
	out->interest = base.interest; /* neither scores nor calls depend on these */
	out->provision = base.provision;
	mem_free(mixed);
}

size_t config_changes(const struct config *config, const struct config *other, enum option out[OPTION_COUNT])
{
	char own[POLICY_FINGERPRINT], mixed[POLICY_FINGERPRINT];
	struct policy policy;
	size_t count = 0;

	config_policy(config, &policy);
	policy_fingerprint(&policy, own);
	for (int o = 0; o < OPTION_COUNT; o++) {
		config_policy_with(config, other, (enum option)o, &policy);
		policy_fingerprint(&policy, mixed);
		if (strcmp(own, mixed) != 0)
			out[count++] = (enum option)o;
	}
	return count;
}
