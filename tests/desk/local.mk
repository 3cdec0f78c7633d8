# What calls, queues, claims and rescoring do, on a real store in memory or a private folder.
DESK_FIXTURE = tests/desk/fixture.c tests/desk/fixture.h $(DB_PG)
DESK_IMPORT_HELP = tests/desk/import_help.c tests/desk/import_help.h $(DESK_FIXTURE)
DESK_CASH_HELP = tests/desk/cash_help.c tests/desk/cash_help.h $(DESK_IMPORT_HELP)
if HAVE_CMOCKA
DESK_TESTS = \
	tests/desk/test_agenda \
	tests/desk/test_call \
	tests/desk/test_circuit \
	tests/desk/test_contact \
	tests/desk/test_file \
	tests/desk/test_cash \
	tests/desk/test_cash_files \
	tests/desk/test_cash_month \
	tests/desk/test_claim \
	tests/desk/test_demo \
	tests/desk/test_dispute \
	tests/desk/test_document \
	tests/desk/test_escalation \
	tests/desk/test_figures \
	tests/desk/test_dry_run \
	tests/desk/test_import \
	tests/desk/test_import_beside \
	tests/desk/test_import_files \
	tests/desk/test_import_lines \
	tests/desk/test_letter \
	tests/desk/test_mail \
	tests/desk/test_import_told \
	tests/desk/test_migrate \
	tests/desk/test_money \
	tests/desk/test_night \
	tests/desk/test_promises \
	tests/desk/test_profile \
	tests/desk/test_proposal \
	tests/desk/test_reason \
	tests/desk/test_refresh \
	tests/desk/test_session \
	tests/desk/test_team \
	tests/desk/test_simulate \
	tests/desk/test_texts \
	tests/desk/test_undo \
	tests/desk/test_verify \
	tests/desk/test_worklist \
	tests/desk/test_year
