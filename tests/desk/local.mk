# What calls, queues, claims and rescoring do, on a real store in memory or a private folder. What the tests share is compiled once.
if HAVE_CMOCKA
check_LIBRARIES += tests/desk/libfixture.a
tests_desk_libfixture_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_desk_libfixture_a_SOURCES = \
	tests/desk/cash_help.c tests/desk/cash_help.h \
	tests/desk/fixture.c tests/desk/fixture.h \
	tests/desk/import_help.c tests/desk/import_help.h \
	tests/desk/steps.c tests/desk/steps.h \
	tests/desk/done.h \
	tests/desk/mail_help.h
LINK_FIXTURE = tests/desk/libfixture.a tests/db/libscratch.a
LINK_DESK_TEST = $(LINK_FIXTURE) $(LINK_DESK) $(CMOCKA_LIBS)
DESK_TESTS = \
	tests/desk/test_agenda \
	tests/desk/test_beside \
	tests/desk/test_call \
	tests/desk/test_cash \
	tests/desk/test_cash_again \
	tests/desk/test_cash_files \
	tests/desk/test_cash_hand \
	tests/desk/test_cash_key \
	tests/desk/test_cash_ledger \
	tests/desk/test_cash_month \
	tests/desk/test_cash_reference \
	tests/desk/test_circuit \
	tests/desk/test_claim \
	tests/desk/test_contact \
	tests/desk/test_days \
	tests/desk/test_demo \
	tests/desk/test_dispute \
	tests/desk/test_document \
	tests/desk/test_dry_run \
	tests/desk/test_escalation \
	tests/desk/test_export \
	tests/desk/test_figures \
	tests/desk/test_file \
	tests/desk/test_growth \
	tests/desk/test_import \
	tests/desk/test_import_beside \
	tests/desk/test_import_files \
	tests/desk/test_import_lines \
	tests/desk/test_imports \
	tests/desk/test_import_told \
	tests/desk/test_judge \
	tests/desk/test_judge_stakes \
	tests/desk/test_known_line \
	tests/desk/test_letter \
	tests/desk/test_live \
	tests/desk/test_mail \
	tests/desk/test_mail_queue \
	tests/desk/test_mail_steps \
	tests/desk/test_migrate \
	tests/desk/test_money \
	tests/desk/test_night \
	tests/desk/test_profile \
	tests/desk/test_promises \
	tests/desk/test_proposal \
	tests/desk/test_reason \
	tests/desk/test_refresh \
	tests/desk/test_search_amount \
	tests/desk/test_sequences \
	tests/desk/test_session \
	tests/desk/test_simulate \
	tests/desk/test_team \
	tests/desk/test_texts \
	tests/desk/test_undo \
	tests/desk/test_verify \
	tests/desk/test_worklist \
	tests/desk/test_year
