#!/bin/sh
# The desk's tests once more on PostgreSQL, everybody with his own account there instead of the owner's: what the desk does, an agent's or a
# supervisor's rights must suffice for. A failure here and not in on_postgres.sh means a missing grant in db/postgres_rights.c.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/tap.sh"
. "$RELANCE_SOURCE/tests/db/pg.sh"
RELANCE_TEST_OWN=1
export RELANCE_TEST_OWN
pg_tests \
	tests/desk/test_call \
	tests/desk/test_cash \
	tests/desk/test_cash_hand \
	tests/desk/test_circuit \
	tests/desk/test_claim \
	tests/desk/test_contact \
	tests/desk/test_dispute \
	tests/desk/test_document \
	tests/desk/test_escalation \
	tests/desk/test_mail \
	tests/desk/test_team \
	tests/desk/test_undo \
	tests/desk/test_worklist
