/* Screens as they should be: what a grid shows is compared with a file, or written there. Shared by the benches.
 */
#ifndef TESTS_UI_GOLDEN_H
#define TESTS_UI_GOLDEN_H

#include "base/mem.h"

/* `all` is what tests/ui/golden/NAME.txt says; with RELANCE_GOLDEN=write it is written there instead. Stops the test, printing the screen, when
 * it is not. */
void golden_check(const char *name, const struct buf *all);

#endif
