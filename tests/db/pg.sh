# A private PostgreSQL for shell tests: `. "$RELANCE_SOURCE/tests/db/pg.sh"`, then pg_start, and pg_stop at the end. One cluster in a folder
# of its own, started as an unprivileged user, reached by a Unix socket only; no service of the machine is touched.
# What is written is on the disk when it is confirmed, as in earnest.

# By hand, from a build folder.
: "${RELANCE_BUILD:=$PWD}"
pg_dir=
pg_as=

# pg_find: where the server's programs are; false when there are none.
pg_find() {
	for pg_bin in "${PG_BIN:-}" $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -rn) /usr/local/pgsql/bin; do
		[ -x "$pg_bin/initdb" ] && [ -x "$pg_bin/pg_ctl" ] && return 0
	done
	return 1
}

# The server refuses to run as root.
pg_user() {
	if [ "$(id -u)" -eq 0 ]; then
		pg_as='setpriv --reuid=nobody --regid=nogroup --clear-groups --'
		chown nobody:nogroup "$1"
	fi
}

# pg_init FOLDER [WORD…]: a cluster there; WORDs are settings (name=value).
pg_init() {
	pg_data=$1
	shift
	(cd / && $pg_as "$pg_bin/initdb" -D "$pg_data" -U relance -A trust -E UTF8 --locale=C.UTF-8 --no-sync --no-instructions) \
		>"$pg_dir/initdb.log" 2>&1 || {
		sed 's/^/# /' "$pg_dir/initdb.log"
		return 1
	}
	{
		printf "listen_addresses = ''\nunix_socket_directories = '%s'\nunix_socket_permissions = 0777\n" "$pg_dir"
		printf 'shared_buffers = 64MB\nmax_connections = 250\nautovacuum_naptime = 10min\nlogging_collector = off\n'
		printf "wal_level = replica\nlog_line_prefix = '%%m [%%p] %%u '\n"
		for pg_setting; do
			printf '%s\n' "$pg_setting"
		done
	} | $pg_as tee -a "$pg_data/postgresql.conf" >/dev/null
}

# pg_up FOLDER, pg_down FOLDER [MODE]: start a cluster and wait until it answers; stop it (fast, or as MODE says).
pg_up() {
	(cd / && $pg_as "$pg_bin/pg_ctl" -D "$1" -l "$1/log" -w -t 60 start) >"$pg_dir/start.log" 2>&1 || {
		sed 's/^/# /' "$pg_dir/start.log" "$1/log"
		return 1
	}
}

pg_down() {
	[ ! -f "$1/postmaster.pid" ] || (cd / && $pg_as "$pg_bin/pg_ctl" -D "$1" -m "${2:-fast}" -w -t 60 stop) >/dev/null 2>&1
}

# pg_choose_room: a folder in memory where there is room for a cluster (it makes and drops some hundred files for each test), else on a disk.
pg_choose_room() {
	pg_room=/dev/shm
	[ -w "$pg_room" ] && [ "$(df -Pk "$pg_room" | awk 'NR == 2 { print $4 }')" -ge 1000000 ] || pg_room=${TMPDIR:-/tmp}
}

# pg_start [WORD…]: a cluster with the database relance; pg_url is its address, owned by the role relance.
pg_start() {
	pg_find || return 1
	pg_choose_room
	pg_dir=$(mktemp -d "$pg_room/relance-pg.XXXXXX") || return 1
	chmod 755 "$pg_dir"
	pg_user "$pg_dir"
	pg_init "$pg_dir/data" "$@" && pg_up "$pg_dir/data" || return 1
	pg_url="postgresql:///relance?host=$pg_dir&user=relance"
	(cd / && "$pg_bin/createdb" -h "$pg_dir" -U relance relance)
}

pg_stop() {
	[ -n "$pg_dir" ] || return 0
	for pg_data in "$pg_dir"/*/; do
		pg_down "${pg_data%/}" immediate
	done
	rm -rf "$pg_dir"
	pg_dir=
}

# pg_sql TEXT: as the owner, fields joined by |.
pg_sql() {
	"$pg_bin/psql" -X -q -A -t -v ON_ERROR_STOP=1 -h "$pg_dir" -U "${pg_role:-relance}" -d relance -c "$1"
}

# pg_program NAME…: run test programs and scripts on that database; their results become ours.
pg_program() {
	for pg_name; do
		case $pg_name in
		*.sh) pg_run="${SHELL:-/bin/sh} $RELANCE_SOURCE/$pg_name" ;;
		*) pg_run=$RELANCE_BUILD/$pg_name ;;
		esac
		RELANCE_TEST_DB=$pg_url CMOCKA_MESSAGE_OUTPUT=TAP $pg_run >"$pg_dir/out" 2>&1
		pg_status=$?
		pg_from=$tap_count pg_plan=-1
		while IFS= read -r pg_line; do
			case $pg_line in
			'ok '*) ok "$pg_name: ${pg_line#ok * - }" true ;;
			'not ok '*) ok "$pg_name: ${pg_line#not ok * - }" false ;;
			1..*) pg_plan=$(printf '%s\n' "${pg_line#1..}" | sed 's/[^0-9].*//') ;;
			*) printf '# %s\n' "${pg_line#\# }" ;;
			esac
		done <"$pg_dir/out"
		# A program that died has not said all it planned to.
		[ $((tap_count - pg_from)) -eq "$pg_plan" ] || ok "$pg_name: runs to its end (status $pg_status)" false
	done
}

# pg_tests NAME…: a whole test script: a server, the programs on it, the end.
pg_tests() {
	pg_find || tap_skip_all 'no PostgreSQL server here (Debian: postgresql)'
	trap pg_stop EXIT
	trap 'exit 130' HUP INT TERM PIPE
	pg_start || exit 1
	pg_program "$@"
	tap_end
}
