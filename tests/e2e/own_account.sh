#!/bin/sh
# PostgreSQL with an account for each person: the program works with an agent's and with a supervisor's rights alone, and what a server's
# own client shows to an agent is what the queue shows him.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/e2e/e2e.sh"
. "$RELANCE_SOURCE/tests/db/pg.sh"
pg_find || tap_skip_all 'no PostgreSQL server here (Debian: postgresql)'
unset RELANCE_TEST_DB
trap 'pg_stop; e2e_end' EXIT
pg_start || exit 1

# A service account with no more than README asks for.
pg_sql "CREATE ROLE service LOGIN CREATEROLE"
"$pg_bin/createdb" -h "$pg_dir" -U relance -O service portfolio
address="postgresql:///portfolio?host=$pg_dir&user="

# as WHO WORD…: relance with WHO's account of the server.
as() {
	e2e_db=$address$1
	shift
	relance "$@"
}

# sees WHO SQL: with the server's own client.
sees() {
	"$pg_bin/psql" -X -q -A -t -h "$pg_dir" -U "$1" -d portfolio -c "$2" 2>&1
}

awk 'BEGIN {
	print "client;name;number;issued;due;amount;open;currency;phone"
	for (i = 1; i <= 8; i++)
		printf "C%02d;Client %d;F%02d;01/08/2026;%02d/09/2026;%d;%d;EUR;04781200%02d\n", i, i, i, i, 100 * i, 100 * i, i
}' >"$e2e_dir/items.csv"
sed -n '1p; /^C0[1-7];/p' "$e2e_dir/items.csv" | sed 's/;700;700;/;700;650;/' >"$e2e_dir/later.csv"

ok 'the owner makes the store' as service --agent zoe init --creditor Morel
ok 'and its people' as service --agent zoe agents add bob
as service --agent zoe teams add North && as service --agent zoe teams add South
ok 'of a team' as service --agent zoe agents add carol --team South --phone '01 23 45 67 89' --name 'Carol Durand'
ok 'a supervisor imports with her own account' as zoe import "$e2e_dir/items.csv"
as zoe agents set bob --team North
printf 'C01\nC02\nC03\n' | as zoe assign - --team North >"$e2e_dir/assigned"
as zoe assign C04 C05 --team South --owner carol >>"$e2e_dir/assigned"
ok 'and assigns' test "$(cat "$e2e_dir/assigned")" = '3 files assigned, 0 so already
2 files assigned, 0 so already'
ok 'people are listed with what they are' test "$(as zoe agents --format csv | sed -n 3p | tr -d '\r')" = 'carol,agent,South,true,Carol Durand,01 23 45 67 89,'
ok 'teams too' test "$(as zoe teams --format csv | sed -n 3p | tr -d '\r')" = 'South,1,2'

ok 'an agent is whose account it is' test "$(as bob queue --format csv | cut -d, -f3 | grep -c '^C')" -eq 6
ok '… and nobody else' refuses 1 as bob --agent carol queue
ok 'she sees another part' test "$(as carol search client --format csv | grep -c 'C0[1-3]')" -eq 0
ok 'a file of another team does not exist' refuses 1 as bob client C04
ok 'nor to record on' refuses 1 as bob record C04 no-answer
ok 'an outcome is recorded' as bob record C03 promise 100 fri
ok 'and taken back' as bob undo C03
ok 'and another' as bob record C02 dispute F02 -- goods came broken
ok 'his journal proves itself' as bob verify
ok 'an agent does not import' refuses 1 as bob import "$e2e_dir/later.csv"
ok 'nor adds people' refuses 1 as bob agents add mallory
ok 'a later file is taken row by row' as zoe import "$e2e_dir/later.csv"
ok 'the supervisor sees the whole' test "$(as zoe queue --all --format csv | grep -c ',C0')" -eq 8
ok 'everything proves itself' as service --agent zoe verify

# Nothing is printed into the connection when nobody listens.
unheard() {
	as zoe queue >&- 2>"$e2e_dir/unheard"
	status=$?
	cat "$e2e_dir/unheard"
	[ "$status" -eq 1 ] && grep -q 'Bad file descriptor' "$e2e_dir/unheard"
}
ok 'a listing that cannot be printed has failed' unheard

# With psql.
ok 'SQL shows the same files' test "$(sees bob "SELECT string_agg(no, ' ' ORDER BY no) FROM client")" = 'C01 C02 C03 C06 C07 C08'
ok 'and no invoice more' test "$(sees bob 'SELECT count(*) FROM invoice')" = 6
ok 'the journal is not deleted' test "$(sees bob 'DELETE FROM journal')" = 'ERROR:  permission denied for table journal'
ok 'nor rewritten' test "$(sees zoe 'UPDATE journal SET agent = agent')" = 'ERROR:  permission denied for table journal'
ok 'nor signed for another' test "$(sees bob "INSERT INTO journal (id, client_id, seq, at, on_day, agent, kind, payload, prev_hash, hash)
	SELECT 1, id, 99, '', '', 'carol', 'note', '', '', '' FROM client LIMIT 1" | head -n 1)" = \
	'ERROR:  new row violates row-level security policy for table "journal"'