check_PROGRAMS += $(DESK_TESTS)
TESTS += $(DESK_TESTS)
tests_desk_test_agenda_LDADD = $(LINK_DESK_TEST)
tests_desk_test_beside_LDADD = $(LINK_DESK_TEST)
tests_desk_test_call_LDADD = $(LINK_DESK_TEST)
tests_desk_test_cash_LDADD = $(LINK_DESK_TEST)
tests_desk_test_cash_again_LDADD = $(LINK_DESK_TEST)
tests_desk_test_cash_hand_LDADD = $(LINK_DESK_TEST)
tests_desk_test_cash_files_LDADD = $(LINK_DESK_TEST)
tests_desk_test_cash_ledger_LDADD = $(LINK_DESK_TEST)
tests_desk_test_cash_month_LDADD = $(LINK_DESK_TEST)
tests_desk_test_cash_reference_LDADD = $(LINK_DESK_TEST)
tests_desk_test_circuit_LDADD = $(LINK_DESK_TEST)
tests_desk_test_claim_LDADD = $(LINK_DESK_TEST)
tests_desk_test_contact_LDADD = $(LINK_DESK_TEST)
tests_desk_test_days_LDADD = $(LINK_DESK_TEST)
tests_desk_test_demo_LDADD = $(LINK_DESK_TEST)
tests_desk_test_dispute_LDADD = $(LINK_DESK_TEST)
tests_desk_test_document_LDADD = $(LINK_DESK_TEST)
tests_desk_test_dry_run_LDADD = $(LINK_DESK_TEST)
tests_desk_test_escalation_LDADD = $(LINK_DESK_TEST)
tests_desk_test_export_LDADD = $(LINK_DESK_TEST)
tests_desk_test_figures_LDADD = $(LINK_DESK_TEST)
tests_desk_test_file_LDADD = $(LINK_DESK_TEST)
tests_desk_test_growth_LDADD = $(LINK_DESK_TEST) $(SQLITE_LIBS)
tests_desk_test_cash_key_LDADD = $(LINK_DESK_TEST) $(SQLITE_LIBS)
tests_desk_test_import_LDADD = $(LINK_DESK_TEST)
tests_desk_test_import_beside_LDADD = $(LINK_DESK_TEST)
tests_desk_test_import_files_LDADD = $(LINK_DESK_TEST)
tests_desk_test_imports_LDADD = $(LINK_DESK_TEST)
tests_desk_test_import_lines_LDADD = $(LINK_DESK_TEST)
tests_desk_test_import_told_LDADD = $(LINK_DESK_TEST)
tests_desk_test_judge_LDADD = $(LINK_DESK_TEST)
tests_desk_test_judge_SOURCES = tests/desk/test_judge.c tests/desk/bundle.h
tests_desk_test_judge_stakes_LDADD = $(LINK_DESK_TEST)
tests_desk_test_judge_stakes_SOURCES = tests/desk/test_judge_stakes.c tests/desk/bundle.h
tests_desk_test_known_line_LDADD = $(LINK_DESK_TEST)
tests_desk_test_letter_LDADD = $(LINK_FIXTURE) $(LINK_WORDS) $(CMOCKA_LIBS)
tests_desk_test_live_LDADD = $(LINK_DESK_TEST)
tests_desk_test_mail_LDADD = $(LINK_DESK_TEST)
tests_desk_test_mail_LDFLAGS = -Wl,--wrap=run_program
tests_desk_test_mail_queue_LDADD = $(LINK_DESK_TEST)
tests_desk_test_mail_steps_LDADD = $(LINK_FIXTURE) $(LINK_WORDS) $(CMOCKA_LIBS)
tests_desk_test_migrate_LDADD = $(LINK_DESK_TEST)
tests_desk_test_money_LDADD = $(LINK_DESK_TEST)
tests_desk_test_night_LDADD = $(LINK_DESK_TEST)
tests_desk_test_night_LDFLAGS = -Wl,--wrap=mapped_open
tests_desk_test_profile_LDADD = $(LINK_DESK_TEST)
tests_desk_test_promises_LDADD = $(LINK_DESK_TEST)
tests_desk_test_proposal_LDADD = $(LINK_DESK_TEST)
tests_desk_test_reason_LDADD = $(LINK_DESK_TEST)
tests_desk_test_refresh_LDADD = $(LINK_DESK_TEST)
tests_desk_test_search_amount_LDADD = $(LINK_DESK_TEST)
tests_desk_test_sequences_LDADD = $(LINK_DESK_TEST)
tests_desk_test_session_LDADD = $(LINK_DESK_TEST)
tests_desk_test_simulate_LDADD = $(LINK_DESK_TEST)
tests_desk_test_team_LDADD = $(LINK_DESK_TEST)
tests_desk_test_texts_LDADD = $(LINK_DESK_TEST)
tests_desk_test_undo_LDADD = $(LINK_DESK_TEST)
tests_desk_test_verify_LDADD = $(LINK_DESK_TEST)
tests_desk_test_worklist_LDADD = $(LINK_DESK_TEST)
tests_desk_test_year_LDADD = $(LINK_DESK_TEST)
if HAVE_POSTGRESQL
check_PROGRAMS += tests/desk/test_lost tests/desk/test_meanwhile tests/desk/test_rights
tests_desk_test_lost_LDADD = $(LINK_DESK_TEST)
tests_desk_test_lost_CPPFLAGS = $(AM_CPPFLAGS) $(PQ_CFLAGS)
tests_desk_test_lost_LDFLAGS = -Wl,--wrap=PQsendQuery
tests_desk_test_meanwhile_LDADD = $(LINK_DESK_TEST)
tests_desk_test_rights_LDADD = $(LINK_DESK_TEST)
dist_check_SCRIPTS += tests/desk/on_postgres.sh tests/desk/own_accounts.sh
LONG_TESTS += tests/desk/on_postgres.sh tests/desk/own_accounts.sh
endif
endif
