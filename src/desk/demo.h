/* The demo: a whole made-up portfolio in a store of its own, the same for the same numbers and day.
 *
 * Creditor "Durand Équipements"; the login that asks is its supervisor; nadia, karim, ines and paul work there.
 */
#ifndef DESK_DEMO_H
#define DESK_DEMO_H

#include <stdint.h>

#include "base/date.h"
#include "base/err.h"
#include "desk/simulate.h"
#include "rules/policy.h"

#define DEMO_CLIENTS      400
#define DEMO_CLIENTS_MOST 2000000

struct demo_request {
	const char *target;          /* a file */
	const char *agent;           /* NULL: the login */
	int64_t clients;             /* 1 to DEMO_CLIENTS_MOST */
	uint64_t seed;
	date today;
	int days;                    /* to be lived after today, on a portfolio made anew (desk/simulate.h); 0: none */
	struct simulate_report *report; /* of them; else it may be NULL */
	const struct policy *policy;
	void (*progress)(void *context, double part); /* 0–1; may be NULL */
	void *context;
};

enum demo_end {
	DEMO_MADE,
	DEMO_KEPT                    /* this very demo was there already: with whatever was recorded on it since */
};

/* Make it where there is none, keep it when it is this one, make it anew when it is another one or was cut short. A store that is no demo is
 * ERR_REFUSED and left as it is. */
bool demo_make(const struct demo_request *request, enum demo_end *out, struct err *err);

#endif
