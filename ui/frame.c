/* The stack, the loop and the dispatch. A key goes: menu, keymap, needs, screen, handler; its effects are done in one place.
 */
#include "ui/frame_inside.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "rules/keymap.h"

#define MINUTE_MS 60000
#define SAVE_MS   2000 /* a pause in the typing after which drafts are saved */
#define FRESH_MS  100  /* endless type-ahead still paints this often */
#define REST_MS   150  /* a pause after which the cursor rests */

struct frame *frame_open(struct term *term, const struct frame_hooks *hooks)
{
	struct frame *frame = mem_alloc(sizeof *frame);

	frame->term = term;
	frame->hooks = hooks;
	frame->menu = ACTION_CONTEXT_ANYWHERE;
	frame->minute = clock_ms() / MINUTE_MS;
	frame->beat_at = clock_steady_ms() + hooks->beat_ms;
	frame->typed_ms = clock_steady_ms();
	hooks->clock(hooks->app, frame->clock, sizeof frame->clock);
	frame->dirty = true;
	return frame;
}

static void remove_layer(struct frame *frame, size_t place)
{
	struct layer layer = frame->layers[place];

	frame->layer_count--;
	memmove(&frame->layers[place], &frame->layers[place + 1],
		(frame->layer_count - place) * sizeof *frame->layers);
	if (layer.self == frame->question.self) {
		frame->question = (struct layer){ 0 };
		frame->asking = false;
	}
	if (layer.ops->close)
		layer.ops->close(layer.self);
	frame->dirty = true;
	frame->rested = false;
}

void frame_close(struct frame *frame)
{
	if (!frame)
		return;
	while (frame->layer_count)
		remove_layer(frame, frame->layer_count - 1);
	if (frame->question.ops && frame->question.ops->close)
		frame->question.ops->close(frame->question.self);
	for (size_t i = 0; i < FRAME_LOG; i++)
		mem_free(frame->log[i].text);
	for (size_t i = 0; i < frame->post_count; i++)
		mem_free(frame->posts[i].argument);
	mem_free(frame->prompt_line);
	mem_free(frame->prompt_choices);
	prompt_close(frame->prompt);
	mem_free(frame);
}

void frame_push(struct frame *frame, const struct screen_ops *ops, void *self)
{
	if (frame->layer_count == FRAME_LAYERS)
		mem_fatal("screens");
	frame->layers[frame->layer_count++] = (struct layer){ .ops = ops, .self = self };
	frame->dirty = true;
	frame->rested = false;
}

static struct layer *top(struct frame *frame)
{
	return frame->layer_count ? &frame->layers[frame->layer_count - 1] : NULL;
}

const struct screen_ops *frame_top(const struct frame *frame)
{
	return frame->layer_count ? frame->layers[frame->layer_count - 1].ops : NULL;
}

void *frame_top_self(const struct frame *frame)
{
	return frame->layer_count ? frame->layers[frame->layer_count - 1].self : NULL;
}

enum action_context frame_context(const struct frame *frame)
{
	const struct layer *layer = &frame->layers[frame->layer_count - 1];

	return layer->ops->where ? layer->ops->where(layer->self) : layer->ops->context;
}

int64_t frame_client(const struct frame *frame)
{
	for (size_t i = frame->layer_count; i-- > 0;)
		if (frame->layers[i].ops->client)
			return frame->layers[i].ops->client(frame->layers[i].self);
	return 0;
}

void *frame_find_nth(const struct frame *frame, const struct screen_ops *ops, size_t nth)
{
	for (size_t i = frame->layer_count; i-- > 0;)
		if (frame->layers[i].ops == ops && nth-- == 0)
			return frame->layers[i].self;
	return NULL;
}

void *frame_find(const struct frame *frame, const struct screen_ops *ops)
{
	return frame_find_nth(frame, ops, 0);
}

