# Whole runs of the program, in a private store and a private terminal.
E2E_TESTS = tests/e2e/circuit.sh tests/e2e/console.sh tests/e2e/dispute.sh tests/e2e/first_day.sh tests/e2e/lists.sh tests/e2e/mail.sh
E2E_TESTS += tests/e2e/night.sh tests/e2e/night_hostile.sh tests/e2e/night_kill.sh
E2E_TESTS += tests/e2e/contract.sh tests/e2e/decision.sh tests/e2e/manual.sh
dist_check_SCRIPTS += $(E2E_TESTS)
TESTS += $(E2E_TESTS)
EXTRA_DIST += tests/e2e/e2e.sh
if HAVE_POSTGRESQL
dist_check_SCRIPTS += tests/e2e/own_account.sh tests/e2e/two_engines.sh
LONG_TESTS += tests/e2e/own_account.sh tests/e2e/two_engines.sh
if HAVE_CMOCKA
dist_check_SCRIPTS += tests/ui/on_postgres.sh
LONG_TESTS += tests/ui/on_postgres.sh
endif
endif
