/* A letter's page and its file. A file is whole or not there: it gets its name when it is written.
 */
#include "desk/mail_print.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/gettext.h"
#include "base/mem.h"

/* What a try on another day has written bears that day: it is written again, not beside. NULL: there is none. */
static char *written_before(const char *folder, const char *end)
{
	DIR *dir = opendir(folder);
	char *path = NULL;

	for (struct dirent *entry; dir && !path && (entry = readdir(dir));) {
		size_t n = strlen(entry->d_name), m = strlen(end);

		if (n >= m && strcmp(entry->d_name + n - m, end) == 0)
			path = mem_printf("%s/%s", folder, entry->d_name);
	}
	if (dir)
		closedir(dir);
	return path;
}

/* Numbers of clients come from files: no way out of the folder. */
static char *name_of(const struct session *session, const char *folder, const struct mail_row *row)
{
	char day[DATE_TEXT], no[64], end[128];
	char *path;
	size_t n = 0;

	for (const char *c = row->client_no; *c && n + 1 < sizeof no; c++)
		no[n++] = isalnum((unsigned char)*c) ? *c : '_';
	no[n] = '\0';
	snprintf(end, sizeof end, "-%s-%" PRIx64 ".txt", no, (uint64_t)row->id);
	path = row->tries > 1 ? written_before(folder, end) : NULL;
	return path ? path : mem_printf("%s/%s%s", folder, date_iso(session->today, day), end);
}

static bool write_all(int fd, const char *data, size_t size)
{
	while (size > 0) {
		ssize_t n = write(fd, data, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		data += n;
		size -= (size_t)n;
	}
	return fsync(fd) == 0;
}

static bool put_file(const char *path, const struct buf *page)
{
	char *draft = mem_printf("%s.part", path);
	int fd = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool good = fd >= 0 && write_all(fd, page->data, page->len);
	int why = errno;

	if (fd >= 0 && close(fd) != 0 && good) {
		why = errno;
		good = false;
	}
	if (good && rename(draft, path) != 0) {
		why = errno;
		good = false;
	}
	if (!good && fd >= 0)
		unlink(draft);
	mem_free(draft);
	errno = why;
	return good;
}

bool mail_print(const struct session *session, const char *folder, const struct mail_row *row, const struct mail_text *text,
                struct err *err)
{
	char *path = name_of(session, folder, row);
	struct buf page;
	bool done;

	buf_init(&page);
	buf_printf(&page, "%s\n\n%s\n%s%s%s\n\n%s\n\n%s", session->creditor.name, row->client, row->contact, *row->contact ? "\n" : "",
	           row->client_no, text->subject, text->body);
	done = put_file(path, &page) || err_set(err, ERR_IO, N_("the letter %s cannot be written: %s"), path, strerror(errno));
	buf_clear(&page);
	mem_free(path);
	return done;
}
