#!/bin/sh
# Whole runs of verbs with one system call failing (faults.c), each in turn, once and from then on, or killed at one: never a crash, a hang
# or a success that is none; a refusal has its sentence, the store is sound, the same command given again comes to the same end, and nothing
# half-written is left; and a console that exports a list. FAULT_POINTS (12) says how many calls of a kind are tried, and three times as many to be killed at.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/e2e/e2e.sh"
. "$RELANCE_SOURCE/tests/torture/faulted.sh"
[ -z "${RELANCE_TEST_DB:-}" ] || tap_skip_all 'faults of files'
points=${FAULT_POINTS:-12}
library=$RELANCE_BUILD/tests/torture/faults.so
dir=$e2e_dir
start=$dir/start # what every run begins with
work=$dir/work

relance() {
	timeout 60 "$RELANCE_BUILD/relance" --db "$work/relance.db" --config "$work/relance.conf" --today "$e2e_today" --lang en "$@"
}
fresh() {
	rm -rf "$work" && cp -Rp "$start" "$work"
}

mkdir "$start" && fresh && mkdir -m 0700 "$work/inbox" "$work/out"
printf 'inbox { directory = "%s/inbox" settle = 0 }\n' "$work" >"$work/relance.conf"
ledgers "$work"
relance init --creditor Torture >/dev/null && relance import "$work/items.csv" >/dev/null || exit 1
cp "$work/more.csv" "$work/rates.csv" "$work/relance.conf" "$work/inbox"
chmod 600 "$work"/inbox/*
rm -rf "$start" && mv "$work" "$start"

# What a person sees of the store, and what lies in the folder.
state() {
	relance queue --all --format csv && relance aging --format csv && relance rates --format csv
	cd "$work" && find . -type f ! -name 'relance.db*' | sort
}

# fault AT ERRNO [EVER] WORD…: the verb with that fault.
fault() (
	at=$1 errno=$2
	[ -z "$3" ] || export FAULT_EVER=1
	shift 3
	faulted "$call" "$at" "$errno" --db "$work/relance.db" --config "$work/relance.conf" --today "$e2e_today" --lang en "$@"
)

# one AT ERRNO EVER WORD…: one fault, and the same again without it.
one() {
	about="$call $1 errno $2 $3"
	number=$2
	fresh
	fault "$@" >/dev/null 2>"$dir/said"
	status=$?
	shift 3
	judged "$status" "$number"
	sound_again "$status" "$@"
}

# at_point ERRNO WORD…: once, and every third from then on as well.
at_point() {
	errno=$1
	shift
	one "$at" "$errno" '' "$@"
	[ $((at % 3)) -ne 0 ] || [ "$errno" -eq 0 ] || one "$at" "$errno" ever "$@"
}

# survives WORD…: every kind of call. The numbers are 0 for a kill, EIO 5, ENOMEM 12, EMFILE 24, ENOSPC 28, ENOLCK 37. What cannot be read of a
# delivery is refused, and that is another end: read is not among them.
survives() {
	tried=0 killed=0
	fresh && relance "$@" >/dev/null 2>&1
	state >"$dir/wanted" 2>&1
	for kind in write:28 write:5 pwrite64:28 pwrite64:5 fsync:5 fdatasync:5 ftruncate64:5 rename:28 open:24 open:5 pread64:5 \
		mmap64:12 stat:5 readdir:5 tmpfile:28 flock:37 any:0; do
		call=${kind%:*} most=$points
		[ "${kind#*:}" -ne 0 ] || most=$((points * 3))
		fresh && fault 0 5 '' "$@" >/dev/null 2>&1
		each_point "$most" at_point "${kind#*:}" "$@"
	done >"$dir/faults"
	no_fault "$1"
}

ok 'an import' survives import "$work/more.csv"
ok 'rates' survives rates import "$work/rates.csv"
ok 'the inbox' survives inbox take
ok 'a night' survives night
ok 'a backup' survives backup "$work/out/copy.db"
ok 'texts' survives texts export "$work/out/texts"
# A console writes the queue to a file: it is there whole, with its row of the journal, or not at all.
cat >"$dir/relance" <<-RUN
	#!/bin/sh
	[ ! -s "$dir/faulted" ] || . "$dir/faulted"
	exec "$RELANCE_BUILD/relance" "\$@"
RUN
chmod 755 "$dir/relance"
said_something() {
	term_is_dead || term_screen | grep -qE 'written to|writing|refused|confirm|disk full'
}
# exported AT ERRNO: the console that did it ended or said something.
exported() {
	fresh && mkdir "$work/exports" && rm -f "$dir/count"
	printf 'ui { export_dir = "%s/exports" }\n' "$work" >>"$work/relance.conf"
	printf 'export FAULT_CALL=%s FAULT_AT=%s FAULT_ERRNO=%s FAULT_COUNT="%s" LD_PRELOAD="%s"\n' "$call" "$1" "$2" "$dir/count" "$library" >"$dir/faulted"
	e2e_db=$work/relance.db
	RELANCE_BUILD=$dir term_start 80 24 --lang en --config "$work/relance.conf" && term_shows 'to call' && term_type w && term_until said_something
	term_screen >"$dir/screen"
	term_is_dead || { term_signal TERM && term_until term_is_dead; }
	term_stop
	files=$(find "$work/exports" -name '*.csv' | wc -l)
}
export_at() {
	about="export, $call at $at errno $1"
	exported "$at" "$1" || echo "$about: hangs"
	tried=$((tried + 1))
	[ "$1" -ne 0 ] || [ "$(cat "$dir/status")" != 137 ] || killed=$((killed + 1))
	[ "$files" -eq 0 ] || cmp -s "$dir/whole.csv" "$work/exports/queue-$e2e_today.csv" || echo "$about: a file that is not whole"
	rows=$(relance journal --format csv | grep -c ',exported,')
	case $files:$rows in
	0:0 | 1:1) ;;
	1:0) [ "$1" -eq 0 ] || echo "$about: a file nobody answers for" ;;
	*) echo "$about: $files files, and the journal tells of $rows" ;;
	esac
	[ "$1" -eq 0 ] || [ "$(grep -c 'written to' "$dir/screen")" -eq "$files" ] || { echo "$about: $files files, and the screen says" && tail -n 2 "$dir/screen"; }
	relance verify >"$dir/said" 2>&1 || sed "s/^/$about: /" "$dir/said"
}
console_exports() {
	tried=0 killed=0
	for kind in fsync:5 renameat2:28 fdatasync:5 fsync:0 renameat2:0 fdatasync:0; do
		call=${kind%:*}
		exported 0 5 && [ "$files" -eq 1 ] && cp "$work/exports/queue-$e2e_today.csv" "$dir/whole.csv" || echo "export: not even without a fault"
		each_point "$points" export_at "${kind#*:}"
	done >"$dir/faults" 2>&1
	printf '# export: %d faults, %d times killed\n' "$tried" "$killed" >>"$dir/told"
	cat "$dir/faults"
	[ "$killed" -gt 0 ] && [ "$tried" -gt "$killed" ] && [ ! -s "$dir/faults" ]
}
! command -v tmux >/dev/null 2>&1 || ok 'an export of a console' console_exports
cat "$dir/told"
tap_end
