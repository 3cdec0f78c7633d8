if HAVE_CMOCKA
RULES_TESTS = \
	tests/rules/test_action \
	tests/rules/test_aging \
	tests/rules/test_amount \
	tests/rules/test_brief \
	tests/rules/test_brief_money \
	tests/rules/test_brief_circuit \
	tests/rules/test_calendar \
	tests/rules/test_callable \
	tests/rules/test_callable_hours \
	tests/rules/test_callable_property \
	tests/rules/test_chase \
	tests/rules/test_checklist \
	tests/rules/test_circuit \
	tests/rules/test_circuit_entry \
	tests/rules/test_circuit_whom \
	tests/rules/test_clocks \
	tests/rules/test_contact \
	tests/rules/test_dispute \
	tests/rules/test_document \
	tests/rules/test_document_entry \
	tests/rules/test_entry \
	tests/rules/test_entry_call \
	tests/rules/test_entry_currency \
	tests/rules/test_entry_property \
	tests/rules/test_follow_up \
	tests/rules/test_escalation \
	tests/rules/test_interest \
	tests/rules/test_mailing \
	tests/rules/test_matching \
	tests/rules/test_matching_number \
	tests/rules/test_monotone \
	tests/rules/test_narrow \
	tests/rules/test_netting \
	tests/rules/test_option \
	tests/rules/test_outcome \
	tests/rules/test_plan \
	tests/rules/test_policy \
	tests/rules/test_promise \
	tests/rules/test_proportion \
	tests/rules/test_reason \
	tests/rules/test_scenario \
	tests/rules/test_scenario_text \
	tests/rules/test_score \
	tests/rules/test_template \
	tests/rules/test_wrapup
check_PROGRAMS += $(RULES_TESTS)
TESTS += $(RULES_TESTS)
tests_rules_test_brief_SOURCES = tests/rules/test_brief.c tests/rules/facts.h tests/rules/brief_file.h
tests_rules_test_brief_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_brief_money_SOURCES = tests/rules/test_brief_money.c tests/rules/facts.h tests/rules/brief_file.h
tests_rules_test_brief_money_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_brief_circuit_SOURCES = tests/rules/test_brief_circuit.c tests/rules/facts.h tests/rules/brief_file.h
tests_rules_test_brief_circuit_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_callable_SOURCES = tests/rules/test_callable.c tests/rules/facts.h
tests_rules_test_callable_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_callable_hours_SOURCES = tests/rules/test_callable_hours.c tests/rules/facts.h
tests_rules_test_callable_hours_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_callable_property_SOURCES = tests/rules/test_callable_property.c tests/rules/facts.h
tests_rules_test_callable_property_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_matching_SOURCES = tests/rules/test_matching.c tests/rules/facts.h tests/rules/payment.h
tests_rules_test_matching_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_matching_number_SOURCES = tests/rules/test_matching_number.c tests/rules/facts.h tests/rules/payment.h
tests_rules_test_matching_number_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_monotone_SOURCES = tests/rules/test_monotone.c tests/rules/facts.h
tests_rules_test_monotone_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_narrow_SOURCES = tests/rules/test_narrow.c
tests_rules_test_narrow_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_netting_SOURCES = tests/rules/test_netting.c tests/rules/facts.h
tests_rules_test_netting_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_promise_SOURCES = tests/rules/test_promise.c tests/rules/facts.h
tests_rules_test_promise_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_score_SOURCES = tests/rules/test_score.c tests/rules/facts.h
tests_rules_test_score_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_action_SOURCES = tests/rules/test_action.c
tests_rules_test_action_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_checklist_SOURCES = tests/rules/test_checklist.c tests/rules/facts.h
tests_rules_test_checklist_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_calendar_SOURCES = tests/rules/test_calendar.c
tests_rules_test_calendar_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_dispute_SOURCES = tests/rules/test_dispute.c
tests_rules_test_dispute_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_entry_SOURCES = tests/rules/test_entry.c tests/rules/entry_show.h
tests_rules_test_entry_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_entry_currency_SOURCES = tests/rules/test_entry_currency.c tests/rules/entry_show.h
tests_rules_test_entry_currency_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_entry_call_SOURCES = tests/rules/test_entry_call.c tests/rules/entry_show.h
tests_rules_test_entry_call_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_entry_property_SOURCES = tests/rules/test_entry_property.c tests/rules/entry_show.h
tests_rules_test_entry_property_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_follow_up_SOURCES = tests/rules/test_follow_up.c tests/rules/facts.h
tests_rules_test_follow_up_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_option_SOURCES = tests/rules/test_option.c
tests_rules_test_option_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_outcome_SOURCES = tests/rules/test_outcome.c
tests_rules_test_outcome_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_proportion_SOURCES = tests/rules/test_proportion.c tests/rules/facts.h
tests_rules_test_proportion_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_interest_SOURCES = tests/rules/test_interest.c tests/rules/facts.h
tests_rules_test_interest_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_aging_SOURCES = tests/rules/test_aging.c tests/rules/facts.h
tests_rules_test_aging_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_amount_SOURCES = tests/rules/test_amount.c tests/rules/facts.h
tests_rules_test_amount_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_clocks_SOURCES = tests/rules/test_clocks.c tests/rules/facts.h
tests_rules_test_clocks_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_template_SOURCES = tests/rules/test_template.c
tests_rules_test_template_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_contact_SOURCES = tests/rules/test_contact.c tests/rules/facts.h
tests_rules_test_contact_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_circuit_entry_SOURCES = tests/rules/test_circuit_entry.c tests/rules/facts.h
tests_rules_test_circuit_entry_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_circuit_whom_SOURCES = tests/rules/test_circuit_whom.c tests/rules/facts.h tests/rules/circuit_news.h
tests_rules_test_circuit_whom_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_circuit_SOURCES = tests/rules/test_circuit.c tests/rules/facts.h tests/rules/circuit_news.h
tests_rules_test_circuit_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_chase_SOURCES = tests/rules/test_chase.c tests/rules/facts.h
tests_rules_test_chase_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_reason_SOURCES = tests/rules/test_reason.c tests/rules/facts.h
tests_rules_test_reason_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_scenario_SOURCES = tests/rules/test_scenario.c tests/rules/facts.h
tests_rules_test_scenario_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_scenario_text_SOURCES = tests/rules/test_scenario_text.c tests/rules/facts.h
tests_rules_test_scenario_text_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_escalation_SOURCES = tests/rules/test_escalation.c tests/rules/facts.h
tests_rules_test_escalation_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_wrapup_SOURCES = tests/rules/test_wrapup.c tests/rules/facts.h
tests_rules_test_wrapup_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_document_entry_SOURCES = tests/rules/test_document_entry.c tests/rules/facts.h
tests_rules_test_document_entry_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_document_SOURCES = tests/rules/test_document.c tests/rules/facts.h
tests_rules_test_document_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_plan_SOURCES = tests/rules/test_plan.c tests/rules/facts.h
tests_rules_test_plan_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_policy_SOURCES = tests/rules/test_policy.c tests/rules/facts.h
tests_rules_test_policy_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_mailing_SOURCES = tests/rules/test_mailing.c tests/rules/facts.h
tests_rules_test_mailing_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
endif
dist_check_SCRIPTS += tests/rules/checklist.sh
TESTS += tests/rules/checklist.sh
