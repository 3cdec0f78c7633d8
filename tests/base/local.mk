if HAVE_CMOCKA
BASE_TESTS = \
	tests/base/test_date
check_PROGRAMS += $(BASE_TESTS)
TESTS += $(BASE_TESTS)
tests_base_test_date_SOURCES = tests/base/test_date.c
tests_base_test_date_LDADD = $(LINK_BASE) $(CMOCKA_LIBS)
endif
