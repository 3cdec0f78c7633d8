noinst_LIBRARIES += librules.a
librules_a_SOURCES = \
	src/rules/brief.c src/rules/brief.h \
	src/rules/callable.c src/rules/callable.h \
	src/rules/netting.c src/rules/netting.h \
	src/rules/promise.c src/rules/promise.h \
	src/rules/records.c src/rules/records.h \
	src/rules/score.c src/rules/score.h
