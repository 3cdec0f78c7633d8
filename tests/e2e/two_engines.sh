#!/bin/sh
# The same work on a file and on PostgreSQL says the same, byte for byte, but for ids, hashes and instants; and a store moved from one to
# the other and back goes on saying it.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/e2e/e2e.sh"
. "$RELANCE_SOURCE/tests/db/pg.sh"
pg_find || tap_skip_all 'no PostgreSQL server here (Debian: postgresql)'
unset RELANCE_TEST_DB
trap 'pg_stop; e2e_end' EXIT
pg_start || exit 1
shared=${RELANCE_SHARED:-$RELANCE_SOURCE/../shared/data}

items=$e2e_dir/items.csv
awk 'BEGIN {
	print "client;name;number;issued;due;amount;open;currency;phone"
	for (i = 1; i <= 60; i++) {
		name = i % 7 == 0 ? "Éts Œuvré & Fils " i : i % 5 == 0 ? "zeta " i : "Client " i
		for (k = 1; k <= 1 + i % 3; k++)
			printf "C%02d;%s;F%02d-%d;%02d/%02d/2026;%02d/%02d/2026;%d,%02d;%d,%02d;EUR;04781200%02d\n", i, name, i, k, \
				1 + (i * k) % 28, 6 + i % 4, 1 + (i * 5 + k) % 28, 7 + i % 5, 50 * i * k, i, 50 * i * k, i, i
	}
}' >"$items"
grep -v '^C1[0-3];' "$items" | sed 's/;F20-1;\(.*\);1000,20;1000,20;/;F20-1;\1;1000,20;400,00;/' >"$e2e_dir/later.csv"

# masked: what two runs cannot share is one word.
masked() {
	sed -E -e 's/[0-9a-f]{64}/HASH/g' -e 's/[0-9]{15,}/ID/g' -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9.]+Z/AT/g' \
		-e "s#(postgresql://[^ :]*|$e2e_dir/[a-z]*\.db)#STORE#g"
}

# told WORD…: a command, what it says and how it ends.
told() {
	printf '\n$ relance %s\n' "$*"
	relance "$@" 2>&1
	printf '= %d\n' $?
}

day() {
	told init --creditor 'Atelier Morel'
	told agents add bob
	told import --dry-run "$items"
	told import "$items"
	told import "$items"
	told queue --all --format csv
	told queue --limit 5
	told record C60 promise fri
	told record C57 promise 500 15/12
	told record C54 promise 3x eom
	told record C51 dispute F51-1 -- goods came broken
	told record C48 callback +2
	told record C45 no-answer
	told record C42 evasive
	told record C39 paid yesterday
	told record C36 refusal 'will not pay'
	told record C35 note 'Œuvré: “called twice”'
	told record C57 promise 100 fri
	told undo C57
	told undo C57
	told undo C01
	told record C60 promise 1000000 fri
	told --agent bob record C33 promise fri
	told --agent bob undo C60
	told search 'oeuv'
	told search 'zeta 5'
	told search '0478120042'
	told search F20-1
	for no in C60 C57 C54 C51 C35 C20; do
		told client "$no" --format json
	done
	told queue --all --format json
	told agenda --days 30 --format csv
}

later() {
	e2e_today=2026-12-03
	told import --mode full "$e2e_dir/later.csv"
	told rescore
	told queue --all --format csv
	told client C60 --format json
	told client C12 --format json
	told imports --format csv
	told journal --format csv
	told verify
	e2e_today=2026-11-24
}

cat >"$e2e_dir/other.conf" <<EOF
clock {
	insurer_notice = 120
}
escalation {
	broken = 1
	min_amount = "10.00"
	hold_broken = 1
}
score {
	age_step = 25
}
cadence {
	max_gap = 7
}
scenario {
	steps = "-30 phone smiling pre_due amount>=100; 4 phone smiling reminder; 12 phone firm reminder segment=public"
}
EOF

