noinst_LIBRARIES += libwords.a
libwords_a_SOURCES = \
	src/words/brief.c \
	src/words/circuit.c src/words/circuit.h \
	src/words/echo.c \
	src/words/error.c src/words/error.h \
	src/words/escalation.c src/words/escalation.h \
	src/words/figures.c src/words/figures.h \
	src/words/format.c \
	src/words/history.c src/words/history.h \
	src/words/journal.c src/words/journal.h \
	src/words/letter.c src/words/letter.h \
	src/words/mail.c src/words/mail.h \
	src/words/matching.c src/words/matching.h \
	src/words/money.c src/words/money.h \
	src/words/names.c \
	src/words/night.c src/words/night.h \
	src/words/platform.c src/words/platform.h \
	src/words/promises.c src/words/promises.h \
	src/words/reject.c src/words/reject.h \
	src/words/search.c src/words/search.h \
	src/words/why.c \
	src/words/words.h