void frame_raise_to(struct frame *frame, const void *self)
{
	size_t place = frame->layer_count;

	while (place > 0 && frame->layers[place - 1].self != self)
		place--;
	while (place > 0 && frame->layer_count > place)
		remove_layer(frame, frame->layer_count - 1);
}

void frame_raise(struct frame *frame, const struct screen_ops *ops)
{
	if (!frame_find(frame, ops))
		return;
	while (top(frame)->ops != ops)
		remove_layer(frame, frame->layer_count - 1);
}

void frame_lift(struct frame *frame, const struct screen_ops *ops, const struct screen_ops *keep)
{
	size_t place = frame->layer_count;

	while (place > 0 && frame->layers[place - 1].ops != ops)
		place--;
	if (place == 0)
		return;
	for (size_t i = frame->layer_count; i-- > place;)
		if (frame->layers[i].ops != keep)
			remove_layer(frame, i);
	struct layer lifted = frame->layers[place - 1];
	memmove(&frame->layers[place - 1], &frame->layers[place],
		(frame->layer_count - place) * sizeof *frame->layers);
	frame->layers[frame->layer_count - 1] = lifted;
	frame->dirty = true;
	frame->rested = false;
}

struct term *frame_term(const struct frame *frame)
{
	return frame->term;
}

const char *frame_argument(const struct frame *frame)
{
	return frame->argument ? frame->argument : "";
}

void frame_post(struct frame *frame, enum action action, const char *argument)
{
	if (frame->post_count == FRAME_POSTS)
		mem_fatal("posted actions");
	frame->posts[frame->post_count++] = (struct post){ action, mem_strdup(argument) };
}

void frame_say(struct frame *frame, enum style style, const char *fmt, ...)
{
	const struct frame_message *last = &frame->log[(frame->said + FRAME_LOG - 1) % FRAME_LOG];
	struct frame_message *message;
	struct buf text;
	va_list ap;

	buf_init(&text);
	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	if (!last->text || strcmp(last->text, text.data) != 0) /* the same once more is one message */
		frame->said++;
	message = &frame->log[(frame->said + FRAME_LOG - 1) % FRAME_LOG];
	mem_free(message->text);
	message->text = buf_take(&text);
	message->style = style;
	snprintf(message->clock, sizeof message->clock, "%s", frame->clock);
	frame->saying = frame->dirty = true;
}

void frame_say_error(struct frame *frame, const struct err *err)
{
	struct buf text;

	buf_init(&text);
	if (frame->hooks->error)
		frame->hooks->error(err->text, &text);
	else
		buf_puts(&text, err->text);
	frame_say(frame, STYLE_ERROR, "%s", text.data);
	buf_clear(&text);
}

void frame_say_now(struct frame *frame, enum style style, const char *text)
{
	frame_say(frame, style, "%s", text);
	frame_paint(frame);
}

size_t frame_message_count(const struct frame *frame)
{
	return frame->said < FRAME_LOG ? frame->said : FRAME_LOG;
}

const struct frame_message *frame_message_at(const struct frame *frame, size_t place)
{
	return &frame->log[(frame->said - 1 - place) % FRAME_LOG];
}

bool frame_may(const struct frame *frame, enum action action)
{
	return !(action_rows[action].needs & ACTION_NEEDS_SUPERVISOR) ||
	       frame->hooks->meets(frame->hooks->app, ACTION_NEEDS_SUPERVISOR);
}

static bool needs_met(struct frame *frame, enum action action)
{
	static const struct {
		enum action_need need;
		const char *refusal;
	} refusals[] = {
		{ ACTION_NEEDS_CLIENT, N_("no client here: open one first") },
		{ ACTION_NEEDS_SUPERVISOR, N_("only a supervisor may do that") },
		{ ACTION_NEEDS_CLAIM, N_("this file is not yours: open it from the queue first") },
	};

	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
		if ((action_rows[action].needs & refusals[i].need) &&
		    !frame->hooks->meets(frame->hooks->app, refusals[i].need)) {
			/* Who opens something cannot be told to open it first. */
			frame_say(frame, STYLE_WARNING, "%s", action == ACTION_OPEN ? _("there is no client here") : _(refusals[i].refusal));
			return false;
		}
	return true;
}

