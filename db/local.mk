noinst_LIBRARIES += libdb.a
libdb_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
libdb_a_SOURCES = \
	db/call.c db/call.h \
	db/client.c db/client.h \
	db/engine.h \
	db/journal.c db/journal.h \
	db/people.c db/people.h \
	db/schema.c db/schema.h \
	db/search.c db/search.h \
	db/store.c db/store.h db/store_impl.h
