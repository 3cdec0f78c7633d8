/* The bench of the console's screens. */
#include "tests/ui/desk_bench.h"
#include "tests/ui/golden.h"
#include "tests/ui/speak.h"

#include <stdio.h>

#include "ui/client_form.h"
#include "ui/contacts.h"
#include "ui/decision.h"
#include "ui/handlers.h"
#include "ui/now.h"

struct buf bench_asked;
bool bench_file_is_open;
static struct client_file standing_file = { .client = { .id = 1 } };

bool bench_speak(enum words_lang lang)
{
	return speak_in(lang);
}

/* ---- the screens that live elsewhere ---- */

bool file_screen_open(struct app *app, int64_t client_id)
{
	struct client_file file;
	struct err err = { 0 };

	assert_int_equal(file_load(app->session, client_id, &file, &err), FOUND);
	buf_printf(&bench_asked, "open(%s) ", file.client.no);
	file_clear(&file);
	return true;
}

bool file_screen_open_aside(struct app *app, int64_t client_id)
{
	return file_screen_open(app, client_id);
}

unsigned file_screen_take_again(struct app *app)
{
	(void)app;
	buf_puts(&bench_asked, "again ");
	return EFFECT_NONE;
}

void file_screen_select_invoice(struct app *app, const char *number)
{
	(void)app;
	buf_printf(&bench_asked, "at(%s) ", number);
}

bool file_screen_next(struct app *app)
{
	(void)app;
	buf_puts(&bench_asked, "next ");
	return true;
}

void file_screen_previous(struct app *app)
{
	(void)app;
	buf_puts(&bench_asked, "previous ");
}

const struct client_file *file_screen_file(const struct app *app)
{
	(void)app;
	return bench_file_is_open ? &standing_file : NULL;
}

void entry_screen_push(struct app *app, enum outcome outcome, const char *initial)
{
	(void)app;
	buf_printf(&bench_asked, "entry(%s,%s) ", outcome_rules[outcome].code, initial ? initial : "");
}

bool contact_form_resume(struct app *app, const char *draft)
{
	(void)app;
	buf_printf(&bench_asked, "contact(%s) ", draft);
	return true;
}

bool client_form_resume(struct app *app, const char *draft)
{
	(void)app;
	buf_printf(&bench_asked, "client(%s) ", draft);
	return true;
}

bool mail_screen_resume(struct app *app, const char *draft)
{
	(void)app;
	buf_printf(&bench_asked, "mail(%s) ", draft);
	return true;
}

unsigned entry_record_now(struct app *app, enum outcome outcome)
{
	(void)app;
	buf_printf(&bench_asked, "record(%s) ", outcome_rules[outcome].code);
	return EFFECT_REDRAW;
}

unsigned entry_undo(struct app *app)
{
	(void)app;
	buf_puts(&bench_asked, "undo ");
	return EFFECT_REDRAW;
}

void why_screen_push(struct app *app, int64_t client_id)
{
	struct client_file file;
	struct err err = { 0 };

	assert_int_equal(file_load(app->session, client_id, &file, &err), FOUND);
	buf_printf(&bench_asked, "why(%s) ", file.client.no);
	file_clear(&file);
}

void history_screen_push(struct app *app)
{
	(void)app;
	buf_puts(&bench_asked, "history ");
}

void contacts_screen_push(struct app *app)
{
	(void)app;
	buf_puts(&bench_asked, "contacts ");
}

void script_screen_push(struct app *app)
{
	(void)app;
	buf_puts(&bench_asked, "script ");
}

void unanswered_screen_push(struct app *app)
{
	(void)app;
	buf_puts(&bench_asked, "unanswered ");
}

void mail_screen_push(struct app *app)
{
	(void)app;
	buf_puts(&bench_asked, "mail ");
}

void money_screen_push(struct app *app, int64_t client_id)
{
	(void)app;
	(void)client_id;
	buf_puts(&bench_asked, "money ");
}

void decision_screen_push(struct app *app, int64_t client_id)
{
	(void)app;
	(void)client_id;
	buf_puts(&bench_asked, "decision ");
}

unsigned decision_decide(struct app *app, int64_t client_id, enum escalation_kind kind, bool waits, bool approve)
{
	(void)app;
	(void)client_id;
	(void)waits;
	buf_printf(&bench_asked, "%s(%s) ", approve ? "approve" : "refuse", escalation_kind_codes[kind]);
	return EFFECT_REDRAW;
}

bool waiver_resume(struct app *app, const char *draft)
{
	(void)app;
	buf_printf(&bench_asked, "waiver(%s) ", draft);
	return true;
}

bool decision_resume(struct app *app, const char *draft)
{
	(void)app;
	buf_printf(&bench_asked, "decision(%s) ", draft);
	return true;
}

/* ---- the portfolio ---- */

static int64_t client(struct session *session, const char *no, const char *name, const char *contact, const char *phone)
{
	int64_t id = fixture_client(session, no, name);

	if (contact)
		fixture_contact(session, id, contact, phone);
	return id;
}

