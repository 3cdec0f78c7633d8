#!/bin/sh
# The lists in a real terminal: promises and the agenda, a promise withdrawn, the queue narrowed and noted as a whole, rows exported.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/e2e/e2e.sh"
command -v tmux >/dev/null 2>&1 || tap_skip_all 'no tmux'

awk 'BEGIN {
	print "client;name;number;issued;due;amount;open"
	for (i = 1; i <= 9; i++)
		printf "C%02d;Client %d;A%02d;01/07/2026;31/07/2026;%d00,00;%d00,00\n", i, i, i, 100 - 10 * i, 100 - 10 * i
}' >"$e2e_dir/items.csv"
mkdir "$e2e_dir/exports"
printf 'ui {\n\texport_dir = "%s/exports"\n}\n' "$e2e_dir" >"$e2e_dir/lists.conf"
relance init --creditor 'Atelier Morel' >/dev/null || exit 1
relance import "$e2e_dir/items.csv" >/dev/null 2>&1
relance record C01 promise fri >/dev/null
relance record C02 promise 15/12 >/dev/null
relance record C03 callback tom 9h >/dev/null

is 'the verb lists them by date' "$(relance promises --format csv | cut -d, -f1,3,6,9 | tr -d '\r' | tail -n +2 | tr '\n' ' ')" \
	'due,C01,9000.00,2026-11-27 due,C02,8000.00,2026-12-15 '
is 'and the agenda its hour' "$(relance agenda --format csv | cut -d, -f1-3 | tail -n +2)" '2026-11-25T09:00,later,C03'
ok 'a group nobody knows is refused' refuses 2 relance promises --group kept
number=$(relance promises --format csv | tr -d '\r' | sed -n 's/^due,open,C02,.*,//p')
ok 'without words none is withdrawn' refuses 2 relance promise withdraw "$number"

term_start 80 24 --lang en --config "$e2e_dir/lists.conf"
ok 'the queue is on the screen' term_shows 'Client 4'
term_type gp
ok 'promises of all clients' term_shows 'Promises  everybody · 0 to check · 2 to come · 0 not kept'
term_type 'xtyped for another client'
term_keys Enter
ok 'one is withdrawn' term_shows '1 promise withdrawn'
ok 'and leaves the list' term_shows '1 to come'
term_type ga
ok 'the agenda' term_shows 'Wed 25/11  9:00    Client 3'
term_type z
ok 'the file under it' term_shows 'sleeps until Wed 25/11'
term_keys Enter
ok 'Enter opens it' term_shows 'Client 3  C03'
term_keys Escape
ok 'and Esc comes back' term_shows 'Agenda  everybody'

term_type gq
term_type 'f>3500'
term_keys Enter
ok 'the queue narrowed' term_shows '“>3500” 3 of 6'
term_type t1
ok 'in another order' term_shows '▼ amount'
term_type w
ok 'written to a file' term_shows '3 rows written to'
is 'as shown' "$(cut -d, -f1 "$e2e_dir/exports/queue-2026-11-24.csv" | tr '\n' ' ')" 'Client C04 C05 C06 '
term_type amao
ok 'a note for all of them' term_shows 'Note on 3 clients'
term_type 'price list sent'
term_keys Enter
ok 'is written on each' term_shows 'Note on 3 clients: 3 clients done'
term_keys Escape
ok 'the whole queue again' term_shows 'Client 9'
term_keys F3
is 'each file has it' "$(for no in C04 C05 C06 C07 C01; do relance client $no --format json | grep -q 'price list sent' && printf '%s ' $no; done)" 'C04 C05 C06 '
ok 'the journal proves itself' relance verify
tap_end
