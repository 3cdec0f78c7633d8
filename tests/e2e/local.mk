# Whole runs of the program, in a private store and a private terminal.
E2E_TESTS = tests/e2e/console.sh tests/e2e/first_day.sh
dist_check_SCRIPTS += $(E2E_TESTS)
TESTS += $(E2E_TESTS)
EXTRA_DIST += tests/e2e/e2e.sh
