noinst_LIBRARIES += libdb.a
libdb_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS) $(PQ_CFLAGS)
libdb_a_SOURCES = \
	db/allocation.c db/allocation.h \
	db/bank.c db/bank.h \
	db/agenda.c db/agenda.h \
	db/call.c db/call.h \
	db/chase.c db/chase.h \
	db/circuit.c db/circuit.h \
	db/client.c db/client.h \
	db/contact.c db/contact.h \
	db/day.c db/day.h \
	db/dispute.c db/dispute.h \
	db/document.c db/document.h \
	db/engine.c db/engine.h db/engine_impl.h \
	db/engine_bulk.c \
	db/engine_row.c \
	db/escalation.c db/escalation.h \
	db/figures.c db/figures.h \
	db/gate.c db/gate.h \
	db/import.c db/import.h \
	db/import_load.c db/import_load.h \
	db/import_merge.c db/import_merge.h \
	db/item.c db/item.h \
	db/journal.c db/journal.h \
	db/mail.c db/mail.h \
	db/live.c db/live.h \
	db/migrate.c db/migrate.h \
	db/money.c db/money.h \
	db/night.c db/night.h \
	db/people.c db/people.h \
	db/place.c db/place.h \
	db/rate.c db/rate.h \
	db/reason.c db/reason.h \
	db/schema.c db/schema.h db/schema_craft.c db/schema_scale.c db/schema_judged.c db/schema_asked.c \
	db/search.c db/search.h \
	db/search_amount.c db/search_amount.h \
	db/search_load.c db/search_load.h \
	db/search_scan.c db/search_scan.h \
	db/sql_text.c db/sql_text.h \
	db/sqlite.c db/sqlite_impl.h \
	db/sqlite_bulk.c \
	db/sqlite_copy.c db/sqlite_watch.c \
	db/sqlite_ddl.c db/sqlite_ddl.h \
	db/sqlite_error.c \
	db/sqlite_feed.c \
	db/sqlite_fill.c db/sqlite_room.c db/sqlite_room.h \
	db/sqlite_keys.c db/sqlite_keys.h \
	db/sqlite_tree.c db/sqlite_tree.h \
	db/sqlite_writes.c db/sqlite_writes.h \
	db/store.c db/store.h db/store_impl.h \
	db/told.c db/told.h \
	db/verify.c db/verify.h db/verify_bank.c
if HAVE_POSTGRESQL
libdb_a_SOURCES += \
	db/postgres.c db/postgres_impl.h \
	db/postgres_bulk.c \
	db/postgres_check.c \
	db/postgres_ddl.c db/postgres_ddl.h \
	db/postgres_library.c db/postgres_library.h \
	db/postgres_lock.c \
	db/postgres_rights.c \
	db/postgres_stmt.c
endif
