#!/bin/sh
# Listings beside nights, killed now and then, and agents, on a file and on PostgreSQL: every one is of one moment (each client once, with
# the figures of one delivery or of the other, his own sums agreeing), or it ends with a sentence. EXPORT_SECONDS of each (10).
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/tap.sh"
. "$RELANCE_SOURCE/tests/db/pg.sh"
day=2026-11-24
seconds=${EXPORT_SECONDS:-10}
clients=700 # more than a page

dir=$(mktemp -d "${TMPDIR:-/tmp}/relance-exports.XXXXXX") || exit 1
trap ': >"$dir/stop"; wait; pg_stop; rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM PIPE
HOME=$dir
export HOME
printf 'inbox { directory = "%s/inbox" settle = 0 }\n' "$dir" >"$dir/relance.conf"
relance() {
	timeout 120 "$RELANCE_BUILD/relance" --db "$store" --config "$dir/relance.conf" --today "$day" --lang en "$@"
}

# book VERSION: each client owes two invoices, of 100 and his number, or in the second version twice that.
book() {
	awk -v times="$1" -v clients=$clients 'BEGIN {
		print "client;name;number;issued;due;amount;open;currency"
		for (i = 1; i <= clients; i++)
			for (part = 1; part <= 2; part++)
				printf "C%04d;Client %d;F%04d-%d;2026-08-01;2026-09-01;%d.00;%d.00;EUR\n", i, i, i, part, 5000, (100 + i) * times
	}'
}

# While others work: nights over one book and the other, every third killed, and agents. What is running is looked at by its first page.
nights() {
	n=0
	while [ ! -e "$dir/stop" ]; do
		n=$((n + 1))
		echo $n >"$dir/nights"
		cp "$dir/book$((2 - n % 2)).csv" "$dir/inbox/book.csv"
		if [ $((n % 3)) -eq 0 ]; then
			FAULT_CALL=any FAULT_AT=$((n * 71)) FAULT_ERRNO=0 LD_PRELOAD="$RELANCE_BUILD/tests/torture/faults.so" \
				"$RELANCE_BUILD/relance" --db "$store" --config "$dir/relance.conf" --today "$day" night >/dev/null 2>&1
			continue
		fi
		relance night >"$dir/page" 2>&1 || { cat "$dir/page" && echo "night $n"; }
	done
}
agents() {
	i=0
	while [ ! -e "$dir/stop" ]; do
		i=$((i % clients + 1))
		relance record "$(printf C%04d $i)" no-answer >/dev/null 2>"$dir/said.agent" || cat "$dir/said.agent"
	done
}

# all_once CLIENT FIELD: of a CSV on the input, each client once; the named field is one of the sums he may have.
all_once() {
	awk -F , -v client="$1" -v name="$2" -v clients=$clients '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		{
			no = $at[client]; sum = $at[name] / (2 * (100 + substr(no, 2)))
			if (seen[no]++) print no " is there again"
			if (sum != 1 && sum != 2) print no " has " $at[name]
		}
		END { if (NR != clients + 1) print NR - 1 " of " clients " clients" }'
}
# one_sum: of one client in JSON, what is overdue is the sum of his invoices.
one_sum() {
	awk -F '"' '
		$2 == "overdue" && !seen++ { overdue = $4 }
		$2 == "open" { open += $4 }
		END { if (overdue + 0 == 0 || overdue != open) print "overdue " overdue ", invoices " open }'
}

# listing WORD… : refused it says why.
listing() {
	relance "$@" >"$dir/list" 2>"$dir/said" && return 0
	grep -q '^relance: .' "$dir/said" || echo "$*: no sentence"
	return 1
}

consistent() {
	rm -f "$dir/stop"
	echo 0 >"$dir/nights"
	nights >"$dir/wrong.nights" 2>&1 &
	agents >"$dir/wrong.agents" 2>&1 &
	from=$(date +%s) lists=0 n=0
	while [ $(($(date +%s) - from)) -lt "$seconds" ] || { [ "$(cat "$dir/nights")" -lt 4 ] && [ $n -lt 2000 ]; }; do
		n=$((n + 1))
		listing queue --all --format csv && all_once client overdue <"$dir/list" && lists=$((lists + 1))
		listing aging --by client --format csv && all_once no balance <"$dir/list" && lists=$((lists + 1))
		listing client "$(printf C%04d $((n * 37 % clients + 1)))" --format json && one_sum <"$dir/list" && lists=$((lists + 1))
	done >"$dir/wrong" 2>&1
	: >"$dir/stop"
	wait
	printf '# %s: %d listings beside %d nights\n' "$engine" $lists "$(cat "$dir/nights")" >>"$dir/told"
	head -n 20 "$dir/wrong" "$dir/wrong.nights" "$dir/wrong.agents"
	[ $lists -gt 0 ] && [ "$(cat "$dir/nights")" -ge 4 ] && [ ! -s "$dir/wrong" ] && [ ! -s "$dir/wrong.nights" ] && [ ! -s "$dir/wrong.agents" ]
}

engine=file store=$dir/relance.db
mkdir -m 0700 "$dir/inbox"
book 1 >"$dir/book1.csv"
book 2 >"$dir/book2.csv"
relance init --creditor Sol >/dev/null && relance import --full "$dir/book1.csv" >/dev/null || exit 1
ok 'listings of a file are of one moment' consistent
ok 'everything still proves itself' relance verify
if pg_find && pg_start; then
	relance migrate --to "$pg_url" >/dev/null || exit 1
	engine=server store=$pg_url
	ok 'listings of a server are of one moment' consistent
	ok 'everything still proves itself there' relance verify
fi
cat "$dir/told"
tap_end
