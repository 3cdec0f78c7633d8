# Each floor's tests are described in its own room and link only with that floor and those below.
TEST_EXTENSIONS = .sh
TESTS_ENVIRONMENT = CMOCKA_MESSAGE_OUTPUT=TAP
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)

include tests/base/local.mk
include tests/rules/local.mk
include tests/intake/local.mk
include tests/db/local.mk
include tests/desk/local.mk
include tests/command/local.mk
include tests/ui/local.mk
include tests/e2e/local.mk
