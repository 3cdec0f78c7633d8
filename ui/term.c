/* The real terminal: curses sends the differences, we read the keys ourselves (ui/keys), because curses' own reader takes
 * a foreign F1 for Esc and letters. The only file that includes <curses.h>.
 *
 * keypad() is never called: it puts the number pad in application mode. Signal handlers only write one byte to a pipe.
 */
#include "ui/term.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "rules/keymap.h"
#include "ui/cells.h"
#include "ui/keys.h"

/* Numeric pad and normal arrows, whatever the program before us left; then marks around pastes. */
#define TAKE_OVER "\033>\033[?1l\033[?2004h"
#define GIVE_BACK "\033[?2004l\033>"

struct term {
	SCREEN *screen;
	attr_t attributes[STYLE_COUNT];
	short pairs[STYLE_COUNT];
	bool ascii;
	bool ours; /* not given back */
	bool hung_up;
	int row, col;   /* where the cursor is to rest */
	int signals[2]; /* pipe: the handlers' bytes */
	int watched;    /* another descriptor that wakes; -1: none */
	struct keys keys;
};

static const int caught[] = { SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH };
enum seen { SEEN_END, SEEN_STOP, SEEN_CONTINUE, SEEN_SIZE, SEEN_COUNT };

/* What a signal handler and a fatal hook may reach without an argument. */
static struct {
	struct term *term;
	int write_end;
	volatile sig_atomic_t seen[SEEN_COUNT];
	struct sigaction before[sizeof caught / sizeof *caught];
} the = { .write_end = -1 };

/* The byte only wakes: a pipe that a storm of signals has filled takes no more, and the one that counts may come last. */
static void on_signal(int number)
{
	int saved = errno;
	ssize_t sent;

	the.seen[number == SIGWINCH  ? SEEN_SIZE
		 : number == SIGTSTP ? SEEN_STOP
		 : number == SIGCONT ? SEEN_CONTINUE
				     : SEEN_END] = 1;
	sent = write(the.write_end, "", 1);
	(void)sent;
	errno = saved;
}

static bool was_seen(enum seen what)
{
	if (!the.seen[what]) /* nothing is written then: one that comes just now stays */
		return false;
	the.seen[what] = 0;
	return true;
}

static void catch_signals(void)
{
	struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART };

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof caught / sizeof *caught; i++)
		sigaction(caught[i], &action, NULL);
}

/* For what curses has no word for. After a refresh, so that order is kept. */
static void send_raw(const char *bytes)
{
	size_t n = strlen(bytes);

	while (n) {
		ssize_t sent = write(STDOUT_FILENO, bytes, n);
		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			return;
		bytes += sent;
		n -= (size_t)sent;
	}
}

static bool open_screen(struct term *term, struct err *err)
{
	const char *name = getenv("TERM");

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_USAGE,
			       N_("the console needs a terminal; in scripts use `relance queue` "
				  "and the other commands"));
	term->screen = newterm(NULL, stdout, stdin);
	if (!term->screen)
		return err_set(err, ERR_USAGE,
			       N_("the terminal type “%s” is unknown here; try TERM=xterm-256color "
				  "relance"),
			       name ? name : "");
	if (tigetstr("cup") && tigetstr("clear"))
		return true;
	endwin();
	delscreen(term->screen);
	return err_set(
		err, ERR_USAGE,
		N_("the terminal type “%s” has no full screen; try TERM=xterm-256color relance"),
		name ? name : "");
}

static attr_t curses_attributes(int attributes)
{
	return ((attributes & STYLE_BOLD) ? A_BOLD : 0) | ((attributes & STYLE_FAINT) ? A_DIM : 0) |
	       ((attributes & STYLE_REVERSE) ? A_REVERSE : 0) |
	       ((attributes & STYLE_UNDERLINE) ? A_UNDERLINE : 0);
}

static void set_styles(struct term *term, enum style_theme theme)
{
	const char *no_colour = getenv("NO_COLOR");
	short made = 0;

	if ((no_colour && *no_colour) || !has_colors() || start_color() == ERR ||
	    use_default_colors() == ERR || COLORS < 8)
		theme = STYLE_MONO;
	for (int i = 0; i < STYLE_COUNT; i++) {
		struct style_look look = style_look(theme, (enum style)i);
		if (look.colour >= COLORS) { /* eight colours: bright is bold */
			look.colour -= 8;
			look.attributes |= STYLE_BOLD;
		}
		term->attributes[i] = curses_attributes(look.attributes);
		term->pairs[i] = 0;
		if (look.colour >= 0 && init_pair((short)(made + 1), (short)look.colour, -1) == OK)
			term->pairs[i] = ++made;
	}
}

