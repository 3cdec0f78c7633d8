#!/bin/sh
# Nights over what accounting programs, banks and platforms really export: each file of the shared data in one inbox is taken or refused with
# the right sentence, the sums are those awk finds, running again changes nothing. Skipped where the files are absent; hostile deliveries are not.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/e2e/e2e.sh"
command -v sqlite3 >/dev/null 2>&1 || tap_skip_all 'no sqlite3 to look at the store with'
[ -z "${RELANCE_TEST_DB:-}" ] || tap_skip_all 'looks at the store with sqlite3'

inbox=$e2e_dir/inbox
mkdir -m 0700 "$inbox"
cat >"$e2e_dir/relance.conf" <<CONF
inbox { directory = "$inbox" settle = 0 }
CONF
night() {
	relance --config "$e2e_dir/relance.conf" night "$@"
}
# ends STATUS COMMAND…: it ends with that status.
ends() {
	wanted=$1
	shift
	"$@" >"$e2e_dir/out" 2>&1
	tap_same $? "$wanted" || { cat "$e2e_dir/out"; return 1; }
}
# Everything stored, save what tells of runs themselves.
everything() {
	sqlite3 "$e2e_db" .dump | grep -v '^INSERT INTO \(night\|import_run\|import_reject\|import_count\|import_sum\) '
}
report() {
	relance night show --format json >"$e2e_dir/report" || return 1
	sqlite3 :memory: "SELECT json_extract(CAST(readfile('$e2e_dir/report') AS TEXT), '$1')"
}
# of FILE COLUMN: what the last night says of a file.
of() {
	relance night show --format json >"$e2e_dir/report" || return 1
	sqlite3 :memory: "SELECT json_extract(value, '\$.$2') FROM json_each(CAST(readfile('$e2e_dir/report') AS TEXT), '\$.files')
		WHERE json_extract(value, '\$.name') = '$1'"
}
why() {
	cat "$inbox/refused/$1.why"
}

ok 'a store' relance init --creditor 'Sol et Mur' --siren 100000009
ok 'a night without an inbox' ends 0 relance night
ok 'an empty inbox is a night too' ends 0 night
is 'its report' "$(report '$.refused') $(report '$.night')" '0 2'

# ---- by hand: who comes first, what waits, who may not ----

cat >"$inbox/b.csv" <<'CSV'
client;name;number;issued;due;amount;open;currency
C1;Morel;F1;01/09/2026;01/10/2026;100,00;100,00;EUR
C1;Morel;F2;01/09/2026;01/10/2026;50,00;50,00;EUR
CSV
printf 'from;rate_percent\n2026-07-01;12.15\n' >"$inbox/a rate.csv"
cp "$inbox/b.csv" "$inbox/c.csv.part"
mkdir "$inbox/later"
printf 'client;name\n' >"$inbox/d.csv"
ok 'rejects end with 3' ends 3 night
contains 'the page says where what was refused lies' "$(relance night show)" 'What was refused lies in the folder refused of the inbox'
is 'what is open' "$(of b.csv sums[0].currency) $(of b.csv sums[0].in) $(of b.csv sums[0].stored) $(of b.csv created)" 'EUR 150.00 150.00 2'
is 'rates too' "$(of 'a rate.csv' kind) $(of 'a rate.csv' changed)" 'rates 1'
is 'the rest stays or is refused' "$(ls "$inbox" | tr '\n' ' ')" 'c.csv.part done later refused taken work '
is 'with the figures of the morning' "$(report '$.refused') $(report '$.left') $(report '$.clients')" '1 2 1'
contains 'the reason beside' "$(why d.csv)" 'd.csv'
# What a sentence was made of is kept: it is said in the language of whoever reads the report.
if [ -r "$RELANCE_BUILD/locale/fr/LC_MESSAGES/relance.mo" ]; then
	contains 'an English reader reads why a file was refused' "$(relance night show)" \
		'refused: neither a ledger (FEC), a CSV, a bank file nor an electronic invoice is recognised'
	contains 'a French one in French' "$(relance --lang fr night show)" "refusé : on n'y reconnaît ni grand livre"
	contains 'and what was left' "$(relance --lang fr night show)" "son nom dit qu'il n'est pas complet"
	contains 'as JSON too' "$(relance --lang fr night show --format json)" 'grand livre (FEC), ni CSV'
	is 'which says no sentence twice' "$(relance night show --format json | grep -c '"said"')" 0
