#!/bin/sh
# What people read against what there is: manual pages, the sample configuration and README.md name every verb, option, preset and place for
# a text, everything the environment is asked for, and nothing else.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/e2e/e2e.sh"

for page in relance.1 relance.conf.5 relance-policy.7 relance-listings.7 relance-night.8; do
	relance manual "$RELANCE_SOURCE/man/$page.in" | sed 's/\\-/-/g' >"$e2e_dir/$page" || exit 1
	ok "$page has all its tables" sh -c "! grep -n '^@' '$e2e_dir/$page'"
done

# lacks FILE: those lines of the input that stand nowhere in it.
lacks() {
	while read -r line; do
		grep -qF -- "$line" "$1" || printf '%s\n' "$line"
	done
}

relance help --names >"$e2e_dir/verbs"
is 'every verb is in relance(1)' "$(sed 's/^/.B /' "$e2e_dir/verbs" | lacks "$e2e_dir/relance.1")" ''
is 'with every option' "$(while read -r verb; do relance help "$verb"; done <"$e2e_dir/verbs" | grep -oE -- '--[a-z][a-z-]*' | sort -u |
	lacks "$e2e_dir/relance.1")" ''
is 'what the environment is asked for is named' "$(sed -n 's/.*getenv("\([A-Z_]*\)").*/\1/p' "$RELANCE_SOURCE"/src/*.c "$RELANCE_SOURCE"/src/*/*.c \
	"$RELANCE_SOURCE"/ui/*.c | sort -u | lacks "$e2e_dir/relance.1")" ''
is 'each reason a call can name is there' "$(refuses 2 relance record C1 note --reason king | sed 's/.*(\(.*\)).*/\1/; s/, /\n/g; s/-/_/g' |
	lacks "$e2e_dir/relance.1")" ''

relance config --sample >"$e2e_dir/sample"
grep -oE '^	# [a-z_]+ = .*' "$e2e_dir/sample" | sed 's/^	# //; s/"/\\(dq/g' >"$e2e_dir/settings"
is 'every option is in the sample' "$(wc -l <"$e2e_dir/settings")" "$(($(relance config --format csv | wc -l) - 1))"
is 'and in relance.conf(5) as the file wants it' "$(sed 's/^/.B /' "$e2e_dir/settings" | lacks "$e2e_dir/relance.conf.5")" ''
contains 'what an option may be is said' "$(grep -A1 '^\.B theme' "$e2e_dir/relance.conf.5")" 'One of dark, light, mono and colour-blind.'
contains 'in the sample too' "$(grep -B1 '# theme' "$e2e_dir/sample")" '# dark, light, mono, colour-blind'
contains 'and from where to where' "$(grep -A1 '^\.B grace' "$e2e_dir/relance.conf.5")" 'From 0 to '
sed 's/^	# \([a-z_]* = \)/	\1/' "$e2e_dir/sample" >"$e2e_dir/relance.conf"
is 'the sample means what it says: nothing is changed by it' \
	"$(relance --config "$e2e_dir/relance.conf" config --format csv | cut -d, -f1-3)" "$(relance config --format csv | cut -d, -f1-3)"

presets=$RELANCE_SOURCE/data/presets
is 'every preset is in relance.conf(5)' "$(ls "$presets" | sed 's/\.map$//; s/^/.B /' | lacks "$e2e_dir/relance.conf.5")" ''
contains 'with whose file it is' "$(grep -A1 '^\.B xero' "$e2e_dir/relance.conf.5")" 'Xero, report \(dqAged Receivables Detail\(dq saved as CSV'
is 'and in the page about CSV' "$(ls "$presets" | sed 's/\.map$//' | lacks "$RELANCE_SOURCE/data/formats-own-csv.md")" ''
is 'a text has no other places' "$(grep -hv '^#' "$RELANCE_SOURCE"/data/texts/* | grep -oE '\{[a-z_]+\}' | sort -u | lacks "$e2e_dir/relance.conf.5")" ''

