# Whole runs of the program for shell tests: `. "$RELANCE_SOURCE/tests/e2e/e2e.sh"`. A private folder and store, and a terminal one can
# type into and read (tmux). With RELANCE_TEST_DB the store is a schema of that database instead. Knows nothing of what the program says.
. "$RELANCE_SOURCE/tests/tap.sh"

# A machine without ../shared still has RELANCE_BUILD when run by hand from a build folder.
: "${RELANCE_BUILD:=$PWD}"

# Memory where there is some: what is written is read again, nothing more.
e2e_room=${TMPDIR:-/dev/shm}
[ -w "$e2e_room" ] || e2e_room=/tmp
e2e_dir=$(mktemp -d "$e2e_room/relance-e2e.XXXXXX") || exit 1
HOME=$e2e_dir
export HOME
unset XDG_CONFIG_HOME XDG_DATA_HOME

e2e_db=$e2e_dir/relance.db
if [ -n "${RELANCE_TEST_DB:-}" ]; then
	e2e_schema=e2e_$$
	e2e_db="$RELANCE_TEST_DB&options=-csearch_path%3D$e2e_schema"
	psql -X -q "$RELANCE_TEST_DB" -c "CREATE SCHEMA $e2e_schema" || exit 1
fi

e2e_end() {
	[ "$term_number" -eq 0 ] || term_stop 2>/dev/null
	[ -z "${e2e_schema:-}" ] || PGOPTIONS='-c client_min_messages=warning' \
		psql -X -q "$RELANCE_TEST_DB" -c "DROP SCHEMA $e2e_schema CASCADE"
	rm -rf "$e2e_dir"
}
trap e2e_end EXIT
trap 'exit 130' HUP INT TERM PIPE

# relance WORD…: the program that was built, on the private store, on a fixed day.
e2e_today=2026-11-24
relance() {
	"$RELANCE_BUILD/relance" --db "$e2e_db" --today "$e2e_today" --lang en "$@"
}

# refuses STATUS COMMAND…: it ends with that status and says one line on the standard error.
refuses() {
	wanted=$1
	shift
	said=$("$@" 2>&1 >/dev/null)
	status=$?
	printf '%s\n' "$said"
	[ "$status" -eq "$wanted" ] && [ "$(printf '%s\n' "$said" | wc -l)" -eq 1 ] && [ -n "$said" ]
}

# same_output COMMAND-A COMMAND-B: two shell lines print the same.
same_output() {
	eval "$1" >"$e2e_dir/a.out" 2>&1
	eval "$2" >"$e2e_dir/b.out" 2>&1
	diff -u "$e2e_dir/a.out" "$e2e_dir/b.out"
}

# Each terminal has a server of its own: one that is told to end still answers for a moment.
term_number=0
term() {
	tmux -u -S "$e2e_dir/tmux$term_number" -f /dev/null "$@"
}

# term_start COLUMNS ROWS WORD…: `relance WORD…` in a terminal of that size; the screen stays when it ends.
# Who it is and how it ended stand in files: tmux does not always learn the latter.
term_start() {
	term_columns=$1 term_rows=$2 term_number=$((term_number + 1))
	shift 2
	rm -f "$e2e_dir/pid" "$e2e_dir/status"
	cat >"$e2e_dir/run" <<-'RUN'
		dir=$1
		shift
		sh -c 'echo $$ >"$0/pid"; exec "$@"' "$dir" "$@"
		echo $? >"$dir/status.new"
		mv "$dir/status.new" "$dir/status"
	RUN
	set -- "$RELANCE_BUILD/relance" --db "$e2e_db" --today "$e2e_today" "$@"
	term_line="exec sh '$e2e_dir/run' '$e2e_dir'"
	for term_word; do
		term_line="$term_line '$term_word'"
	done
	term start-server \; set-option -g remain-on-exit on \; set-option -g default-terminal tmux-256color \; \
		set-option -sg escape-time 10 \; new-session -d -x "$term_columns" -y "$term_rows" "$term_line"
	term_until test -s "$e2e_dir/pid"
}

# term_signal NAME: to the program itself.
term_signal() {
	kill "-$1" "$(cat "$e2e_dir/pid")"
}

term_screen() {
	term capture-pane -p
}

# term_keys KEY…: keys by their tmux names (Enter, Escape, F1, C-z, p …), one after the other, typed ahead as clerks do.
term_keys() {
	term send-keys "$@"
}

# term_type TEXT: the text itself.
term_type() {
	term send-keys -l "$1"
}

term_resize() {
	term resize-window -x "$1" -y "$2"
}

# term_until COMMAND…: true as soon as the command is; after 20 s prints the screen and fails.
term_until() {
	term_left=400
	until "$@"; do
		term_left=$((term_left - 1))
		if [ "$term_left" -eq 0 ]; then
			printf 'never came: %s\n' "$*"
			term_screen
			return 1
		fi
		sleep 0.05
	done
}

term_has() {
	term_screen | grep -qF -- "$1"
}

term_lacks() {
	! term_has "$1"
}

# term_shows TEXT, term_hides TEXT: wait until the screen has it, or has it no more.
term_shows() {
	term_until term_has "$1"
}

term_hides() {
	term_until term_lacks "$1"
}

term_is_dead() {
	[ -f "$e2e_dir/status" ]
}

# term_ended STATUS: wait until the program has ended, with that status (128 and the number of a signal).
term_ended() {
	term_until term_is_dead && tap_same "$(cat "$e2e_dir/status")" "$1" || {
		term_screen
		return 1
	}
}

term_stop() {
	term kill-server
}
