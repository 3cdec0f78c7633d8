#!/bin/sh
# What relance costs beside what one would compare it with, timed in the same run on the same files: `make bench`. bench/README.md
# says what each line means. A missed target is shown, never a failure: another machine, another day, other times.
set -eu
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/.." && pwd)}" "${RELANCE_BUILD:=$PWD}"
: "${BENCH_QUICK:=}" "${BENCH_ONLY:=import cash rescore page console search agents server}"
if [ -n "$BENCH_QUICK" ]; then
	: "${BENCH_ROWS:=100000}" "${BENCH_CLIENTS:=10000 100000}" "${BENCH_KEYS:=100}" "${BENCH_CONSOLES:=20}" "${BENCH_MEGABYTES:=50}" "${BENCH_SECONDS:=5}"
fi
: "${BENCH_ROWS:=1000000}" "${BENCH_CLIENTS:=10000 100000 1000000}" "${BENCH_RUNS:=5}" "${BENCH_KEYS:=200}"
: "${BENCH_CONSOLES:=200}" "${BENCH_MEGABYTES:=500}" "${BENCH_SECONDS:=10}" "${BENCH_CACHE:=$RELANCE_BUILD/bench/cache}"

day=2026-11-24
relance=$RELANCE_BUILD/relance
tool=$RELANCE_BUILD/bench
few=${BENCH_CLIENTS%% *}
many=${BENCH_CLIENTS##* }
mkdir -p "$BENCH_CACHE"
work=$(mktemp -d "$BENCH_CACHE/run.XXXXXX")
pg_dir=
trap '[ -z "$pg_dir" ] || pg_stop; rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM PIPE

# Nothing of the person who runs it gets in.
HOME=$work LC_ALL=C.UTF-8 TERM=xterm-256color TZ=UTC
export HOME LC_ALL TERM TZ
unset XDG_CONFIG_HOME XDG_DATA_HOME LANGUAGE LESS

. "$RELANCE_SOURCE/bench/table.sh"

# on STORE WORD…: the program on that store.
on() {
	store=$1
	shift
	"$relance" --db "$store" --today "$day" --lang en "$@"
}

# elapsed TIMES BEFORE COMMAND…: median milliseconds of the whole program.
elapsed() {
	"$tool/elapsed" "$@"
}

wanted() {
	case " $BENCH_ONLY " in
	*" $1 "*) ;;
	*) return 1 ;;
	esac
}

# ledger TOUCHED: the path of the made-up file with so many of a thousand lines touched.
ledger() {
	[ -s "$work/ledger-$1.csv" ] || "$tool/ledger" "$BENCH_ROWS" "$1" >"$work/ledger-$1.csv"
	echo "$work/ledger-$1.csv"
}

# imported: the path of a store that has taken the ledger as it was.
imported() {
	if [ ! -s "$work/imported.db" ]; then
		on "$work/imported.db" init --creditor Bench >/dev/null
		on "$work/imported.db" import "$(ledger 0)" >/dev/null
	fi
	echo "$work/imported.db"
}