static void set_modes(void)
{
	raw();
	noecho();
	nonl();
	typeahead(-1); /* a refresh is never cut short by a key: the loop merges them itself */
	idlok(stdscr, TRUE);
	leaveok(stdscr, FALSE);
}

/* The size the terminal has now; the kernel's word over the description's. */
static void measure(void)
{
	struct winsize size;

	if (ioctl(STDIN_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0 &&
	    (size.ws_row != LINES || size.ws_col != COLS))
		resize_term(size.ws_row, size.ws_col);
	clearok(curscr, TRUE);
}

bool term_open(const struct term_options *options, struct term **out, struct err *err)
{
	struct term *term = mem_alloc(sizeof *term);

	term->watched = -1;
	if (pipe2(term->signals, O_CLOEXEC | O_NONBLOCK) < 0) {
		err_errno(err, errno, N_("making a pipe"));
		mem_free(term);
		return false;
	}
	for (size_t i = 0; i < sizeof caught / sizeof *caught; i++)
		sigaction(caught[i], NULL, &the.before[i]);
	if (!open_screen(term, err)) {
		close(term->signals[0]);
		close(term->signals[1]);
		mem_free(term);
		return false;
	}
	the.term = term;
	the.write_end = term->signals[1];
	for (int what = 0; what < SEEN_COUNT; what++)
		the.seen[what] = 0;
	catch_signals();
	keys_init(&term->keys);
	set_modes();
	set_styles(term, options->theme);
	term->ascii = options->ascii;
	term->ours = true;
	measure();
	send_raw(TAKE_OVER);
	*out = term;
	return true;
}

/* Give the terminal back to the shell for a while, and take it again (everything is sent anew). */
static void give_back(struct term *term)
{
	if (!term->ours)
		return;
	term->ours = false;
	send_raw(GIVE_BACK);
	endwin();
}

static void take_back(struct term *term)
{
	term->ours = true;
	reset_prog_mode();
	measure();
	doupdate();
	send_raw(TAKE_OVER);
}

void term_restore(void)
{
	if (the.term)
		give_back(the.term);
}

void term_close(struct term *term)
{
	if (!term)
		return;
	give_back(term);
	for (size_t i = 0; i < sizeof caught / sizeof *caught; i++)
		sigaction(caught[i], &the.before[i], NULL);
	/* The end of file may come before the signal that goes with it: it must not kill what is still being put away. */
	if (term->hung_up) {
		signal(SIGHUP, SIG_IGN);
		signal(SIGTERM, SIG_IGN);
	}
	the.term = NULL;
	the.write_end = -1;
	delscreen(term->screen);
	close(term->signals[0]);
	close(term->signals[1]);
	keys_clear(&term->keys);
	mem_free(term);
}

/* As the shell's own key would. Without a shell to come back to the system ignores the stop and nothing happens. */
void term_stop(struct term *term)
{
	struct sigaction standard = { .sa_handler = SIG_DFL };

	give_back(term);
	sigemptyset(&standard.sa_mask);
	sigaction(SIGTSTP, &standard, NULL);
	kill(0, SIGTSTP);
	catch_signals();
	for (int what = SEEN_STOP; what < SEEN_COUNT; what++)
		was_seen((enum seen)what); /* what they ask for is done now */
	take_back(term);
}

void term_size(const struct term *term, int *rows, int *cols)
{
	(void)term;
	*rows = LINES;
	*cols = COLS;
}

void term_erase(struct term *term)
{
	(void)term;
	erase();
}

/* Cut [*col, *col + *width[ to the screen. */
static bool clip(int row, int *col, int *width)
{
	if (*col < 0) {
		*width += *col;
		*col = 0;
	}
	if (*width > COLS - *col)
		*width = COLS - *col;
	return row >= 0 && row<LINES && * width> 0;
}

static void set_style(const struct term *term, enum style style)
{
	attr_set(term->attributes[style], term->pairs[style], NULL);
}

int term_put(struct term *term, int row, int col, int width, enum style style, const char *text)
{
	struct cell cell;
	int used = 0;

	if (!clip(row, &col, &width))
		return 0;
	set_style(term, style);
	move(row, col);
	while (used < width && cells_next(&text, term->ascii, &cell) &&
	       used + cell.width <= width) {
		addnwstr(cell.text, -1);
		used += cell.width;
	}
	return used;
}

void term_fill(struct term *term, int row, int col, int width, enum style style)
{
	if (!clip(row, &col, &width))
		return;
	set_style(term, style);
	mvhline(row, col, ' ' | term->attributes[style] | (chtype)COLOR_PAIR(term->pairs[style]),
		width);
}

void term_rule(struct term *term, int row, int col, int width)
{
	while (width-- > 0)
		term_put(term, row, col++, 1, STYLE_RULE, "─");
}

void term_pole(struct term *term, int row, int col, int height)
{
	while (height-- > 0)
		term_put(term, row++, col, 1, STYLE_RULE, "│");
}

void term_cursor(struct term *term, int row, int col)
{
	term->row = row;
	term->col = col;
}

static int within(int place, int size)
{
	return place < 0 ? 0 : place >= size ? size - 1 : place;
}

void term_refresh(struct term *term)
{
	if (!term->ours)
		return;
	move(within(term->row, LINES), within(term->col, COLS));
	refresh();
}

void term_repaint(struct term *term)
{
	(void)term;
	clearok(curscr, TRUE);
}

void term_bell(struct term *term)
{
	(void)term;
	beep();
}

/* Empty the pipe of signals, then see which there were. True when an event came of it. */
static bool take_signals(struct term *term, struct term_event *event)
{
	char bytes[4096];
	bool sized, continued, stopped;

	while (read(term->signals[0], bytes, sizeof bytes) > 0)
		;
	if (was_seen(SEEN_END))
		term->hung_up = true;
	sized = was_seen(SEEN_SIZE);
	continued = was_seen(SEEN_CONTINUE);
	stopped = was_seen(SEEN_STOP);
	if (term->hung_up || (!sized && !continued && !stopped))
		return false;
	if (stopped)
		term_stop(term);
	else if (continued)
		take_back(term);
	else
		measure();
	*event = (struct term_event){ .kind = TERM_RESIZE };
	return true;
}

static void take_bytes(struct term *term)
{
	char bytes[4096];
	ssize_t n = read(STDIN_FILENO, bytes, sizeof bytes);

	if (n > 0)
		keys_feed(&term->keys, bytes, (size_t)n);
	else if (n == 0 || (errno != EINTR && errno != EAGAIN))
		term->hung_up = true;
}

/* Wait for bytes or signals, within a sequence for nothing else. False when there was neither. */
static bool wait_for_input(struct term *term, int timeout_ms, bool within, struct term_event *event)
{
	struct pollfd fds[] = { { .fd = STDIN_FILENO, .events = POLLIN },
				{ .fd = term->signals[0], .events = POLLIN },
				{ .fd = within ? -1 : term->watched, .events = POLLIN } };
	int ready = poll(fds, 3, timeout_ms);

	if (ready < 0)
		return true; /* interrupted: the pipe says by what */
	if (fds[1].revents && take_signals(term, event))
		return true;
	if (fds[0].revents)
		take_bytes(term);
	return fds[0].revents || fds[1].revents;
}

/* What is already decoded or lies in the buffer. */
static bool take_event(struct term *term, bool quiet, struct term_event *event, bool *part)
{
	enum keys_result result = keys_next(&term->keys, quiet, event);

	*part = result == KEYS_PART;
	if (result != KEYS_EVENT)
		return false;
	if (event->kind == TERM_KEY && event->key == KEYMAP_SUSPEND) {
		term_stop(term);
		*event = (struct term_event){ .kind = TERM_RESIZE };
	}
	return true;
}

void term_watch(struct term *term, int fd)
{
	term->watched = fd;
}

void term_next(struct term *term, int timeout_ms, struct term_event *event)
{
	bool part = false, quiet = false;

	*event = (struct term_event){ .kind = TERM_NOTHING };
	for (;;) {
		if (take_event(term, quiet, event, &part))
			return;
		if (term->hung_up) {
			*event = (struct term_event){ .kind = TERM_HANGUP };
			return;
		}
		int wait_ms = !part                ? timeout_ms
			      : term->keys.pasting ? KEYS_PASTE_MS
						   : KEYS_ESCAPE_MS;
		bool came = wait_for_input(term, wait_ms, part, event);
		if (event->kind != TERM_NOTHING)
			return;
		quiet = part && !came;
		if (!part && !came)
			return;
	}
}
