#!/bin/sh
# A first day from the command line, as the README tells it: a store, a file of open items, the queue, a promise, its undo, the proof.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/e2e/e2e.sh"
command -v sqlite3 >/dev/null 2>&1 || tap_skip_all 'no sqlite3 to read JSON with'

items=$e2e_dir/items.csv
cat >"$items" <<'CSV'
client;name;number;issued;due;amount;open;currency;phone
C1;Garage du Pont-Neuf;F-101;01/08/2026;31/08/2026;12340,00;12340,00;EUR;0478123456
C1;Garage du Pont-Neuf;F-102;01/11/2026;30/12/2026;500,00;500,00;EUR;0478123456
C2;Café des Halles;F-103;01/09/2026;16/10/2026;890,00;890,00;EUR;0472000001
C3;Pharmacie des Brotteaux;F-104;01/11/2026;15/12/2026;2210,40;2210,40;EUR;
CSV

# json PATH WORD…: what `relance WORD… --format json` holds at PATH.
json() {
	path=$1
	shift
	relance "$@" --format json >"$e2e_dir/json" 2>"$e2e_dir/json.err" || {
		cat "$e2e_dir/json.err"
		return 1
	}
	sqlite3 :memory: "SELECT json_extract(CAST(readfile('$e2e_dir/json') AS TEXT), '$path')"
}

queue_order() {
	relance queue "$@" --format json >"$e2e_dir/json" || return 1
	sqlite3 :memory: "SELECT group_concat(json_extract(value, '\$.client'), ' ') FROM json_each(CAST(readfile('$e2e_dir/json') AS TEXT))"
}

ok 'help needs neither a home nor a store' env -u HOME -u XDG_DATA_HOME "$RELANCE_BUILD/relance" help
ok 'no store: the remedy is named' refuses 1 relance queue
contains 'it is relance init' "$(relance queue 2>&1)" 'relance init'
ok 'the store is made' relance init --creditor 'Atelier Morel'
contains 'the next step is an import' "$(relance queue 2>&1)" 'there is no client yet: relance import FILE'
ok 'a second creditor is refused without --add' refuses 1 relance init --creditor 'Other'
relance import --dry-run "$items" >"$e2e_dir/dry" 2>&1
is 'a dry run stores nothing' "$(queue_order --all)" ''
ok 'the file is imported' relance import "$items"
is 'most money and oldest first' "$(queue_order)" 'C1 C2'
is 'who is not called follows' "$(queue_order --all)" 'C1 C2 C3'
is 'why not' "$(json '$[2].why_not' queue --all)" not_due
is 'has no rank' "$(json '$[2].rank' queue --all)" ''
is 'overdue and balance' "$(json '$.client.overdue' client C1) $(json '$.client.balance' client C1)" '12340.00 12840.00'
is 'the score is the sum of its lines' "$(json '$.client.score' client C1)" \
	"$(json '$.score_lines' client C1 >/dev/null; sqlite3 :memory: "SELECT sum(json_extract(value, '\$.points')) FROM json_each(CAST(readfile('$e2e_dir/json') AS TEXT), '\$.score_lines')")"
relance client C1 --format json >"$e2e_dir/before"
ok 'the same file again is taken' relance import "$items"
ok 'and changes nothing' same_output "cat '$e2e_dir/before'" 'relance client C1 --format json'

ok 'a promise for Friday is recorded' relance record C1 promise fri
is 'the file sleeps' "$(json '$.client.why_not' client C1)" promise
is 'until the date and two business days of grace' "$(json '$.client.next' client C1)" 2026-12-01
is 'the promise is for all that is overdue' \
	"$(json '$.promises[0].amount' client C1) $(json '$.promises[0].due_on' client C1) $(json '$.promises[0].state' client C1)" \
	'12340.00 2026-11-27 open'
is 'the next client comes up' "$(queue_order)" C2
ok 'undo takes it back' relance undo C1
is 'the queue is as before' "$(queue_order)" 'C1 C2'

ok 'a dispute as in the console: AZERTY digit, kind, -- and words' relance record C1 dispute '&' com -- prix faux
is 'its words' "$(json '$.history[0].text' client C1)" 'commercial, 1 invoice · back on 09/12 · prix faux'
is 'its invoice' "$(json '$.client.overdue' client C1) $(json '$.client.why_not' client C1)" '0.00 dispute'
ok 'taken back too' relance undo C1

ok 'an amount without a date is refused' refuses 1 relance record C2 promise 500
ok 'two readings are refused' refuses 1 relance record C2 promise 20 15
ok 'a past date is refused' refuses 1 relance record C2 promise 20/11
ok 'more than is owed is refused' refuses 1 relance record C2 promise 5000 fri
ok 'a callback too far away is refused' refuses 1 relance record C2 callback 15/12
ok 'an unknown outcome is refused' refuses 2 relance record C2 hello
ok 'an unknown client is refused' refuses 1 relance record C9 promise fri
ok 'an unknown agent is refused with the remedy' refuses 1 relance --agent nobody-here queue
is 'and nothing was stored' "$(json '$.promises' client C2) $(json '$.history' client C2)" '[] []'

ok 'no answer comes back the next business day' relance record C2 no-answer
is 'by cadence' "$(json '$.client.why_not' client C2) $(json '$.client.next' client C2)" 'cadence 2026-11-25'
ok 'the journal proves itself' relance verify

# A broken promise brings the client back, higher than before.
score=$(json '$.client.score' client C1)
relance record C1 promise 500 fri >/dev/null
e2e_today=2026-12-01
ok 'on its check date the promise is judged' relance rescore
is 'broken' "$(json '$.promises[0].state' client C1)" broken
is 'and the history says so, on its day' \
	"$(json '$.history[0].kind' client C1) $(json '$.history[0].outcome' client C1) $(json '$.history[0].at' client C1)" \
	'judgement broken 2026-12-01T00:00:00Z'
is 'in words' "$(json '$.history[0].text' client C1)" '500.00 € for 27/11: nothing came'
ok 'a broken promise never lowers a client' test "$(json '$.client.score' client C1)" -gt "$score"
ok 'still proved' relance verify

# An agency: one more creditor, and the question which one, asked as a usage error.
ok 'one more creditor is added' relance init --add --creditor 'Second'
ok 'which creditor must be said' refuses 2 relance queue
is 'before the verb or behind it' "$(relance --creditor 'Atelier Morel' queue --all)" "$(relance queue --all --creditor 'Atelier Morel')"
is 'rows carry it' "$(json '$[0].creditor' queue --all --creditor 'Atelier Morel')" 'Atelier Morel'
is 'the other one has no client' "$(queue_order --all --creditor Second)" ''
ok 'a global option behind -- is a word' relance record C2 note --creditor 'Atelier Morel' -- --today
is 'and is kept as one' "$(json '$.history[0].text' client C2 --creditor 'Atelier Morel')" '--today'
tap_end
