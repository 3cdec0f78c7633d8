noinst_LIBRARIES += libdesk.a
libdesk_a_SOURCES = \
	src/desk/claim.c src/desk/claim.h \
	src/desk/refresh.c src/desk/refresh.h \
	src/desk/session.c src/desk/session.h
