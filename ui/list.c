/* One rule after each change: the selection is inside the run, and the view holds the selection and no more empty lines than it must.
 */
#include "ui/list.h"

static void settle(struct list *list)
{
	if (list->height < 1)
		list->height = 1;
	if (list->selected >= list->count)
		list->selected = list->count - 1;
	if (list->selected < 0)
		list->selected = 0;
	if (list->top > list->count - list->height)
		list->top = list->count - list->height;
	if (list->top < 0)
		list->top = 0;
	if (list->selected < list->top)
		list->top = list->selected;
	if (list->selected >= list->top + list->height)
		list->top = list->selected - list->height + 1;
}

void list_start(struct list *list, long count, bool before, bool after)
{
	list->selected = list->top = 0;
	list_renew(list, count, before, after);
}

void list_renew(struct list *list, long count, bool before, bool after)
{
	list->count = count;
	list->before = before;
	list->after = after;
	settle(list);
}

void list_grew(struct list *list, bool at_start, long n, bool more)
{
	list->count += n;
	if (at_start) {
		list->before = more;
		list->selected += n;
		list->top += n;
	} else {
		list->after = more;
	}
	settle(list);
}

void list_set_height(struct list *list, int height)
{
	list->height = height;
	settle(list);
}

static bool place_both(struct list *list, long place, long top)
{
	long old_place = list->selected, old_top = list->top;

	list->selected = place;
	list->top = top;
	settle(list);
	return list->selected != old_place || list->top != old_top;
}

bool list_select(struct list *list, long place)
{
	return place_both(list, place, list->top);
}

bool list_move(struct list *list, long by)
{
	return list_select(list, list->selected + by);
}

bool list_page(struct list *list, int by)
{
	long step = list->height > 1 ? list->height - 1 : 1;

	return place_both(list, list->selected + by * step, list->top + by * step);
}

bool list_first(struct list *list)
{
	list_select(list, 0);
	return !list->before;
}

bool list_last(struct list *list)
{
	list_select(list, list->count - 1);
	return !list->after;
}

void list_leap(struct list *list, long top_before)
{
	long half = list->height / 2;

	if (list->top == top_before + 1)
		list->top += half;
	else if (list->top == top_before - 1)
		list->top -= half;
	settle(list);
}

bool list_action(struct list *list, enum action action)
{
	switch (action) {
	case ACTION_UP: list_move(list, -1); return true;
	case ACTION_DOWN: list_move(list, 1); return true;
	case ACTION_PAGE_UP: list_page(list, -1); return true;
	case ACTION_PAGE_DOWN: list_page(list, 1); return true;
	case ACTION_FIRST: list_first(list); return true;
	case ACTION_LAST: list_last(list); return true;
	default: return false;
	}
}

int list_visible(const struct list *list)
{
	long left = list->count - list->top;

	return (int)(left < list->height ? left : list->height);
}

enum list_want list_wants(const struct list *list)
{
	if (list->after && list->count - (list->top + list->height) < list->height)
		return LIST_WANTS_AFTER;
	if (list->before && list->top < list->height)
		return LIST_WANTS_BEFORE;
	return LIST_WANTS_NOTHING;
}