fi
mv "$inbox/c.csv.part" "$inbox/again.csv"
ok 'the same bytes under another name' ends 0 night
is 'are known' "$(of again.csv fate)" known
contains 'the page says it' "$(relance night show)" 'Files: 0 taken, 1 known already, 0 refused, 1 left'
# lasted FROM TO: the last night's hours are these, then the page says…
lasted() {
	sqlite3 "$e2e_db" "UPDATE night SET report = json_set(report, '\$.started_at', '$1', '\$.ended_at', '$2') WHERE id = (SELECT max(id) FROM night)"
	relance night show | sed -n 2p
}
is 'an hour of the same day goes without it' "$(lasted 2026-11-24T22:05:01.000Z 2026-11-24T23:41:59.000Z)" 'from 24/11/2026 22:05 to 23:41 UTC'
is 'another day is said' "$(lasted 2026-11-24T22:05:01.000Z 2026-11-25T00:41:59.000Z)" 'from 24/11/2026 22:05 to 25/11/2026 00:41 UTC'
is 'the one before is still there' "$(relance night show 3 --format json | grep -c '"fate": "refused"')" 1
ok 'nights are listed' sh -c '[ "$("$0" --db "$1" night list --format csv | wc -l)" -eq 5 ]' "$RELANCE_BUILD/relance" "$e2e_db"
printf 'client;name;number;issued;due;amount;open;currency\nC9;X;F9;01/09/2026;;1;1;EUR\n' >"$inbox/x.csv"
ok 'the inbox alone' relance --config "$e2e_dir/relance.conf" inbox take
is 'takes what lies there' "$(relance imports --format csv | tail -1 | cut -d, -f5,7)" 'x.csv,done'

# ---- the report by mail ----

cat >"$e2e_dir/sendmail" <<SH
#!/bin/sh
cat >"$e2e_dir/mail"
SH
chmod 700 "$e2e_dir/sendmail"
cp "$e2e_dir/relance.conf" "$e2e_dir/mailing.conf"
cat >>"$e2e_dir/mailing.conf" <<CONF
night { mail_to = "chef@example.org" }
mail { from = "relance@example.org" sendmail = "$e2e_dir/sendmail" }
CONF
ok 'a night that mails its report' relance --config "$e2e_dir/mailing.conf" night --no-mail
contains 'to whom it is meant' "$(cat "$e2e_dir/mail")" 'To: <chef@example.org>'
contains 'with how it went in the subject' "$(cat "$e2e_dir/mail")" 'Subject: Night of Sol et Mur: all is well'
contains 'and the page' "$(cat "$e2e_dir/mail")" 'Files: 0 taken, 0 known already, 0 refused, 1 left'
rm "$e2e_dir/sendmail"
contains 'a mail program that is not there is said' "$(relance --config "$e2e_dir/mailing.conf" night 2>&1)" 'mailing the report to chef@example.org'
relance --config "$e2e_dir/mailing.conf" night >"$e2e_dir/said" 2>/dev/null
is 'and the night is done for all that' $? 3
relance --config "$e2e_dir/mailing.conf" night >/dev/full 2>"$e2e_dir/said"
is 'a report nobody can print is a failure' $? 1
sed 's/chef@example.org/chef/' "$e2e_dir/mailing.conf" >"$e2e_dir/wrong.conf"
relance --config "$e2e_dir/wrong.conf" night >/dev/null 2>&1
is 'an address that is none is a wrong configuration' $? 2
contains 'and is mailed all the same' "$(cat "$e2e_dir/said")" 'mailing the report to chef@example.org'

