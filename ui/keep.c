/* Writing and reading drafts.
 */
#include "ui/keep.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "desk/audit.h"

static const char words_field[] = "words";

/* A draft is a help, not a promise: what is typed is still on the screen. */
static void put(struct keep *keep, const char *text)
{
	struct err ignored = { 0 };

	if (audit_draft_save(keep->app->session, keep->place, keep->client_id, text, &ignored))
		keep->kept = *text != '\0';
}

void keep_forget(struct keep *keep)
{
	if (keep->kept)
		put(keep, "");
}

unsigned keep_give_up(struct keep *keep, struct form *form, const char *warning)
{
	if (form_escape(form) == FORM_WARNED) {
		frame_say(keep->app->frame, STYLE_WARNING, "%s", warning);
		return EFFECT_REDRAW;
	}
	keep_forget(keep);
	return EFFECT_CLOSE;
}

void keep_form(struct keep *keep, const char *about, const struct form *form)
{
	struct buf text;

	if (!keep->changed)
		return;
	keep->changed = false;
	if (!form_dirty(form)) {
		keep_forget(keep);
		return;
	}
	buf_init(&text);
	buf_printf(&text, "%s\n", about);
	for (size_t i = 0; i < form->count; i++)
		if (form->fields[i].edited)
			buf_printf(&text, "%s\t%s\n", form->fields[i].name, form_text(form, i));
	put(keep, text.data);
	buf_clear(&text);
}

void keep_words(struct keep *keep, const char *about, const char *text)
{
	struct buf draft;

	if (!keep->place || !keep->changed)
		return;
	keep->changed = false;
	if (!*text) {
		keep_forget(keep);
		return;
	}
	buf_init(&draft);
	buf_printf(&draft, "%s\n%s\t%s\n", about, words_field, text);
	put(keep, draft.data);
	buf_clear(&draft);
}

char *keep_about(const char *draft)
{
	return mem_strndup(draft, strcspn(draft, "\n"));
}

/* The next field of a draft, *at moving behind its line. False: no more. */
static bool next_field(const char **at, const char **name, size_t *name_bytes, const char **text, size_t *text_bytes)
{
	const char *line = *at + strcspn(*at, "\n");

	if (!*line)
		return false;
	*name = ++line;
	*at = line + strcspn(line, "\n");
	*name_bytes = strcspn(line, "\t\n");
	*text = line + *name_bytes + (line[*name_bytes] == '\t');
	*text_bytes = (size_t)(*at - *text);
	return *line != '\0';
}

char *keep_words_of(const char *draft)
{
	const char *name, *text;
	size_t name_bytes, text_bytes;

	while (next_field(&draft, &name, &name_bytes, &text, &text_bytes))
		if (name_bytes == strlen(words_field) && strncmp(name, words_field, name_bytes) == 0)
			return mem_strndup(text, text_bytes);
	return mem_strdup("");
}

void keep_take(struct keep *keep, const char *draft, struct form *form)
{
	const char *name, *text;
	size_t name_bytes, text_bytes;

	while (next_field(&draft, &name, &name_bytes, &text, &text_bytes)) {
		for (size_t i = 0; i < form->count; i++) {
			if (strlen(form->fields[i].name) != name_bytes || strncmp(form->fields[i].name, name, name_bytes) != 0)
				continue;
			char *value = mem_strndup(text, text_bytes);
			form_set(form, i, value, true);
			mem_free(value);
		}
	}
	keep->kept = true;
}

void keep_add_id(struct buf *about, int64_t id)
{
	buf_printf(about, "%s%" PRId64, about->len ? " " : "", id);
}

bool keep_next_id(const char **about, int64_t *id)
{
	char *end;

	*id = strtoll(*about, &end, 10);
	if (end == *about || *id == 0)
		return false;
	*about = end;
	return true;
}
