#!/bin/sh
# A first load that writes the pages of its tables itself (db/sqlite_fill.c), with one system call failing, or kill -9 at one (faults.c): what
# is left is the empty store or the whole ledger, sound; imported again it is what an undisturbed import leaves. FAULT_POINTS (6) says how
# many calls of a kind are tried, and ten times as many to be killed at.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/tap.sh"
. "$RELANCE_SOURCE/tests/torture/faulted.sh"
: "${RELANCE_BUILD:=$PWD}"
points=${FAULT_POINTS:-6}
day=2026-11-24

dir=$(mktemp -d "${TMPDIR:-/tmp}/relance-first.XXXXXX") || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM PIPE
HOME=$dir
export HOME
store=$dir/relance.db

relance() {
	timeout 60 "$RELANCE_BUILD/relance" --db "$store" --today "$day" --lang en "$@"
}
# fault CALL AT ERRNO
fault() {
	faulted "$1" "$2" "$3" --db "$store" --today "$day" --lang en import "$dir/load.csv"
}
fresh() {
	rm -f "$store"* && cp "$dir/empty.db" "$store"
}
# By what an accounting program names things, not by ids; each index is walked where it holds.
state() {
	relance verify | sed 's/: .*clients/: clients/' && sqlite3 "$store" "PRAGMA integrity_check;
		SELECT i.key, i.number, i.issued_on, i.due_on, i.amount_cents, i.open_cents, i.currency, c.no, c.name, c.score, c.overdue_cents
		FROM invoice AS i INDEXED BY invoice_key JOIN client AS c ON c.id = i.client_id ORDER BY i.key;
		SELECT number FROM invoice INDEXED BY invoice_number ORDER BY number;
		SELECT due_on, sum(open_cents) FROM invoice INDEXED BY invoice_open WHERE open_cents <> 0 GROUP BY due_on ORDER BY due_on;
		SELECT w.word, c.no FROM search_word AS w JOIN client AS c ON c.id = w.client_id ORDER BY 1, 2;
		SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name;"
}

prepare() {
	awk 'BEGIN {
		print "client;name;number;issued;due;amount;open;currency;phone"
		for (i = 1; i <= 24000; i++) {
			c = i * 7919 % 2400
			printf "L%04d;Client %d of %d;L%05d;2026-0%d-01;2026-09-%02d;%d.00;%d.50;EUR;0%d\n", c, c, c % 97, i, i % 8 + 1, i % 28 + 1, 101 + i, i % 5 ? 100 + i : 7, 100000000 + c
		}
	}' >"$dir/load.csv"
	relance init --creditor Torture >/dev/null && cp "$store" "$dir/empty.db" && state >"$dir/empty" 2>&1 &&
		relance import "$dir/load.csv" >/dev/null && state >"$dir/whole" 2>&1 && ! cmp -s "$dir/empty" "$dir/whole"
}
# A table that was filled stands behind those of the schema: else all this would try something else.
is_filled() {
	[ "$(sqlite3 "$store" "SELECT i.rowid > n.rowid FROM sqlite_schema AS i, sqlite_schema AS n WHERE i.name = 'invoice' AND n.name = 'night'")" -eq 1 ]
}

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
	about="$call at $at errno $1"
	fresh
	fault "$call" "$at" "$1" >/dev/null 2>"$dir/said"
	status=$?
	judged "$status" "$1"
	if [ "$status" -eq 0 ]; then is_one_of whole; else is_one_of empty whole; fi
	relance import "$dir/load.csv" >/dev/null 2>"$dir/said" || { echo "$about: not even the second time" && cat "$dir/said"; }
	is_one_of whole
}

survives() {
	tried=0 killed=0
	for kind in any:0 pwrite64:0 pwrite64:28 pwrite64:5 pread64:5 fdatasync:0 fdatasync:5 fsync:5 ftruncate64:5 unlink:0 unlink:5; do
		call=${kind%:*} most=$points
		[ "${kind#*:}" -ne 0 ] || most=$((points * 10))
		rm -f "$dir/count"
		fresh && fault "$call" 0 5 >/dev/null 2>&1
		each_point "$most" at_point "${kind#*:}"
	done >"$dir/faults" 2>&1
	no_fault 'first loads'
}

ok 'a ledger of twenty-four thousand items, and what it comes to' prepare
ok 'its tables are filled at once' is_filled
ok 'a first load survives faults' survives
cat "$dir/told"
tap_end
