/* forkpty, poll and libvterm. The answers libvterm gives to queries are sent back, as a terminal would.
 */
#include "tests/ui/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "base/clock.h"

struct pty {
	int master; /* -1 once the line is cut */
	pid_t child;
	bool reaped;
	int status;
	int rows, cols;
	VTerm *vterm;
	VTermScreen *screen;
	struct buf raw;
	size_t bytes;
};

static _Noreturn void run_child(const struct pty_options *options)
{
	char *path = mem_strdup(getenv("PATH")), *home = mem_strdup(getenv("HOME"));

	clearenv();
	setenv("PATH", path ? path : "/usr/bin:/bin", 1);
	setenv("HOME", home ? home : "/", 1);
	setenv("TERM", options->terminal ? options->terminal : "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("TZ", "UTC", 1);
	for (const char *const *one = options->environment; one && *one; one++)
		putenv((char *)*one);
	execvp(options->argv[0], (char *const *)options->argv);
	fprintf(stderr, "%s: %s\n", options->argv[0], strerror(errno));
	_exit(127);
}

struct pty *pty_start(const struct pty_options *options)
{
	struct pty *pty = mem_alloc(sizeof *pty);

	pty->rows = options->rows ? options->rows : 24;
	pty->cols = options->cols ? options->cols : 80;
	struct winsize size = { .ws_row = (unsigned short)pty->rows,
				.ws_col = (unsigned short)pty->cols };
	fflush(NULL);
	pty->child = forkpty(&pty->master, NULL, NULL, &size);
	if (pty->child == 0)
		run_child(options);
	if (pty->child < 0) {
		mem_free(pty);
		return NULL;
	}
	fcntl(pty->master, F_SETFD, FD_CLOEXEC);
	fcntl(pty->master, F_SETFL, O_NONBLOCK);
	buf_init(&pty->raw);
	buf_puts(&pty->raw, "");
	pty->vterm = vterm_new(pty->rows, pty->cols);
	vterm_set_utf8(pty->vterm, 1);
	pty->screen = vterm_obtain_screen(pty->vterm);
	vterm_screen_enable_altscreen(pty->screen, 1);
	vterm_screen_reset(pty->screen, 1);
	return pty;
}

static void answer(struct pty *pty)
{
	char bytes[256];
	size_t n;

	while ((n = vterm_output_read(pty->vterm, bytes, sizeof bytes)) > 0)
		if (write(pty->master, bytes, n) < 0)
			return;
}

/* Take in what lies ready, waiting at most wait_ms for the first of it. Returns the bytes, -1 when the program is gone. */
static ssize_t take(struct pty *pty, int wait_ms)
{
	struct pollfd fd = { .fd = pty->master, .events = POLLIN };
	char bytes[8192];

	if (pty->master < 0)
		return -1;
	if (poll(&fd, 1, wait_ms) <= 0)
		return 0;
	ssize_t n = read(pty->master, bytes, sizeof bytes);
	if (n <= 0)
		return n < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;
	pty->bytes += (size_t)n;
	for (ssize_t i = 0; i < n; i++)
		if (bytes[i])
			buf_putc(&pty->raw, bytes[i]);
	vterm_input_write(pty->vterm, bytes, (size_t)n);
	answer(pty);
	return n;
}

void pty_send(struct pty *pty, const char *bytes)
{
	for (size_t n = strlen(bytes); n > 0;) {
		ssize_t sent = write(pty->master, bytes, n);
		if (sent < 0 && errno != EAGAIN && errno != EINTR)
			return;
		if (sent < 0) {
			take(pty, 10);
			continue;
		}
		bytes += sent;
		n -= (size_t)sent;
	}
}

void pty_resize(struct pty *pty, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	while (take(pty, 0) > 0)
		;
	pty->rows = rows;
	pty->cols = cols;
	vterm_set_size(pty->vterm, rows, cols);
	ioctl(pty->master, TIOCSWINSZ, &size);
}

void pty_hang_up(struct pty *pty)
{
	if (pty->master >= 0)
		close(pty->master);
	pty->master = -1;
}

void pty_signal(struct pty *pty, int number)
{
	if (!pty->reaped)
		kill(pty->child, number);
}

static void put_cell(const VTermScreenCell *cell, struct buf *out)
{
	if (cell->chars[0] == 0)
		buf_putc(out, ' ');
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++) {
		uint32_t c = cell->chars[i];
		if (c < 0x80) {
			buf_putc(out, (char)c);
			continue;
		}
		int tail = c >= 0x10000 ? 3 : c >= 0x800 ? 2 : 1;
		buf_putc(out, (char)((tail == 3   ? 0xf0
				      : tail == 2 ? 0xe0
						  : 0xc0) |
				     (c >> (6 * tail))));
		while (tail-- > 0)
			buf_putc(out, (char)(0x80 | ((c >> (6 * tail)) & 0x3f)));
	}
}

