# The memory grid stands in for the terminal, but in test_term, which drives term_probe through a pseudo-terminal.
LINK_UI_GRID = libui.a libtermgrid.a $(LINK_RULES) $(EDIT_LIBS)
LINK_UI_TERM = libui.a libterm.a $(LINK_RULES) $(NCURSESW_LIBS) $(EDIT_LIBS)

if HAVE_CMOCKA
UI_TESTS = \
	tests/ui/test_draw \
	tests/ui/test_field \
	tests/ui/test_frame \
	tests/ui/test_keys \
	tests/ui/test_list \
	tests/ui/test_prompt \
	tests/ui/test_trail
check_PROGRAMS += $(UI_TESTS)
TESTS += $(UI_TESTS)
tests_ui_test_draw_SOURCES = tests/ui/test_draw.c tests/ui/check.h
tests_ui_test_draw_LDADD = $(LINK_UI_GRID) $(CMOCKA_LIBS)
tests_ui_test_field_SOURCES = tests/ui/test_field.c tests/ui/check.h
tests_ui_test_field_LDADD = $(LINK_UI_GRID) $(CMOCKA_LIBS)
tests_ui_test_frame_SOURCES = tests/ui/test_frame.c tests/ui/check.h tests/ui/frame_bench.h
tests_ui_test_frame_LDADD = $(LINK_UI_GRID) $(CMOCKA_LIBS)
tests_ui_test_keys_SOURCES = tests/ui/test_keys.c tests/ui/check.h
tests_ui_test_keys_LDADD = $(LINK_UI_GRID) $(CMOCKA_LIBS)
tests_ui_test_list_SOURCES = tests/ui/test_list.c tests/ui/check.h
tests_ui_test_list_LDADD = $(LINK_UI_GRID) $(CMOCKA_LIBS)
tests_ui_test_prompt_SOURCES = tests/ui/test_prompt.c tests/ui/check.h tests/ui/frame_bench.h
tests_ui_test_prompt_LDADD = $(LINK_UI_GRID) $(CMOCKA_LIBS)
tests_ui_test_trail_SOURCES = tests/ui/test_trail.c tests/ui/check.h
tests_ui_test_trail_LDADD = $(LINK_UI_GRID) $(CMOCKA_LIBS)
endif

# The console's screens over a real store; what lives elsewhere is stood in for by desk_bench.c.
if HAVE_CMOCKA
check_LIBRARIES += tests/ui/libdeskbench.a tests/ui/libfilebench.a
BENCH_HELP = tests/ui/check.h tests/ui/golden.c tests/ui/golden.h tests/ui/speak.c tests/ui/speak.h
tests_ui_libdeskbench_a_SOURCES = tests/ui/desk_bench.c tests/ui/desk_bench.h $(BENCH_HELP)
tests_ui_libfilebench_a_SOURCES = tests/ui/file_bench.c tests/ui/file_bench.h $(BENCH_HELP)
LINK_SCREENS = $(LINK_FIXTURE) libui.a libtermgrid.a libconfiguration.a $(LINK_WORDS) $(EDIT_LIBS) $(CMOCKA_LIBS)
LINK_DESK_BENCH = tests/ui/libdeskbench.a $(LINK_SCREENS)
LINK_FILE_BENCH = tests/ui/libfilebench.a $(LINK_SCREENS)
CONSOLE_TESTS = \
	tests/ui/test_console \
	tests/ui/test_help \
	tests/ui/test_imports \
	tests/ui/test_lists \
	tests/ui/test_matching \
	tests/ui/test_policy \
	tests/ui/test_queue \
	tests/ui/test_queue_view \
	tests/ui/test_roll \
	tests/ui/test_search
check_PROGRAMS += $(CONSOLE_TESTS)
TESTS += $(CONSOLE_TESTS)
tests_ui_test_console_LDADD = $(LINK_DESK_BENCH)
tests_ui_test_help_LDADD = $(LINK_DESK_BENCH)
tests_ui_test_imports_LDADD = $(LINK_DESK_BENCH)
tests_ui_test_policy_LDADD = $(LINK_DESK_BENCH)
tests_ui_test_matching_LDADD = $(LINK_DESK_BENCH)
tests_ui_test_lists_LDADD = $(LINK_DESK_BENCH)
tests_ui_test_queue_LDADD = $(LINK_DESK_BENCH)
tests_ui_test_queue_view_LDADD = $(LINK_DESK_BENCH)
tests_ui_test_roll_LDADD = $(LINK_DESK_BENCH)
tests_ui_test_search_LDADD = $(LINK_DESK_BENCH)
endif
EXTRA_DIST += \
	tests/ui/golden/agenda-80x24-en.txt \
	tests/ui/golden/draft-80x24-en.txt \
	tests/ui/golden/help-120x40-en.txt \
	tests/ui/golden/help-40x10-en.txt \
	tests/ui/golden/help-80x24-en.txt \
	tests/ui/golden/help-80x24-fr.txt \
	tests/ui/golden/promises-80x24-en.txt \
	tests/ui/golden/queue-120x40-alone-en.txt \
	tests/ui/golden/queue-120x40-en.txt \
	tests/ui/golden/queue-120x40-fr.txt \
	tests/ui/golden/queue-40x10-en.txt \
	tests/ui/golden/queue-80x24-en.txt \
	tests/ui/golden/queue-80x24-everyone-en.txt \
	tests/ui/golden/queue-80x24-first-en.txt \
	tests/ui/golden/queue-80x24-fr.txt \
	tests/ui/golden/queue-80x24-preview-en.txt \
	tests/ui/golden/roll-80x24-en.txt \
	tests/ui/golden/roll-80x24-preview-en.txt \
	tests/ui/golden/search-120x40-en.txt \
	tests/ui/golden/search-40x10-en.txt \
	tests/ui/golden/search-80x24-amount-en.txt \
	tests/ui/golden/search-80x24-empty-en.txt \
	tests/ui/golden/search-80x24-en.txt \
	tests/ui/golden/search-80x24-fr.txt

