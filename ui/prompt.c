/* libedit is driven from below: its "read a character" function shows the line, then waits for the frame's next key, so that
 * clocks, resizes and hang-ups go on inside the prompt.
 */
#include "ui/prompt.h"

#include <errno.h>
#include <fcntl.h>
#include <histedit.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>

#include "base/gettext.h"
#include "base/text.h"
#include "rules/keymap.h"
#include "ui/keys.h"

#define HISTORY_LINES 500

enum {
	CTRL_A = 1,
	CTRL_B,
	CTRL_C,
	CTRL_D,
	CTRL_E,
	CTRL_F,
	CTRL_H = 8,
	CTRL_I,
	CTRL_N = 14,
	CTRL_P = 16,
	ESC = 27
};

struct prompt {
	struct prompt_hooks hooks;
	EditLine *edit;
	History *history;
	FILE *nowhere;
	int master, slave;  /* the private terminal */
	char *history_path; /* NULL: none kept */
	wchar_t *pending;   /* characters of a paste or of a key that stands for several */
	size_t pending_count, pending_at;
	bool given_up;
};

static struct prompt *prompt_of(EditLine *edit)
{
	struct prompt *prompt = NULL;

	el_get(edit, EL_CLIENTDATA, &prompt);
	return prompt;
}

/* The line up to `end` as UTF-8. */
static char *to_utf8(const wchar_t *from, const wchar_t *end)
{
	struct buf out;
	char bytes[16];

	buf_init(&out);
	buf_puts(&out, "");
	for (; from < end; from++) {
		mbstate_t state = { 0 };
		size_t n = wcrtomb(bytes, *from, &state);
		if (n != (size_t)-1)
			buf_add(&out, bytes, n);
	}
	return buf_take(&out);
}

static void show(struct prompt *prompt)
{
	const LineInfoW *line = el_wline(prompt->edit);
	char *all = to_utf8(line->buffer, line->lastchar);
	char *before = to_utf8(line->buffer, line->cursor);

	prompt->hooks.show(prompt->hooks.context, all, text_width(before));
	mem_free(all);
	mem_free(before);
}

static void set_pending(struct prompt *prompt, const char *utf8)
{
	size_t room = strlen(utf8) + 1;

	mem_free(prompt->pending);
	prompt->pending = mem_alloc(room * sizeof *prompt->pending);
	size_t n = mbstowcs(prompt->pending, utf8, room);
	prompt->pending_count = n == (size_t)-1 ? 0 : n;
	prompt->pending_at = 0;
}

/* Our keys to libedit's emacs characters; 0 for none, -1 to give up. */
static int translate(const LineInfoW *line, uint32_t key)
{
	switch (key) {
	case KEYMAP_ENTER: return '\n';
	case KEYMAP_ESCAPE:
	case CTRL_C: return -1;
	case KEYMAP_BACKSPACE: return line->lastchar == line->buffer ? -1 : CTRL_H;
	case KEYMAP_DELETE: return line->cursor == line->lastchar ? 0 : CTRL_D;
	case KEYMAP_LEFT: return CTRL_B;
	case KEYMAP_RIGHT: return CTRL_F;
	case KEYMAP_UP: return CTRL_P;
	case KEYMAP_DOWN: return CTRL_N;
	case KEYMAP_HOME: return CTRL_A;
	case KEYMAP_END: return CTRL_E;
	case KEYMAP_TAB: return CTRL_I;
	default: return key < KEYMAP_UP ? (int)key : 0;
	}
}

