/* How one particular CSV file is read: its separator, where its rows begin, which column holds which
 * field, the order of its dates. Internal to csv*.c.
 */
#ifndef INTAKE_CSV_PLAN_H
#define INTAKE_CSV_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "intake/charset.h"
#include "intake/mapping_parts.h"
#include "intake/rows.h"

struct csv_plan {
	const struct mapping *mapping;
	struct rows rows;                      /* stands before the first row of items */
	int column[FIELD_COUNT];               /* counted from 0; -1: the file has none */
	enum mapping_order order[FIELD_COUNT]; /* of the fields that are dates; never ORDER_GUESS */
	size_t columns;                        /* of the header row; 0: there is none */
	struct piece header;                   /* its bytes, to know it again on the next page */
	uint64_t seed; /* for line hashes: everything a line's meaning depends on */
};

/* bytes are what follows a byte order mark. False: the file cannot be read this way; err says what
 * was tried and what is missing. */
bool csv_plan_make(struct csv_plan *plan, const char *bytes, size_t n, enum charset charset,
		   const struct mapping *mapping, struct err *err);
/* Whether some row shows that the field's dates have the order of the plan: one that fits no other. */
bool csv_plan_order_shows(const struct csv_plan *plan, enum mapping_field field);

#endif
