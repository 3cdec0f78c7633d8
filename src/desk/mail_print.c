/* A letter's page and its file. A file is whole or not there: it gets its name when it is written.
 */
#include "desk/mail_print.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/whole.h"

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

bool mail_print(const struct session *session, const char *folder, const struct mail_row *row, const struct mail_text *text,
                struct err *err)
{
	char *path = name_of(session, folder, row);
	struct buf page;
	bool done;

	buf_init(&page);
	buf_printf(&page, "%s\n\n%s\n%s%s%s\n\n%s\n\n%s", session->creditor.name, row->client, row->contact, *row->contact ? "\n" : "",
	           row->client_no, text->subject, text->body);
	done = whole_put(path, page.data, page.len, 0600) || err_set(err, ERR_IO, N_("the letter %s cannot be written: %s"), path, strerror(errno));
	buf_clear(&page);
	mem_free(path);
	return done;
}
