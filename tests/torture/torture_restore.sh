#!/bin/sh
# A backup put back over a store whose program was killed, with its log beside it or the journal of a first load: with one system call
# failing, or kill -9 at one (faults.c), what stands there is the old store or the restored one, sound, and asked for again the restored one.
# Then by hand, stopped after each step, and with the log forgotten. FAULT_POINTS (4) says how many calls of a kind are tried, and three
# times as many to be killed at.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/tap.sh"
. "$RELANCE_SOURCE/tests/torture/faulted.sh"
: "${RELANCE_BUILD:=$PWD}"
points=${FAULT_POINTS:-4}
day=2026-11-24

dir=$(mktemp -d "${TMPDIR:-/tmp}/relance-restore.XXXXXX") || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM PIPE
HOME=$dir
export HOME
start=$dir/start work=$dir/work # what every try begins with, and where it is made
store=$work/relance.db copy=$work/copy.db

# relance STORE WORD…
relance() {
	relance_db=$1
	shift
	timeout 60 "$RELANCE_BUILD/relance" --db "$relance_db" --today "$day" --lang en "$@"
}
# fault CALL AT ERRNO STORE WORD…
fault() (
	call=$1 at=$2 errno=$3 fault_db=$4
	shift 4
	faulted "$call" "$at" "$errno" --db "$fault_db" --today "$day" --lang en "$@"
)
fresh() {
	rm -rf "$work" && cp -Rp "$start" "$work"
}
state() {
	relance "$store" verify && relance "$store" journal --format csv && relance "$store" queue --all --format csv && relance "$store" aging --format csv
}

# prepare LEFT: the store that was killed, with LEFT beside it, and a backup of another day. What both are by themselves.
prepare() {
	left=$1
	rm -rf "$start" "$work" && mkdir "$start" "$work"
	ledgers "$work"
	relance "$store" init --creditor Torture >/dev/null && relance "$store" import "$work/items.csv" >/dev/null &&
		relance "$store" backup "$copy" >/dev/null || return 1
	if [ "$left" = journal ]; then
		rm "$store" && relance "$store" init --creditor Torture >/dev/null && die_loading || return 1
	else
		relance "$store" import "$work/more.csv" >/dev/null && relance "$store" record C003 promise '100 ven' >/dev/null || return 1
		fault unlink 1 0 "$store" record C004 no-answer >/dev/null 2>&1 # as the last one out takes the log away
	fi
	[ -s "$store-$left" ] || { echo "no $left is left" && return 1; }
	cp -Rp "$work/." "$start"
	state >"$dir/old" 2>&1 && fresh && cp "$copy" "$work/other.db" && mv "$work/other.db" "$store" && rm -f "$store"-* &&
		state >"$dir/new" 2>&1 && ! cmp -s "$dir/old" "$dir/new"
}
# A first load (import_first.c: from twenty thousand items on) that has written into the store when it dies.
die_loading() {
	awk 'BEGIN {
		print "client;name;number;issued;due;amount;open"
		for (i = 1; i <= 21000; i++)
			printf "L%04d;Client %d;L%05d;2026-08-01;2026-09-01;%d.00;%d.00\n", i % 2000, i % 2000, i, 100 + i, 100 + i
	}' >"$dir/load.csv"
	empty=$(stat -c %s "$store") at=10
	cp "$store" "$dir/empty.db"
	while [ "$at" -lt 500 ]; do
		rm -f "$store"-* && cp "$dir/empty.db" "$store"
		fault pwrite64 $at 0 "$store" import "$dir/load.csv" >/dev/null 2>&1
		[ ! -s "$store-journal" ] || [ "$(stat -c %s "$store")" -le "$empty" ] || return 0
		at=$((at + 10))
	done
	echo 'it never dies in a load'
	return 1
}

# is_one_of WHICH…: the store is one of these.
is_one_of() {
	state >"$dir/state" 2>&1
	for one; do
		! cmp -s "$dir/$one" "$dir/state" || return 0
	done
	echo "$about: it is neither of: $*"
	head -n 5 "$dir/state"
}

# at_point ERRNO
at_point() {
	about="$left, $call at $at errno $1"
	fresh
	fault "$call" "$at" "$1" "$copy" backup "$store" >/dev/null 2>"$dir/said"
	status=$?
	judged "$status" "$1"
	if [ "$status" -eq 0 ]; then is_one_of new; else is_one_of old new; fi
	relance "$copy" backup "$store" >/dev/null 2>"$dir/said" || { echo "$about: not even the second time" && cat "$dir/said"; }
	is_one_of new
	[ -z "$(find "$work" -name '*.relance-part*')" ] || echo "$about: a part is left"
}
survives() {
	tried=0 killed=0
	for kind in any:0 pwrite64:28 pwrite64:0 fdatasync:5 fsync:5 rename:28 unlink:5 unlink:0 open:24 mmap64:12; do
		call=${kind%:*} most=$points
		[ "$kind" != any:0 ] || most=$((points * 3))
		rm -f "$dir/count"
		fresh && fault "$call" 0 5 "$copy" backup "$store" >/dev/null 2>&1
		each_point "$most" at_point "${kind#*:}"
	done >"$dir/faults" 2>&1
	no_fault "$left"
}

# by_hand WHAT ENDING…: those are removed, the copy put there or not: refused with a sentence, or one of the two.
by_hand() {
	about="$left, by hand: $*"
	fresh
	what=$1
	shift
	for ending; do
		rm -f "$store$ending"
	done
	[ "$what" = nothing ] || cp "$copy" "$store"
	relance "$store" queue >/dev/null 2>"$dir/said"
	status=$?
	case $status in
	0) if [ "$what" = nothing ]; then is_one_of old; else is_one_of new; fi ;;
	1) [ "$(grep -c '^relance: .' "$dir/said")" -eq 1 ] || echo "$about: no sentence" ;;
	*) echo "$about: status $status" ;;
	esac
}
stops_anywhere() {
	{
		by_hand nothing ''
		by_hand nothing '' -wal
		by_hand nothing '' -wal -shm
		by_hand nothing '' -wal -shm -journal
		by_hand copy '' -wal -shm -journal
		[ "$left" = journal ] || by_hand copy ''
		[ "$left" = journal ] || by_hand copy '' -shm
		[ "$left" = journal ] || { by_hand copy '' -wal && is_one_of new; }
	} >"$dir/faults" 2>&1
	cat "$dir/faults"
	[ ! -s "$dir/faults" ]
}

for left in wal journal; do
	ok "a store that was killed, its $left beside it" prepare $left
	ok "a backup is put back over it under faults" survives
	ok "a backup is put back by hand" stops_anywhere
done
cat "$dir/told"
tap_end
