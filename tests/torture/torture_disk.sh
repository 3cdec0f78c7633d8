#!/bin/sh
# A disk that fills up while agents record: what does not fit is refused with a sentence, what was acknowledged stays, the console
# keeps what was typed, and with room again everything goes on. A tmpfs of 4 MB where one may mount, else a limit on file sizes.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
if [ -z "${TORTURE_MOUNTS:-}" ] && unshare --mount true 2>/dev/null; then
	TORTURE_MOUNTS=1 exec unshare --mount sh "$0" "$@"
fi
. "$RELANCE_SOURCE/tests/e2e/e2e.sh"

small=$e2e_dir/small
store=$small/relance.db
acknowledged=$e2e_dir/acknowledged
mkdir "$small"
: >"$acknowledged"
mounted=
! mount -t tmpfs -o size=4m tmpfs "$small" 2>/dev/null || mounted=1
trap 'umount -l "$small" 2>/dev/null; e2e_end' EXIT

# As in e2e.sh, but on the small disk. blocks: most 512-byte blocks of a file, empty for no limit.
blocks=
relance() (
	[ -z "$blocks" ] || { trap '' XFSZ && ulimit -f "$blocks"; }
	exec "$RELANCE_BUILD/relance" --db "$store" --today "$e2e_today" --lang en "$@"
)

make_store() {
	awk 'BEGIN {
		print "client;name;number;issued;due;amount;open"
		for (i = 1; i <= 300; i++)
			printf "C%03d;Client %d;F%03d;2026-08-01;2026-09-01;%d.00;%d.00\n", i, i, i, 100 + i, 100 + i
	}' >"$e2e_dir/book"
	relance init --creditor Torture && relance import "$e2e_dir/book"
}

# leave KIB: room for so much and no more.
leave() {
	if [ -z "$mounted" ]; then
		blocks=$(($(stat -c %s "$store") / 512 + $1 * 2))
		return
	fi
	free=$(df -k --output=avail "$small" | tail -n 1)
	dd if=/dev/zero of="$small/filler" bs=1k count=$((free - $1)) oflag=append conv=notrunc 2>/dev/null || true
}

make_room() {
	blocks=
	rm -f "$small/filler"
}

# record NUMBER: a note of 500 bytes on a client in turn.
record() {
	relance record "C$(printf %03d $(($1 % 300 + 1)))" note "disk-$1-$(printf %0500d 0)"
}

# Record until it is refused, with one sentence; what went well is written down.
fill_by_recording() {
	number=0 status=0
	while [ "$number" -lt 3000 ]; do
		record "$number" >/dev/null 2>"$e2e_dir/log" || {
			status=$?
			break
		}
		echo "disk-$number-" >>"$acknowledged"
		number=$((number + 1))
	done
	echo "after $number records: status $status"
	cat "$e2e_dir/log"
	[ "$number" -gt 0 ] && [ "$status" -eq 1 ] && [ "$(wc -l <"$e2e_dir/log")" -eq 1 ]
}

nothing_is_missing() {
	relance journal --format csv | grep -o 'disk-[0-9]*-' | sort -u >"$e2e_dir/kept"
	sort -u "$acknowledged" | comm -23 - "$e2e_dir/kept" >"$e2e_dir/missing"
	[ -s "$acknowledged" ] && [ ! -s "$e2e_dir/missing" ] || {
		cat "$e2e_dir/missing"
		return 1
	}
}

# A console opens a file and has a message typed when the last room goes: refused, it stays on the screen; with room again Enter
# records it.
console_keeps_what_was_typed() {
	term_start 80 24 --db "$store" && term_shows 'to call' && term_keys Enter && term_shows 'Open for you' &&
		term_type 'm' && term_shows 'message' && term_type 'kept on the screen' && term_shows 'kept on the screen' &&
		leave 0 && term_keys Enter && term_shows 'disk full' && term_has 'kept on the screen' &&
		make_room && term_keys Enter && term_shows 'message left; sleeps' && relance journal --format csv | grep -F 'kept on the screen'
	kept=$?
	make_room
	term_stop
	return "$kept"
}

ok 'a store is made on a small disk' make_store
leave 250
ok 'records fill the disk until one is refused with a sentence' fill_by_recording
leave 0
ok 'without any room so is the next' refuses 1 record 9001
make_room
ok 'with room again nothing acknowledged is missing' nothing_is_missing
ok 'the store is sound' relance verify
ok 'and takes records' record 9002
if [ -n "$mounted" ] && command -v tmux >/dev/null 2>&1; then
	ok 'a console keeps what was typed into a full disk and records it when there is room' console_keeps_what_was_typed
	ok 'the store is sound still' relance verify
fi
tap_end
