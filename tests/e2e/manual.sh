#!/bin/sh
# What people read against what there is: manual pages, the sample configuration and README.md name every verb, option, preset and place for
# a text, everything the environment is asked for, and nothing else.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/e2e/e2e.sh"

for page in relance.1 relance.conf.5 relance-policy.7 relance-night.8; do
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

# README.md: its commands are verbs, its options are those of the verb or of the program.
sed -n 's/.*`\(relance [^`]*\)`.*/\1/p; s/^    \(.*| \)*\(relance .*\)/\2/p' "$RELANCE_SOURCE/README.md" | sed 's/ #.*//' >"$e2e_dir/lines"
ok 'README.md has commands' test "$(wc -l <"$e2e_dir/lines")" -gt 20
is 'each is a verb' "$(awk '{ for (i = 2; i <= NF && $i ~ /^--/; i += 2); if (i <= NF) print $i }' "$e2e_dir/lines" | grep -E '^[a-z]+$' | sort -u |
	grep -vxF -f "$e2e_dir/verbs")" ''
is 'with options of its own' "$(grep -oE -- '--[a-z][a-z-]*' "$e2e_dir/lines" | sort -u | lacks "$e2e_dir/relance.1")" ''
tap_end
