/* A console on the memory grid over a real store: what tests of its screens share. The file and its entry are stood in for by functions
 * that write down what was asked of them.
 */
#ifndef TESTS_UI_DESK_BENCH_H
#define TESTS_UI_DESK_BENCH_H

#include "tests/desk/fixture.h"
#include "tests/ui/check.h"
#include "ui/app.h"
#include "words/words.h"

#define BENCH_MINUTE (14 * 60 + 31)

struct bench {
	struct app app;
	struct term *term;
};

/* What the stand-ins were asked: "open(C-1) entry(promise,500 ven) …". */
extern struct buf bench_asked;
extern bool bench_file_is_open;   /* what the stand-in of the file screen says */

/* The language of everything said; French skips the test when its catalogue was not built. */
bool bench_speak(enum words_lang lang);

/* Eight clients as an agent meets them on 24 November 2026 at 14:31: a callback, broken promises, chases, one asleep under a promise,
 * one not due. */
void bench_story(struct session *session);

/* The console of this session with the queue on it, painted. */
struct bench *bench_open(struct session *session, int rows, int cols);
void bench_close(struct bench *bench);

void bench_type(struct bench *bench, const char *bytes);   /* and paint */
void bench_rest(struct bench *bench);                      /* nothing is typed for a moment */

/* The grid is what tests/ui/golden/NAME says; with RELANCE_GOLDEN=write it is written there instead. */
void bench_golden(const struct bench *bench, const char *name);
/* The same of the story in French at the usual size, after these keys. Stops the test when French was not built. */
void bench_golden_in_french(struct session *session, const char *keys, const char *name);
/* Some line of the grid has this text. */
bool bench_shows(const struct bench *bench, const char *text);
bool bench_lacks(const struct bench *bench, const char *text); /* nowhere on the screen, and no complaint when so */
/* Bytes shown on a line from its first letter on. */
void bench_line(const struct bench *bench, int row, const char *wanted);

#endif
