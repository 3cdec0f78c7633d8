/* The console's own handlers and queue stand around the screens under test; only the clock is still.
 */
#include "tests/ui/file_bench.h"
#include "tests/ui/golden.h"
#include "tests/ui/speak.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/id.h"
#include "ui/handlers.h"
#include "words/error.h"

bool desk_speak(enum words_lang lang)
{
	setenv("TZ", "UTC0", 1);
	return speak_in(lang);
}

/* ---- the portfolio ---- */

static int64_t client(struct session *session, const char *no, const char *name, const char *number,
		      int days_late, cents open)
{
	int64_t id = fixture_client(session, no, name);

	fixture_invoice(session, id, number, LATE(days_late), open);
	return id;
}

void desk_record(struct session *session, int64_t client_id, date day, int minute, int at,
		 enum outcome outcome, const char *entry)
{
	fixture_on(session, day, minute);
	session->past_ms = day * INT64_C(86400000) + at * INT64_C(60000);
	fixture_record(session, client_id, outcome, entry);
	session->past_ms = 0;
}

void desk_story(struct desk *desk, struct session *session)
{
	desk->hebrard =
		client(session, "C-10482", "Menuiserie Hébrard SARL", "F-24-0931", 47, 320000);
	fixture_contact(session, desk->hebrard, "Mme Hébrard", "04 78 12 34 56");
	fixture_invoice(session, desk->hebrard, "F-24-0977", LATE(31), 142250);
	fixture_invoice(session, desk->hebrard, "F-24-1004", LATE(16), 50000);
	fixture_invoice(session, desk->hebrard, "F-24-1062", IN(8), 157750);
	fixture_item(session, desk->hebrard, "AV-24-0812", ITEM_CREDIT_NOTE, LATE(52), -31000,
		     "EUR");
	desk->garage = client(session, "C-10031", "Garage du Pont-Neuf", "F-24-0800", 61, 1234000);
	desk->cafe = client(session, "C-10077", "Café des Halles", "F-24-0950", 38, 89000);
	desk->petit = client(session, "C-10300", "Boulangerie Petit", "F-24-0980", 30, 41260);
	desk_record(session, desk->hebrard, LATE(19), -1, 7 * 60, OUTCOME_PROMISE, "2000 12/11");
	desk_record(session, desk->hebrard, LATE(1), 10 * 60, 10 * 60, OUTCOME_CALLBACK, "dem 14:30");
	fixture_on(session, TODAY, DESK_MINUTE);
}

/* ---- the console ---- */

static void tell_clock(void *context, char *out, size_t room)
{
	(void)context;
	snprintf(out, room, "14:31");
}

static void tell_key(void *context, int key, char *out, size_t room)
{
	char name[32];

	(void)context;
	snprintf(out, room, "%s", words_key(key, name));
}

static struct frame_hooks hooks = {
	.error = words_error,
	.handlers = handlers, .meets = handlers_meet, .clock = tell_clock, .key_name = tell_key
};

void desk_propose(struct session *session, int64_t client_id, enum escalation_kind kind, const char *note)
{
	const struct escalation_deed deed = { .id = id_new(), .client_id = client_id, .act = ESCALATION_ACT_PROPOSE, .kind = kind, .note = note,
					      .again_on = DATE_NONE };
	struct escalation_done done;
	struct err err = { 0 };

	if (!escalation_do(session, &deed, &done, &err))
		fail_msg("%s", err.text);
}

void desk_open(struct desk *desk, struct session *session, int rows, int cols)
{
	desk->app = (struct app){ .session = session, .texts = texts_open("") };
	desk->term = term_grid_open(rows, cols, false);
	hooks.app = &desk->app;
	desk->app.frame = frame_open(desk->term, &hooks);
	queue_screen_push(&desk->app);
	desk_type(desk, "");
}

void desk_close(struct desk *desk)
{
	frame_close(desk->app.frame);
	texts_close(desk->app.texts);
	mem_free(desk->app.deeds.each);
	mem_free(desk->app.cash.ids);
	worklist_walk_clear(&desk->app.walk);
	term_close(desk->term);
}

void desk_type(struct desk *desk, const char *keys)
{
	bool going;

	term_grid_type(desk->term, keys);
	do /* a slow machine paints before it has read all of a burst */
		going = frame_step(desk->app.frame, 0);
	while (going && term_grid_pending(desk->term));
}

void desk_freeze_timer(struct desk *desk)
{
	int rows, cols;

	desk->app.call.since_ms = clock_steady_ms() - 161000;
	term_size(desk->term, &rows, &cols);
	term_grid_resize(desk->term, rows, cols);
	desk_type(desk, "");
}

void desk_open_story(struct desk *desk, struct session *session, int rows, int cols)
{
	desk_speak(WORDS_EN);
	desk_story(desk, session);
	fixture_sql("INSERT INTO rate (kind, from_on, hundredths) VALUES ('late', '2026-07-01', 1215)");
	desk_open(desk, session, rows, cols);
}

void desk_show(struct desk *desk, struct session *session, int rows, int cols)
{
	desk_story(desk, session);
	desk_open(desk, session, rows, cols);
	assert_true(file_screen_open(&desk->app, desk->hebrard));
	desk_freeze_timer(desk);
}

/* ---- what it shows ---- */

void desk_golden(struct desk *desk, const char *name)
{
	struct buf all;

	buf_init(&all);
	term_grid_dump_styles(desk->term, &all);
	golden_check(name, &all);
	buf_clear(&all);
}

void desk_golden_after(struct session *session, int rows, int cols, const char *keys, const char *name)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, session, rows, cols);
	desk_type(&desk, keys);
	desk_golden(&desk, name);
	desk_close(&desk);
}

bool desk_shows(const struct desk *desk, const char *text)
{
	return check_has(desk->term, text, false);
}

void desk_check_shows(const struct desk *desk, const char *text)
{
	if (!check_has(desk->term, text, true))
		fail_msg("“%s” is not shown", text);
}

const char *desk_top(const struct desk *desk)
{
	return frame_top(desk->app.frame)->name;
}

const char *desk_client(const struct desk *desk)
{
	const struct client_file *file = file_screen_file(&desk->app);

	return file ? file->client.no : "";
}