void bench_story(struct session *session)
{
	int64_t hebrard = client(session, "C-10482", "Menuiserie Hébrard SARL", "Mme Hébrard", "04 78 12 34 56");
	int64_t garage = client(session, "C-10031", "Garage du Pont-Neuf", "M. Roux", "04 72 55 10 20");
	int64_t cafe = client(session, "C-10077", "Café des Halles", NULL, NULL);
	int64_t mercadier = client(session, "C-10120", "Transports Mercadier & Fils", "Mme Petit", "06 11 22 33 44");
	int64_t nguyen = client(session, "C-10201", "Ets Nguyễn Import-Export", NULL, NULL);
	int64_t petit = client(session, "C-10300", "Boulangerie Petit", NULL, NULL);
	int64_t clinic = client(session, "C-10310", "Clinique vétérinaire Saint-Jean", NULL, NULL);
	int64_t velo = client(session, "C-10400", "Atelier Vélo Part-Dieu", NULL, NULL);

	fixture_invoice(session, hebrard, "F-24-0931", LATE(47), 320000);
	fixture_invoice(session, hebrard, "F-24-0977", LATE(31), 111250);
	fixture_invoice(session, hebrard, "F-24-1004", LATE(16), 50000);
	fixture_invoice(session, hebrard, "F-24-1062", IN(8), 157750);
	fixture_invoice(session, garage, "F-24-0800", LATE(61), 1234000);
	fixture_invoice(session, cafe, "F-24-0950", LATE(38), 89000);
	fixture_invoice(session, mercadier, "F-24-0960", LATE(33), 2811520);
	fixture_invoice(session, nguyen, "F-24-0979", LATE(30), 795510);
	fixture_invoice(session, petit, "F-24-0980", LATE(30), 41260);
	fixture_invoice(session, clinic, "F-24-0978", LATE(31), 340200);
	fixture_invoice(session, velo, "F-24-1100", IN(20), 65500);
	fixture_on(session, LATE(25), -1);
	fixture_record(session, garage, OUTCOME_PROMISE, "5000 +7");
	fixture_record(session, cafe, OUTCOME_PROMISE, "+8");
	fixture_on(session, LATE(4), -1);
	fixture_record(session, cafe, OUTCOME_NO_ANSWER, "");
	fixture_on(session, LATE(1), 10 * 60);
	fixture_record(session, hebrard, OUTCOME_CALLBACK, "dem 14:30");
	fixture_on(session, TODAY, 9 * 60);
	fixture_record(session, clinic, OUTCOME_PROMISE, "+7");
	fixture_record(session, nguyen, OUTCOME_NOTE, "demander Mme Lan");
	fixture_on(session, TODAY, BENCH_MINUTE);
}

/* ---- the console ---- */

static void tell_clock(void *context, char *out, size_t room)
{
	now_text(((struct app *)context)->session, out, room);
}

static void tell_key(void *context, int key, char *out, size_t room)
{
	char name[32];

	(void)context;
	snprintf(out, room, "%s", words_key(key, name));
}

static struct frame_hooks hooks = { .handlers = handlers, .meets = handlers_meet, .clock = tell_clock, .key_name = tell_key };

struct bench *bench_open(struct session *session, int rows, int cols)
{
	struct bench *bench = mem_alloc(sizeof *bench);

	buf_init(&bench_asked);
	buf_puts(&bench_asked, "");
	bench_file_is_open = false;
	bench->app.session = session;
	bench->app.texts = texts_open("");
	bench->term = term_grid_open(rows, cols, false);
	hooks.app = &bench->app;
	bench->app.frame = frame_open(bench->term, &hooks);
	queue_screen_push(&bench->app);
	bench_type(bench, "");
	return bench;
}

void bench_close(struct bench *bench)
{
	frame_close(bench->app.frame);
	texts_close(bench->app.texts);
	mem_free(bench->app.deeds.each);
	mem_free(bench->app.cash.ids);
	term_close(bench->term);
	buf_clear(&bench_asked);
	mem_free(bench);
}

void bench_type(struct bench *bench, const char *bytes)
{
	bool going;

	term_grid_type(bench->term, bytes);
	do /* a slow machine paints before it has read all of a burst */
		going = frame_step(bench->app.frame, 0);
	while (going && term_grid_pending(bench->term));
}

void bench_rest(struct bench *bench)
{
	frame_step(bench->app.frame, 1000);
}

/* ---- what it shows ---- */

bool bench_lacks(const struct bench *bench, const char *text)
{
	return !check_has(bench->term, text, false);
}

bool bench_shows(const struct bench *bench, const char *text)
{
	return check_has(bench->term, text, true);
}

void bench_line(const struct bench *bench, int row, const char *wanted)
{
	check_line(bench->term, row, wanted);
}

void bench_golden(const struct bench *bench, const char *name)
{
	struct buf all;

	buf_init(&all);
	term_grid_dump(bench->term, &all);
	golden_check(name, &all);
	buf_clear(&all);
}

void bench_golden_in_french(struct session *session, const char *keys, const char *name)
{
	struct bench *bench;

	if (!bench_speak(WORDS_FR))
		fail_msg("the French catalogue is not built");
	bench_story(session);
	bench = bench_open(session, 24, 80);
	bench_type(bench, keys);
	bench_golden(bench, name);
	bench_close(bench);
}
