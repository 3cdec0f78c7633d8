#!/bin/sh
# A store moved to a file and to PostgreSQL with one system call failing, the connection cut, or kill -9 (faults.c): asked for again it is
# moved, whole and signed once, whatever the first try left; and a copy that was cut short is not finished with what the store is later.
# FAULT_POINTS (8) says how many calls of a kind are tried, and three times as many to be killed at.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/tap.sh"
. "$RELANCE_SOURCE/tests/db/pg.sh"
. "$RELANCE_SOURCE/tests/torture/faulted.sh"
points=${FAULT_POINTS:-8}
day=2026-11-24

dir=$(mktemp -d "${TMPDIR:-/tmp}/relance-move.XXXXXX") || exit 1
trap 'pg_stop; rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM PIPE
HOME=$dir
export HOME
from=$dir/from.db

# relance STORE WORD…
relance() {
	relance_db=$1
	shift
	timeout 60 "$RELANCE_BUILD/relance" --db "$relance_db" --today "$day" --lang en "$@"
}
psql() {
	"$pg_bin/psql" -X -q -A -t -v ON_ERROR_STOP=1 -h "$pg_dir" -U relance "$@"
}

ledgers "$dir"
relance "$from" init --creditor Torture >/dev/null && relance "$from" import "$dir/items.csv" >/dev/null &&
	relance "$from" record C001 promise '100 ven' >/dev/null && cp "$from" "$dir/kept.db" || exit 1

# fresh: nothing where it goes to.
fresh() {
	if [ $engine = file ]; then
		rm -rf "$dir/there" && mkdir "$dir/there"
	else
		psql -d postgres -c 'SET client_min_messages = warning' -c 'DROP DATABASE IF EXISTS work WITH (FORCE)' -c 'CREATE DATABASE work'
	fi
}

# What is moved; its own journal tells once that it was.
facts() {
	relance "$1" queue --all --format csv && relance "$1" aging --format csv && relance "$1" promises --format csv
}
is_moved() {
	facts "$to" >"$dir/state" 2>&1
	cmp -s "$dir/wanted" "$dir/state" || { echo "$about: another store arrived" && diff "$dir/wanted" "$dir/state" | head -n 4; }
	relance "$to" verify >"$dir/again" 2>&1 || sed "s/^/$about: /" "$dir/again"
	signatures=$(relance "$to" journal --format csv | grep -c ',migrate,')
	[ "$signatures" -eq 1 ] || echo "$about: signed $signatures times"
}

# fault AT ERRNO: the move, with that fault.
fault() {
	faulted "$call" "$1" "$2" --db "$from" --today "$day" --lang en migrate --to "$to"
}

# at_point ERRNO: what was killed behind its signature is moved already, and refused.
at_point() {
	about="$engine, $call at $at errno $1"
	fresh || echo "$about: no place"
	fault "$at" "$1" >/dev/null 2>"$dir/said"
	status=$?
	judged "$status" "$1"
	if [ "$status" -ne 0 ] && ! relance "$from" migrate --to "$to" >/dev/null 2>"$dir/said"; then
		grep -q 'holds a portfolio already' "$dir/said" && [ "$status" -eq 137 ] || { echo "$about: not even the second time" && cat "$dir/said"; }
	fi
	is_moved
}

survives() {
	tried=0 killed=0
	facts "$from" >"$dir/wanted" 2>&1
	for kind in $kinds; do
		call=${kind%:*} most=$points
		[ "$kind" != any:0 ] || most=$((points * 3))
		rm -f "$dir/count"
		fresh && fault 0 5 >/dev/null 2>&1
		each_point "$most" at_point "${kind#*:}"
	done >"$dir/faults" 2>&1
	no_fault "$engine"
}

# unsigned: a copy that was cut short just before its signature: at the last write of a database, at the last commit of a server.
unsigned() {
	call=fdatasync
	[ $engine = file ] || call=commit
	fresh && rm -f "$dir/count" && fault 0 5 >/dev/null || return 1
	at=$(cat "$dir/count")
	while [ "$at" -gt 0 ]; do
		fresh && fault "$at" 0 >/dev/null 2>&1
		[ "$(relance "$to" queue --all --format csv | wc -l)" -gt 1 ] &&
			! relance "$to" journal --format csv | grep -q ',migrate,' && return 0
		at=$((at - 1))
	done
	echo "it is never there without its signature"
	return 1
}
gone_on() {
	unsigned && relance "$from" record C003 no-answer >/dev/null || return 1
	said=$(relance "$from" migrate --to "$to" 2>&1 >/dev/null)
	status=$?
	cp "$dir/kept.db" "$from"
	printf '%s\n' "$said"
	[ "$status" -eq 1 ] && case $said in *'must not be used'*'migrate again') ;; *) false ;; esac
}

engines=file
if pg_find && pg_start; then engines='file server'; else printf '# no PostgreSQL server here\n'; fi
for engine in $engines; do
	to="postgresql:///work?host=$pg_dir&user=relance"
	kinds='commit:104 answer:104 commit:0 answer:0 send:104 recv:104 recv:0'
	[ $engine = server ] || to=$dir/there/relance.db
	[ $engine = server ] || kinds='any:0 pwrite64:28 fdatasync:5 fdatasync:0 fsync:5 open:24'
	ok "$engine: a store is moved under faults" survives
	ok "$engine: a copy cut short is not finished with what came later" gone_on
done
cat "$dir/told"
tap_end