# ---- two creditors never mix ----

relance init --add --creditor Autre --siren 732829320 >/dev/null
mkdir "$inbox/732829320" "$inbox/Sol et Mur"
printf 'client;name;number;issued;due;amount;open;currency\nC1;Other;G1;01/09/2026;01/10/2026;7,00;7,00;EUR\n' >"$inbox/732829320/items.csv"
cp "$inbox/done/b.csv" "$inbox/stray.csv"
ok 'a night of all creditors' ends 0 night
is 'each has its own' "$(sqlite3 "$e2e_db" "SELECT r.name, i.number FROM invoice i JOIN client c ON c.id = i.client_id
	JOIN creditor r ON r.id = c.creditor_id WHERE c.no = 'C1' ORDER BY 1, 2" | tr '\n' ' ')" 'Autre|G1 Sol et Mur|F1 Sol et Mur|F2 '
reports=$(night --format json)
is 'their reports are one list' "$(printf '%s\n' "$reports" | grep '^[]{},[]' | tr -d '\n')" '[{},{}]'
ok 'what is nobody'"'"'s stays' test -f "$inbox/stray.csv"
rm "$inbox/stray.csv"
printf 'client;name;number;issued;due;amount;open;currency\nC1;Other;G2;01/09/2199;01/10/2199;7,00;7,00;EUR\n' >"$inbox/732829320/odd.csv"
ok 'a night that took something odd' ends 0 night
contains 'sends one to read it' "$(relance --creditor Autre night show)" ', 1 warning: relance imports show 2'
ok 'the store proves itself' relance verify
is 'one account says who does not exist' "$(relance --config "$e2e_dir/relance.conf" --creditor Autre night --inbox /nowhere 2>&1)" \
	'relance: there is no folder /nowhere: make it for who delivers files, or name another inbox'

# ---- what is really exported ----

data=$RELANCE_SHARED
if [ ! -d "$data/fec" ]; then
	printf '# no shared data here\n'
	tap_end
	exit
fi
e2e_db=$e2e_dir/real.db
inbox=$e2e_dir/real
mkdir -m 0700 "$inbox"
printf 'inbox { directory = "%s" settle = 0 }\n' "$inbox" >"$e2e_dir/relance.conf"
relance init --creditor 'Sol et Mur' --siren 100000009 >/dev/null
deliver() {
	find "$data" -type f ! -name README.md -exec cp {} "$inbox" \;
	chmod -R u+w "$inbox"
}
deliver
ok 'everything there is, in one night' ends 3 night
is 'nothing is left' "$(ls "$inbox" | tr '\n' ' ')$(ls "$inbox/taken" "$inbox/work" | grep -c xml)" 'done refused taken work 0'
is 'taken or refused, each of them' "$(find "$data" -type f ! -name README.md | wc -l)" \
	"$(find "$inbox/done" "$inbox/refused" -type f ! -name '*.why' | wc -l)"

# ---- the sums, by awk alone ----

euros() {
	awk '{ s += $1 } END { printf "%.2f\n", s / 100 }'
}
receivables() {
	awk -F '\t' '$5 ~ /^(411|413|416)/ { gsub(",", ".", $12); gsub(",", ".", $13); printf "%.0f\n", ($12 - $13) * 100 }' "$1" | euros
}
# Amounts end in a sign and digit: {A…I are +0…+9, }J…R are −0…−9.
cfonb() {
	tr -d '\r' <"$1" | fold -w 120 | awk '/^04/ {
		last = substr($0, 104, 1); n = index("{ABCDEFGHI", last); m = index("}JKLMNOPQR", last)
		print (m ? -1 : 1) * (substr($0, 91, 13) (n ? n - 1 : m - 1)) }' | euros
}
camt() {
	tr -d '\n' <"$1" | sed 's/<Ntry>/\n&/g' | awk '/^<Ntry>/ {
		match($0, /<Amt [^>]*>[0-9.]+/); amount = substr($0, RSTART, RLENGTH); sub(/.*>/, "", amount)
		match($0, /<CdtDbtInd>..../); print (substr($0, RSTART + 11, 4) == "CRDT" ? 1 : -1) * amount * 100 }' | euros
}
is 'open items of the large company' "$(of open-items-9681.csv 'sums[0].in')" \
	"$(awk -F, 'NR > 1 { n = split($NF, part, "."); f = substr((n > 1 ? part[2] : "") "000", 1, 3)
		print part[1] * 100 + int((f + 5) / 10) }' "$data/ar/open-items-9681.csv" | euros)"