check_PROGRAMS += $(DESK_TESTS)
TESTS += $(DESK_TESTS)
tests_desk_test_letter_SOURCES = tests/desk/test_letter.c $(DESK_FIXTURE)
tests_desk_test_letter_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_letter_LDADD = $(LINK_WORDS) $(CMOCKA_LIBS)
tests_desk_test_texts_SOURCES = tests/desk/test_texts.c $(DESK_FIXTURE)
tests_desk_test_texts_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_texts_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_simulate_SOURCES = tests/desk/test_simulate.c $(DESK_FIXTURE)
tests_desk_test_simulate_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_simulate_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_mail_SOURCES = tests/desk/test_mail.c $(DESK_FIXTURE)
tests_desk_test_mail_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_mail_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_agenda_SOURCES = tests/desk/test_agenda.c $(DESK_FIXTURE)
tests_desk_test_agenda_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_agenda_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_circuit_SOURCES = tests/desk/test_circuit.c $(DESK_FIXTURE)
tests_desk_test_circuit_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_circuit_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_file_SOURCES = tests/desk/test_file.c $(DESK_FIXTURE)
tests_desk_test_file_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_file_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_contact_SOURCES = tests/desk/test_contact.c $(DESK_FIXTURE)
tests_desk_test_contact_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_contact_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_call_SOURCES = tests/desk/test_call.c $(DESK_FIXTURE)
tests_desk_test_call_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_call_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_cash_SOURCES = tests/desk/test_cash.c $(DESK_CASH_HELP)
tests_desk_test_cash_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_cash_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_verify_SOURCES = tests/desk/test_verify.c $(DESK_CASH_HELP)
tests_desk_test_verify_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_verify_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_cash_files_SOURCES = tests/desk/test_cash_files.c $(DESK_CASH_HELP)
tests_desk_test_cash_files_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_cash_files_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_cash_month_SOURCES = tests/desk/test_cash_month.c $(DESK_CASH_HELP)
tests_desk_test_cash_month_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_cash_month_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_claim_SOURCES = tests/desk/test_claim.c $(DESK_FIXTURE)
tests_desk_test_claim_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_claim_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_demo_SOURCES = tests/desk/test_demo.c $(DESK_FIXTURE)
tests_desk_test_demo_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_demo_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_escalation_SOURCES = tests/desk/test_escalation.c $(DESK_FIXTURE)
tests_desk_test_escalation_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_escalation_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_figures_SOURCES = tests/desk/test_figures.c $(DESK_FIXTURE)
tests_desk_test_figures_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_figures_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_import_SOURCES = tests/desk/test_import.c $(DESK_IMPORT_HELP)
tests_desk_test_import_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_import_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_import_beside_SOURCES = tests/desk/test_import_beside.c $(DESK_IMPORT_HELP)
tests_desk_test_import_beside_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_import_beside_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_import_files_SOURCES = tests/desk/test_import_files.c $(DESK_IMPORT_HELP)
tests_desk_test_import_files_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_import_files_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_import_lines_SOURCES = tests/desk/test_import_lines.c $(DESK_IMPORT_HELP)
tests_desk_test_import_lines_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_import_lines_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_import_told_SOURCES = tests/desk/test_import_told.c $(DESK_IMPORT_HELP)
tests_desk_test_import_told_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_import_told_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_migrate_SOURCES = tests/desk/test_migrate.c $(DESK_FIXTURE)
tests_desk_test_migrate_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_migrate_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_money_SOURCES = tests/desk/test_money.c $(DESK_FIXTURE)
tests_desk_test_money_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_money_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_night_SOURCES = tests/desk/test_night.c $(DESK_IMPORT_HELP)
tests_desk_test_night_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_night_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_promises_SOURCES = tests/desk/test_promises.c $(DESK_FIXTURE)
tests_desk_test_promises_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_promises_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_dry_run_SOURCES = tests/desk/test_dry_run.c $(DESK_FIXTURE)
tests_desk_test_dry_run_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_dry_run_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_profile_SOURCES = tests/desk/test_profile.c $(DESK_FIXTURE)
tests_desk_test_profile_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_profile_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_year_SOURCES = tests/desk/test_year.c $(DESK_FIXTURE)
tests_desk_test_year_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_year_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_proposal_SOURCES = tests/desk/test_proposal.c $(DESK_FIXTURE)
tests_desk_test_proposal_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_proposal_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_document_SOURCES = tests/desk/test_document.c $(DESK_FIXTURE)
tests_desk_test_document_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_document_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_dispute_SOURCES = tests/desk/test_dispute.c $(DESK_FIXTURE)
tests_desk_test_dispute_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_dispute_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_reason_SOURCES = tests/desk/test_reason.c $(DESK_FIXTURE)
tests_desk_test_reason_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_reason_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_refresh_SOURCES = tests/desk/test_refresh.c $(DESK_FIXTURE)
tests_desk_test_refresh_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_refresh_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_session_SOURCES = tests/desk/test_session.c $(DESK_FIXTURE)
tests_desk_test_session_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_session_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_team_SOURCES = tests/desk/test_team.c $(DESK_FIXTURE)
tests_desk_test_team_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_team_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_undo_SOURCES = tests/desk/test_undo.c $(DESK_FIXTURE)
tests_desk_test_undo_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_undo_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_worklist_SOURCES = tests/desk/test_worklist.c $(DESK_FIXTURE)
tests_desk_test_worklist_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_worklist_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
if HAVE_POSTGRESQL
check_PROGRAMS += tests/desk/test_lost tests/desk/test_rights
tests_desk_test_lost_SOURCES = tests/desk/test_lost.c $(DESK_FIXTURE)
tests_desk_test_lost_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_lost_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
tests_desk_test_rights_SOURCES = tests/desk/test_rights.c $(DESK_FIXTURE)
tests_desk_test_rights_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_test_rights_LDADD = $(LINK_DESK) $(CMOCKA_LIBS)
dist_check_SCRIPTS += tests/desk/on_postgres.sh tests/desk/own_accounts.sh
LONG_TESTS += tests/desk/on_postgres.sh tests/desk/own_accounts.sh
endif
endif
