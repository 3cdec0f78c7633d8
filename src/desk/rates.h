/* The dated rates interest is computed with: all that are known, and taking a file of them.
 */
#ifndef DESK_RATES_H
#define DESK_RATES_H

#include "db/rate.h"
#include "desk/session.h"
#include "intake/sink.h"

enum rates_kind {
	RATES_STATUTORY, /* late payment, one a half-year: the table's, and the configuration's where the table has none */
	RATES_LEGAL,     /* what a contract rate is measured by */
	RATES_CONTRACT,  /* agreed; once there is one, interest is computed with it */
	RATES_KIND_COUNT
};
/* late legal contract: as stored */
extern const char *const rates_kind_codes[RATES_KIND_COUNT];

struct rates_row {
	enum rates_kind kind;
	struct interest_rate rate;
	bool configured; /* from the configuration, not from the table */
};
/* By kind, then day. */
bool rates_list(struct session *session, struct arena *arena, struct rates_row **rows, size_t *count, struct err *err);

struct rates_taken {
	int taken, changed, rejects;
	/* the first line refused, and why */
	int64_t line;
	enum intake_reason reason;
	char arg[INTAKE_ARG];
};
/* A CSV with the header "from;rate_percent" (intake/rates.h). A supervisor's; one transaction, one journal row. A contract rate under
 * three times the legal rate of its day is refused, naming it; without a legal rate it cannot be told. */
bool rates_import(struct session *session, const char *path, enum rates_kind kind, struct rates_taken *out, struct err *err);

#endif
