#!/bin/sh
# What strangers may leave in an inbox: links, pipes, other people's files, bombs, names that look like paths, files swapped while they are
# taken. None is read, followed or believed; the night goes on and ends. HOSTILE_ATTEMPTS says how many (30); `make torture` says 500.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/e2e/e2e.sh"
command -v sqlite3 >/dev/null 2>&1 || tap_skip_all 'no sqlite3 to look at the store with'
[ -z "${RELANCE_TEST_DB:-}" ] || tap_skip_all 'looks at the store with sqlite3'
attempts=${HOSTILE_ATTEMPTS:-30}
inbox=$e2e_dir/inbox
mkdir -m 0700 "$inbox"
printf 'inbox { directory = "%s" settle = 0 largest = 1 }\n' "$inbox" >"$e2e_dir/relance.conf"
night() {
	relance --config "$e2e_dir/relance.conf" night
}

# What would show that somebody got through: a file of items nobody delivered.
secret=$e2e_dir/secret.csv
printf 'client;name;number;issued;due;amount;open;currency\nSECRET;Secret;S1;01/09/2026;01/10/2026;1,00;1,00;EUR\n' >"$secret"
cp "$secret" "$e2e_dir/secret.copy"
relance init --creditor Sol >/dev/null || exit 1

# bytes N: N kilobytes of nothing.
bytes() {
	dd if=/dev/zero bs=1024 count="$1" 2>/dev/null
}
# A PDF whose attachment unpacks to 64 MiB.
bomb_pdf() {
	printf '%%PDF-1.7\n1 0 obj\n<</Type/EmbeddedFile/Filter/FlateDecode>>\nstream\n'
	bytes 65536 | gzip -c | tail -c +11 | { printf '\170\234'; cat; }
	printf '\nendstream\nendobj\n%%%%EOF\n'
}
bomb_pdf >"$e2e_dir/bomb.pdf"
laughs() {
	printf '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
	for e in b:a c:b d:c e:d f:e g:f h:g i:h; do
		x=${e#*:}
		printf '<!ENTITY %s "&%s;&%s;&%s;&%s;&%s;&%s;&%s;&%s;&%s;&%s;">' "${e%:*}" $x $x $x $x $x $x $x $x $x $x
	done
	printf ']><CrossIndustryInvoice>&i;</CrossIndustryInvoice>'
}
deep() {
	awk 'BEGIN { printf "<CrossIndustryInvoice>"; for (i = 0; i < 20000; i++) printf "<a>" }'
}

# attempt N: the Nth thing somebody tries.
attempt() {
	name=x$1
	case $(($1 % 20)) in
	0) ln -s "$secret" "$inbox/$name.csv" ;;
	1) ln "$secret" "$inbox/$name.csv" ;;
	2) mkfifo "$inbox/$name.csv" ;;
	3) ln -s /dev/zero "$inbox/$name.csv" ;;
	4) cp "$e2e_dir/bomb.pdf" "$inbox/$name.pdf" ;;
	5) laughs >"$inbox/$name.xml" ;;
	6) deep >"$inbox/$name.xml" ;;
	7) printf '<!DOCTYPE x [<!ENTITY s SYSTEM "file://%s">]><CrossIndustryInvoice>&s;</CrossIndustryInvoice>' "$secret" >"$inbox/$name.xml" ;;
	8) printf 'x;%s' "$1" >"$inbox/..%2e%2e%2fsecret.csv" ;;
	9) printf 'y;%s' "$1" >"$inbox/$(printf 'a\033]0;owned\007\nb%s.csv' "$1")" ;;
	10) ln -s "$e2e_dir" "$inbox/$name" ;;
	11) bytes 2048 >"$inbox/$name.csv" ;;
	12) : >"$inbox/$name.csv" ;;
	13) { head -c 200 "$secret"; bytes 8; } >"$inbox/$name.csv" ;;
	14) awk 'BEGIN { printf "client;name;number;issued;due;amount;open;currency\nA;"; for (i = 0; i < 900000; i++) printf "x" }' >"$inbox/$name.csv" ;;
	15) ln -s "$inbox/refused" "$inbox/$name" ;;
	16) mkdir "$inbox/$name" && cp "$secret" "$inbox/$name/" ;;
	17) printf 'PK\003\004' >"$inbox/$name.zip"; gzip -c "$secret" >>"$inbox/$name.zip" ;;
	18) cp "$secret" "$inbox/$name.csv.part" ;;
	19) ln -s ../../secret.csv "$inbox/$name.csv" ;;
	esac
}
# As long as a night is at work: a plain file, a link and a pipe take each other's name.
swap() {
	while [ -e "$inbox" ] && [ ! -e "$e2e_dir/stop" ]; do
		printf 'p;q\n' >"$e2e_dir/spare" && mv "$e2e_dir/spare" "$inbox/swapped.csv"
		ln -s "$secret" "$e2e_dir/trap" 2>/dev/null && mv "$e2e_dir/trap" "$inbox/swapped.csv"
		mkfifo "$e2e_dir/trap" 2>/dev/null && mv "$e2e_dir/trap" "$inbox/swapped.csv"
	done
}

survived() {
	timeout 60 sh -c '"$@"' night "$RELANCE_BUILD/relance" --db "$e2e_db" --today "$e2e_today" --lang en --config "$e2e_dir/relance.conf" night >"$e2e_dir/out" 2>&1
	end=$?
	[ $end -eq 3 ] || [ $end -eq 0 ] || { echo "the night ended with $end"; tail -3 "$e2e_dir/out"; return 1; }
	! grep -q "$(printf '\033')" "$e2e_dir/out" || { echo 'an escape went through'; return 1; }
}
try_all() {
	n=0
	while [ $n -lt "$attempts" ]; do
		n=$((n + 1))
		attempt $n
		[ $((n % 10)) -ne 0 ] || survived || return 1
	done
	survived
}
# Whoever swaps names is stopped, however it went; what he left is taken too.
try_beside_a_swapper() {
	swap 2>/dev/null &
	swapper=$!
	try_all
	tried=$?
	: >"$e2e_dir/stop"
	wait $swapper
	[ $tried -eq 0 ] && survived
}
ok "$attempts attempts, the nights go on" try_beside_a_swapper
is 'nobody got anything in' "$(sqlite3 "$e2e_db" 'SELECT count(*) FROM invoice')|$(sqlite3 "$e2e_db" 'SELECT count(*) FROM client')" '0|0'
ok 'what was aimed at is as it was' cmp "$secret" "$e2e_dir/secret.copy"
is 'its content is nowhere' "$(grep -rl SECRET "$inbox/done" 2>/dev/null | wc -l) $(grep -ac SECRET "$e2e_db")" '0 0'
is 'what was refused has its reason' "$(find "$inbox/refused" -mindepth 1 ! -name '*.why' -exec sh -c '[ -e "$1.why" ] || echo "$1"' sh {} \;)" ''
printf 'client;name;number;issued;due;amount;open;currency\nC1;Morel;F1;01/09/2026;01/10/2026;1,00;1,00;EUR\n' >"$inbox/good.csv"
night >/dev/null 2>&1
is 'what is delivered as it should be is taken' "$(sqlite3 "$e2e_db" 'SELECT number FROM invoice')" F1
ok 'the store proves itself' relance verify
tap_end
