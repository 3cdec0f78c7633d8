#!/bin/sh
# Whole runs of verbs with one system call failing (faults.c), each in turn, once and from then on, or killed at one: never a crash, a hang
# or a success that is none; a refusal has its sentence, the store is sound, the same command given again comes to the same end, and nothing
# half-written is left. FAULT_POINTS (12) says how many calls of a kind are tried, and three times as many to be killed at.
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
	FAULT_AT=$1 FAULT_ERRNO=$2 FAULT_CALL=$call FAULT_COUNT=$dir/count
	[ -z "$3" ] || export FAULT_EVER=1
	shift 3
	export FAULT_AT FAULT_ERRNO FAULT_CALL FAULT_COUNT
	exec timeout 60 env LD_PRELOAD="$library" "$RELANCE_BUILD/relance" --db "$work/relance.db" --config "$work/relance.conf" \
		--today "$e2e_today" --lang en "$@"
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
cat "$dir/told"
tap_end
