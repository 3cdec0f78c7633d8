/* The figures of the trade: how long money is out, how well it is collected, how sure promises are.
 */
#ifndef DESK_FIGURES_H
#define DESK_FIGURES_H

#include "db/figures.h"
#include "desk/session.h"

enum figure_code {
	FIGURE_RECEIVABLES,
	FIGURE_CURRENT,      /* of it, not yet due */
	FIGURE_SALES,        /* of `days` */
	FIGURE_DSO,
	FIGURE_COUNT_BACK,
	FIGURE_BEST_DSO,
	FIGURE_ADD,
	FIGURE_CEI,
	FIGURE_ROLL,         /* one for each bucket but the last */
	FIGURE_RIGHT_PARTY,
	FIGURE_KEPT_COUNT,
	FIGURE_KEPT_AMOUNT,
	FIGURE_PROVISION,
	FIGURE_CODE_COUNT
};
/* receivables current sales dso count_back_dso best_dso add cei roll_rate right_party_rate kept_rate kept_rate_amount provision */
extern const char *const figure_codes[FIGURE_CODE_COUNT];

enum figure_unit { FIGURE_MONEY, FIGURE_DAYS, FIGURE_PERCENT };
enum figure_unit figure_unit(enum figure_code code);

struct figure {
	enum figure_code code;
	enum aging_bucket bucket; /* FIGURE_ROLL: from this one to the next */
	bool known;               /* false: nothing to divide by, or not kept: no opening balance, months that do not reach far enough */
	int64_t value;            /* cents, or hundredths of a day or percent */
	date from, on;            /* the period; from is DATE_NONE for one of a single day */
};

#define FIGURES_MOST (FIGURE_CODE_COUNT + AGING_BUCKET_COUNT)
#define FIGURES_DAYS 90

struct figures_request {
	const char *currency; /* NULL: the creditor's */
	date from;            /* day of the opening balance; DATE_NONE: a month before today */
	int days;             /* of sales for the DSO; 0: FIGURES_DAYS */
};
struct figures {
	char currency[MONEY_CODE];
	struct aging aging;   /* as of today */
	cents provision[AGING_BUCKET_COUNT];
	struct figure rows[FIGURES_MOST];
	size_t count;
};
/* As of the session's day. Supervisors. The opening balance is the aged balance kept on `from`, or on the day before nearest to it
 * within a week. */
bool figures_load(struct session *session, const struct figures_request *request, struct figures *out, struct err *err);

#endif
