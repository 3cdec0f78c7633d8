# Each floor's tests are described in its own room and link only with that floor and those below.
# Programs and scripts speak TAP. A script finds the sources in RELANCE_SOURCE, the program in RELANCE_BUILD and foreign files in RELANCE_SHARED.
TEST_EXTENSIONS = .sh
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
SH_LOG_COMPILER = $(SHELL)

# Nothing of the person who runs them reaches the tests: no home, no configuration, no store, no shell
# (an account without rights has none), one clock zone, one language.
AM_TESTS_ENVIRONMENT = \
	unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_RUNTIME_DIR LANGUAGE LANG NO_COLOR TMUX COLUMNS LINES; \
	CMOCKA_MESSAGE_OUTPUT=TAP; export CMOCKA_MESSAGE_OUTPUT; \
	LC_ALL=C.UTF-8; export LC_ALL; \
	TZ=CET-1CEST,M3.5.0,M10.5.0/3; export TZ; \
	TERM=xterm-256color; export TERM; \
	SHELL=/bin/sh; export SHELL; \
	HOME='$(abs_top_builddir)/tests/home'; export HOME; \
	RELANCE_SOURCE='$(abs_top_srcdir)'; export RELANCE_SOURCE; \
	RELANCE_BUILD='$(abs_top_builddir)'; export RELANCE_BUILD; \
	RELANCE_SHARED="$${RELANCE_SHARED:-$(abs_top_srcdir)/../shared/data}"; export RELANCE_SHARED; \
	XGETTEXT='$(XGETTEXT)'; export XGETTEXT; \
	MSGFMT='$(MSGFMT)'; export MSGFMT; \
	UBSAN_OPTIONS=print_stacktrace=1; export UBSAN_OPTIONS;

# LINK_FUZZ: what a target of `make fuzz` links with.
LINK_FUZZ = $(AM_LDFLAGS) -fsanitize=fuzzer

include tests/base/local.mk
include tests/rules/local.mk
include tests/intake/local.mk
include tests/db/local.mk
include tests/desk/local.mk
include tests/command/local.mk
include tests/ui/local.mk
include tests/e2e/local.mk
include tests/torture/local.mk

dist_check_SCRIPTS += tests/layers.sh tests/po.sh
TESTS += tests/layers.sh tests/po.sh
EXTRA_DIST += tests/tap.sh
