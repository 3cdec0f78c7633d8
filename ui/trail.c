/* A list with a place in it; opening anything new goes on from its end.
 */
#include "ui/trail.h"

#include <string.h>

void trail_visit(struct trail *trail, int64_t file)
{
	if (trail->at > 0 && trail->files[trail->at - 1] == file)
		return;
	if (trail->count == TRAIL_FILES)
		memmove(&trail->files[0], &trail->files[1], --trail->count * sizeof *trail->files);
	if (trail->count == 0 || trail->files[trail->count - 1] != file)
		trail->files[trail->count++] = file;
	trail->at = trail->count;
}

int64_t trail_back(struct trail *trail, int64_t open)
{
	if (!open)
		trail->at = trail->count + 1;
	while (trail->at > 1 && trail->files[trail->at - 2] == open)
		trail->at--;
	if (trail->at < 2)
		return 0;
	return trail->files[--trail->at - 1];
}
