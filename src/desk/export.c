/* The file first, then the journal; when the journal refuses, the file goes away again. Knows no screen.
 */
#include "desk/export.h"

#include <errno.h>
#include <fcntl.h>
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

/* A new file, or -1. */
static int make_file(const struct export_request *request, const char *day, char *path, struct err *err)
{
	for (int n = 1; n <= NAMES_MOST; n++) {
		char number[16] = "";
		if (n > 1)
			snprintf(number, sizeof number, "-%d", n);
		if (snprintf(path, EXPORT_PATH, "%s/%s-%s%s.csv", request->directory, request->name, day, number) >= EXPORT_PATH) {
			err_set(err, ERR_REFUSED, N_("the path of the export directory is too long: change ui.export_dir"));
			return -1;
		}
		int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd >= 0 || errno != EEXIST) {
			if (fd < 0)
				err_errno(err, errno, N_("writing %s (ui.export_dir says where exports go)"), path);
			return fd;
		}
	}
	err_set(err, ERR_REFUSED, N_("%s holds %d exports of today already: move some away"), request->directory, NAMES_MOST);
	return -1;
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
	int fd = make_file(request, date_iso(session->today, day), path, err);
	if (fd < 0)
		return false;
	bool done = (whole_write(fd, request->text, strlen(request->text)) && fsync(fd) == 0) || err_errno(err, errno, N_("writing %s"), path);
	if (close(fd) != 0 && done)
		done = err_errno(err, errno, N_("writing %s"), path);
	done = done && transact(session, journal, &(struct exported){ request, path }, err);
	if (!done)
		unlink(path);
	return done;
}
