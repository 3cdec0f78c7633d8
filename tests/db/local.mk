# tests of db
# The engine. test_sqlite also speaks to the library itself, to plant what the engine would refuse.
if HAVE_CMOCKA
ENGINE_TESTS = \
	tests/db/test_engine \
	tests/db/test_sqlite
check_PROGRAMS += $(ENGINE_TESTS)
TESTS += $(ENGINE_TESTS)
tests_db_test_engine_SOURCES = tests/db/test_engine.c tests/db/scratch.c tests/db/scratch.h
tests_db_test_engine_LDADD = $(LINK_DB) $(CMOCKA_LIBS)
tests_db_test_sqlite_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_db_test_sqlite_SOURCES = tests/db/test_sqlite.c tests/db/crash.c tests/db/crash.h tests/db/scratch.c tests/db/scratch.h
tests_db_test_sqlite_LDADD = $(LINK_DB) $(CMOCKA_LIBS)
endif

# Kills by the thousand.
TORTURE_BIN += tests/db/torture_engine
tests_db_torture_engine_SOURCES = tests/db/torture_engine.c tests/db/crash.c tests/db/crash.h tests/db/scratch.c tests/db/scratch.h
tests_db_torture_engine_LDADD = $(LINK_DB)
