#!/bin/sh
# Many processes on one store, on a file and on PostgreSQL side by side: files handed out once, one outcome a second each, and a primary
# killed under writers while a synchronous standby takes over. Prints the figures; fails on anything lost or done twice.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/tap.sh"
. "$RELANCE_SOURCE/tests/db/pg.sh"
pg_find || tap_skip_all 'no PostgreSQL server here (Debian: postgresql)'
day=2026-11-24
seconds=${TORTURE_SECONDS:-20}

dir=$(mktemp -d "${TMPDIR:-/tmp}/relance-crowd.XXXXXX") || exit 1
trap 'pg_stop; rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM PIPE
HOME=$dir
export HOME
relance() {
	"$RELANCE_BUILD/relance" --today "$day" "$@"
}
crowd=$RELANCE_BUILD/tests/torture/crowd

# The same 4 000 callable files for both, and room for 200 writers.
awk 'BEGIN {
	print "client;name;number;issued;due;amount;open;currency"
	for (i = 1; i <= 10000; i++)
		printf "C%05d;Client %d;F%05d;01/08/2026;%s;%d;%d;EUR\n", i, i, i, i <= 4000 ? "31/08/2026" : "31/12/2026", 100 + i, 100 + i
}' >"$dir/items.csv"
relance --db "$dir/relance.db" init --creditor Morel >/dev/null && relance --db "$dir/relance.db" import "$dir/items.csv" >/dev/null || exit 1
pg_start 'synchronous_commit = on' || exit 1
relance migrate --from "$dir/relance.db" --to "$pg_url" || exit 1

# told NAME COMMAND…: its line, and whether it is content.
told() {
	name=$1
	shift
	"$@" >"$dir/said" 2>"$dir/errors"
	status=$?
	sed "s/^/# $name: /" "$dir/said"
	ok "$name: ${1##*/}" contented
}

contented() {
	head -n 20 "$dir/errors"
	[ "$status" -eq 0 ]
}

# 200 agents record one outcome a second: milliseconds p50, p99, worst, and how many.
paced() {
	"$RELANCE_BUILD/bench/agents" 200 1000 "$seconds" "$1" "$day" >"$dir/paced" || return 1
	read -r p50 p99 worst count first <"$dir/paced"
	printf '200 processes, one outcome a second: p50 %s ms, p99 %s ms, worst %s ms, %s recorded, 0 errors\n' \
		"$p50" "$p99" "$worst" "$count"
}

for engine in file server; do
	store=$dir/relance.db
	[ $engine = file ] || store="$pg_url&connect_timeout=60" # two hundred come at once, on any machine
	told "$engine" paced "$store"
	told "$engine" "$crowd" claim 100 "$store" "$day"
	contains "$engine: every file that may be called" "$(cat "$dir/said")" '4000 files handed out'
	ok "$engine: everything still proves itself" relance --db "$store" verify
done
pg_stop

# --- a primary that dies ---

# replication FOLDER: a primary whose commits wait for the standby of the same folder.
pg_dir=$(mktemp -d "$pg_room/relance-pg.XXXXXX") || exit 1
chmod 755 "$pg_dir"
mkdir "$pg_dir/a" "$pg_dir/b"
chmod 755 "$pg_dir/a" "$pg_dir/b"
pg_user "$pg_dir"
[ -z "$pg_as" ] || chown nobody:nogroup "$pg_dir/a" "$pg_dir/b"

pg_init "$pg_dir/first" "unix_socket_directories = '$pg_dir/a'" "synchronous_standby_names = 'second'" 'synchronous_commit = local' \
	'max_wal_senders = 4' 'hot_standby = on' 'wal_receiver_timeout = 5s' || exit 1
echo 'local replication all trust' | $pg_as tee -a "$pg_dir/first/pg_hba.conf" >/dev/null
pg_up "$pg_dir/first" || exit 1
(cd / && "$pg_bin/createdb" -h "$pg_dir/a" -U relance relance)
relance migrate --from "$dir/relance.db" --to "postgresql:///relance?host=$pg_dir/a&user=relance" || exit 1
(cd / && $pg_as "$pg_bin/pg_basebackup" -h "$pg_dir/a" -U relance -D "$pg_dir/second" -c fast -R -X stream \
	-d "application_name=second") || exit 1
printf "unix_socket_directories = '%s'\nprimary_conninfo = 'host=%s user=relance application_name=second'\nsynchronous_standby_names = ''\nwal_retrieve_retry_interval = 200ms\n" \
	"$pg_dir/b" "$pg_dir/a" | $pg_as tee -a "$pg_dir/second/postgresql.conf" "$pg_dir/second/postgresql.auto.conf" >/dev/null
pg_up "$pg_dir/second" || exit 1
"$pg_bin/psql" -X -q -h "$pg_dir/a" -U relance -d relance -c 'ALTER SYSTEM SET synchronous_commit = on' -c 'SELECT pg_reload_conf()' >/dev/null

# synchronous: every acknowledged commit is on the standby's disk too.
synchronous() {
	[ "$("$pg_bin/psql" -X -A -t -h "$pg_dir/a" -U relance -d relance -c \
		"SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")" = 1 ]
}
left=200
until synchronous; do
	left=$((left - 1))
	[ "$left" -gt 0 ] || { echo '# the standby never came'; exit 1; }
	sleep 0.05
done

# A standby that looks for its dead primary every 5 s, as it does by default, is promoted that much later: wal_retrieve_retry_interval.
# Killed in the middle, as by a power cut: the postmaster and its children at once; then the standby is promoted.
kill_and_promote() {
	sleep $((seconds / 2))
	master=$(head -n 1 "$pg_dir/first/postmaster.pid")
	kill -9 "$master" $(ps -o pid= --ppid "$master")
	killed=$(date +%s%3N)
	(cd / && $pg_as "$pg_bin/pg_ctl" -D "$pg_dir/second" -w promote) >/dev/null
	echo $(($(date +%s%3N) - killed)) >"$dir/promotion"
}
both="postgresql:///relance?host=$pg_dir/a,$pg_dir/b&user=relance&target_session_attrs=read-write"
kill_and_promote &
killer=$!
told 'primary killed, standby promoted' "$crowd" record 20 "$seconds" "$both" "$day"
wait "$killer"
printf '# the stall is the worst of these; the promotion itself took %s ms of it\n' "$(cat "$dir/promotion")"
ok 'it was promoted' test "$("$pg_bin/psql" -X -A -t -h "$pg_dir/b" -U relance -d relance -c 'SELECT pg_is_in_recovery()')" = f
ok 'everything still proves itself' relance --db "$both" verify
tap_end