static int read_character(EditLine *edit, wchar_t *out)
{
	struct prompt *prompt = prompt_of(edit);

	for (;;) {
		if (prompt->pending_at < prompt->pending_count) {
			*out = prompt->pending[prompt->pending_at++];
			return 1;
		}
		struct term_event event;
		show(prompt);
		int code = prompt->hooks.next(prompt->hooks.context, &event) ? 0 : -1;
		if (code == 0 && event.kind == TERM_PASTE)
			set_pending(prompt, event.text);
		else if (code == 0 && event.key == KEYS_WORD_LEFT)
			set_pending(prompt, "\033b");
		else if (code == 0 && event.key == KEYS_WORD_RIGHT)
			set_pending(prompt, "\033f");
		else if (code == 0)
			code = translate(el_wline(edit), event.key);
		if (code < 0) {
			prompt->given_up = true;
			return 0;
		}
		if (code > 0) {
			*out = (wchar_t)code;
			return 1;
		}
	}
}

/* The bytes all lines of `names` begin with. */
static size_t common_start(const char *names)
{
	size_t common = strcspn(names, "\n");

	for (const char *name = names; *name;) {
		size_t n = strcspn(name, "\n"), same = 0;
		while (same < common && same < n && names[same] == name[same])
			same++;
		common = same;
		name += n + (name[n] == '\n');
	}
	while (common > 0 && ((unsigned char)names[common] & 0xc0) == 0x80)
		common--;
	return common;
}

static unsigned char complete(EditLine *edit, int key)
{
	struct prompt *prompt = prompt_of(edit);
	const LineInfoW *line = el_wline(edit);
	char *before = to_utf8(line->buffer, line->cursor);
	struct buf names;
	unsigned char result = CC_REFRESH;

	(void)key;
	buf_init(&names);
	if (prompt->hooks.complete)
		prompt->hooks.complete(prompt->hooks.context, before, &names);
	while (names.len > 0 && names.data[names.len - 1] == '\n')
		names.data[--names.len] = '\0';
	if (names.len == 0) {
		result = CC_ERROR;
	} else {
		bool several = strchr(names.data, '\n') != NULL;
		const char *blank = strrchr(before, ' ');
		size_t typed = strlen(blank ? blank + 1 : before);
		size_t common = common_start(names.data);
		size_t from = typed < common ? typed : common;
		char *more = mem_printf("%.*s%s", (int)(common - from), names.data + from,
					several ? "" : " ");
		el_insertstr(edit, more);
		mem_free(more);
		for (char *c = names.data; *c; c++)
			*c = *c == '\n' ? ' ' : *c;
		if (several && prompt->hooks.choices)
			prompt->hooks.choices(prompt->hooks.context, names.data);
	}
	mem_free(before);
	buf_clear(&names);
	return result;
}

/* The agent's own bindings, less what would start an editor, run libedit's commands or leave emacs mode. */
static void read_editrc(EditLine *edit)
{
	const char *home = getenv("HOME");
	char *path = home && *home == '/' ? mem_printf("%s/.editrc", home) : NULL;
	FILE *file = path ? fopen(path, "re") : NULL;
	char line[1024];
	Tokenizer *words = tok_init(NULL);

	while (file && words && fgets(line, sizeof line, file)) {
		int count;
		const char **word;
		if (strstr(line, "histedit") || strstr(line, "ed-command"))
			continue;
		if (*line != '#' && tok_str(words, line, &count, &word) == 0 && count > 0)
			el_parse(edit, count, word);
		tok_reset(words);
	}
	if (words)
		tok_end(words);
	if (file)
		fclose(file);
	mem_free(path);
	const char *mode = NULL;
	if (el_get(edit, EL_EDITOR, &mode) == 0 && mode && strcmp(mode, "emacs") != 0)
		el_set(edit, EL_EDITOR, "emacs");
}

/* Make each folder on the way to path; true when they are there. */
static bool make_folders(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		bool there = mkdir(path, 0700) == 0 || errno == EEXIST;
		*slash = '/';
		if (!there)
			return false;
	}
	return true;
}

static char *find_history(void)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	char *path = NULL;

	if (state && *state == '/')
		path = mem_printf("%s/relance/history", state);
	else if (home && *home == '/')
		path = mem_printf("%s/.local/state/relance/history", home);
	if (path && !make_folders(path)) {
		mem_free(path);
		path = NULL;
	}
	return path;
}

