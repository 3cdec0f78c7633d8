#!/bin/sh
# Consoles, imports and records killed with -9 at random moments (TORTURE_ROUNDS, 500): after each kill the store proves itself,
# in the end nothing that was acknowledged is missing and the next import makes the book whole.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}" "${TORTURE_ROUNDS:=500}"
. "$RELANCE_SOURCE/tests/e2e/e2e.sh"

acknowledged=$e2e_dir/acknowledged
log=$e2e_dir/log
: >"$acknowledged"

# book NAME SHIFT: a full picture of 3 000 clients; another shift, other amounts for one client in ten.
book() {
	awk -v shift_cents="$2" 'BEGIN {
		print "client;name;number;issued;due;amount;open"
		for (i = 1; i <= 3000; i++)
			for (k = 1; k <= 3; k++)
				printf "C%05d;Client %d;F%05d-%d;2026-08-%02d;2026-09-%02d;%d.%02d;\n", i, i, i, k, 1 + i * k % 28, 1 + (i + k) % 28,
					100 + (i * 37 + k * 911) % 9000, i % 10 ? k : k + shift_cents
	}' >"$e2e_dir/$1"
}

# start WORD…: the program itself in the background, so that a signal hits it and no shell.
start() {
	exec "$RELANCE_BUILD/relance" --db "$e2e_dir/relance.db" --today "$e2e_today" --lang en "$@" >"$log" 2>&1
}

# nap MOST_MS SEED: sleep a random time.
nap() {
	sleep "$(awk -v most="$1" -v seed="$2" 'BEGIN { srand(seed); printf "%.3f", rand() * most / 1000 }')"
}

proved() {
	relance verify >"$log" 2>&1
}

kill_import() {
	start import --full "$e2e_dir/book$(($1 % 3))" &
	victim=$!
	nap 250 "$1"
	kill -9 "$victim" 2>/dev/null
	wait "$victim" 2>/dev/null
}

# Three records side by side; those that had their answer before the kill must be found in the end.
kill_records() {
	for lane in 1 2 3; do
		(
			note="note-$1-$lane"
			start record "C$(printf %05d $(($1 * 3 + lane)))" note "$note" &
			victim=$!
			nap 40 "$1$lane" && kill -9 "$victim" 2>/dev/null
			wait "$victim" 2>/dev/null && echo "$note" >>"$acknowledged.$lane"
		) &
	done
	wait
}

# An agent's screen: a note is acknowledged when the screen says so.
kill_console() {
	term_start 80 24 --lang en >/dev/null 2>&1
	term_type 'nn'
	nap 300 "$1"
	term_signal KILL 2>/dev/null
	term_until term_is_dead >/dev/null
	term_stop
}

store_is_made() {
	book book0 0 && book book1 7 && book book2 31
	relance init --creditor 'Torture' && relance import --full "$e2e_dir/book0"
}

rounds_are_proved() {
	round=0
	while [ "$round" -lt "$TORTURE_ROUNDS" ]; do
		round=$((round + 1))
		case $((round % 3)) in
		0) kill_import "$round" ;;
		1) kill_records "$round" ;;
		2) kill_console "$round" ;;
		esac
		proved || {
			echo "after round $round:"
			cat "$log"
			return 1
		}
	done
}

nothing_acknowledged_is_missing() {
	cat "$acknowledged".? 2>/dev/null | sort >"$acknowledged"
	relance journal --format csv | grep -o 'note-[0-9]*-[0-9]' | sort >"$e2e_dir/kept"
	missing=$(comm -23 "$acknowledged" "$e2e_dir/kept")
	[ -s "$acknowledged" ] && [ -z "$missing" ] || {
		echo "acknowledged: $(wc -l <"$acknowledged"); missing: $missing"
		return 1
	}
}

# What imports left half done is finished by the next one: the book is that of a store that saw only this file.
book_is_whole() {
	relance import --full "$e2e_dir/book1" && relance import --full "$e2e_dir/book2" || return 1
	balances >"$e2e_dir/balances"
	mv "$e2e_dir/relance.db" "$e2e_dir/tortured.db"
	rm -f "$e2e_dir/relance.db-wal" "$e2e_dir/relance.db-shm"
	relance init --creditor 'Torture' && relance import --full "$e2e_dir/book2" || return 1
	balances | diff - "$e2e_dir/balances" | head -n 20 | grep . && return 1
	return 0
}

balances() {
	relance queue --all --format csv | cut -d, -f2,3,6 | sort
}

ok 'a store is made' store_is_made
ok "$TORTURE_ROUNDS kills, each proved" rounds_are_proved
ok 'nothing acknowledged is missing' nothing_acknowledged_is_missing
ok 'the next import makes the book whole' book_is_whole
tap_end
[ "$tap_failed" -eq 0 ]