# relance-listings(7): every listing with the names it prints, in their order.
relance --db "$e2e_dir/demo.db" demo --clients 30 --no-console >/dev/null 2>&1
conf=$e2e_dir/send.conf
printf 'mail { from = "chase@creditor.example" sendmail = "/bin/true" }\n' >"$conf"
mkdir "$e2e_dir/inbox"
demo() {
	"$RELANCE_BUILD/relance" --db "$e2e_dir/demo.db" --config "$conf" --today "$e2e_today" --lang en "$@"
}
client=$(demo queue --limit 1 --format csv | sed -n 2p | cut -d, -f2)
invoice=$(demo client "$client" --format csv | sed -n 2p | cut -d, -f2)
page=$e2e_dir/relance-listings.7
awk '/^\.SH/ { on = $2 == "LISTINGS" } on && /^\.B / { head = substr($0, 4) } on && !/^\./ { names[head] = $0 } on && /^\.TP/ && head { print head "|" names[head] }
	!on && head { print head "|" names[head]; head = "" }' "$page" >"$e2e_dir/listings"
differs() {
	while IFS='|' read -r head names; do
		set -- ${head%%,*}
		case $head in
		'circuit INVOICE') set -- circuit "$client" "$invoice" ;;
		client | contact | sanction) set -- "$1" "$client" ;;
		circuit* | interest*) set -- "$@" "$client" ;;
		record) set -- record "$client" note x ;;
		search) set -- search a ;;
		'imports show') set -- imports show 1 ;;
		'policy diff') set -- policy diff --config "$conf" ;;
		inbox) set -- inbox --inbox "$e2e_dir/inbox" ;;
		esac
		printed=$(demo "$@" --format csv 2>/dev/null | head -1 | tr -d '\r' | sed 's/,/, /g')
		[ "$printed" = "$names" ] || printf '%s: %s\n' "$head" "$printed"
	done
}
ok 'relance-listings(7) has listings' test "$(wc -l <"$e2e_dir/listings")" -gt 35
is 'each prints the names told, in their order' "$(differs <"$e2e_dir/listings")" ''
is 'every verb that prints a CSV is there' "$(while read -r verb; do relance help "$verb" | grep -q 'text|csv|json' && echo "$verb"; done \
	<"$e2e_dir/verbs" | while read -r verb; do grep -q "^\.B .*\b$verb\b" "$page" || echo "$verb"; done)" ''

# keys SECTION: the words of that section; printed FILE…: every name in JSON.
keys() {
	awk -v title="$1" '/^\.SH/ { on = substr($0, 5) == title } on' "$page" | tr -cs 'a-z0-9_' '\n' | sort -u
}
printed() {
	for file; do
		sqlite3 :memory: "SELECT DISTINCT key FROM json_tree(CAST(readfile('$file') AS TEXT)) WHERE typeof(key) = 'text'"
	done | sort -u
}
if command -v sqlite3 >/dev/null 2>&1; then
	for no in $(demo queue --all --format csv | sed 1d | cut -d, -f2); do
		demo client "$no" --format json >"$e2e_dir/client-$no.json"
	done
	keys 'THE FILE OF A CLIENT' >"$e2e_dir/told"
	is 'the file of a client has no other names' "$(printed "$e2e_dir"/client-*.json | grep -vxF -f "$e2e_dir/told")" ''
	demo night show --format json >"$e2e_dir/night.json"
	keys 'THE REPORT OF A NIGHT' >"$e2e_dir/told"
	is 'nor has the report of a night' "$(printed "$e2e_dir/night.json" | grep -vxF -f "$e2e_dir/told")" ''
	demo cash match --format json >"$e2e_dir/match.json"
	keys 'A RUN OF MATCHING' >"$e2e_dir/told"
	is 'nor a run of matching' "$(printed "$e2e_dir/match.json" | grep -vxF -f "$e2e_dir/told")" ''
fi

# README.md: its commands are verbs, its options are those of the verb or of the program.
sed -n 's/.*`\(relance [^`]*\)`.*/\1/p; s/^    \(.*| \)*\(relance .*\)/\2/p' "$RELANCE_SOURCE/README.md" | sed 's/ #.*//' >"$e2e_dir/lines"
ok 'README.md has commands' test "$(wc -l <"$e2e_dir/lines")" -gt 20
is 'each is a verb' "$(awk '{ for (i = 2; i <= NF && $i ~ /^--/; i += 2); if (i <= NF) print $i }' "$e2e_dir/lines" | grep -E '^[a-z]+$' | sort -u |
	grep -vxF -f "$e2e_dir/verbs")" ''
is 'with options of its own' "$(grep -oE -- '--[a-z][a-z-]*' "$e2e_dir/lines" | sort -u | lacks "$e2e_dir/relance.1")" ''
tap_end
