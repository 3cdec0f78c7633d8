/* Which rows of a roll are shown and in which order. Each row is folded once for the filter, however much is typed.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "rules/narrow.h"
#include "ui/roll_inside.h"

struct sort_key {
	int64_t order;
	const char *text; /* folded; NULL: order decides */
	size_t place;
};

void roll_forget_folds(struct roll *roll)
{
	arena_clear(&roll->folds);
	roll->folded = NULL;
}

/* All cells of a row; an amount also without its blanks and signs, as it may be typed. */
static const char *fold_row(struct roll *roll, const struct roll_row *row)
{
	struct buf text;

	buf_init(&text);
	buf_puts(&text, "");
	for (size_t i = 0; i < roll->kind->column_count; i++) {
		char digits[MONEY_TEXT];
		if (!row->cells[i].text)
			continue;
		buf_printf(&text, "%s ", row->cells[i].text);
		if (roll->kind->columns[i].right && text_digits(digits, sizeof digits, row->cells[i].text) > 0)
			buf_printf(&text, "%s ", digits);
	}
	char *folded = text_fold(text.data);
	const char *kept = arena_strdup(&roll->folds, folded);
	mem_free(folded);
	buf_clear(&text);
	return kept;
}

static void fold_rows(struct roll *roll)
{
	if (roll->folded)
		return;
	roll->folded = arena_alloc(&roll->folds, (roll->count + 1) * sizeof *roll->folded);
	for (size_t i = 0; i < roll->count; i++)
		roll->folded[i] = fold_row(roll, &roll->rows[i]);
}

static void choose(struct roll *roll)
{
	char *words = text_fold(roll->filter);

	roll->shown_count = 0;
	if (*words)
		fold_rows(roll);
	for (size_t i = 0; i < roll->count; i++)
		if (!*words || narrow_has_words(roll->folded[i], words))
			roll->shown[roll->shown_count++] = i;
	mem_free(words);
}

static int by_key(const void *one, const void *other)
{
	const struct sort_key *a = one, *b = other;
	int order = 0;

	if (a->text && b->text)
		order = strcmp(a->text, b->text);
	else if (!a->text != !b->text)
		order = a->text ? 1 : -1;
	else if (a->order != b->order)
		order = a->order < b->order ? -1 : 1;
	return order ? order : a->place < b->place ? -1 : 1;
}

static struct sort_key key_of(const struct roll *roll, size_t place, struct arena *arena)
{
	const struct roll_cell *cell = &roll->rows[place].cells[roll->column];
	struct sort_key key = { .order = cell->order, .place = place };

	if (cell->order == ROLL_BY_TEXT) {
		char *folded = text_fold(cell->text ? cell->text : "");
		key.text = arena_strdup(arena, folded);
		mem_free(folded);
	}
	return key;
}

/* Equal ones keep their natural order, whichever way round. */
static void sort(struct roll *roll)
{
	struct sort_key *keys = mem_alloc((roll->shown_count + 1) * sizeof *keys);
	struct arena arena = { 0 };
	size_t n = roll->shown_count;

	for (size_t i = 0; i < n; i++) {
		keys[i] = key_of(roll, roll->shown[i], &arena);
		if (roll->descending)
			keys[i].place = SIZE_MAX - keys[i].place;
	}
	qsort(keys, n, sizeof *keys, by_key);
	for (size_t i = 0; i < n; i++)
		roll->shown[i] = roll->descending ? SIZE_MAX - keys[n - 1 - i].place : keys[i].place;
	arena_clear(&arena);
	mem_free(keys);
}

static long place_of(const struct roll *roll, int64_t id)
{
	for (size_t i = 0; i < roll->shown_count; i++)
		if (roll->rows[roll->shown[i]].id == id)
			return (long)i;
	return -1;
}

void roll_arrange(struct roll *roll)
{
	const struct roll_row *row = roll_selected(roll);
	int64_t id = row ? row->id : 0;

	choose(roll);
	if (roll->column != ROLL_AS_IT_COMES)
		sort(roll);
	list_renew(&roll->list, (long)roll->shown_count, false, false);
	if (id)
		list_select(&roll->list, place_of(roll, id) >= 0 ? place_of(roll, id) : 0);
}
