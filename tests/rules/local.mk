if HAVE_CMOCKA
RULES_TESTS = \
	tests/rules/test_brief \
	tests/rules/test_callable \
	tests/rules/test_monotone \
	tests/rules/test_netting \
	tests/rules/test_promise \
	tests/rules/test_score
check_PROGRAMS += $(RULES_TESTS)
TESTS += $(RULES_TESTS)
tests_rules_test_brief_SOURCES = tests/rules/test_brief.c tests/rules/facts.h
tests_rules_test_brief_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_callable_SOURCES = tests/rules/test_callable.c tests/rules/facts.h
tests_rules_test_callable_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_monotone_SOURCES = tests/rules/test_monotone.c tests/rules/facts.h
tests_rules_test_monotone_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_netting_SOURCES = tests/rules/test_netting.c tests/rules/facts.h
tests_rules_test_netting_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_promise_SOURCES = tests/rules/test_promise.c tests/rules/facts.h
tests_rules_test_promise_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
tests_rules_test_score_SOURCES = tests/rules/test_score.c tests/rules/facts.h
tests_rules_test_score_LDADD = $(LINK_RULES) $(CMOCKA_LIBS)
endif
