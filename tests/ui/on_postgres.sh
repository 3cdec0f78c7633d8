#!/bin/sh
# The screens' tests and whole runs again, on PostgreSQL.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/tap.sh"
. "$RELANCE_SOURCE/tests/db/pg.sh"
pg_tests tests/ui/test_circuit tests/ui/test_console tests/ui/test_contacts tests/ui/test_disputes tests/ui/test_entry tests/ui/test_file tests/ui/test_file_walk tests/ui/test_keys_budget tests/ui/test_panes \
	tests/ui/test_queue tests/ui/test_search tests/e2e/first_day.sh tests/e2e/console.sh
