#!/bin/sh
# Stores of every older schema, full of rows, brought up by the first command that opens them: with one system call failing, or kill -9 at
# one (faults.c), on a file and on PostgreSQL, each in turn; and by twenty at once. Either nothing has changed or all is done, what a file
# was before lies beside it, and the next command ends as the undisturbed one. FAULT_POINTS (12) says how many calls of a kind are tried.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/tap.sh"
. "$RELANCE_SOURCE/tests/db/pg.sh"
. "$RELANCE_SOURCE/tests/torture/faulted.sh"
points=${FAULT_POINTS:-12}
day=2026-11-24
older=$RELANCE_BUILD/tests/torture/older

dir=$(mktemp -d "${TMPDIR:-/tmp}/relance-migration.XXXXXX") || exit 1
trap 'pg_stop; rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM PIPE
HOME=$dir
export HOME
work=$dir/work

# relance WORD…: the program on $store.
relance() {
	timeout 60 "$RELANCE_BUILD/relance" --db "$store" --today "$day" --lang en "$@"
}

# A portfolio with calls, promises, disputes, documents and cash.
store=$dir/newest.db
relance demo >/dev/null 2>&1 # its console has no terminal here
newest=$("$older" schema "$store") && relance verify >/dev/null || exit 1

# fresh: the older store as it was, at $store.
fresh() {
	if [ $engine = file ]; then
		rm -rf "$work" && mkdir "$work" && cp "$dir/older.db" "$work/relance.db"
	else
		pg_sql_of postgres "DROP DATABASE IF EXISTS work WITH (FORCE)" "CREATE DATABASE work TEMPLATE older"
	fi
}
# pg_sql_of DATABASE STATEMENT…
pg_sql_of() {
	pg_database=$1
	shift
	for pg_statement; do
		"$pg_bin/psql" -X -q -v ON_ERROR_STOP=1 -h "$pg_dir" -U relance -d "$pg_database" -c "SET client_min_messages = warning" -c "$pg_statement" || return 1
	done
}
make_older() {
	if [ $engine = file ]; then
		rm -f "$dir"/older.db*
		"$older" make "$dir/newest.db" "$dir/older.db" "$1"
	else
		pg_sql_of postgres "DROP DATABASE IF EXISTS older" "CREATE DATABASE older" || return 1
		"$older" make "$dir/newest.db" "postgresql:///older?host=$pg_dir&user=relance" "$1"
	fi
}

# state: every row, and what is said of them. The oldest schema knew no bank: verify misses what matched.
state() {
	"$older" tell "$store" && relance queue --all --format csv && relance aging --format csv && { relance verify || [ "$version" -eq 1 ]; }
}

undisturbed() {
	fresh && [ "$("$older" schema "$store")" -eq "$version" ] && relance queue >/dev/null && state >"$dir/wanted" 2>&1 && [ "$("$older" schema "$store")" -eq "$newest" ]
}

# saved: what lies beside a file is whole and of the schema it had; a part of a copy is none.
saved() {
	[ $engine = file ] || return 0
	[ ! -e "$store.before-$newest" ] || [ "$("$older" schema "$store.before-$newest")" -eq "$version" ]
}

# fault AT ERRNO: the first command, with that fault.
fault() {
	faulted "$call" "$1" "$2" --db "$store" --today "$day" --lang en queue
}

# one AT ERRNO
one() {
	about="schema $version, $call $1 errno $2"
	fresh || echo "$about: no store"
	fault "$1" "$2" >/dev/null 2>"$dir/said"
	status=$?
	judged "$status" "$2"
	[ "$status" -ne 3 ] || echo "$about: status 3"
	schema=$("$older" schema "$store")
	case $schema in
	"$version") ;;
	"$newest") saved && { [ $engine = server ] || [ -e "$store.before-$newest" ]; } || echo "$about: brought up, not saved" ;;
	*) echo "$about: left at schema $schema" ;;
	esac
	saved || echo "$about: what was saved is not what there was"
	relance queue >/dev/null 2>"$dir/said" || sed "s/^/$about, again: /" "$dir/said"
	saved || echo "$about: what was saved is not what there was, in the end"
	same_end "$status"
}
# at_point ERRNO
at_point() {
	one "$at" "$1"
}

survives() {
	tried=0 killed=0
	for kind in $kinds; do
		call=${kind%:*}
		rm -f "$dir/count"
		fresh && fault 0 5 >/dev/null 2>&1
		each_point "$points" at_point "${kind#*:}"
	done >"$dir/faults" 2>&1
	no_fault "$engine, schema $version"
}

# Twenty at once: nobody is refused.
together() {
	fresh || return 1
	all=
	for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		relance queue >/dev/null 2>>"$dir/said" &
		all="$all $!"
	done
	well=0
	: >"$dir/said"
	for one in $all; do
		wait "$one" || well=1
	done
	cat "$dir/said"
	state >"$dir/state" 2>&1 && cmp "$dir/wanted" "$dir/state" && saved && [ $well -eq 0 ]
}

engines=file
if pg_find && pg_start; then engines='file server'; else printf '# no PostgreSQL server here\n'; fi
for engine in $engines; do
	kinds='any:0 send:104 recv:104 recv:0'
	store="postgresql:///work?host=$pg_dir&user=relance"
	[ $engine = server ] || store=$work/relance.db
	[ $engine = server ] || kinds='any:0 write:28 pwrite64:28 pwrite64:5 fsync:5 fdatasync:5 rename:5 open:24 mmap64:12 pwrite64:0'
	version=1
	while [ $version -lt "$newest" ]; do
		ok "$engine: a store of schema $version is made" make_older $version
		ok "$engine: it is brought up" undisturbed
		ok "$engine: it is brought up under faults" survives
		ok "$engine: twenty bring it up" together
		version=$((version + 1))
	done
done
cat "$dir/told"
tap_end