# demo CLIENTS: the path of a portfolio of that size, made once and kept until what makes it changes.
demo() {
	made_by=$(cat "$RELANCE_SOURCE"/db/schema.c "$RELANCE_SOURCE"/src/*/demo*.[ch] | cksum | cut -d' ' -f1)
	kept=$BENCH_CACHE/demo-$1-$made_by.db
	if [ ! -s "$kept" ]; then
		rm -f "$BENCH_CACHE"/demo-"$1"-*.db*
		on "$work/demo.db" demo --clients "$1" --no-console >/dev/null 2>"$work/said" || {
			cat "$work/said" >&2
			return 1
		}
		mv "$work/demo.db" "$kept"
	fi
	echo "$kept"
}

bench_import() {
	fresh="rm -f '$work'/first.db*; '$relance' --db '$work/first.db' init --creditor Bench"
	start="'$relance' --db '$work/first.db' --today $day"
	before=$(ledger 0)
	after=$(ledger 20)
	flat=$(elapsed "$BENCH_RUNS" "rm -f '$work/flat.db'" sqlite3 "$work/flat.db" '.mode csv' '.separator ;' ".import '$before' flat")
	row "first import of $BENCH_ROWS invoices" \
		"$(elapsed "$BENCH_RUNS" "$fresh" "$relance" --db "$work/first.db" --today "$day" import "$before")" \
		'sqlite3 .import' "$flat" 1.5
	row 'the same file again' \
		"$(elapsed "$BENCH_RUNS" '' "$relance" --db "$work/first.db" --today "$day" import "$before")" \
		'sha256sum' "$(elapsed "$BENCH_RUNS" '' sha256sum "$before")" 1.0
	touched=$(elapsed "$BENCH_RUNS" "$fresh; $start import '$before'" "$relance" --db "$work/first.db" --today "$day" import "$after")
	row 'the file with 2 % of its lines touched' "$touched" 'sqlite3 .import' "$flat" 0.75
	row 'the same, beside reading and hashing it' "$touched" 'sha256sum' "$(elapsed "$BENCH_RUNS" '' sha256sum "$after")" 5
	sh -c "$fresh" >/dev/null
	against 'peak of memory of the first import' "$("$tool/peak" "$relance" --db "$work/first.db" --today "$day" import "$before")" MiB - - -
}

bench_rescore() {
	cp "$(imported)" "$work/rescore.db"
	sum=$("$tool/statement" "$((BENCH_RUNS * 3))" "$work/rescore.db" 'SELECT sum(open_cents) FROM invoice')
	set -- $("$tool/rescore" "$BENCH_RUNS" "$work/rescore.db" "$day")
	row 'rescoring, nothing changed' "$1" 'SELECT sum' "$sum" 2.5
	row "rescoring the next day ($3 % of clients change)" "$2" 'SELECT sum' "$sum" 4
	rm -f "$work"/rescore.db*
}

bench_page() {
	nothing=$(elapsed 101 '' /bin/true)
	for clients in $BENCH_CLIENTS; do
		page=$(elapsed 101 '' "$relance" --db "$(demo "$clients")" --today "$day" queue --limit 20)
		[ "$clients" != "$few" ] || first=$page
		row "first page of $clients clients, new process" "$page" '/bin/true' "$nothing" -
	done
	row "first page, $many clients" "$page" "$few clients" "$first" 1.5
}

# The console and less on the same rows, one after the other. 400 clients are a small firm's.
bench_console() {
	for clients in 400 "$many"; do
		store=$(demo "$clients")
		on "$store" queue --all >"$work/rows.txt"
		name=$(on "$store" queue --limit 1 --format csv | sed -n '2s/^[^,]*,[^,]*,"*\([^," ]*\).*/\1/p')
		consoles=1
		[ "$clients" != "$many" ] || consoles=$BENCH_CONSOLES
		set -- $("$tool/console" "$BENCH_KEYS" 5 "$consoles" "$name" "$relance" --db "$store" --today "$day" --lang en)
		console_rows "$clients" "$consoles" "$@" $("$tool/console" "$BENCH_KEYS" 5 1 "$name" less "$work/rows.txt")
	done
}

# console_rows CLIENTS CONSOLES, then what bench/console printed of relance and of less.
console_rows() {
	against "$1 clients: start to first paint" "$3" ms less "${13}" 20
	against "$1 clients: key to paint, row, p50" "$4" ms less "${14}" 0.3
	against "$1 clients: key to paint, row, p99" "$5" ms less "${15}" -
	against "$1 clients: bytes of a row move" "$6" B less "${16}" 120
	against "$1 clients: key to paint, page, p50" "$7" ms less "${17}" -
	against "$1 clients: key to paint, page, p99" "$8" ms less "${18}" -
	against "$1 clients: bytes in 5 s of rest" "$9" B less "${19}" 0
	against "$1 clients: resident set" "${10}" KiB less "${20}" 8192
	against "$1 clients: proportional set" "${11}" KiB less "${21}" -
	[ "$2" -eq 1 ] || against "$1 clients: proportional set, $2 consoles" "${12}" KiB less "${22}" 2560
}

bench_search() {
	set -- $("$tool/search" 20000 "$(demo "$many")" "$day")
	against "$many clients: search keystroke, p50" "$1" ms - - -
	against "$many clients: search keystroke, p99" "$2" ms - - 0.5
	against "$many clients: keystroke in a further word, p50" "$3" ms - - -
	against "$many clients: keystroke in a further word, p99" "$4" ms - - -
}

# A bank statement of half a gigabyte: read whole, then written.
bench_cash() {
	"$tool/cash" make "$BENCH_MEGABYTES" >"$work/statement.xml"
	on "$work/cash.db" init --creditor Bench >/dev/null
	set -- $("$tool/cash" time "$work/cash.db" "$day" "$work/statement.xml")
	row "reading a camt.053 of $BENCH_MEGABYTES MiB" "$2" 'libxml2 alone' "$1" 2
	row 'importing it' "$3" 'libxml2 alone' "$1" -
	against 'peak of memory while importing it' "$5" MiB - - 30
	rm -f "$work/statement.xml" "$work/cash.db"
}

# Twenty agents at ten notes a second each, as two hundred at one a second; one line in ten of the file has changed.
bench_agents() {
	store=$(imported)
	touched=$(ledger 100)
	set -- $("$tool/agents" 20 100 "$BENCH_SECONDS" "$store" "$day") \
		$("$tool/agents" 20 100 1 "$store" "$day" "$relance" --db "$store" --today "$day" import "$touched")
	row "agents' wait, p99, beside $((BENCH_ROWS / 10)) changed invoices" "$8" 'undisturbed' "$2" 3
	against "agents' longest wait beside them" "$9" ms undisturbed "$3" 100
}

# server_empty: an empty store on the server, as a shell line.
server_empty() {
	echo "'$pg_bin/dropdb' --if-exists -h '$pg_dir' -U relance first 2>/dev/null; '$pg_bin/createdb' -h '$pg_dir' -U relance first;" \
		"'$relance' --db '$1' init --creditor Bench"
}

# The same on a private PostgreSQL, on the disk and confirmed as in earnest.
bench_server() {
	. "$RELANCE_SOURCE/tests/db/pg.sh"
	pg_find || {
		echo 'no PostgreSQL server here (Debian: postgresql)'
		return 0
	}
	TMPDIR=${TMPDIR:-/tmp} pg_start 'shared_buffers = 256MB' 'max_wal_size = 4GB' || return 1
	PGOPTIONS='-c client_min_messages=warning'
	export PGOPTIONS
	first="postgresql:///first?host=$pg_dir&user=relance"
	before=$(ledger 0)
	columns=$(head -n 1 "$before" | sed 's/[^;][^;]*/"&" text/g; s/;/, /g')
	copy="'$pg_bin/psql' -X -q -h '$pg_dir' -U relance -d relance"
	flat=$(elapsed "$BENCH_RUNS" "$copy -c 'DROP TABLE IF EXISTS flat' -c 'CREATE TABLE flat ($columns)'" "$pg_bin/psql" -X -q \
		-h "$pg_dir" -U relance -d relance -c "\\copy flat FROM '$before' (FORMAT csv, DELIMITER ';', HEADER)")
	row "server: first import of $BENCH_ROWS invoices" \
		"$(elapsed "$BENCH_RUNS" "$(server_empty "$first")" "$relance" --db "$first" --today "$day" import "$before")" \
		'COPY' "$flat" 10
	row 'server: the same file again' \
		"$(elapsed "$BENCH_RUNS" '' "$relance" --db "$first" --today "$day" import "$before")" \
		'sha256sum' "$(elapsed "$BENCH_RUNS" '' sha256sum "$before")" -
	for clients in $BENCH_CLIENTS; do
		[ "$clients" -le 100000 ] || continue # a larger one takes minutes to get there
		"$pg_bin/createdb" -h "$pg_dir" -U relance "demo$clients"
		store="postgresql:///demo$clients?host=$pg_dir&user=relance"
		"$relance" migrate --from "$(demo "$clients")" --to "$store" >/dev/null 2>&1
		row "server: first page of $clients clients, new process" \
			"$(elapsed 101 '' "$relance" --db "$store" --agent "$(id -un)" --today "$day" queue --limit 20)" 'a file' \
			"$(elapsed 101 '' "$relance" --db "$(demo "$clients")" --today "$day" queue --limit 20)" -
	done
	pg_stop
}

table_head
for section in import cash rescore page console search agents server; do
	! wanted "$section" || "bench_$section"
done