static void save_history(struct prompt *prompt)
{
	HistEvent event;
	if (!prompt->history_path)
		return;
	int fd = open(prompt->history_path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC,
		      0600);
	if (fd < 0)
		return;
	FILE *file = fchmod(fd, 0600) == 0 ? fdopen(fd, "w") : NULL;
	if (!file) {
		close(fd);
		return;
	}
	history(prompt->history, &event, H_SAVE_FP, file);
	fclose(file);
}

static bool start(struct prompt *prompt, bool personal)
{
	HistEvent event;

	/* libedit looks TERM up in the library that draws our screen: under the same name it finds and leaves what is there. */
	prompt->edit = el_init_fd("relance", prompt->nowhere, prompt->nowhere, prompt->nowhere,
				  prompt->slave, prompt->slave, prompt->slave);
	prompt->history = history_init();
	if (!prompt->edit || !prompt->history)
		return false;
	history(prompt->history, &event, H_SETSIZE, HISTORY_LINES);
	history(prompt->history, &event, H_SETUNIQUE, 1);
	el_set(prompt->edit, EL_CLIENTDATA, prompt);
	el_set(prompt->edit, EL_SIGNAL, 0);
	el_set(prompt->edit, EL_EDITOR, "emacs");
	el_set(prompt->edit, EL_HIST, history, prompt->history);
	if (personal) {
		read_editrc(prompt->edit);
		prompt->history_path = find_history();
		if (prompt->history_path)
			history(prompt->history, &event, H_LOAD, prompt->history_path);
	}
	el_wset(prompt->edit, EL_ADDFN, L"relance-complete", L"complete the command", complete);
	el_set(prompt->edit, EL_BIND, "^I", "relance-complete", NULL);
	el_set(prompt->edit, EL_GETCFN, read_character);
	return true;
}

bool prompt_open(const struct prompt_hooks *hooks, bool personal, struct prompt **out,
		 struct err *err)
{
	struct prompt *prompt = mem_alloc(sizeof *prompt);

	prompt->hooks = *hooks;
	prompt->master = prompt->slave = -1;
	prompt->nowhere = fopen("/dev/null", "r+e");
	if (!prompt->nowhere || openpty(&prompt->master, &prompt->slave, NULL, NULL, NULL) < 0) {
		err_errno(err, errno, N_("opening the command line"));
		prompt_close(prompt);
		return false;
	}
	fcntl(prompt->master, F_SETFD, FD_CLOEXEC);
	fcntl(prompt->slave, F_SETFD, FD_CLOEXEC);
	if (!start(prompt, personal)) {
		prompt_close(prompt);
		return err_set(err, ERR_IO, N_("the command line cannot be opened"));
	}
	*out = prompt;
	return true;
}

void prompt_close(struct prompt *prompt)
{
	if (!prompt)
		return;
	if (prompt->edit)
		el_end(prompt->edit);
	if (prompt->history)
		history_end(prompt->history);
	if (prompt->nowhere)
		fclose(prompt->nowhere);
	if (prompt->master >= 0)
		close(prompt->master);
	if (prompt->slave >= 0)
		close(prompt->slave);
	mem_free(prompt->history_path);
	mem_free(prompt->pending);
	mem_free(prompt);
}

bool prompt_read(struct prompt *prompt, struct buf *line)
{
	HistEvent event;
	int count = 0;

	prompt->given_up = false;
	prompt->pending_count = prompt->pending_at = 0;
	const char *text = el_gets(prompt->edit, &count);
	if (!text || prompt->given_up) {
		el_reset(prompt->edit);
		return false;
	}
	size_t n = strcspn(text, "\n");
	buf_reset(line);
	buf_puts(line, "");
	buf_add(line, text, n);
	if (strspn(line->data, " ") < line->len) {
		history(prompt->history, &event, H_ENTER, line->data);
		save_history(prompt);
	}
	return true;
}
