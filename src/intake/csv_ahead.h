/* The rows of a large CSV file read ahead by a thread of their own, while those before are compared and given. Internal to csv*.c.
 */
#ifndef INTAKE_CSV_AHEAD_H
#define INTAKE_CSV_AHEAD_H

#include "intake/csv_line.h"

struct csv_ahead;
/* From the plan's first row on; the plan stays as it is until csv_ahead_close. False: there is no thread to be had. */
bool csv_ahead_open(const struct csv_plan *plan, enum charset charset, bool by_line,
		    struct csv_ahead **out);
/* The next row, cut and read; borrowed until the next call. NULL at the end. */
struct csv_line *csv_ahead_next(struct csv_ahead *ahead);
/* The row so many behind that one, to ask the memory for what it will need; NULL: not known yet. */
const struct csv_line *csv_ahead_peek(const struct csv_ahead *ahead, size_t further);
void csv_ahead_close(struct csv_ahead *ahead); /* also before the end; NULL is fine */

#endif
