#!/bin/sh
# Whole runs of verbs on PostgreSQL with the connection cut at one call of the C library, each in turn, or killed there (faults.c): never a
# crash, a hang or a success that is none; a refusal has its sentence, the store is sound, and the same command given again comes to the
# same end. FAULT_POINTS (12) says how many calls of a kind are tried.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/tap.sh"
. "$RELANCE_SOURCE/tests/db/pg.sh"
pg_find || tap_skip_all 'no PostgreSQL server here (Debian: postgresql)'
points=${FAULT_POINTS:-12}
day=2026-11-24

dir=$(mktemp -d "${TMPDIR:-/tmp}/relance-server.XXXXXX") || exit 1
trap 'pg_stop; rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM PIPE
HOME=$dir
export HOME
pg_start || exit 1
store="postgresql:///work?host=$pg_dir&user=relance"

relance() {
	timeout 120 "$RELANCE_BUILD/relance" --db "$store" --config "$dir/relance.conf" --today "$day" --lang en "$@"
}
psql() {
	"$pg_bin/psql" -X -q -v ON_ERROR_STOP=1 -h "$pg_dir" -U relance -d postgres "$@"
}
# fresh: the store, and what was delivered, as they were.
fresh() {
	psql -c 'SET client_min_messages = warning' -c 'DROP DATABASE IF EXISTS work WITH (FORCE)' -c 'CREATE DATABASE work TEMPLATE start' &&
		rm -rf "$dir/inbox" && cp -Rp "$dir/delivered" "$dir/inbox"
}

printf 'inbox { directory = "%s/inbox" settle = 0 }\n' "$dir" >"$dir/relance.conf"
awk 'BEGIN {
	print "client;name;number;issued;due;amount;open;currency"
	for (i = 1; i <= 40; i++)
		printf "C%03d;Client %d;F%03d;2026-08-01;2026-09-01;%d.00;%d.00;EUR\n", i % 25, i % 25, i, 100 + i, 100 + i
}' >"$dir/items.csv"
sed 's/;F0/;G0/' "$dir/items.csv" >"$dir/more.csv"
printf 'from;rate_percent\n2026-07-01;12.15\n' >"$dir/rates.csv"
mkdir -m 0700 "$dir/delivered"
cp "$dir/more.csv" "$dir/rates.csv" "$dir/relance.conf" "$dir/delivered"
chmod 600 "$dir"/delivered/*
psql -c 'CREATE DATABASE work'
relance init --creditor Torture >/dev/null && relance import "$dir/items.csv" >/dev/null && relance record C001 promise '100 ven' >/dev/null || exit 1
psql -c 'ALTER DATABASE work RENAME TO start' || exit 1

# What a person sees of the store, and what became of what was delivered.
state() {
	relance queue --all --format csv && relance aging --format csv && relance rates --format csv && relance promises --format csv &&
		(cd "$dir/inbox" && find . -type f | sort)
}

# fault AT ERRNO WORD…
fault() (
	FAULT_AT=$1 FAULT_ERRNO=$2 FAULT_CALL=$call FAULT_COUNT=$dir/count
	shift 2
	export FAULT_AT FAULT_ERRNO FAULT_CALL FAULT_COUNT
	exec timeout 120 env LD_PRELOAD="$RELANCE_BUILD/tests/torture/faults.so" "$RELANCE_BUILD/relance" --db "$store" \
		--config "$dir/relance.conf" --today "$day" --lang en "$@"
)

# one AT ERRNO WORD…
one() {
	about="$call at $1 errno $2"
	at=$1 number=$2
	shift 2
	fresh || echo "$about: no store"
	fault "$at" "$number" "$@" >/dev/null 2>"$dir/said"
	status=$?
	tried=$((tried + 1))
	case $status in
	0 | 3) ;;
	1) [ "$(grep -c '^relance: .' "$dir/said")" -eq 1 ] || echo "$about: no sentence" ;;
	137) [ "$number" -eq 0 ] && killed=$((killed + 1)) || echo "$about: killed" ;;
	*) echo "$about: status $status" ;;
	esac
	relance verify >"$dir/said" 2>&1 || sed "s/^/$about: /" "$dir/said"
	if [ "$status" -eq 1 ] || [ "$status" -eq 137 ]; then
		relance "$@" >/dev/null 2>"$dir/said" || [ $? -eq 3 ] || sed "s/^/$about, again: /" "$dir/said"
	fi
	state >"$dir/state" 2>&1
	cmp -s "$dir/wanted" "$dir/state" || {
		echo "$about: status $status, and the end is another"
		diff "$dir/wanted" "$dir/state" | head -n 4
	}
}

survives() {
	tried=0 killed=0
	fresh && relance "$@" >/dev/null 2>&1
	state >"$dir/wanted" 2>&1
	for kind in send:104 recv:104 recv:0 send:0; do
		call=${kind%:*}
		rm -f "$dir/count"
		fresh && fault 0 5 "$@" >/dev/null 2>&1
		count=$(cat "$dir/count") || echo "$call: nobody counted"
		step=$((count / points + 1)) at=1
		while [ "$at" -le "$count" ]; do
			one "$at" "${kind#*:}" "$@"
			at=$((at + step))
		done
	done >"$dir/faults" 2>&1
	printf '# %s: %d faults, %d times killed\n' "$1" "$tried" "$killed" >>"$dir/told"
	cat "$dir/faults"
	[ "$tried" -ge "$points" ] && [ "$killed" -gt 0 ] && [ ! -s "$dir/faults" ]
}

ok 'an import' survives import "$dir/more.csv"
ok 'rates' survives rates import "$dir/rates.csv"
ok 'the inbox' survives inbox take
ok 'a night' survives night
cat "$dir/told"
tap_end