static unsigned perform(struct frame *frame, enum action action, const char *argument)
{
	struct layer *layer = top(frame);
	unsigned effects = EFFECT_PASS;

	frame->argument = argument;
	if (!needs_met(frame, action))
		effects = EFFECT_REDRAW;
	else if (layer && layer->ops->action)
		effects = layer->ops->action(layer->self, frame, action);
	if (effects & EFFECT_PASS)
		effects = frame->hooks->handlers[action](frame->hooks->app, frame, action);
	frame->argument = NULL;
	return effects;
}

/* self: of one screen alone; NULL: of all. */
static void mark_stale(struct frame *frame, const void *self)
{
	for (size_t i = 0; i < frame->layer_count; i++)
		frame->layers[i].stale |= !self || frame->layers[i].self == self;
}

/* Do what an answer of the screen `self` asks for. */
static void apply(struct frame *frame, const void *self, unsigned effects)
{
	if (effects & ~(unsigned)EFFECT_PASS) {
		frame->dirty = true;
		frame->rested = false;
	}
	if (effects & EFFECT_CLOSE)
		for (size_t i = frame->layer_count; i-- > 0;)
			if (frame->layers[i].self == self) {
				remove_layer(frame, i);
				break;
			}
	if (effects & (EFFECT_RELOAD | EFFECT_STALE))
		mark_stale(frame, effects & EFFECT_RELOAD ? NULL : self);
	if (effects & EFFECT_NEXT)
		frame_post(frame, ACTION_NEXT_FILE, NULL);
	if (effects & EFFECT_BELL)
		term_bell(frame->term);
	if (effects & EFFECT_QUIT) {
		frame->over = true;
		frame->end = FRAME_QUIT;
	}
}

/* The screen on top reads the facts again before a key can act on old ones. */
static void freshen(struct frame *frame)
{
	for (int patience = FRAME_LAYERS; patience > 0; patience--) {
		struct layer *layer = top(frame);
		if (!layer || !layer->stale)
			return;
		layer->stale = false;
		if (layer->ops->reload)
			apply(frame, layer->self,
			      layer->ops->reload(layer->self, frame) & ~(unsigned)EFFECT_RELOAD);
	}
}

/* What was posted may post again, but not for ever. */
static void run_posts(struct frame *frame)
{
	for (int patience = 4 * FRAME_POSTS; frame->post_count && patience > 0 && !frame->over;
	     patience--) {
		struct post post = frame->posts[0];
		const void *self = top(frame) ? top(frame)->self : NULL;
		memmove(&frame->posts[0], &frame->posts[1],
			--frame->post_count * sizeof *frame->posts);
		freshen(frame);
		apply(frame, self, perform(frame, post.action, post.argument));
		mem_free(post.argument);
	}
	if (frame->layer_count == 0) {
		frame->over = true;
		frame->end = FRAME_QUIT;
	}
	freshen(frame);
}

static bool is_way_out(uint32_t key)
{
	return key == KEYMAP_ESCAPE || key == KEYMAP_BACKSPACE || key == KEYMAP_LEFT ||
	       key == KEYMAP_F12;
}

/* Where text is typed, "?" is text: help has another key. */
static void say_no_meaning(struct frame *frame, enum action_context context)
{
	char help[64];

	frame->hooks->key_name(frame->hooks->app, keymap_key_of(ACTION_HELP, context), help,
			       sizeof help);
	frame_say(frame, STYLE_WARNING, _("that key does nothing here; %s shows those that do"),
		  help);
}

