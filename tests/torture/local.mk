# `make torture`: kills and full disks, by the hundred. TORTURE_ROUNDS says how often. What its scripts run is built for it.
TORTURE_TOOLS = tests/torture/crowd bench/agents
torture: $(TORTURE_TOOLS)
if HAVE_VTERM
TORTURE_BIN += tests/torture/torture_kill
tests_torture_torture_kill_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_torture_torture_kill_SOURCES = \
	tests/torture/book.c tests/torture/book.h \
	tests/torture/torture_kill.c \
	tests/torture/victim.c tests/torture/victim.h
tests_torture_torture_kill_LDADD = tests/ui/libpty.a $(LINK_BASE) $(VTERM_LIBS) $(SQLITE_LIBS)
endif
TORTURE_SH += tests/torture/torture_disk.sh tests/torture/torture_damage.sh tests/torture/torture_night.sh

# Whole runs with one system call failing, by a library put before the program's own.
EXTRA_DIST += tests/torture/faulted.sh
TORTURE_SH += tests/torture/torture_faults.sh tests/torture/torture_first.sh
TORTURE_TOOLS += tests/torture/faults.so
EXTRA_PROGRAMS += tests/torture/faults.so
CLEANFILES += tests/torture/faults.so
tests_torture_faults_so_SOURCES = tests/torture/faults.c
tests_torture_faults_so_CPPFLAGS = -U_FORTIFY_SOURCE
tests_torture_faults_so_CFLAGS = -g -O1 -fPIC -Wall -Wextra
tests_torture_faults_so_LDFLAGS = -shared
tests_torture_faults_so_LDADD = -ldl

# Stores of older programs, brought up under the same faults.
TORTURE_SH += tests/torture/torture_migration.sh tests/torture/torture_move.sh tests/torture/torture_restore.sh
TORTURE_TOOLS += tests/torture/older
EXTRA_PROGRAMS += tests/torture/older
CLEANFILES += tests/torture/older
tests_torture_older_SOURCES = tests/torture/older.c
tests_torture_older_LDADD = $(LINK_DB)

# A month of cash at full size (CASH_MONTH invoices); names swapped under the night's hand.
if HAVE_CMOCKA
TORTURE_TOOLS += tests/base/test_drop
TORTURE_SH += tests/torture/torture_month.sh
endif

# What people do all day, all at once and beside nights.
TORTURE_SH += tests/torture/torture_mix.sh tests/torture/torture_exports.sh
TORTURE_TOOLS += tests/torture/mix
EXTRA_PROGRAMS += tests/torture/mix
CLEANFILES += tests/torture/mix
tests_torture_mix_SOURCES = tests/torture/mix.c $(BENCH_STORE)
tests_torture_mix_LDADD = $(LINK_DESK)

# Many processes on both engines.
EXTRA_PROGRAMS += tests/torture/crowd
CLEANFILES += tests/torture/crowd
tests_torture_crowd_SOURCES = tests/torture/crowd.c $(BENCH_STORE)
tests_torture_crowd_LDADD = $(LINK_DESK)
if HAVE_POSTGRESQL
TORTURE_SH += tests/torture/torture_engines.sh tests/torture/torture_server.sh tests/torture/torture_night_beside.sh
endif