void pty_line(struct pty *pty, int row, struct buf *out)
{
	VTermScreenCell cell;
	size_t from = out->len;

	buf_puts(out, "");
	for (int col = 0; col<pty->cols; col += cell.width> 1 ? cell.width : 1) {
		cell.width = 1;
		if (vterm_screen_get_cell(pty->screen, (VTermPos){ row, col }, &cell))
			put_cell(&cell, out);
	}
	while (out->len > from && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
}

void pty_screen(struct pty *pty, struct buf *out)
{
	for (int row = 0; row < pty->rows; row++) {
		pty_line(pty, row, out);
		buf_putc(out, '\n');
	}
}

void pty_cursor(const struct pty *pty, int *row, int *col)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(pty->vterm), &at);
	*row = at.row;
	*col = at.col;
}

static VTermScreenCell cell_at(struct pty *pty, int row, int col)
{
	VTermScreenCell cell = { .width = 1 };

	vterm_screen_get_cell(pty->screen, (VTermPos){ row, col }, &cell);
	return cell;
}

bool pty_is_reverse(struct pty *pty, int row, int col)
{
	return cell_at(pty, row, col).attrs.reverse;
}

bool pty_is_bold(struct pty *pty, int row, int col)
{
	return cell_at(pty, row, col).attrs.bold;
}

int pty_colour(struct pty *pty, int row, int col)
{
	VTermScreenCell cell = cell_at(pty, row, col);

	if (VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_INDEXED(&cell.fg))
		return -1;
	return cell.fg.indexed.idx;
}

/* One question about the screen, asked after each read. */
struct question {
	const char *what, *text;
	int row, col;
	bool (*is_so)(struct pty *pty, const struct question *question);
};

static bool text_is_there(struct pty *pty, const struct question *question)
{
	struct buf line;
	bool found = false;

	buf_init(&line);
	for (int row = 0; row < pty->rows && !found; row++) {
		buf_reset(&line);
		pty_line(pty, row, &line);
		found = (question->row < 0 || question->row == row) &&
			strstr(line.data, question->text);
	}
	buf_clear(&line);
	return found;
}

static bool text_is_gone(struct pty *pty, const struct question *question)
{
	return !text_is_there(pty, question);
}

static bool cursor_is_there(struct pty *pty, const struct question *question)
{
	int row, col;

	pty_cursor(pty, &row, &col);
	return row == question->row && (question->col < 0 || col == question->col);
}

static bool cell_is_reverse(struct pty *pty, const struct question *question)
{
	return pty_is_reverse(pty, question->row, question->col);
}

static bool wait_until(struct pty *pty, const struct question *question)
{
	int64_t deadline = clock_steady_ms() + PTY_PATIENCE_MS;
	bool gone = false;

	while (!question->is_so(pty, question)) {
		int64_t left = deadline - clock_steady_ms();
		if (left <= 0 || gone) {
			struct buf screen;
			int row, col;
			buf_init(&screen);
			pty_screen(pty, &screen);
			pty_cursor(pty, &row, &col);
			fprintf(stderr,
				"waited in vain for %s “%s” (%d, %d)%s; the cursor is at (%d, %d) "
				"of\n%s",
				question->what, question->text ? question->text : "", question->row,
				question->col, gone ? ", the program is gone" : "", row, col,
				screen.data);
			buf_clear(&screen);
			return false;
		}
		gone = take(pty, (int)left) < 0;
	}
	return true;
}

bool pty_wait_text(struct pty *pty, const char *text)
{
	return wait_until(
		pty, &(struct question){
			     .what = "text", .text = text, .row = -1, .is_so = text_is_there });
}

