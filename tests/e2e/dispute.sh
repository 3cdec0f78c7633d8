#!/bin/sh
# One call of each outcome that leaves work to the house, in a real terminal and by verbs: a dispute with its owner, settled; a duplicate asked
# for, sent, back on day 7; an insolvency; reasons.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/e2e/e2e.sh"
command -v tmux >/dev/null 2>&1 || tap_skip_all 'no tmux'
command -v sqlite3 >/dev/null 2>&1 || tap_skip_all 'no sqlite3 to read JSON with'

awk 'BEGIN {
	print "client;name;number;issued;due;amount;open;phone"
	for (i = 1; i <= 4; i++) {
		printf "C%02d;Client %d;A%02d;01/09/2026;01/10/2026;%d00,00;%d00,00;04781234%02d\n", i, i, i, 300 - 10 * i, 300 - 10 * i, i
		printf "C%02d;Client %d;B%02d;01/10/2026;31/10/2026;1000,00;1000,00;\n", i, i, i
	}
}' >"$e2e_dir/items.csv"
relance init --creditor 'Atelier Morel' >/dev/null || exit 1
relance import "$e2e_dir/items.csv" >/dev/null 2>&1

# on DAY WORD…: relance WORD… on another day.
on() {
	day=$1
	shift
	"$RELANCE_BUILD/relance" --db "$e2e_db" --today "$day" --lang en "$@"
}

# cell COLUMN WORD…: that column of the first row of a CSV listing.
cell() {
	column=$1
	shift
	"$@" --format csv | tr -d '\r' | awk -F, -v name="$column" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i } NR == 2 { print $at }'
}

term_start 80 24 --lang en
ok 'the queue is on the screen' term_shows 'Client 1'
term_keys Enter
term_type 'd1 com prix pour Mme Lenoir le 11/12'
ok 'the echo names who answers' term_shows 'Mme Lenoir answers by'
term_keys Enter
ok 'the next file is open' term_shows 'Client 2  C02'
term_type 'lt1'
term_keys Enter
ok 'then the third' term_shows 'Client 3  C03'
term_type 'ljTC Lyon 15/11'
term_keys Enter
ok 'then the fourth' term_shows 'Client 4  C04'
term_type '5fri'
term_keys F6
ok 'F6 offers the reasons' term_shows 'Why it is not paid'
term_type 1
ok 'the reason stands beside the note' term_shows 'forgotten'
term_keys Enter
ok 'nobody is left' term_shows 'nobody else to call'
term_type gd
ok 'the dispute is listed' term_shows 'Mme Lenoir'
term_type r120
ok 'what it would mean is said' term_shows 'a credit note of 120.00'
term_keys Enter
ok 'and it is settled' term_shows 'Settled: a credit note of 120.00'
term_type gt
ok 'the document is to be sent' term_shows 'to be sent'
term_type s
ok 'it was sent' term_shows 'sent: the file comes back on Tue 01/12'
term_keys F3 F3 F3 F3
ok 'the program is left' term_ended 0
term_stop

relance client C01 --format json >"$e2e_dir/c01.json"
is 'the dispute ended in a credit note' "$(sqlite3 :memory: "SELECT json_extract(j, '\$.disputes[0].resolution') || ' ' || json_extract(j, '\$.disputes[0].credit') || ' ' || json_extract(j, '\$.disputes[0].owner') FROM (SELECT CAST(readfile('$e2e_dir/c01.json') AS TEXT) AS j)")" 'credit 120.00 Mme Lenoir'
is 'the insolvent one is not called' "$(relance queue --all --format csv | tr -d '\r' | awk -F, '$2 == "C03" { print $11 }')" insolvent
ok 'the reason is listed' sh -c "\"\$RELANCE_BUILD/relance\" --db '$e2e_db' --today $e2e_today --lang en reasons --format csv | grep -q ',forgotten,2026-11-24,'"
ok 'the monthly review has every open invoice' test "$(relance reasons --review --format csv | wc -l)" -eq 9

on 2026-11-30 rescore >/dev/null
ok 'on day 6 the file sleeps' sh -c "! \"\$RELANCE_BUILD/relance\" --db '$e2e_db' --today 2026-11-30 --lang en queue --format csv | grep -q C02"
on 2026-12-01 rescore >/dev/null
ok 'on day 7 it is back' sh -c "\"\$RELANCE_BUILD/relance\" --db '$e2e_db' --today 2026-12-01 --lang en queue --format csv | grep -q C02"
is 'and the document is to be chased' "$(cell state on 2026-12-01 document)" chase_due
ok 'settled by its number' on 2026-12-01 document settled "$(cell request on 2026-12-01 document)"
contains 'a dispute by the command line says when its owner answers' \
	"$(on 2026-12-01 record C04 dispute 1 qualité pour Martin le 10/12)" '; Martin answers by Thursday 10 December'
is 'is listed with its owner' "$(cell owner on 2026-12-01 dispute)" Martin
number=$(cell dispute on 2026-12-01 dispute)
ok 'it gets another date' on 2026-12-01 dispute set "$number" 4/12
ok 'it cannot be raised before that' refuses 1 on 2026-12-04 dispute raise "$number" --manager Roux
ok 'but the day after' on 2026-12-05 dispute raise "$number" --manager Roux
ok 'a nonsense end is refused' refuses 2 on 2026-12-05 dispute resolve "$number" perhaps
ok 'it is rejected' on 2026-12-05 dispute resolve "$number" rejected bon de livraison signé
ok 'no dispute is left' test "$(on 2026-12-05 dispute --format csv | wc -l)" -eq 1
ok 'the journal proves itself' relance verify
tap_end
