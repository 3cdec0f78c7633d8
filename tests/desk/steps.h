/* How much SQLite does for what is asked: the steps of its machine, which unlike time are the same on every run. Not for PostgreSQL.
 */
#ifndef TESTS_DESK_STEPS_H
#define TESTS_DESK_STEPS_H

void steps_watch(void);  /* every connection opened from now on; before the fixture */
long steps_taken(void);  /* by the statements that ended since it was last asked */
long steps_ended(void);  /* how many statements those were */
long steps_sorted(void); /* how often one of them sorted */

#endif
