/* Filled texts laid out: a line that begins with * is what is heard. A text that cannot be filled shows why instead.
 */
#include "ui/script_texts.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "words/letter.h"
#include "words/words.h"

static void lay_line(struct sheet *sheet, int indent, const char *line)
{
	if (line[0] == '*') {
		sheet_to(sheet, indent);
		sheet_line(sheet, indent, STYLE_HEADER, line + 1 + strspn(line + 1, " "));
		return;
	}
	sheet_to(sheet, indent + 2);
	sheet_line(sheet, indent + 2, STYLE_NORMAL, line);
}

static void lay_text(struct sheet *sheet, int indent, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n");
		char *line = mem_strndup(text, n);

		if (n > 0)
			lay_line(sheet, indent, line);
		mem_free(line);
		text += n + (text[n] == '\n');
	}
}

typedef bool make_text(const struct letter_facts *facts, struct texts *texts, char **body, struct err *err);

static void lay_made(struct sheet *sheet, int indent, struct app *app, const struct client_file *file, make_text *make)
{
	struct letter_own own = { 0 };
	struct err err = { 0 };
	char *body = NULL;

	if (letter_open(app->session, file, words_lang() == WORDS_FR ? "fr" : "en", &own, &err) &&
	    make(&own.facts, app->texts, &body, &err)) {
		lay_text(sheet, indent, body);
	} else {
		sheet_to(sheet, indent);
		sheet_line(sheet, indent, STYLE_ERROR, err.text);
	}
	letter_close(&own);
	mem_free(body);
}

static void lay_heading(struct sheet *sheet, int indent, const char *title)
{
	sheet_newline(sheet);
	sheet_to(sheet, indent);
	sheet_line(sheet, indent, STYLE_HEADER, title);
}

void script_texts_card(struct sheet *sheet, int indent, struct app *app, const struct client_file *file)
{
	char title[WORDS_TEXT];

	snprintf(title, sizeof title, "%s · %s",
		 file->why.reason == REASON_NONE ? _("reason not known yet") : words_cause(reason_rules[file->why.reason].code),
		 words_firmness(reason_firmness_codes[file->why.firmness]));
	lay_heading(sheet, indent, title);
	lay_made(sheet, indent, app, file, letter_card);
}

void script_texts_objections(struct sheet *sheet, int indent, struct app *app, const struct client_file *file)
{
	lay_heading(sheet, indent, _("What you may hear"));
	lay_made(sheet, indent, app, file, letter_objections);
}
