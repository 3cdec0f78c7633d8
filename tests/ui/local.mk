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
	tests/ui/test_prompt
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
endif

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
