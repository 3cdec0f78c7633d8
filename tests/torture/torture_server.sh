#!/bin/sh
# Whole runs of verbs on PostgreSQL with the connection cut at one call of the C library, each in turn, or killed there (faults.c): never a
# crash, a hang or a success that is none; a refusal has its sentence, the store is sound, and the same command given again comes to the
# same end. What a person does is there once or, refused, not at all. FAULT_POINTS (8) says how many calls of a kind are tried.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/tap.sh"
. "$RELANCE_SOURCE/tests/db/pg.sh"
. "$RELANCE_SOURCE/tests/torture/faulted.sh"
pg_find || tap_skip_all 'no PostgreSQL server here (Debian: postgresql)'
points=${FAULT_POINTS:-8}
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
ledgers "$dir"
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
	at=$1 errno=$2
	shift 2
	faulted "$call" "$at" "$errno" --db "$store" --config "$dir/relance.conf" --today "$day" --lang en "$@"
)

# one AT ERRNO WORD…
one() {
	about="$call at $1 errno $2"
	number=$2
	shift 2
	fresh || echo "$about: no store"
	fault "$at" "$number" "$@" >/dev/null 2>"$dir/said"
	status=$?
	judged "$status" "$number"
	sound_again "$status" "$@"
}

survives() {
	tried=0 killed=0
	fresh && relance "$@" >/dev/null 2>&1
	state >"$dir/wanted" 2>&1
	for kind in commit:104 answer:104 answer:0 send:104 recv:104 recv:0; do
		call=${kind%:*}
		rm -f "$dir/count"
		fresh && fault 0 5 "$@" >/dev/null 2>&1
		each_point "$points" at_point "${kind#*:}" "$@"
	done >"$dir/faults" 2>&1
	no_fault "$1"
}
# at_point ERRNO WORD…
at_point() {
	one "$at" "$@"
}

# rows: what the journal tells.
rows() {
	psql -A -t -d work -c 'SELECT count(*) FROM journal'
}
# once_at ERRNO WORD…: not sound_again: given again a record is another one.
once_at() {
	about="$call at $at errno $1"
	number=$1
	shift
	fresh || echo "$about: no store"
	fault "$at" "$number" "$@" >/dev/null 2>"$dir/said"
	status=$?
	judged "$status" "$number"
	relance verify >"$dir/again" 2>&1 || sed "s/^/$about: /" "$dir/again"
	case $status:$(rows) in
	0:"$once" | 1:"$never" | 137:"$once" | 137:"$never") ;;
	*) echo "$about: status $status, and the journal has $(rows) rows, $never before, $once when it is done once" && cat "$dir/said" ;;
	esac
}
once() {
	tried=0 killed=0
	fresh && never=$(rows) && relance "$@" >/dev/null && once=$(rows) && [ "$once" -gt "$never" ] || return 1
	for kind in commit:104 answer:104 commit:0 answer:0 send:104 recv:104; do
		call=${kind%:*}
		rm -f "$dir/count"
		fresh && fault 0 5 "$@" >/dev/null 2>&1
		each_point "$points" once_at "${kind#*:}" "$@"
	done >"$dir/faults" 2>&1
	no_fault "$1"
}

ok 'an outcome' once record C002 promise '100 ven'
ok 'an outcome taken back' once undo C001
ok 'a contact' once contact C002 add 'Mme Lenoir, comptable, 04 78 12 34 56'
ok 'an import' survives import "$dir/more.csv"
ok 'rates' survives rates import "$dir/rates.csv"
ok 'the inbox' survives inbox take
ok 'a night' survives night
cat "$dir/told"
tap_end