bool pty_wait_gone(struct pty *pty, const char *text)
{
	return wait_until(
		pty, &(struct question){
			     .what = "no text", .text = text, .row = -1, .is_so = text_is_gone });
}

bool pty_wait_line(struct pty *pty, int row, const char *text)
{
	return wait_until(
		pty, &(struct question){
			     .what = "line", .text = text, .row = row, .is_so = text_is_there });
}

bool pty_wait_cursor(struct pty *pty, int row, int col)
{
	return wait_until(
		pty, &(struct question){
			     .what = "cursor", .row = row, .col = col, .is_so = cursor_is_there });
}

bool pty_wait_reverse(struct pty *pty, int row, int col)
{
	return wait_until(
		pty, &(struct question){
			     .what = "reverse", .row = row, .col = col, .is_so = cell_is_reverse });
}

bool pty_wait_exit(struct pty *pty, int *status)
{
	int64_t deadline = clock_steady_ms() + PTY_PATIENCE_MS;

	while (!pty->reaped) {
		pty->reaped = waitpid(pty->child, &pty->status, WNOHANG) == pty->child;
		if (!pty->reaped && clock_steady_ms() > deadline) {
			fprintf(stderr, "the program does not end\n");
			return false;
		}
		if (!pty->reaped && take(pty, 10) < 0)
			poll(NULL, 0, 10);
	}
	while (take(pty, 0) > 0)
		;
	*status = pty->status;
	return true;
}

size_t pty_listen(struct pty *pty, int ms)
{
	int64_t deadline = clock_steady_ms() + ms, left;
	size_t before = pty->bytes;

	while ((left = deadline - clock_steady_ms()) > 0 && take(pty, (int)left) >= 0)
		;
	return pty->bytes - before;
}

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Tells one picture from another: FNV-1a over the cells and the cursor. */
static uint64_t picture(struct pty *pty)
{
	uint64_t sum = UINT64_C(0xcbf29ce484222325);
	int row, col;

	pty_cursor(pty, &row, &col);
	sum = (sum ^ (uint64_t)(row * pty->cols + col)) * UINT64_C(0x100000001b3);
	for (row = 0; row < pty->rows; row++)
		for (col = 0; col < pty->cols; col++) {
			VTermScreenCell cell = cell_at(pty, row, col);
			uint64_t look = cell.attrs.bold | cell.attrs.reverse << 1 |
					cell.attrs.underline << 2 |
					(uint64_t)cell.fg.indexed.idx << 8 |
					(uint64_t)cell.bg.indexed.idx << 16;

			sum = (sum ^ cell.chars[0] ^ look << 32) * UINT64_C(0x100000001b3);
		}
	return sum;
}

void pty_paint(struct pty *pty, const char *keys, int quiet_ms, struct pty_paint *out)
{
	double start, last, now;
	size_t before;
	uint64_t was, is;

	while (take(pty, 0) > 0)
		;
	was = picture(pty);
	before = pty->bytes;
	*out = (struct pty_paint){ 0 };
	start = last = now_ms();
	pty_send(pty, keys);
	while ((now = now_ms()) - last < quiet_ms && now - start < PTY_PATIENCE_MS) {
		struct pollfd fd = { .fd = pty->master, .events = POLLIN };

		if (poll(&fd, 1, (int)(quiet_ms - (now - last)) + 1) <= 0)
			continue;
		last = now_ms(); /* before the bytes are looked at: that time is ours */
		if (take(pty, 0) < 0)
			break;
		is = picture(pty);
		if (is != was) {
			out->ms = last - start;
			out->changed = true;
		}
		was = is;
	}
	out->bytes = pty->bytes - before;
}

pid_t pty_pid(const struct pty *pty)
{
	return pty->child;
}

size_t pty_bytes(const struct pty *pty)
{
	return pty->bytes;
}

const char *pty_raw(const struct pty *pty)
{
	return pty->raw.data;
}

void pty_close(struct pty *pty)
{
	if (!pty)
		return;
	if (!pty->reaped) {
		kill(pty->child, SIGKILL);
		waitpid(pty->child, &pty->status, 0);
	}
	pty_hang_up(pty);
	vterm_free(pty->vterm);
	buf_clear(&pty->raw);
	mem_free(pty);
}
