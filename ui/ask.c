/* The field and its frame. Leaving with something typed warns first.
 */
#include "ui/ask.h"

#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "ui/line.h"

struct asking {
	struct ask ask;
	char *title, *label, *about;
	struct field field;
	bool warned;
};

static int rows(const void *self, int available)
{
	const struct asking *asking = self;
	int wanted = asking->ask.echo ? 3 : 2;

	return wanted < available ? wanted : available;
}

static void draw(void *self, struct term *term, struct area area)
{
	struct asking *asking = self;
	char echo[SCREEN_TEXT] = "";

	if (asking->ask.echo && area.rows > 2) {
		struct area line = area_take_bottom(&area, 1);
		asking->ask.echo(asking->ask.context, field_text(&asking->field), echo, sizeof echo);
		draw_text(term, line.row, line.col + 1, line.cols - 2, STYLE_DIM, echo);
	}
	if (area.rows > 1) {
		struct area head = area_take_top(&area, 1);
		draw_section(term, head.row, head.col, head.cols, asking->title, NULL);
	}
	line_draw(&asking->field, term, area, area.row, STYLE_NORMAL, asking->label, 0);
}

static unsigned act(void *self, struct frame *frame, enum action action)
{
	struct asking *asking = self;
	unsigned effects = EFFECT_NONE;

	if (action == ACTION_ANSWER) {
		if (!asking->ask.answer(asking->ask.context, frame, field_text(&asking->field), &effects))
			return EFFECT_REDRAW;
		keep_forget(&asking->ask.keep);
		return effects | EFFECT_CLOSE;
	}
	if (action != ACTION_BACK)
		return EFFECT_PASS;
	if (asking->warned || !*field_text(&asking->field)) {
		keep_forget(&asking->ask.keep);
		return EFFECT_PASS;
	}
	asking->warned = true;
	frame_say(frame, STYLE_WARNING, "%s", _("what is typed is not recorded; Esc again discards it"));
	return EFFECT_REDRAW;
}

static void after(struct asking *asking, enum field_result result)
{
	asking->warned &= result == FIELD_IGNORED;
	asking->ask.keep.changed |= result == FIELD_CHANGED;
}

static unsigned key(void *self, struct frame *frame, uint32_t code)
{
	struct asking *asking = self;
	enum field_result result;
	unsigned effects = line_key(&asking->field, code, &result);

	(void)frame;
	after(asking, result);
	if (effects & EFFECT_CLOSE)
		keep_forget(&asking->ask.keep);
	return effects;
}

static unsigned paste(void *self, struct frame *frame, const char *text)
{
	struct asking *asking = self;
	enum field_result result;
	unsigned effects = line_paste(&asking->field, text, &result);

	(void)frame;
	after(asking, result);
	return effects;
}

static void save(void *self)
{
	struct asking *asking = self;

	keep_words(&asking->ask.keep, asking->about, field_text(&asking->field));
}

static void close_asking(void *self)
{
	struct asking *asking = self;

	field_clear(&asking->field);
	mem_free(asking->title);
	mem_free(asking->label);
	mem_free(asking->about);
	(asking->ask.release ? asking->ask.release : mem_free)(asking->ask.context);
	mem_free(asking);
}

static const enum action bar[] = { ACTION_ANSWER, ACTION_BACK, ACTION_COUNT };

static const struct screen_ops ask_screen = {
	.name = "ask",
	.context = ACTION_CONTEXT_ASK,
	.bar = bar,
	.rows = rows,
	.draw = draw,
	.action = act,
	.key = key,
	.paste = paste,
	.save = save,
	.close = close_asking,
};

void ask_push(struct frame *frame, const struct ask *ask)
{
	struct asking *asking = mem_alloc(sizeof *asking);

	asking->ask = *ask;
	asking->title = mem_strdup(ask->title);
	asking->label = mem_strdup(ask->label);
	asking->about = mem_strdup(ask->about ? ask->about : "");
	field_init(&asking->field, ASK_BYTES);
	field_set(&asking->field, ask->initial ? ask->initial : "");
	if (ask->draft) {
		char *words = keep_words_of(ask->draft);
		field_set(&asking->field, words);
		asking->ask.keep.kept = true;
		mem_free(words);
	}
	frame_push(frame, &ask_screen, asking);
}
