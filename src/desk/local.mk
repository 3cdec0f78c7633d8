noinst_LIBRARIES += libdesk.a
libdesk_a_SOURCES = \
	src/desk/audit.c src/desk/audit.h \
	src/desk/call.c src/desk/call.h \
	src/desk/call_effects.c src/desk/call_effects.h \
	src/desk/claim.c src/desk/claim.h \
	src/desk/file.c src/desk/file.h \
	src/desk/refresh.c src/desk/refresh.h \
	src/desk/refresh_all.c src/desk/refresh_all.h \
	src/desk/session.c src/desk/session.h \
	src/desk/worklist.c src/desk/worklist.h
