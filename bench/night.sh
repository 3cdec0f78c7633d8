#!/bin/sh
# Whole nights over a large book: the first one takes it in, the next ones find one invoice in fifty paid, one in fifty paid in part and a
# file of the bank, the last one finds nothing. NIGHT_INVOICES says how many (1000000), ten a client.
set -u
: "${RELANCE_BUILD:=$PWD}"
day=2026-11-24
clients=$((${NIGHT_INVOICES:-1000000} / 10))
dir=$(mktemp -d "${TMPDIR:-/tmp}/relance-night.XXXXXX") || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM
HOME=$dir
export HOME
mkdir -m 0700 "$dir/inbox"
printf 'inbox { directory = "%s/inbox" settle = 0 full = true }\n' "$dir" >"$dir/relance.conf"
relance() {
	"$RELANCE_BUILD/relance" --config "$dir/relance.conf" --db "$dir/relance.db" --today "$day" --lang en "$@"
}

book() {
	awk -v clients="$clients" -v later="$1" 'BEGIN {
		print "client;name;number;issued;due;amount;open;currency"
		for (c = 1; c <= clients; c++) for (i = 0; i < 10; i++) {
			n = c * 10 + i; open = 100 + n % 900
			if (later && n % 50 == 0) continue
			if (later && n % 50 == 1) open -= 40
			printf "C%06d;Client %d;F2026%07d;01/08/2026;%s;%d;%d;EUR\n", c, c, n, i < 6 ? "31/08/2026" : "31/12/2026", 100 + n % 900, open
		}
	}'
}
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
# timed NAME: one night, its time and what its page says.
timed() {
	began=$(date +%s%N)
	relance night >"$dir/page" 2>"$dir/errors" || {
		cat "$dir/page" "$dir/errors"
		exit 1
	}
	printf 'night, %s: %d.%02d s · %s\n' "$1" $((($(date +%s%N) - began) / 1000000000)) $((($(date +%s%N) - began) / 10000000 % 100)) \
		"$(grep -E '^(Cash matched|Clients scored)' "$dir/page" | tr '\n' ' ')"
}

relance init --creditor Sol >/dev/null || exit 1
book '' >"$dir/inbox/book.csv"
timed "$((clients * 10)) invoices of $clients clients for the first time"
book 1 >"$dir/inbox/book.csv"
bank >"$dir/inbox/bank.txt"
timed 'one in 25 changed, one in 100 paid by the bank'
day=2026-11-25
timed 'the day after, nothing came'
timed 'again'
