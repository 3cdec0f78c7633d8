/* The whole console on the memory grid, over a real store with a small portfolio: keys in, cells and facts out. For tests of the client
 * file, the entry and their windows.
 */
#ifndef TESTS_UI_FILE_BENCH_H
#define TESTS_UI_FILE_BENCH_H

#include "desk/escalation.h"
#include "tests/desk/fixture.h"
#include "tests/ui/check.h"
#include "ui/app.h"
#include "words/words.h"

#define DESK_MINUTE (14 * 60 + 31)

struct desk {
	struct app app;
	struct term *term;
	int64_t hebrard, garage, cafe, petit; /* in queue order */
};

/* True when the sentences of this language can be said: French needs its catalogue. */
bool desk_speak(enum words_lang lang);

/* Hébrard owes 4 812.50 overdue of 6 390.00, broke a promise and asked to be called at 14:30; three others owe one invoice each. */
void desk_story(struct desk *desk, struct session *session);
/* On another day, at a minute of the clock that hours are learnt from, which is the same on every machine (UTC). */
void desk_record(struct session *session, int64_t client_id, date day, int minute, int at,
		 enum outcome outcome, const char *entry);
/* Something is proposed to a supervisor about that client, with these words. */
void desk_propose(struct session *session, int64_t client_id, enum escalation_kind kind, const char *note);
/* The console with the queue on it. */
void desk_open(struct desk *desk, struct session *session, int rows, int cols);
/* The story in English, a rate of late interest, and the console on its queue. */
void desk_open_story(struct desk *desk, struct session *session, int rows, int cols);
/* The story, the console, and Hébrard's file open in it, its timer still. */
void desk_show(struct desk *desk, struct session *session, int rows, int cols);
void desk_close(struct desk *desk);

void desk_type(struct desk *desk, const char *keys); /* in one burst, then one painting */
/* The timer of the call shows 2 min 41 s, whatever the machine's speed. */
void desk_freeze_timer(struct desk *desk);

/* The screen with its styles is what tests/ui/golden/NAME.txt says; with RELANCE_GOLDEN=write it is written there instead. */
void desk_golden(struct desk *desk, const char *name);
/* The same of what these keys show on that file, in English. */
void desk_golden_after(struct session *session, int rows, int cols, const char *keys, const char *name);
bool desk_shows(const struct desk *desk, const char *text);
void desk_check_shows(const struct desk *desk,
		      const char *text);          /* prints the screen when it does not */
const char *desk_top(const struct desk *desk);    /* name of the screen on top */
const char *desk_client(const struct desk *desk); /* number of the open file; "" when none is */

#endif
