# tests of db
# The engine. test_sqlite also speaks to the library itself, to plant what the engine would refuse; disk.c stands between the two.
check_LIBRARIES += tests/db/libscratch.a
tests_db_libscratch_a_CPPFLAGS = $(AM_CPPFLAGS) $(PQ_CFLAGS)
tests_db_libscratch_a_SOURCES = \
	tests/db/pg.c tests/db/pg.h \
	tests/db/sample.c tests/db/sample.h \
	tests/db/scratch.c tests/db/scratch.h \
	tests/db/work.c tests/db/work.h
LINK_DB_SCRATCH = tests/db/libscratch.a $(LINK_DB)
LINK_DB_TEST = $(LINK_DB_SCRATCH) $(CMOCKA_LIBS)
DB_CRASH = tests/db/crash.c tests/db/crash.h
DB_POWERCUT = tests/db/powercut.c tests/db/powercut.h tests/db/disk.c tests/db/disk.h
if HAVE_CMOCKA
ENGINE_TESTS = \
	tests/db/test_engine \
	tests/db/test_faults \
	tests/db/test_gate \
	tests/db/test_import \
	tests/db/test_restore \
	tests/db/test_schema \
	tests/db/test_sqlite \
	tests/db/test_sqlite_ddl \
	tests/db/test_sqlite_fill \
	tests/db/test_sqlite_log \
	tests/db/test_sqlite_writes \
	tests/db/test_turns
check_PROGRAMS += $(ENGINE_TESTS)
TESTS += $(ENGINE_TESTS)
tests_db_test_engine_LDADD = $(LINK_DB_TEST)
tests_db_test_faults_SOURCES = tests/db/test_faults.c $(DB_POWERCUT)
tests_db_test_faults_LDADD = $(LINK_DB_TEST)
tests_db_test_gate_LDADD = $(LINK_DB_TEST)
tests_db_test_import_LDADD = $(LINK_DB_TEST)
tests_db_test_restore_LDADD = $(LINK_DB_TEST)
tests_db_test_schema_LDADD = $(LINK_DB_TEST)
tests_db_test_sqlite_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_db_test_sqlite_SOURCES = tests/db/test_sqlite.c $(DB_CRASH)
tests_db_test_sqlite_LDADD = $(LINK_DB_TEST)
tests_db_test_sqlite_ddl_LDADD = $(LINK_DB_TEST)
tests_db_test_sqlite_fill_LDADD = $(LINK_DB_TEST)
tests_db_test_sqlite_log_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_db_test_sqlite_log_LDADD = $(LINK_DB_TEST)
tests_db_test_sqlite_writes_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_db_test_sqlite_writes_SOURCES = tests/db/test_sqlite_writes.c tests/db/disk.c tests/db/disk.h
tests_db_test_sqlite_writes_LDADD = $(LINK_DB_TEST)
tests_db_test_turns_LDADD = $(LINK_DB_TEST)
endif

# The same again on a private PostgreSQL: on_postgres.sh starts one and runs the programs that ask pg.h for their store.
EXTRA_DIST += tests/db/pg.sh
if HAVE_POSTGRESQL
if HAVE_CMOCKA
check_PROGRAMS += tests/db/test_postgres tests/db/test_postgres_ddl
TESTS += tests/db/test_postgres_ddl
dist_check_SCRIPTS += tests/db/on_postgres.sh
TESTS += tests/db/on_postgres.sh
tests_db_test_postgres_LDADD = $(LINK_DB_TEST)
tests_db_test_postgres_ddl_LDADD = $(LINK_DB_TEST)
endif
endif

# Kills and power cuts by the thousand.
TORTURE_BIN += tests/db/torture_engine
tests_db_torture_engine_SOURCES = tests/db/torture_engine.c $(DB_CRASH) $(DB_POWERCUT)
tests_db_torture_engine_LDADD = $(LINK_DB_SCRATCH)