static void take_key(struct frame *frame, uint32_t key)
{
	struct layer *layer = top(frame);
	bool in_menu = frame->menu != ACTION_CONTEXT_ANYWHERE;
	enum action_context here = frame_context(frame), context = in_menu ? frame->menu : here;
	const void *self = layer->self;
	unsigned effects = EFFECT_PASS;
	enum action action;

	frame->menu = ACTION_CONTEXT_ANYWHERE;
	if (frame->saying || in_menu)
		frame->dirty = true;
	frame->saying = false;
	frame->unsaved = true;
	if (in_menu && is_way_out(key))
		return;
	if (keymap_find(context, (int)key, &action))
		effects = perform(frame, action, NULL);
	else if (!in_menu && layer->ops->key)
		effects = layer->ops->key(layer->self, frame, key);
	if (effects & EFFECT_PASS)
		say_no_meaning(frame, here);
	apply(frame, self, effects);
}

static void take_paste(struct frame *frame, const char *text)
{
	struct layer *layer = top(frame);

	if (frame->menu == ACTION_CONTEXT_ANYWHERE && layer->ops->paste) {
		frame->unsaved = true;
		apply(frame, layer->self, layer->ops->paste(layer->self, frame, text));
	}
}

static void save_drafts(struct frame *frame)
{
	for (size_t i = frame->layer_count; i-- > 0;)
		if (frame->layers[i].ops->save)
			frame->layers[i].ops->save(frame->layers[i].self);
	frame->unsaved = false;
}

static void beat(struct frame *frame)
{
	if (!frame->hooks->beat || clock_steady_ms() < frame->beat_at)
		return;
	frame->beat_at = clock_steady_ms() + frame->hooks->beat_ms;
	apply(frame, NULL, frame->hooks->beat(frame->hooks->app, frame));
}

static void tick(struct frame *frame)
{
	int64_t minute = clock_ms() / MINUTE_MS;
	char clock[FRAME_CLOCK];

	beat(frame);
	if (minute == frame->minute)
		return;
	frame->minute = minute;
	if (frame->hooks->tick)
		apply(frame, NULL, frame->hooks->tick(frame->hooks->app, frame));
	for (size_t i = 0; i < frame->layer_count; i++) {
		struct layer layer = frame->layers[i];
		if (layer.ops->tick)
			apply(frame, layer.self, layer.ops->tick(layer.self, frame));
	}
	frame->hooks->clock(frame->hooks->app, clock, sizeof clock);
	if (strcmp(clock, frame->clock) != 0) {
		snprintf(frame->clock, sizeof frame->clock, "%s", clock);
		frame->dirty = true;
	}
}

static bool rest_is_due(struct frame *frame)
{
	return !frame->rested && !frame->prompting && top(frame) && top(frame)->ops->rest;
}

static void rest(struct frame *frame)
{
	const struct layer layer = *top(frame);

	apply(frame, layer.self, layer.ops->rest(layer.self, frame));
	frame->rested = true;
}

static bool has_work(struct frame *frame)
{
	return !frame->prompting && top(frame) && top(frame)->ops->work;
}

static void work(struct frame *frame)
{
	const struct layer layer = *top(frame);

	apply(frame, layer.self, layer.ops->work(layer.self, frame));
}

