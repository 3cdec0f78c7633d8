# `make bench`: the script times, these programs measure what a shell cannot. They are built for it alone.
BENCH_SH += bench/bench.sh bench/night.sh
EXTRA_DIST += bench/table.sh bench/night_files.sh bench/README.md
BENCH_TOOLS = \
	bench/agents \
	bench/cash \
	bench/elapsed \
	bench/ledger \
	bench/peak \
	bench/rescore \
	bench/search \
	bench/statement
BENCH_MEASURE = bench/measure.c bench/measure.h
BENCH_STORE = $(BENCH_MEASURE) bench/store.c bench/store.h
bench_agents_SOURCES = bench/agents.c $(BENCH_STORE)
bench_agents_LDADD = $(LINK_DESK)
bench_cash_CPPFLAGS = $(AM_CPPFLAGS) $(XML_CFLAGS)
bench_cash_SOURCES = bench/cash.c $(BENCH_STORE)
bench_cash_LDADD = $(LINK_DESK)
bench_elapsed_SOURCES = bench/elapsed.c $(BENCH_MEASURE)
bench_elapsed_LDADD = $(LINK_BASE)
bench_ledger_SOURCES = bench/ledger.c $(BENCH_MEASURE)
bench_ledger_LDADD = $(LINK_BASE)
bench_peak_SOURCES = bench/peak.c $(BENCH_MEASURE)
bench_peak_LDADD = $(LINK_BASE)
bench_rescore_SOURCES = bench/rescore.c $(BENCH_STORE)
bench_rescore_LDADD = $(LINK_DESK)
bench_search_SOURCES = bench/search.c $(BENCH_STORE)
bench_search_LDADD = $(LINK_DESK)
bench_statement_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
bench_statement_SOURCES = bench/statement.c $(BENCH_MEASURE)
bench_statement_LDADD = $(LINK_BASE) $(SQLITE_LIBS)

if HAVE_VTERM
BENCH_TOOLS += bench/console
bench_console_SOURCES = bench/console.c $(BENCH_MEASURE)
bench_console_LDADD = tests/ui/libpty.a $(LINK_BASE) $(VTERM_LIBS)
endif

EXTRA_PROGRAMS += $(BENCH_TOOLS)
CLEANFILES += $(BENCH_TOOLS)
bench: $(BENCH_TOOLS)

clean-local: bench-clean
.PHONY: bench-clean
bench-clean:
	rm -rf bench/cache
