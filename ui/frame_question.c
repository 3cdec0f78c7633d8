/* The question nobody asked for: when it may come up, and what is typed before it can have been read.
 */
#include "ui/frame_inside.h"

#include "base/clock.h"
#include "base/mem.h"

void frame_offer(struct frame *frame, const struct screen_ops *ops, void *self)
{
	if (frame->question.ops)
		mem_fatal("questions");
	frame->question = (struct layer){ .ops = ops, .self = self };
	frame->question_over = frame_top_self(frame);
}

int frame_question_in_ms(const struct frame *frame)
{
	int64_t left = frame->typed_ms + frame->hooks->pause_ms - clock_steady_ms();

	if (!frame->question.ops || frame->asking || frame->prompting || frame->menu != ACTION_CONTEXT_ANYWHERE ||
	    frame_top_self(frame) != frame->question_over)
		return -1;
	return left > 0 ? (int)left : 0;
}

void frame_question_ask(struct frame *frame)
{
	frame->asking = true;
	frame->asked_ms = 0;
	frame_push(frame, frame->question.ops, frame->question.self);
}

bool frame_question_steps_aside(struct frame *frame)
{
	frame->typed_ms = clock_steady_ms();
	if (!frame->asking || frame_top_self(frame) != frame->question.self)
		return false;
	if (frame->asked_ms && frame->typed_ms - frame->asked_ms >= frame->hooks->seen_ms)
		return false;
	frame->asking = false;
	frame->layer_count--;
	frame->dirty = true;
	frame->rested = false;
	return true;
}