void frame_wait(struct frame *frame, int timeout_ms, struct term_event *event)
{
	/* judged by what was asked: a minute that ends within the pause must not put the rest off */
	bool resting = rest_is_due(frame) && (timeout_ms < 0 || timeout_ms > REST_MS);
	int64_t left = MINUTE_MS - clock_ms() % MINUTE_MS + 1;
	int64_t to_beat = frame->hooks->beat ? frame->beat_at - clock_steady_ms() : left;
	int asking = frame_question_in_ms(frame);

	if (to_beat < left)
		left = to_beat > 0 ? to_beat : 0;
	if (timeout_ms < 0 || left < timeout_ms)
		timeout_ms = (int)left;
	if (frame->unsaved && timeout_ms > SAVE_MS)
		timeout_ms = SAVE_MS;
	if (resting && timeout_ms > REST_MS)
		timeout_ms = REST_MS;
	if (asking >= 0 && timeout_ms > asking)
		timeout_ms = asking;
	if (has_work(frame))
		timeout_ms = 0;
	if (frame->dirty)
		frame_paint(frame);
	if (frame->hooks->watch)
		term_watch(frame->term, frame->hooks->watch(frame->hooks->app));
	term_next(frame->term, timeout_ms, event);
	if (event->kind == TERM_NOTHING && frame_question_in_ms(frame) == 0)
		frame_question_ask(frame);
	else if (event->kind == TERM_NOTHING && has_work(frame))
		work(frame);
	else if (event->kind == TERM_NOTHING && resting)
		rest(frame);
	else if (event->kind == TERM_NOTHING && frame->unsaved)
		save_drafts(frame);
	if (frame->hooks->woken)
		apply(frame, NULL, frame->hooks->woken(frame->hooks->app, frame));
	tick(frame);
}

static void take_event(struct frame *frame, const struct term_event *event)
{
	if ((event->kind == TERM_KEY || event->kind == TERM_PASTE) && frame_question_steps_aside(frame))
		freshen(frame);
	switch (event->kind) {
	case TERM_KEY: take_key(frame, event->key); break;
	case TERM_PASTE: take_paste(frame, event->text); break;
	case TERM_RESIZE:
		frame->dirty = true;
		frame->rested = false; /* what was laid out for another width */
		break;
	case TERM_HANGUP:
		save_drafts(frame);
		frame->over = true;
		frame->end = FRAME_HANGUP;
		break;
	case TERM_NOTHING: break;
	}
	if (!frame->over)
		run_posts(frame);
}

bool frame_step(struct frame *frame, int timeout_ms)
{
	struct term_event event = { 0 };

	run_posts(frame);
	if (!frame->over) {
		frame_wait(frame, timeout_ms, &event);
		take_event(frame, &event);
	}
	for (int64_t start = clock_steady_ms();
	     !frame->over && clock_steady_ms() - start < FRESH_MS;) {
		term_next(frame->term, 0, &event);
		if (event.kind == TERM_NOTHING)
			break;
		take_event(frame, &event);
	}
	if (!frame->over && frame->dirty)
		frame_paint(frame);
	return !frame->over;
}

enum frame_end frame_run(struct frame *frame)
{
	while (frame_step(frame, -1))
		;
	return frame->end;
}

enum frame_end frame_how_it_ended(const struct frame *frame)
{
	return frame->end;
}

unsigned frame_do_back(void *app, struct frame *frame, enum action action)
{
	(void)app;
	(void)action;
	if (frame->layer_count > 1)
		return EFFECT_CLOSE;
	frame_say(frame, STYLE_NOTICE, "%s", _("this is the first screen; F3 leaves the program"));
	return EFFECT_REDRAW;
}

unsigned frame_do_leave(void *app, struct frame *frame, enum action action)
{
	(void)app;
	(void)action;
	return frame->layer_count > 1 ? EFFECT_CLOSE : EFFECT_QUIT;
}

unsigned frame_do_refresh(void *app, struct frame *frame, enum action action)
{
	(void)app;
	(void)action;
	term_repaint(frame->term);
	return EFFECT_RELOAD;
}

unsigned frame_do_suspend(void *app, struct frame *frame, enum action action)
{
	(void)app;
	(void)action;
	save_drafts(frame);
	term_stop(frame->term);
	return EFFECT_REDRAW;
}

unsigned frame_do_menu(void *app, struct frame *frame, enum action action)
{
	(void)app;
	frame->menu = action_rows[action].opens;
	return EFFECT_REDRAW;
}

unsigned frame_do_nothing(void *app, struct frame *frame, enum action action)
{
	(void)app;
	(void)frame;
	(void)action;
	return EFFECT_PASS;
}
