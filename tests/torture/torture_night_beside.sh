#!/bin/sh
# Whole nights, one after the other, beside 200 agents who record one outcome a second each, on a file and on PostgreSQL, both on the same
# disk: nobody fails, and how long the slowest of a hundred waits is printed beside how long it does when nothing else runs. Agents have
# opened their sessions and recorded once before the clock starts (bench/agents); how long that first one took when all two hundred came at once is printed too.
# TORTURE_SECONDS of each (20), BESIDE_ROUNDS times (1), over NIGHT_INVOICES (100000). A missed target is shown and fails nothing: on
# a machine that does other things waits are of the day.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/tap.sh"
. "$RELANCE_SOURCE/tests/db/pg.sh"
. "$RELANCE_SOURCE/bench/night_files.sh"
pg_find || tap_skip_all 'no PostgreSQL server here (Debian: postgresql)'
seconds=${TORTURE_SECONDS:-20}
target=100

night_end() {
	pg_stop
	rm -rf "$dir"
}
night_room $((${NIGHT_INVOICES:-100000} / 10))
book 1 >"$dir/book1.csv"
book 2 >"$dir/book2.csv"
bank >"$dir/bank.txt"
relance init --creditor Sol >/dev/null && relance import --full "$dir/book1.csv" >/dev/null || exit 1
TMPDIR=${TMPDIR:-/tmp} pg_start 'synchronous_commit = on' || exit 1
relance migrate --from "$store" --to "$pg_url" >/dev/null || exit 1

# paced WHAT: its p99 is left in $dir/p99.WHAT, a line for each round.
paced() {
	"$RELANCE_BUILD/bench/agents" 200 1000 "$seconds" "$store" "$day" >"$dir/paced" || return 1
	read -r p50 p99 worst count first first_worst <"$dir/paced"
	printf '# %s, 200 agents, one outcome a second, %s: p50 %s ms, p99 %s ms, worst %s ms, %s recorded, 0 errors (load %s)\n' \
		"$engine" "$1" "$p50" "$p99" "$worst" "$count" "$(cut -d' ' -f1 /proc/loadavg)" >>"$dir/said"
	printf '# %s, the first outcome of each, all at once, %s: p99 %s ms, worst %s ms\n' "$engine" "$1" "$first" "$first_worst" >>"$dir/said"
	echo "$p99" >>"$dir/p99.$1"
}

# The night runs again and again, with other files each time, as long as they work.
nights() {
	n=0
	while [ ! -e "$dir/stop" ]; do
		n=$((n + 1))
		cp "$dir/book$((2 - n % 2)).csv" "$dir/inbox/book.csv"
		[ $n -gt 1 ] || cp "$dir/bank.txt" "$dir/inbox/bank.txt"
		began=$(now_ms)
		relance night >"$dir/page" 2>&1
		end=$?
		[ $end -eq 0 ] || { cat "$dir/page"; echo "night $n ended with $end"; return 1; }
		printf '# %s, night %d beside them: %d ms: %s\n' "$engine" $n $(($(now_ms) - began)) "$(page_figures "$dir/page")" >>"$dir/nights"
	done
}

beside() {
	rm -f "$dir/stop" "$dir/nights"
	(nights >"$dir/night.said" 2>&1; echo $? >"$dir/night.end") &
	paced beside
	agents=$?
	: >"$dir/stop"
	wait
	cat "$dir/night.said"
	[ $agents -eq 0 ] && [ "$(cat "$dir/night.end")" -eq 0 ] && cat "$dir/nights" >>"$dir/said" && grep -q 'Cash matched: [1-9]' "$dir/nights"
}

median() {
	sort -n "$1" | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}

for engine in file server; do
	[ $engine = file ] || store="$pg_url&connect_timeout=60" # two hundred come at once, on any machine
	: >"$dir/said"
	rm -f "$dir"/p99.*
	for round in $(seq "${BESIDE_ROUNDS:-1}"); do
		ok "$engine, round $round: agents alone" paced alone
		ok "$engine, round $round: agents beside nights" beside
	done
	cat "$dir/said"
	alone=$(median "$dir/p99.alone") beside=$(median "$dir/p99.beside")
	printf '# %s: p99 beside nights %s ms, without them %s ms, at most %s ms wanted%s\n' "$engine" "$beside" "$alone" $target \
		"$(awk -v p99="$beside" -v target=$target 'BEGIN { if (p99 > target) print ": missed" }')"
	ok "$engine: everything still proves itself" relance verify
done
tap_end
