#!/bin/sh
# What people do all day, all at once (mix.c), beside whole nights, on a file and on PostgreSQL: recorded and taken back, promised, disputed,
# asked for and settled, mailed, given to others, decided, matched, proved, while who does it is killed. Nothing is lost or done twice, every
# mail that says it left has left once, the queue is what the facts make it, and each copy made meanwhile proves itself. TORTURE_SECONDS (20) of each, MIX_PROCESSES (16).
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/tap.sh"
. "$RELANCE_SOURCE/tests/db/pg.sh"
. "$RELANCE_SOURCE/bench/night_files.sh"
seconds=${TORTURE_SECONDS:-20}

night_end() {
	pg_stop
	rm -rf "$dir"
}
night_room 1000
printf 'mail { from = "us@creditor.example" sendmail = "%s/mailer" }\n' "$dir" >>"$dir/relance.conf"
printf '#!/bin/sh\nsed -n "s/^Message-ID: <\\([0-9a-f]*\\)[.].*/\\1/p" >>"%s/handed"\n' "$dir" >"$dir/mailer"
chmod 755 "$dir/mailer"
book 1 >"$dir/book1.csv"
book 2 >"$dir/book2.csv"
bank >"$dir/bank.txt"

prepare() {
	relance init --creditor Sol && relance import --full "$dir/book1.csv" && relance import "$dir/bank.txt"
}

copy_is_sound() {
	relance backup "$dir/copy.db" && "$RELANCE_BUILD/relance" --db "$dir/copy.db" --today "$day" verify
}

# The night runs again and again, with other files each time, as long as they work.
nights() {
	n=0
	while [ ! -e "$dir/stop" ]; do
		n=$((n + 1))
		cp "$dir/book$((2 - n % 2)).csv" "$dir/inbox/book.csv"
		relance night >"$dir/page" 2>&1
		end=$?
		[ $end -eq 0 ] || [ $end -eq 3 ] || { cat "$dir/page"; echo "night $n ended with $end"; return 1; } # 3: mails given up
		[ "$engine" = server ] || copy_is_sound || { echo "the copy beside night $n"; return 1; }
	done
	echo "$n nights" >"$dir/nights"
}

beside() {
	rm -f "$dir/stop" "$dir/handed"
	: >"$dir/handed"
	nights >"$dir/nights" 2>&1 &
	nights=$!
	"$RELANCE_BUILD/tests/torture/mix" "${MIX_PROCESSES:-16}" "$seconds" "$store" "$day" "$dir/mailer" >"$dir/told" 2>"$dir/errors"
	mixed=$?
	: >"$dir/stop"
	wait $nights && [ $mixed -eq 0 ]
	ended=$?
	cat "$dir/nights" "$dir/told" "$dir/errors"
	return $ended
}

# The ids of mails that say they left, and of those handed over.
mails_left_once() {
	relance mail list --state sent --limit 100000 --format csv | cut -d, -f1 >"$dir/ids"
	[ "$(head -n 1 "$dir/ids")" = id ] || return 1
	sed 1d "$dir/ids" | while read -r id; do printf '%x\n' "$id"; done | sort >"$dir/sent"
	sort "$dir/handed" | diff "$dir/sent" - >"$dir/differ"
	head -n 10 "$dir/differ"
	[ -s "$dir/sent" ] && [ ! -s "$dir/differ" ]
}

at_work() {
	ok "$engine: people at work beside nights" beside
	sed "s/^/# $engine: /" "$dir/nights" "$dir/told"
	ok "$engine: every mail that left, left once" mails_left_once
	ok "$engine: everything still proves itself" relance verify
}

engine=file
ok 'a portfolio' prepare
! pg_find || cp "$dir/relance.db" "$dir/before.db"
at_work
if pg_find; then
	mv "$dir/before.db" "$dir/relance.db" && rm -f "$dir"/relance.db-*
	pg_start || exit 1
	relance migrate --to "$pg_url" >/dev/null || exit 1
	engine=server store="$pg_url&connect_timeout=60"
	at_work
fi
tap_end
