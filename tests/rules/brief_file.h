/* A file for the brief, and what is said of it.
 */
#ifndef TESTS_RULES_BRIEF_FILE_H
#define TESTS_RULES_BRIEF_FILE_H

#include "facts.h"
#include "rules/brief.h"

/* A file that says nothing by itself. */
struct file {
	struct netting net[NETTING_CURRENCIES];
	struct brief_facts facts;
	struct brief_line lines[BRIEF_LINES];
	size_t count;
};

static inline void open_file(struct file *f, const struct item *items, size_t count)
{
	*f = (struct file){ .facts = { .items = items,
				       .item_count = count,
				       .last = { .on = DATE_NONE },
				       .follow_up_on = DATE_NONE,
				       .follow_up_minute = -1,
				       .callable = { WHY_NOT_NONE, TODAY, -1 } } };
	f->facts.net = f->net;
	f->facts.net_count = netting_compute(items, count, TODAY, f->net);
}

static inline void read_brief(struct file *f)
{
	f->count = brief_write(&f->facts, TODAY, f->lines);
	assert_in_range(f->count, 1, BRIEF_LINES);
}

static inline const struct brief_line *find(const struct file *f, enum brief_code code)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->lines[i].code == code)
			return &f->lines[i];
	return NULL;
}

static inline const struct brief_line *said(const struct file *f, enum brief_code code)
{
	const struct brief_line *line = find(f, code);
	if (line == NULL)
		fail_msg("line %d is missing", (int)code);
	return line;
}

#endif
