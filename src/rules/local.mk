noinst_LIBRARIES += librules.a
librules_a_SOURCES = \
	src/rules/action.c src/rules/action.h \
	src/rules/brief.c src/rules/brief.h \
	src/rules/calendar.c src/rules/calendar.h \
	src/rules/callable.c src/rules/callable.h \
	src/rules/entry.c src/rules/entry.h \
	src/rules/entry_date.c src/rules/entry_date.h \
	src/rules/entry_reading.c src/rules/entry_reading.h \
	src/rules/entry_token.c src/rules/entry_token.h \
	src/rules/keymap.c src/rules/keymap.h \
	src/rules/netting.c src/rules/netting.h \
	src/rules/option.c src/rules/option.h \
	src/rules/outcome.c src/rules/outcome.h \
	src/rules/promise.c src/rules/promise.h \
	src/rules/records.c src/rules/records.h \
	src/rules/score.c src/rules/score.h
