noinst_LIBRARIES += libbase.a
libbase_a_CPPFLAGS = $(AM_CPPFLAGS) $(CONFUSE_CFLAGS) $(NETTLE_CFLAGS)
libbase_a_SOURCES = \
	src/base/arena.c src/base/arena.h \
	src/base/clock.c src/base/clock.h \
	src/base/conf.c src/base/conf.h \
	src/base/conf_source.c src/base/conf_source.h \
	src/base/date.c src/base/date.h \
	src/base/drop.c src/base/drop.h \
	src/base/err.c src/base/err.h \
	src/base/fork.c src/base/fork.h \
	src/base/gettext.h \
	src/base/hash.c src/base/hash.h \
	src/base/id.c src/base/id.h \
	src/base/json.c src/base/json.h \
	src/base/json_read.c src/base/json_read.h \
	src/base/mapped.c src/base/mapped.h \
	src/base/mem.c src/base/mem.h \
	src/base/mime.c src/base/mime.h \
	src/base/money.c src/base/money.h \
	src/base/run.c src/base/run.h \
	src/base/said.c src/base/said.h \
	src/base/text.c src/base/text.h \
	src/base/thread.c src/base/thread.h \
	src/base/whole.c src/base/whole.h \
	src/base/zone.c src/base/zone.h \
	src/base/zone_rule.c src/base/zone_rule.h