is 'in its currency' "$(of open-items-9681.csv 'sums[0].currency')$(of open-items-9681.csv 'sums[1].currency')" USD
is 'the ledger' "$(of 0000000001FEC20220831.txt 'sums[0].in')" "$(receivables "$data/fec/0000000001FEC20220831.txt")"
for file in oca_test_cfonb.txt oca_test_cfonb_empty_line.txt pennylane_example.txt; do
	grep -v '^.\?$' "$data/cfonb/$file" | tr -d '\r' >"$e2e_dir/lines"
	is "the bank: $file" "$(of $file 'sums[0].in')" "$(cfonb "$e2e_dir/lines")"
done
is 'the bank, all on one line' "$(of oca_test_cfonb_one_line.txt 'sums[0].in')" "$(cfonb "$data/cfonb/oca_test_cfonb_one_line.txt")"
for file in camt053.v2.minimal.xml camt053.v4.xml camt053.v8.xml camt053.v2.multi.statement.xml; do
	is "the bank: $file" "$(of $file 'sums[0].in')" "$(camt "$data/camt/$file")"
done
is 'every sum in is stored' "$(sqlite3 "$e2e_db" "SELECT count(*) FROM import_run WHERE status = 'done' AND open_cents <> stored_cents")" 0

# ---- the refusals ----

contains 'another company'"'"'s ledger' "$(why 111111111FEC20221231.TXT)" 'is named after SIREN 111111111, the ledger here is that of 100000009'
contains 'the damaged camt' "$(why camt053.v2.wrong.xml)" 'the file holds no statement'
contains 'the short CFONB line' "$(why oca_test_cfonb_bad_lenght.txt)" 'line 3 has 119 characters where CFONB has 120'
contains 'a list of companies' "$(why fr-companies.csv)" 'no column for: client, number'
contains 'another seller'"'"'s invoice' "$(why CII_example1.xml)" 'its seller is De Koksmaat, not Sol et Mur'
contains 'in a PDF too' "$(why ok_Facture_FR_BASICWL.pdf)" 'its seller is Au bon moulin SIREN 999999998'
is 'a status whose invoice is missing waits' "$(sqlite3 "$e2e_db" "SELECT reason, raw FROM import_reject WHERE reason = 'unknown_invoice'")" \
	'unknown_invoice|200|2025-07-01T15:10:00|100000009|2025-07-01||F202500003'
for run in $(sqlite3 "$e2e_db" "SELECT count(*) FROM import_run"); do
	ok 'rejects are shown with their remedies' relance imports show "$run"
done

is 'the list names a file once' "$(relance imports | grep -o 'CII_example1.xml')" 'CII_example1.xml'
contains 'and says why it was refused' "$(relance imports)" '  its seller is De Koksmaat'

# ---- again ----

everything >"$e2e_dir/before"
ok 'a night in which nothing came' ends 0 night
everything >"$e2e_dir/after"
ok 'changes no byte' cmp "$e2e_dir/before" "$e2e_dir/after"
deliver
ok 'the same files again' ends 3 night
everything >"$e2e_dir/after"
ok 'change no byte either' diff "$e2e_dir/before" "$e2e_dir/after"
is 'what was taken is known' "$(relance night show --format json | grep -c '"fate": "known"')" 14
ok 'the store proves itself' relance verify
tap_end
