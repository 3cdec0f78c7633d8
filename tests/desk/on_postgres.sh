#!/bin/sh
# The desk's tests again, on PostgreSQL.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/tap.sh"
. "$RELANCE_SOURCE/tests/db/pg.sh"
pg_tests \
	tests/desk/test_agenda \
	tests/desk/test_beside \
	tests/desk/test_call \
	tests/desk/test_cash \
	tests/desk/test_cash_files \
	tests/desk/test_cash_month \
	tests/desk/test_circuit \
	tests/desk/test_claim \
	tests/desk/test_contact \
	tests/desk/test_dispute \
	tests/desk/test_document \
	tests/desk/test_dry_run \
	tests/desk/test_escalation \
	tests/desk/test_figures \
	tests/desk/test_file \
	tests/desk/test_import \
	tests/desk/test_import_beside \
	tests/desk/test_import_files \
	tests/desk/test_import_lines \
	tests/desk/test_import_told \
	tests/desk/test_letter \
	tests/desk/test_lost \
	tests/desk/test_mail \
	tests/desk/test_mail_steps \
	tests/desk/test_migrate \
	tests/desk/test_money \
	tests/desk/test_night \
	tests/desk/test_profile \
	tests/desk/test_promises \
	tests/desk/test_proposal \
	tests/desk/test_reason \
	tests/desk/test_refresh \
	tests/desk/test_rights \
	tests/desk/test_session \
	tests/desk/test_simulate \
	tests/desk/test_team \
	tests/desk/test_texts \
	tests/desk/test_undo \
	tests/desk/test_verify \
	tests/desk/test_worklist \
	tests/desk/test_year
