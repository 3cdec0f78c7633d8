#!/bin/sh
# A morning at the console, in a real terminal: the key budget typed ahead, undo, search, a lost line, small and large screens.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/e2e/e2e.sh"
command -v tmux >/dev/null 2>&1 || tap_skip_all 'no tmux'
command -v sqlite3 >/dev/null 2>&1 || tap_skip_all 'no sqlite3 to read JSON with'

# Ten clients in a known order, C01 first, each with two overdue invoices.
awk 'BEGIN {
	print "client;name;number;issued;due;amount;open;phone"
	for (i = 1; i <= 10; i++) {
		name = i == 9 ? "Menuiserie Hébrard" : i == 10 ? "Evil \033[31mred\342\200\256 name" : "Client " i
		printf "C%02d;%s;A%02d;01/07/2026;31/07/2026;%d00,00;%d00,00;04781234%02d\n", i, name, i, 300 - 10 * i, 300 - 10 * i, i
		printf "C%02d;%s;B%02d;01/08/2026;31/08/2026;1000,00;1000,00;\n", i, name, i
	}
}' >"$e2e_dir/items.csv"
relance init --creditor 'Atelier Morel' >/dev/null || exit 1
relance import "$e2e_dir/items.csv" >/dev/null 2>&1

# fact CLIENT EXPRESSION: what SQL's JSON functions find in the client's file (the object is j).
fact() {
	relance client "$1" --format json >"$e2e_dir/fact.json"
	sqlite3 :memory: "SELECT $2 FROM (SELECT CAST(readfile('$e2e_dir/fact.json') AS TEXT) AS j)"
}

promises="(SELECT group_concat(json_extract(value, '\$.amount') || ' ' || json_extract(value, '\$.due_on'), ', ') FROM (SELECT value FROM json_each(j, '\$.promises') ORDER BY json_extract(value, '\$.due_on')))"
sleep_state="json_extract(j, '\$.client.why_not') || ' ' || json_extract(j, '\$.client.next')"
last_outcome="json_extract(j, '\$.history[0].outcome')"

promise() {
	term_type "p$1"
	term_keys Enter
}

term_start 80 24 --lang en
ok 'the queue is on the screen' term_shows 'Client 1'
contains 'a hostile name is plain text' "$(term_screen)" 'Evil [31mred name'

# Typed ahead, as fast as a hand can: nothing is waited for until the end.
term_keys Enter
promise v
promise ' ven'
promise ' 500 15/12'
promise ' 3x fm'
term_type n
term_type m
term_keys Enter
term_type r
term_keys Enter
term_type 'd2'
term_keys Enter
ok 'eight calls later the ninth file is open' term_shows 'Menuiserie Hébrard  C09'
is 'p v: all that is overdue, next Friday' "$(fact C01 "$promises")" '30000.00 2026-11-27'
is 'p ven: the same in words' "$(fact C02 "$promises")" '29000.00 2026-11-27'
is 'p 500 15/12' "$(fact C03 "$promises")" '500.00 2026-12-15'
is 'p 3x fm: month ends, on business days' "$(fact C04 "$promises")" '9000.00 2026-11-30, 9000.00 2026-12-31, 9000.00 2027-02-01'
is 'n: tomorrow' "$(fact C05 "$last_outcome || ' ' || $sleep_state")" 'no_answer cadence 2026-11-25'
is 'm: three business days' "$(fact C06 "$last_outcome || ' ' || $sleep_state")" 'message cadence 2026-11-27'
is 'r: the next business day' "$(fact C07 "$last_outcome || ' ' || $sleep_state")" 'callback follow_up 2026-11-25'
is 'd 2: the second invoice leaves the chase' "$(fact C08 "$last_outcome || ' ' || json_extract(j, '\$.client.overdue')")" 'dispute 22000.00'
is 'a promise sleeps until date and grace' "$(fact C01 "$sleep_state")" 'promise 2026-12-01'

term_type u
ok 'u: the dispute is taken back' term_shows 'Undone: dispute, Client 8'
is 'and all of it is owed again' "$(fact C08 "json_extract(j, '\$.client.overdue')")" 23000.00

# A line that drops keeps what was being typed.
term_type 'p 700 18'
ok 'the echo says what Enter would do' term_shows '700.00'
term_signal HUP
ok 'a hang-up ends the program' term_until term_is_dead
term_stop
is 'nothing was recorded' "$(fact C08 "$promises")" ''
term_start 80 24 --lang en
ok 'the draft is offered again' term_shows '700 18'
term_keys Escape
ok 'and may be forgotten' term_hides 'Not finished'

term_type '/heb'
term_keys Enter
ok '/heb finds Hébrard without its accent' term_shows 'Menuiserie Hébrard  C09'
term_type '/3404'
term_keys Enter
ok 'an incoming number finds its file' term_shows 'Client 4  C04'
term_type '/heb'
term_keys Enter
for size in '120 40' '40 10' '12 3' '80 24'; do
	term_resize $size
done
ok 'it survives any size' term_shows 'Menuiserie Hébrard  C09'
term_keys F3
ok 'F3 leaves the file' term_shows 'Evil'
term_keys F3
ok 'and the program' term_ended 0
term_stop
ok 'the journal proves itself' relance verify

ok 'a theme that does not exist is refused' refuses 2 relance --theme pink queue
term_start 80 24 --lang en --ascii --theme mono
ok '--ascii draws with what every terminal has' term_shows 'Today'
ok 'and with nothing else' test -z "$(term_screen | LC_ALL=C grep -n '[^ -~]')"
term_keys F3
ok 'it is left' term_ended 0
term_stop
tap_end
