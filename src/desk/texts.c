/* Finding and keeping texts. A file is read once; a user who edits one sees it at the next start.
 */
#include "desk/texts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/whole.h"

struct kept {
	char *name, *text; /* text NULL: not in the folder */
};

struct texts {
	char *folder;
	struct kept *kept;
	size_t count, room;
	char **names; /* what texts_names gave */
	size_t name_count, name_room;
};

struct texts *texts_open(const char *folder)
{
	struct texts *texts = mem_alloc(sizeof *texts);

	texts->folder = folder && *folder ? mem_strdup(folder) : NULL;
	return texts;
}

void texts_close(struct texts *texts)
{
	if (!texts)
		return;
	for (size_t i = 0; i < texts->count; i++) {
		mem_free(texts->kept[i].name);
		mem_free(texts->kept[i].text);
	}
	for (size_t i = 0; i < texts->name_count; i++)
		mem_free(texts->names[i]);
	mem_free(texts->names);
	mem_free(texts->kept);
	mem_free(texts->folder);
	mem_free(texts);
}

static const char *builtin(const char *name)
{
	for (const struct text_file *file = texts_builtin; file->name; file++)
		if (strcmp(file->name, name) == 0)
			return file->text;
	return NULL;
}

/* Line by line through the door for foreign text; the lines stay. */
static char *clean_lines(const char *data, size_t n)
{
	struct buf out;
	const char *end = data + n;

	buf_init(&out);
	while (data < end) {
		const char *feed = memchr(data, '\n', (size_t)(end - data));
		size_t bytes = feed ? (size_t)(feed - data) : (size_t)(end - data);
		char *line = text_clean(data, bytes);

		buf_puts(&out, line);
		buf_putc(&out, '\n');
		mem_free(line);
		data += bytes + 1;
	}
	return buf_take(&out);
}

static bool read_all(int fd, const char *path, char *data, size_t size, struct err *err)
{
	for (size_t at = 0; at < size;) {
		ssize_t n = read(fd, data + at, size - at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return err_errno(err, n < 0 ? errno : EIO, N_("reading %s"), path);
		at += (size_t)n;
	}
	return true;
}

static bool take_file(int fd, const char *path, char **text, struct err *err)
{
	struct stat stat;
	char *data;
	bool good;

	if (fstat(fd, &stat) != 0)
		return err_errno(err, errno, N_("reading %s"), path);
	if (!S_ISREG(stat.st_mode))
		return err_set(err, ERR_INPUT, N_("%s is not a file"), path);
	if (stat.st_size > TEXTS_BYTES_MAX)
		return err_set(err, ERR_INPUT, N_("%s is too large: a text has at most %d bytes"), path, TEXTS_BYTES_MAX);
	data = mem_alloc((size_t)stat.st_size + 1);
	good = read_all(fd, path, data, (size_t)stat.st_size, err);
	if (good && !text_is_utf8(data, (size_t)stat.st_size))
		good = err_set(err, ERR_INPUT, N_("%s is not UTF-8: save it in that encoding"), path);
	if (good)
		*text = clean_lines(data, (size_t)stat.st_size);
	mem_free(data);
	return good;
}

/* *text NULL: there is no such file. */
static bool read_own(const char *path, char **text, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	bool good;

	*text = NULL;
	if (fd < 0)
		return errno == ENOENT || err_errno(err, errno, N_("reading %s"), path);
	good = take_file(fd, path, text, err);
	close(fd);
	return good;
}

/* What the folder has under this name, looked for once. */
static bool own(struct texts *texts, const char *name, const char **text, struct err *err)
{
	char *path, *found;
	bool good;

	*text = NULL;
	if (!texts->folder)
		return true;
	for (size_t i = 0; i < texts->count; i++) {
		if (strcmp(texts->kept[i].name, name) == 0) {
			*text = texts->kept[i].text;
			return true;
		}
	}
	path = mem_printf("%s/%s", texts->folder, name);
	good = read_own(path, &found, err);
	mem_free(path);
	if (!good)
		return false;
	MEM_GROW(texts->kept, texts->count, texts->room);
	texts->kept[texts->count++] = (struct kept){ .name = mem_strdup(name), .text = found };
	*text = found;
	return true;
}

bool texts_find(struct texts *texts, const char *const names[], size_t count, const char **name, const char **text, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		const char *found;

		if (!own(texts, names[i], &found, err))
			return false;
		if (!found)
			found = builtin(names[i]);
		if (found) {
			*name = names[i];
			*text = found;
			return true;
		}
	}
	return err_set(err, ERR_MISSING, N_("there is no text %s: write one into the folder of the option mail.texts"),
		       count ? names[count - 1] : "");
}

bool texts_is_own(struct texts *texts, const char *name)
{
	const char *text;

	return own(texts, name, &text, NULL) && text;
}

static void add_name(struct texts *texts, const char *name)
{
	MEM_GROW(texts->names, texts->name_count, texts->name_room);
	texts->names[texts->name_count++] = mem_strdup(name);
}

/* What ends like a text: what an editor left beside it, or notes of one's own, are none. */
static bool is_text(const char *name)
{
	const char *point = strrchr(name, '.');

	return point && point != name && (strcmp(point, ".fr") == 0 || strcmp(point, ".en") == 0);
}

static bool add_own_names(struct texts *texts, struct err *err)
{
	DIR *folder = opendir(texts->folder);

	if (!folder && errno == ENOENT)
		return err_set(err, ERR_MISSING, N_("the folder %s of the option mail.texts does not exist: relance texts export %s makes it"),
		               texts->folder, texts->folder);
	if (!folder)
		return err_errno(err, errno, N_("reading %s"), texts->folder);
	for (const struct dirent *entry; (entry = readdir(folder));)
		if (is_text(entry->d_name) && !builtin(entry->d_name))
			add_name(texts, entry->d_name);
	closedir(folder);
	return true;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

bool texts_names(struct texts *texts, const char *const **names, size_t *count, struct err *err)
{
	if (texts->name_count == 0) {
		if (texts->folder && !add_own_names(texts, err))
			return false;
		for (const struct text_file *file = texts_builtin; file->name; file++)
			add_name(texts, file->name);
		qsort(texts->names, texts->name_count, sizeof *texts->names, by_name);
	}
	*names = (const char *const *)texts->names;
	*count = texts->name_count;
	return true;
}

/* A file that was not there; *made false: it was. It has its name when it is whole: half a text would be left there the next time, and
 * said to clients. Readable by whoever sends the mails: no text is a secret. */
static bool write_new(const char *path, const char *text, bool *made, struct err *err)
{
	*made = access(path, F_OK) != 0;
	return !*made || whole_put(path, text, strlen(text), 0644) || err_errno(err, errno, N_("writing %s"), path);
}

/* The folder itself, not those above it. */
static bool make_folder(const char *folder, struct err *err)
{
	if (mkdir(folder, 0755) == 0)
		return chmod(folder, 0755) == 0 || err_errno(err, errno, N_("making the folder %s"), folder);
	return errno == EEXIST || err_errno(err, errno, N_("making the folder %s"), folder);
}

bool texts_export(const char *folder, int *written, struct err *err)
{
	*written = 0;
	if (!make_folder(folder, err))
		return false;
	for (const struct text_file *file = texts_builtin; file->name; file++) {
		char *path = mem_printf("%s/%s", folder, file->name);
		bool made, good = write_new(path, file->text, &made, err);

		mem_free(path);
		if (!good)
			return false;
		*written += made;
	}
	return true;
}