# denied WHO SQL: the server's own client is refused.
denied() {
	sees "$1" "$2" | grep -q 'ERROR:  \(permission denied for table\|new row violates row-level security policy for table\)'
}
ok 'what is owed is not changed by an agent' denied bob 'UPDATE invoice SET open_cents = 0'
ok 'nor what was promised' denied bob 'UPDATE promise SET amount_cents = 1, due_on = made_on'
ok 'nor what was said' denied bob "UPDATE action SET note = ''"
ok 'nor limits, clocks and holds' denied bob 'UPDATE client SET credit_limit_cents = NULL, limitation_closed_on = NULL, held = 0'
ok 'nor who may be called' denied bob 'UPDATE client SET legal = 1, agency = 0'
ok '… told by nothing' test "$(sees bob "UPDATE client SET no_contact = 1")" = 'ERROR:  the rows of this file do not say so
CONTEXT:  PL/pgSQL function relance_stops() line 1 at RAISE'
ok 'nor whether it was kept, unsigned' test "$(sees bob "UPDATE promise SET state = 'kept', undone = 1 - undone" | head -n 1)" = \
	'ERROR:  what becomes of a row of promise is told in the journal'
as zoe approvals propose C01 --note 'moves its head office' >/dev/null
ok 'nor a decision' denied bob "UPDATE escalation SET state = 'approved'"
as zoe approvals refuse C01 --note 'not yet' >/dev/null
ok 'nor to take one back' denied bob "UPDATE escalation SET state = 'proposed'"
ok 'nobody promotes himself' test "$(sees bob "UPDATE agent SET role = 'supervisor'")" = 'ERROR:  permission denied for table agent'

# locks GRANTED COUNT: so many named locks somebody has (t) or waits for (f).
locks() {
	[ "$(sees service "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted = '$1'")" = "$2" ]
}

# meanwhile SQL WORD…: relance WORD… as zoe, begun while another supervisor's transaction runs, which then does SQL and ends.
meanwhile() {
	meanwhile_sql=$1
	shift
	rm -f "$e2e_dir/pipe"
	mkfifo "$e2e_dir/pipe" || return 1
	"$pg_bin/psql" -X -q -h "$pg_dir" -U service -d portfolio <"$e2e_dir/pipe" >/dev/null 2>&1 &
	exec 9>"$e2e_dir/pipe"
	echo "BEGIN; SELECT pg_advisory_xact_lock(hashtextextended(name, current_schema()::regnamespace::oid::bigint))
		FROM (VALUES ('many'), ('journal_seq')) AS l (name); SELECT 1 FROM setting WHERE name = 'zones' FOR UPDATE;" >&9
	term_until locks t 2
	as zoe "$@" >"$e2e_dir/meanwhile" 2>&1 &
	term_until waits
	echo "$meanwhile_sql; COMMIT;" >&9
	exec 9>&-
	wait
}

waits() {
	[ "$(sees service 'SELECT count(*) FROM pg_locks WHERE NOT granted')" -ge 1 ]
}

removed_meanwhile() {
	as zoe agents add dan >/dev/null
	meanwhile "UPDATE agent SET active = 0 WHERE name = 'dan'" agents set dan --phone 0478120000
	[ "$(sees service "SELECT active, phone FROM agent WHERE name = 'dan'")" = '0|0478120000' ]
}

zones_meanwhile() {
	as zoe client set C01 --time-zone Indian/Reunion >/dev/null
	meanwhile "UPDATE setting SET value = value || ' America/Cayenne' WHERE name = 'zones'" client set C02 --time-zone Indian/Mayotte
	[ "$(sees service "SELECT count(*) FROM setting WHERE name = 'zones' AND value LIKE '%Cayenne%' AND value LIKE '%Mayotte%'")" = 1 ]
}
ok 'who is removed does not come back with a change that began before' removed_meanwhile
ok 'nor is a time zone forgotten' zones_meanwhile
ok 'who leaves does not come in again' as zoe agents remove carol
ok 'not with psql either' test "$(sees carol 'SELECT 1' | grep -c 'not permitted to log in')" = 1

# A store that moves to the server brings its people.
"$pg_bin/createdb" -h "$pg_dir" -U relance -O service moved
e2e_db=$e2e_dir/relance.db
relance --agent zoe init --creditor Morel && relance --agent zoe agents add dora
ok 'a file moves' relance --agent zoe migrate --from "$e2e_db" --to "postgresql:///moved?host=$pg_dir&user=service"
ok 'its people have accounts there' test "$("$pg_bin/psql" -X -A -t -h "$pg_dir" -U dora -d moved -c 'SELECT count(*) FROM agent')" = 2

# The console, with an agent's account.
promised() {
	[ "$(sees bob "SELECT count(*) FROM promise p JOIN client c ON c.id = p.client_id WHERE c.no = 'C03' AND p.undone = 0")" = 1 ]
}
e2e_db="${address}bob"
term_start 80 24 --lang en
ok 'the console shows his files' term_shows 'Client 3'
ok 'and no others' term_lacks 'Client 4'
as zoe assign C08 --team South >/dev/null
e2e_db="${address}bob"
ok 'a file that goes to another team leaves his screen at once' term_hides 'Client 8'
term_type '/client 3'
term_keys Enter
ok 'one opens' term_shows F03
term_type 'p 100 fri'
term_keys Enter
ok 'a promise is recorded' term_until promised
term_keys F3 F3
ok 'and it is left' term_ended 0
term_stop

# Who is removed while his console is open.
term_start 80 24 --lang en
ok 'it opens once more' term_shows 'Client 1'
term pipe-pane "cat >'$e2e_dir/bytes'"
as zoe agents remove bob >/dev/null
ok 'who is removed is out at once' term_ended 1
ok '… and told why' term_until grep -qF 'bob no longer works here: nothing more is recorded' "$e2e_dir/bytes"
term_stop
tap_end
