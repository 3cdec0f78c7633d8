/* Invoices told over several lines: held until the end of the file, then given in order of first
 * appearance. Internal to csv.c.
 */
#ifndef INTAKE_CSV_GROUP_H
#define INTAKE_CSV_GROUP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "intake/sink.h"
#include "intake/table.h"

struct csv_groups {
	struct arena texts;
	struct table by_key; /* hash of the key → index + 1 */
	struct intake_item *items;
	size_t count, room;
};

/* One more line of an invoice; add: amounts are added, else those of the first line stand. False: the
 * sum overflows, the line is left out. */
bool csv_groups_add(struct csv_groups *groups, const struct intake_item *item, bool add);
void csv_groups_clear(struct csv_groups *groups);

#endif
