#!/bin/sh
# Whole runs of verbs with one system call failing (faults.c), each in turn, once and from then on, or killed at one: never a crash, a hang
# or a success that is none; a refusal has its sentence, the store is sound, the same command given again comes to the same end, and nothing
# half-written is left. FAULT_POINTS (12) says how many calls of a kind are tried, and three times as many to be killed at.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/e2e/e2e.sh"
[ -z "${RELANCE_TEST_DB:-}" ] || tap_skip_all 'faults of files'
points=${FAULT_POINTS:-12}
library=$RELANCE_BUILD/tests/torture/faults.so
start=$e2e_dir/start # what every run begins with
work=$e2e_dir/work

relance() {
	timeout 60 "$RELANCE_BUILD/relance" --db "$work/relance.db" --config "$work/relance.conf" --today "$e2e_today" --lang en "$@"
}
fresh() {
	rm -rf "$work" && cp -Rp "$start" "$work"
}

mkdir "$start" && fresh && mkdir -m 0700 "$work/inbox" "$work/out"
printf 'inbox { directory = "%s/inbox" settle = 0 }\n' "$work" >"$work/relance.conf"
awk 'BEGIN {
	print "client;name;number;issued;due;amount;open;currency"
	for (i = 1; i <= 40; i++)
		printf "C%03d;Client %d;F%03d;2026-08-01;2026-09-01;%d.00;%d.00;EUR\n", i % 25, i % 25, i, 100 + i, 100 + i
}' >"$work/items.csv"
printf 'from;rate_percent\n2026-07-01;12.15\n' >"$work/rates.csv"
relance init --creditor Torture >/dev/null && relance import "$work/items.csv" >/dev/null || exit 1
sed 's/;F0/;G0/' "$work/items.csv" >"$work/more.csv"
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
	FAULT_AT=$1 FAULT_ERRNO=$2 FAULT_CALL=$call FAULT_COUNT=$e2e_dir/count
	[ -z "$3" ] || export FAULT_EVER=1
	shift 3
	export FAULT_AT FAULT_ERRNO FAULT_CALL FAULT_COUNT
	exec timeout 60 env LD_PRELOAD="$library" "$RELANCE_BUILD/relance" --db "$work/relance.db" --config "$work/relance.conf" \
		--today "$e2e_today" --lang en "$@"
)

# one AT ERRNO EVER WORD…: one fault, and the same again without it.
one() {
	at=$1 number=$2 ever=$3
	shift 3
	fresh
	fault "$at" "$number" "$ever" "$@" >/dev/null 2>"$e2e_dir/said"
	status=$?
	tried=$((tried + 1))
	case $status in
	0 | 3) ;;
	1) [ "$(grep -c '^relance: .' "$e2e_dir/said")" -eq 1 ] || echo "$call $at errno $number $ever: no sentence" ;;
	137) [ "$number" -eq 0 ] && killed=$((killed + 1)) || echo "$call $at errno $number $ever: killed" ;;
	*) echo "$call $at errno $number $ever: status $status" ;;
	esac
	relance verify >"$e2e_dir/verified" 2>&1 || sed "s/^/$call $at errno $number $ever: /" "$e2e_dir/verified"
	if [ "$status" -eq 1 ] || [ "$status" -eq 137 ]; then
		relance "$@" >/dev/null 2>&1 || [ $? -eq 3 ] || echo "$call $at errno $number $ever: not even the second time"
	fi
	state >"$e2e_dir/state" 2>&1
	cmp -s "$e2e_dir/state" "$e2e_dir/wanted" || {
		echo "$call $at errno $number $ever: status $status, and the end is another"
		diff "$e2e_dir/wanted" "$e2e_dir/state" | head -n 4
	}
}

# survives WORD…: every kind of call. The numbers are 0 for a kill, EIO 5, ENOMEM 12, EMFILE 24, ENOSPC 28, ENOLCK 37. What cannot be read of a
# delivery is refused, and that is another end: read is not among them.
survives() {
	tried=0 killed=0
	fresh && relance "$@" >/dev/null 2>&1
	state >"$e2e_dir/wanted" 2>&1
	for kind in write:28 write:5 pwrite64:28 pwrite64:5 fsync:5 fdatasync:5 ftruncate64:5 rename:28 open:24 open:5 pread64:5 \
		mmap64:12 stat:5 readdir:5 tmpfile:28 flock:37 any:0; do
		call=${kind%:*}
		fresh && fault 0 5 '' "$@" >/dev/null 2>&1
		count=$(cat "$e2e_dir/count") || echo "$call: nobody counted"
		rm -f "$e2e_dir/count"
		step=$((count / points + 1)) at=1
		[ "${kind#*:}" -ne 0 ] || step=$((count / points / 3 + 1))
		while [ "$at" -le "$count" ]; do
			one "$at" "${kind#*:}" '' "$@"
			[ $((at % 3)) -ne 0 ] || [ "${kind#*:}" -eq 0 ] || one "$at" "${kind#*:}" ever "$@"
			at=$((at + step))
		done
	done >"$e2e_dir/faults"
	printf '# %s: %d faults, %d times killed\n' "$1" "$tried" "$killed"
	cat "$e2e_dir/faults"
	[ "$tried" -ge "$points" ] && [ "$killed" -gt 0 ] && [ ! -s "$e2e_dir/faults" ]
}

ok 'an import' survives import "$work/more.csv"
ok 'rates' survives rates import "$work/rates.csv"
ok 'the inbox' survives inbox take
ok 'a night' survives night
ok 'a backup' survives backup "$work/out/copy.db"
ok 'texts' survives texts export "$work/out/texts"
tap_end
