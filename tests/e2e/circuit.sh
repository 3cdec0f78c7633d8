#!/bin/sh
# An invoice waits with somebody: typed in the console in few keys, read back by verbs, asked for at the next call, taken back.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/e2e/e2e.sh"
command -v tmux >/dev/null 2>&1 || tap_skip_all 'no tmux'
command -v sqlite3 >/dev/null 2>&1 || tap_skip_all 'no sqlite3 to read JSON with'

cat >"$e2e_dir/items.csv" <<-'CSV'
	client;name;number;issued;due;amount;open;phone
	C1;Menuiserie Hébrard;A1;01/09/2026;01/10/2026;3000,00;3000,00;0478123456
	C1;Menuiserie Hébrard;A2;15/09/2026;15/10/2026;1000,00;1000,00;
	C2;Garage du Pont;B1;15/09/2026;15/10/2026;500,00;500,00;0478000000
CSV
relance init --creditor 'Atelier Morel' >/dev/null || exit 1
relance import "$e2e_dir/items.csv" >/dev/null 2>&1

# rows VERB…: of a JSON listing, the columns named in $columns.
rows() {
	relance "$@" --format json >"$e2e_dir/rows.json"
	sqlite3 -separator ' ' :memory: "SELECT $columns FROM json_each(CAST(readfile('$e2e_dir/rows.json') AS TEXT))"
}
field() {
	printf "json_extract(value, '\$.%s')" "$1"
}

# Six keys beside the name.
term_start 80 24 --lang en
term_keys Enter
ok 'the first file is open' term_shows 'Menuiserie Hébrard  C1'
term_type 'ib lenoir 3'
ok 'what was understood is said in words' term_shows '2 invoices with the buyer, Lenoir (new contact, buyer)'
term_keys Enter
ok 'the next file comes by itself' term_shows 'Garage du Pont  C2'
term_keys F3
term_keys F3
ok 'the program is left' term_ended 0
term_stop

columns="$(field number), $(field stage), $(field since), $(field holder), $(field holder_role), $(field stuck)"
is 'both invoices are with the buyer' "$(rows circuit C1)" 'A1 buyer 2026-11-03 Lenoir buyer 1
A2 buyer 2026-11-03 Lenoir buyer 1'
columns="$(field name), $(field role), $(field asked_for)"
is 'she is a contact now' "$(rows contact C1 | tail -n 1)" 'Lenoir buyer 1'

e2e_today=2026-11-25
relance rescore >/dev/null
contains 'the next call on that file names her' "$(relance client C1)" 'Ask for Lenoir, buyer.'
contains 'and says what is stuck' "$(relance client C1)" '× A1 and 1 more: with the buyer (Lenoir), for 22 days.'

ok 'a step back without its reason is refused' refuses 1 relance record C1 circuit a1 r
contains 'naming what may be said' "$(relance record C1 circuit a1 r 2>&1)" 'correction, returned, reopened'
ok 'with it, it is taken' relance record C1 circuit a1 r retour
columns="$(field stage), $(field back)"
is 'both are kept' "$(rows circuit C1 A1)" 'buyer 
received returned'
ok 'it is taken back' relance undo C1
is 'as it was' "$(rows circuit C1 A1)" 'buyer '

ok 'a wrong contact gives way to the right one' relance record C2 wrong-contact mme roy 0611223344 achats
contains 'who is found by the phone' "$(relance search 223344)" 'Garage du Pont'
ok 'the journal proves itself' relance verify
tap_end