# Clocks, limits, proposals and calls before the due date, under two policies: and the same again is the same to the byte.
policies() {
	e2e_today=2026-12-03
	told client set C20 --credit-limit 100.00 --insured-limit 50.00 --risk C --segment public --key-account yes --terms 45
	told client set C21 --insured-limit 0 --language fr --time-zone Indian/Reunion --postal-code 97400 --service F21-1=2021-12-20
	told client set C57 --risk Z
	told policy diff --config "$e2e_dir/other.conf" --format csv
	told policy diff --config "$e2e_dir/other.conf"
	told queue --all --format json
	told --config "$e2e_dir/other.conf" queue --all --format json
	relance --config "$e2e_dir/other.conf" rescore >/dev/null 2>&1
	told --config "$e2e_dir/other.conf" queue --all --format json
	told client clock C20 close insurer
	told --config "$e2e_dir/other.conf" client C20
	told --config "$e2e_dir/other.conf" client C21 --format json
	told client acknowledge C21 --on 2026-11-30
	told record C33 promise 'written 10/12'
	told client acknowledge C33
	told policy show --format csv
	told queue --all --format json
	told approvals --format csv
	e2e_today=2026-11-24
}

# The queue of one policy said twice, with a rescoring between, is one queue.
same_again() {
	awk '/^\$ relance .*other.conf queue/ { n++ } /^\$ relance/ { on = /other.conf queue/ } on { print > dir "/again." n }' \
		dir="$e2e_dir" "$e2e_dir/$1.policies"
	[ -s "$e2e_dir/again.1" ] && cmp "$e2e_dir/again.1" "$e2e_dir/again.2" &&
		grep -q '"proposal":"legal"' "$e2e_dir/again.1" && grep -q '"clock":"insurer"' "$e2e_dir/again.1"
}

# Real files, each with a creditor of its own.
real_files() {
	for line in '2022-09-15 fec/0000000001FEC20220831.txt EUR' '2023-01-15 fec/111111111FEC20221231.TXT EUR' \
		'2020-05-01 ar/open-items-9681.csv USD --preset ar-open-items'; do
		set -- $line
		e2e_today=$1 file=$2 currency=$3
		shift 3
		told init --add --creditor "$file" --currency "$currency"
		told --creditor "$file" import "$@" "$shared/$file"
		told --creditor "$file" queue --all --format csv
		told --creditor "$file" imports --format json
	done
	e2e_today=2026-11-24
	told verify
}

# on ENGINE PART: one part of the work, said into ENGINE.PART.
on() {
	e2e_db=$e2e_dir/relance.db
	[ "$1" = file ] || e2e_db=$pg_url
	"$2" | masked >"$e2e_dir/$1.$2"
}

both() {
	on file "$1"
	on server "$1"
	[ "$(grep -c '^= 0' "$e2e_dir/file.$1")" -gt 2 ] && diff -u "$e2e_dir/file.$1" "$e2e_dir/server.$1"
}

ok 'a day of imports, calls and queues' both day
ok 'the days after' both later
ok 'two policies' both policies
ok 'the same again, on a file' same_again file
ok 'the same again, on the server' same_again server
if [ -d "$shared/fec" ]; then
	ok 'real files' both real_files
fi

# seen STORE: all that a store says of itself.
seen() {
	e2e_db=$1 e2e_today=2026-12-03
	{
		told --creditor 'Atelier Morel' queue --all --format json
		told journal --format csv
		told --creditor 'Atelier Morel' client C60 --format json
	} | grep -v ',migrate,' | sed "s#$1#STORE#"
}

moved() {
	relance migrate --from "$1" --to "$2" >"$e2e_dir/moved" 2>&1 || {
		cat "$e2e_dir/moved"
		return 1
	}
	seen "$1" >"$e2e_dir/before"
	seen "$2" >"$e2e_dir/after"
	[ -s "$e2e_dir/before" ] && diff "$e2e_dir/before" "$e2e_dir/after"
}

pg_sql 'CREATE SCHEMA moved' >/dev/null
there="$pg_url&options=-csearch_path%3Dmoved"
ok 'a file moves to the server' moved "$e2e_dir/relance.db" "$there"
ok 'and back' moved "$there" "$e2e_dir/back.db"
ok 'the server moves to a file' moved "$pg_url" "$e2e_dir/new.db"
ok 'a place that holds something is refused' refuses 1 relance migrate --from "$pg_url" --to "$there"
ok 'and so is an agent' refuses 1 relance --agent bob migrate --from "$pg_url" --to "$e2e_dir/bob.db"
ok 'moved twice, it still proves itself' relance --db "$e2e_dir/back.db" verify
ok 'a copy of the server is its own business' refuses 1 relance --db "$pg_url" backup "$e2e_dir/copy"
tap_end
