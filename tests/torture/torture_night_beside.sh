#!/bin/sh
# A whole night beside 200 agents who record one outcome a second each, on a file and on PostgreSQL: nobody fails, and how long the
# slowest of a hundred waits is printed beside how long it takes when nothing else runs.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/tap.sh"
. "$RELANCE_SOURCE/tests/db/pg.sh"
pg_find || tap_skip_all 'no PostgreSQL server here (Debian: postgresql)'
day=2026-11-24
seconds=${TORTURE_SECONDS:-20}
clients=$((${NIGHT_INVOICES:-100000} / 10))

dir=$(mktemp -d "${TMPDIR:-/tmp}/relance-beside.XXXXXX") || exit 1
trap 'pg_stop; rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM
HOME=$dir
export HOME
mkdir -m 0700 "$dir/inbox"
printf 'inbox { directory = "%s/inbox" settle = 0 full = true }\n' "$dir" >"$dir/relance.conf"
relance() {
	"$RELANCE_BUILD/relance" --config "$dir/relance.conf" --today "$day" "$@"
}

# book DAY: ten invoices a client; on day 2 one in fifty is paid, one in fifty is paid in part.
book() {
	awk -v clients="$clients" -v day="$1" 'BEGIN {
		print "client;name;number;issued;due;amount;open;currency"
		for (c = 1; c <= clients; c++) for (i = 0; i < 10; i++) {
			n = c * 10 + i; open = 100 + n % 900
			if (day == 2 && n % 50 == 0) continue
			if (day == 2 && n % 50 == 1) open -= 40
			printf "C%06d;Client %d;F2026%07d;01/08/2026;%s;%d;%d;EUR\n", c, c, n, i < 6 ? "31/08/2026" : "31/12/2026", 100 + n % 900, open
		}
	}'
}
# One credit in a hundred invoices, each naming its own.
bank() {
	awk -v clients="$clients" 'function amount(cents) { return sprintf("%013d", int(cents / 10)) substr("{ABCDEFGHI", cents % 10 + 1, 1) }
		BEGIN {
			printf "0130004    00169EUR2 00018978690  201126%50s%s%16s\n", "", amount(0), ""
			for (n = 12; n <= clients * 10; n += 100) {
				cents = (100 + n % 900) * 100; total += cents
				printf "0430004    00169EUR2 0001897869005231126  231126%-31s  0000000  %s%16s\n", sprintf("VIR F2026%07d", n), amount(cents), ""
			}
			printf "0730004    00169EUR2 00018978690  231126%50s%s%16s\n", "", amount(total), ""
		}'
}
book 1 >"$dir/book1.csv"
book 2 >"$dir/book2.csv"
bank >"$dir/bank.txt"
relance --db "$dir/relance.db" init --creditor Sol >/dev/null && relance --db "$dir/relance.db" import --full "$dir/book1.csv" >/dev/null || exit 1
pg_start 'synchronous_commit = on' || exit 1
relance migrate --from "$dir/relance.db" --to "$pg_url" >/dev/null || exit 1

paced() {
	"$RELANCE_BUILD/bench/agents" 200 1000 "$1" "$store" "$day" >"$dir/paced" || return 1
	read -r p50 p99 worst count <"$dir/paced"
	printf '# %s, 200 agents, one outcome a second, %s: p50 %s ms, p99 %s ms, worst %s ms, %s recorded, 0 errors\n' \
		"$engine" "$2" "$p50" "$p99" "$worst" "$count" >>"$dir/said"
}
# The night runs again and again, with other files each time, as long as they work.
nights() {
	n=0
	while [ ! -e "$dir/stop" ]; do
		n=$((n + 1))
		cp "$dir/book$((2 - n % 2)).csv" "$dir/inbox/book.csv"
		[ $n -gt 1 ] || cp "$dir/bank.txt" "$dir/inbox/bank.txt"
		began=$(date +%s%N)
		relance --db "$store" night >"$dir/page" 2>&1
		end=$?
		[ $end -eq 0 ] || { cat "$dir/page"; echo "night $n ended with $end"; return 1; }
		printf '# %s, night %d beside them: %d ms: %s\n' "$engine" $n $((($(date +%s%N) - began) / 1000000)) \
			"$(grep -E '^(Cash matched|Clients scored)' "$dir/page" | tr '\n' ' ')" >>"$dir/said"
	done
}
beside() {
	rm -f "$dir/stop"
	(nights >"$dir/nights" 2>&1; echo $? >"$dir/nights.end") &
	sleep 1
	paced "$seconds" 'beside nights'
	agents=$?
	: >"$dir/stop"
	wait
	cat "$dir/nights"
	[ $agents -eq 0 ] && [ "$(cat "$dir/nights.end")" -eq 0 ]
}

for engine in file server; do
	store=$dir/relance.db
	[ $engine = file ] || store=$pg_url
	: >"$dir/said"
	ok "$engine: agents alone" paced "$seconds" alone
	ok "$engine: agents beside nights" beside
	cat "$dir/said"
	ok "$engine: everything still proves itself" relance --db "$store" verify
done
tap_end
