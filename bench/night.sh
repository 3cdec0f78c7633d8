#!/bin/sh
# Whole nights over a large book: the first one takes it in, the next ones find one invoice in fifty paid, one in fifty paid in part and a
# file of the bank, the last one finds nothing. NIGHT_INVOICES says how many (1000000), ten a client.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/.." && pwd)}"
. "$RELANCE_SOURCE/bench/night_files.sh"
night_room $((${NIGHT_INVOICES:-1000000} / 10))

# timed NAME: one night, its time and what its page says.
timed() {
	began=$(now_ms)
	relance night >"$dir/page" 2>"$dir/errors" || {
		cat "$dir/page" "$dir/errors"
		exit 1
	}
	took=$(($(now_ms) - began))
	printf 'night, %s: %d.%02d s · %s\n' "$1" $((took / 1000)) $((took / 10 % 100)) "$(page_figures "$dir/page")"
}

relance init --creditor Sol >/dev/null || exit 1
book 1 >"$dir/inbox/book.csv"
timed "$((clients * 10)) invoices of $clients clients for the first time"
book 2 >"$dir/inbox/book.csv"
bank >"$dir/inbox/bank.txt"
timed 'one in 25 changed, one in 100 paid by the bank'
day=2026-11-25
timed 'the day after, nothing came'
timed 'again'
