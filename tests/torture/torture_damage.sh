#!/bin/sh
# Stores with bytes flipped, pages overwritten, swapped or cut off, DAMAGE_ROUNDS times (150): verify and whatever else reads or writes ends
# with a sentence, never with a crash or a hang; a copy that was made is sound; and where verify finds nothing the journal and the sums are
# what they were. Worth more on a build with sanitizers. DAMAGE_SEED (1) repeats the places.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/e2e/e2e.sh"
[ -z "${RELANCE_TEST_DB:-}" ] || tap_skip_all 'damages a file'
rounds=${DAMAGE_ROUNDS:-150}
seed=${DAMAGE_SEED:-1}
whole=$e2e_dir/whole.db
e2e_db=$e2e_dir/damaged.db

relance() {
	timeout 120 "$RELANCE_BUILD/relance" --db "$e2e_db" --today "$e2e_today" --lang en "$@"
}

# What verify answers for: the journal, sealed row by row, and what everybody owes.
sums() {
	relance journal --format csv && relance aging --format csv && relance queue --all --format csv | cut -d, -f 2,5,6
}

prepare() {
	relance demo >/dev/null 2>&1 # its console has no terminal here
	relance verify && relance backup "$whole" && sums >"$e2e_dir/sums" && size=$(stat -c %s "$whole") && [ "$size" -gt 100000 ]
}

# damage ROUND: the store, damaged in one of five ways; says how.
damage() {
	rm -f "$e2e_db" "$e2e_db"-* "$e2e_dir/copy.db"
	cp "$whole" "$e2e_db"
	awk -v seed="$seed$1" -v size="$(stat -c %s "$whole")" -v way="$(($1 % 5))" 'BEGIN {
		srand(seed)
		pages = int(size / 4096)
		print way
		if (way == 0) for (i = 0; i < 3; i++) print "byte", int(rand() * size), int(rand() * 255) + 1
		if (way == 1) for (i = 0; i < 60; i++) print "byte", int(rand() * size), int(rand() * 255) + 1
		if (way == 2) print "page", int(rand() * pages), int(rand() * pages)
		if (way == 3) { page = int(rand() * pages); for (i = 0; i < 8; i++) print "byte", page * 4096 + int(rand() * 100), int(rand() * 255) + 1 }
		if (way == 4) print "cut", int(rand() * size)
	}' >"$e2e_dir/how"
	while read -r what at with; do
		case $what in
		byte) printf "\\$(printf %o "$with")" | dd of="$e2e_db" bs=1 seek="$at" conv=notrunc 2>/dev/null ;;
		page) dd if="$whole" of="$e2e_db" bs=4096 skip="$with" seek="$at" count=1 conv=notrunc 2>/dev/null ;;
		cut) truncate -s "$at" "$e2e_db" ;;
		esac
	done <"$e2e_dir/how"
}

# run WORD…: it ends as a program does that knows what it says.
run() {
	relance "$@" >"$e2e_dir/out" 2>"$e2e_dir/said"
	status=$?
	case $status in
	0 | 3) ;;
	1) grep -q '^relance: .' "$e2e_dir/said" || echo "$about: $*: no sentence" ;;
	*) echo "$about: $*: status $status" && head -n 20 "$e2e_dir/said" ;;
	esac
	! grep -E 'runtime error|Sanitizer' "$e2e_dir/said" || echo "$about: $*"
	return $status
}

survives() {
	number=0
	while [ $number -lt "$rounds" ]; do
		number=$((number + 1))
		damage $number
		about="round $number"
		if run verify; then
			sums >"$e2e_dir/now" 2>&1
			cmp -s "$e2e_dir/sums" "$e2e_dir/now" || { echo "$about: verify found nothing"; diff "$e2e_dir/sums" "$e2e_dir/now" | head -n 4; }
			echo sound >>"$e2e_dir/fates"
		else
			echo found >>"$e2e_dir/fates"
		fi
		run queue --all --format csv
		run journal --format csv
		run aging
		run agenda
		run promises
		run client C-10001
		run search gre
		run record C-10001 no-answer
		run rescore
		if run backup "$e2e_dir/copy.db"; then
			sqlite3 "$e2e_dir/copy.db" 'PRAGMA integrity_check' | grep -qx ok || echo "$about: a copy that is not sound"
		elif [ -e "$e2e_dir/copy.db" ]; then
			echo "$about: a copy that was refused is there"
		fi
		run night
	done >"$e2e_dir/wrong" 2>&1
	cat "$e2e_dir/wrong"
	[ ! -s "$e2e_dir/wrong" ]
}

command -v sqlite3 >/dev/null 2>&1 || tap_skip_all 'no sqlite3 to look at copies with'
ok 'a store with a past' prepare
ok "damaged $rounds times it says so" survives
printf '# %s found damaged, %s sound as far as verify answers\n' "$(grep -c found "$e2e_dir/fates")" "$(grep -c sound "$e2e_dir/fates")"
ok 'much was found' test "$(grep -c found "$e2e_dir/fates")" -ge $((rounds / 3))
tap_end
