# The terminal is a library of its own, so that tests can link the memory grid instead.
noinst_LIBRARIES += libterm.a libtermgrid.a libui.a
libterm_a_CPPFLAGS = $(AM_CPPFLAGS) $(NCURSESW_CFLAGS)
libterm_a_SOURCES =
libtermgrid_a_SOURCES =
libui_a_CPPFLAGS = $(AM_CPPFLAGS) $(EDIT_CFLAGS)
libui_a_SOURCES =
