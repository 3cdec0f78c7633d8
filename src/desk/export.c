/* The file first, then the journal; when the journal refuses, the file goes away again. Knows no screen.
 */
#include "desk/export.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/gettext.h"
#include "base/json.h"
#include "base/text.h"
#include "base/whole.h"
#include "desk/transact.h"

#define NAMES_MOST 999 /* files of one listing and one day */

/* "-4 812,50" is an amount to every spreadsheet, and no formula. */
static bool is_negative_number(const char *text)
{
	return text[0] == '-' && text[1] >= '0' && text[1] <= '9' && text[1 + strspn(text + 1, "0123456789 ,.")] == '\0';
}

void export_cell(struct buf *out, bool first, const char *text)
{
	if (!first)
		buf_putc(out, ',');
	if (!text)
		return;
	if (is_negative_number(text))
		buf_printf(out, strpbrk(text, ",") ? "\"%s\"" : "%s", text);
	else
		text_out_csv(out, text);
}

void export_line_end(struct buf *out)
{
	buf_puts(out, "\r\n");
}

static bool check_directory(const char *directory, struct err *err)
{
	struct stat at;

	if (!*directory)
		return err_set(err, ERR_REFUSED,
		               N_("there is nowhere to export to: set ui.export_dir in relance.conf to a directory of yours"));
	if (*directory != '/')
		return err_set(err, ERR_REFUSED, N_("ui.export_dir must be an absolute path: %s is not"), directory);
	if (stat(directory, &at) != 0 || !S_ISDIR(at.st_mode))
		return err_set(err, ERR_MISSING, N_("the export directory %s does not exist: make it, or change ui.export_dir"), directory);
	return true;
}

/* The next name of the day: false when there is none left. */
static bool name_file(const struct export_request *request, const char *day, int n, char *path, struct err *err)
{
	char number[16] = "";

	if (n > NAMES_MOST)
		return err_set(err, ERR_REFUSED, N_("%s holds %d exports of today already: move some away"), request->directory, NAMES_MOST);
	if (n > 1)
		snprintf(number, sizeof number, "-%d", n);
	return snprintf(path, EXPORT_PATH, "%s/%s-%s%s.csv", request->directory, request->name, day, number) < EXPORT_PATH ||
	       err_set(err, ERR_REFUSED, N_("the path of the export directory is too long: change ui.export_dir"));
}

/* Under the first name of the day that nothing has; who exports at the same moment gets the next. */
static bool make_file(const struct export_request *request, const char *day, char *path, struct err *err)
{
	struct stat there;

	for (int n = 1; name_file(request, day, n, path, err); n++) {
		if (lstat(path, &there) == 0)
			continue;
		if (whole_new(path, request->text, strlen(request->text), 0600))
			return true;
		if (errno != EEXIST)
			return err_errno(err, errno, N_("writing %s (ui.export_dir says where exports go)"), path);
	}
	return false;
}

struct exported {
	const struct export_request *request;
	const char *path;
};

static bool journal(struct session *session, void *context, struct err *err)
{
	const struct exported *exported = context;
	struct session_note note;
	struct json *json = session_note_open(&note);

	json_text(json, "list", exported->request->name);
	json_text(json, "file", exported->path);
	json_integer(json, "rows", exported->request->rows);
	return session_note_write(session, &note, 0, "exported", err);
}

bool export_write(struct session *session, const struct export_request *request, char *path, struct err *err)
{
	char day[DATE_TEXT];

	if (!check_directory(request->directory, err))
		return false;
	if (!make_file(request, date_iso(session->today, day), path, err))
		return false;
	if (transact(session, journal, &(struct exported){ request, path }, err))
		return true;
	unlink(path);
	return false;
}
