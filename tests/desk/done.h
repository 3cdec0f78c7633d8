/* What must be done or is refused, with the desk's own sentence when it is not as it should be. `err` is the test's, filled by the condition.
 */
#ifndef TESTS_DESK_DONE_H
#define TESTS_DESK_DONE_H

#include "tests/desk/fixture.h"

static struct err err;

#define DONE(condition)                                                                            \
	do {                                                                                       \
		err_clear(&err);                                                                   \
		if (!(condition))                                                                  \
			fail_msg("%s:%d: %s: %s", __func__, __LINE__, #condition, err.text);       \
	} while (0)
#define REFUSED(condition, why)                     \
	do {                                        \
		err_clear(&err);                    \
		assert_false(condition);            \
		assert_int_equal(err.code, why);    \
	} while (0)

#endif