if HAVE_VTERM
# For end-to-end tests and benchmarks too: add tests/ui/libpty.a $(LINK_BASE) $(VTERM_LIBS).
check_LIBRARIES += tests/ui/libpty.a
tests_ui_libpty_a_CPPFLAGS = $(AM_CPPFLAGS) $(VTERM_CFLAGS)
tests_ui_libpty_a_SOURCES = tests/ui/pty.c tests/ui/pty.h

if HAVE_CMOCKA
check_PROGRAMS += tests/ui/test_term tests/ui/term_probe
TESTS += tests/ui/test_term
tests_ui_test_term_SOURCES = tests/ui/test_term.c
tests_ui_test_term_LDADD = tests/ui/libpty.a $(LINK_BASE) $(VTERM_LIBS) $(CMOCKA_LIBS)
tests_ui_term_probe_SOURCES = tests/ui/term_probe.c
tests_ui_term_probe_LDADD = $(LINK_UI_TERM)
endif
endif

# The client file and its entry, with the real queue and handlers around them.
if HAVE_CMOCKA
FILE_TESTS = \
	tests/ui/test_contacts \
	tests/ui/test_entry \
	tests/ui/test_circuit \
	tests/ui/test_decision \
	tests/ui/test_file \
	tests/ui/test_file_walk \
	tests/ui/test_disputes \
	tests/ui/test_drafts \
	tests/ui/test_keys_budget \
	tests/ui/test_mail \
	tests/ui/test_money \
	tests/ui/test_panes \
	tests/ui/test_supervisor \
	tests/ui/test_words
check_PROGRAMS += $(FILE_TESTS)
TESTS += $(FILE_TESTS)
tests_ui_test_contacts_LDADD = $(LINK_FILE_BENCH)
tests_ui_test_entry_LDADD = $(LINK_FILE_BENCH)
tests_ui_test_circuit_LDADD = $(LINK_FILE_BENCH)
tests_ui_test_decision_LDADD = $(LINK_FILE_BENCH)
tests_ui_test_file_LDADD = $(LINK_FILE_BENCH)
tests_ui_test_file_walk_LDADD = $(LINK_FILE_BENCH)
tests_ui_test_disputes_LDADD = $(LINK_FILE_BENCH)
tests_ui_test_drafts_LDADD = $(LINK_FILE_BENCH)
tests_ui_test_keys_budget_LDADD = $(LINK_FILE_BENCH)
tests_ui_test_mail_LDADD = $(LINK_FILE_BENCH)
tests_ui_test_money_LDADD = $(LINK_FILE_BENCH)
tests_ui_test_panes_LDADD = $(LINK_FILE_BENCH)
tests_ui_test_supervisor_LDADD = $(LINK_FILE_BENCH)
tests_ui_test_words_LDADD = $(LINK_FILE_BENCH)
endif
EXTRA_DIST += \
	tests/ui/golden/aging-80x24-en.txt \
	tests/ui/golden/approvals-80x24-en.txt \
	tests/ui/golden/approve-80x24-en.txt \
	tests/ui/golden/approve-80x24-fr.txt \
	tests/ui/golden/calendar-80x24-en.txt \
	tests/ui/golden/decision-80x24-en.txt \
	tests/ui/golden/clocks-80x24-en.txt \
	tests/ui/golden/money-80x24-en.txt \
	tests/ui/golden/team-120x40-cash-en.txt \
	tests/ui/golden/team-120x40-en.txt \
	tests/ui/golden/circuit-120x40-en.txt \
	tests/ui/golden/circuit-80x24-en.txt \
	tests/ui/golden/circuit-entry-80x24-en.txt \
	tests/ui/golden/contacts-80x24-en.txt \
	tests/ui/golden/mail-80x24-en.txt \
	tests/ui/golden/file-120x40-en.txt \
	tests/ui/golden/file-120x40-fr.txt \
	tests/ui/golden/file-40x10-en.txt \
	tests/ui/golden/file-80x24-en.txt \
	tests/ui/golden/file-80x24-fr.txt \
	tests/ui/golden/history-80x24-en.txt \
	tests/ui/golden/promise-120x40-en.txt \
	tests/ui/golden/promise-120x40-fr.txt \
	tests/ui/golden/promise-40x10-en.txt \
	tests/ui/golden/promise-80x24-en.txt \
	tests/ui/golden/promise-80x24-fr.txt \
	tests/ui/golden/script-80x24-en.txt \
	tests/ui/golden/script-80x24-fr.txt \
	tests/ui/golden/why-80x24-en.txt \
	tests/ui/golden/why-80x24-fr.txt
