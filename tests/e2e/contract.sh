#!/bin/sh
# What scripts rely on: exit statuses, data on the standard output alone, codes and not words in CSV and JSON, no amount taken for another.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/e2e/e2e.sh"

conf=$e2e_dir/relance.conf
printf 'mail { from = "chase@creditor.example" sendmail = "/bin/true" }\n' >"$conf"
items=$e2e_dir/items.csv
cat >"$items" <<'CSV'
client;name;number;issued;due;amount;open;currency;limit;mail
C1;Garage du Pont-Neuf;F-101;01/06/2026;30/06/2026;12340,00;12340,00;EUR;100;compta@pont-neuf.example
CSV
contains 'a name of two lines is one' "$(relance init --creditor "$(printf 'Atelier\n\033[31mMorel')")" 'ready for Atelier [31mMorel, in EUR'
is 'in the journal too' "$(relance journal --format csv | grep -c 'Atelier \[31mMorel')" 1
ok 'the file is imported' relance import "$items"
ok 'every client is scored' relance rescore

is 'nor does one of a team write into the terminal' "$(relance teams add "$(printf 'N\033[31mord')")" 'team N[31mord is added'
relance teams remove 'N[31mord' >/dev/null

# An amount that may be read in two ways is refused, whoever asks for it.
ok 'a limit of 15.000 is refused' refuses 2 relance client set C1 --credit-limit 15.000
ok 'an interest of 1.500 is refused' refuses 2 relance waive C1 F-101 --interest 1.500 --note x
ok 'a fee of 40,000 too' refuses 2 relance waive C1 F-101 --fee 40,000 --note x
ok 'a limit is typed as in the console' relance client set C1 --credit-limit '15 000,50'
contains 'and is that amount' "$(relance client C1 --format json)" '"credit_limit": "15000.50"'
contains 'in the journal too' "$(relance journal --limit 1 --format csv)" '{""credit-limit"":""15000.50""}'
ok 'nothing is a limit' relance client set C1 --credit-limit 0
contains 'of 0.00' "$(relance client C1 --format json)" '"credit_limit": "0.00"'

# CSV and JSON say the same in every language.
for verb in approvals aging queue agenda promises cash mail; do
	ok "$verb speaks no language" same_output "relance --lang en $verb --format csv" "relance --lang fr $verb --format csv"
done
contains 'a proposal names its reasons by code' "$(relance approvals --format csv)" 'C1,Garage du Pont-Neuf,hold,limit,'
contains 'and has no warning' "$(relance approvals --format json)" '"reasons":"limit","warnings":null,'
contains 'a figure names its days by ISO' "$(relance figures --format csv)" ',2026-08-27/2026-11-24,'

# Numbers of 64 bits are texts: a reader of JSON that knows only floats would change them.
ok 'a mail waits' relance --config "$conf" mail queue C1 reminder
ok 'its number is a text' sh -c "printf '%s' '$(relance mail --format json | cut -c1-40)' | grep -qE '^\[\{\"id\":\"[0-9]+\"'"
{
	printf '0130004    00169EUR2 00018978690  010926%50s%13s{%16s\n' '' 0000000000000 ''
	printf '0430004    00169EUR2 00018978690B6020926  020926%-31s %10s%13s{%16s\n' 'VIR GARAGE DU PONT NEUF' '' 0000000010000 ''
	printf '0730004    00169EUR2 00018978690  020926%50s%13s{%16s\n' '' 0000000010000 ''
} >"$e2e_dir/bank.c120"
relance import "$e2e_dir/bank.c120" >/dev/null
ok 'and that of a movement' sh -c "printf '%s' '$(relance cash --all --format json | cut -c1-40)' | grep -qE '^\[\{\"id\":\"[0-9]+\"'"

# An outcome whose answer nobody can write is recorded all the same: a script that gave it again would record it twice.
relance record C1 note answered >/dev/full 2>"$e2e_dir/said"
is 'an answer that cannot be given fails' $? 1
contains 'and says that the outcome is recorded' "$(cat "$e2e_dir/said")" \
	'relance: it is recorded, only the answer could not be given: writing the listing: No space left on device'

# What a verb cannot give is refused, not given as something else.
ok 'a report of a night is no CSV' refuses 2 relance night --format csv
ok 'nor is one of before' refuses 2 relance night show --format csv
ok 'a night is run' relance night --no-mail
contains 'the list of nights is' "$(relance night list --format csv)" 'night,on_day,started_at,ended_at,step,process'
is 'totals of mails are CSV' "$(relance --config "$conf" mail send --dry-run --format csv | tr -d '\r')" "$(printf 'sent,held,failed,given_up\n1,0,0,0')"

# A limit on the size of files is an error like a full disk, and no death without a word.
if [ -z "${RELANCE_TEST_DB:-}" ]; then
	small_files() (
		ulimit -f 1
		relance "$@"
	)
	ok 'nothing may grow' refuses 1 small_files record C1 note big
	contains 'and it is said what to raise' "$(small_files record C1 note big 2>&1)" 'raise the limit on the size of files (ulimit -f)'
fi

# Whoever stops a copy has a whole one or none, and nothing lies about.
if [ -z "${RELANCE_TEST_DB:-}" ]; then
	large() { "$RELANCE_BUILD/relance" --db "$e2e_dir/large.db" --lang en "$@"; }
	large demo --clients 4000 --no-console >/dev/null 2>&1
	"$RELANCE_BUILD/relance" --db "$e2e_dir/large.db" --lang en backup "$e2e_dir/copy.db" >/dev/null 2>"$e2e_dir/said" &
	copying=$!
	while kill -0 "$copying" 2>/dev/null && [ ! -s "$e2e_dir/copy.db.relance-part" ]; do :; done
	kill -TERM "$copying" 2>/dev/null
	wait "$copying"
	ended=$?
	whole_or_none() {
		case $ended in
		0) large --db "$e2e_dir/copy.db" verify >/dev/null 2>&1 ;;
		1) [ ! -e "$e2e_dir/copy.db" ] && grep -q 'stopped before the end: nothing was written' "$e2e_dir/said" ;;
		*) false ;;
		esac
	}
	ok 'a copy that is stopped is whole or none' whole_or_none
	is 'and nothing of it is left' "$(ls "$e2e_dir" | grep -c relance-part)" 0
fi

# Nobody is told that something was written when it was not.
for line in '--version' '--help' 'queue' 'queue --format json' 'help import' 'mail send --dry-run' 'config --sample' 'night show'; do
	ok "$line to a full disk" refuses 1 sh -c "'$RELANCE_BUILD/relance' --db '$e2e_db' --config '$conf' --today $e2e_today --lang en $line >/dev/full"
done

printf 'promise { grace = -5 }\n' >"$e2e_dir/wrong.conf"
ok 'a wrong configuration is wrong use' refuses 2 relance --config "$e2e_dir/wrong.conf" queue
ok 'for a night too' refuses 2 relance --config "$e2e_dir/wrong.conf" night
ok 'an inbox that is not there is told with its remedy' refuses 1 relance night --inbox "$e2e_dir/nowhere"
contains 'in a sentence' "$(relance inbox --inbox "$e2e_dir/nowhere" 2>&1)" 'nowhere: make it for who delivers files, or name another inbox'
ok 'a business day no debt can be judged on is refused' refuses 2 relance --today 9999-12-31 queue
ok 'before the first one too' refuses 2 relance --today 1899-12-31 queue
ok 'the last one counts' relance --today 2999-12-31 record C1 promise 5 fri

# A verb tells its options where people ask for them.
ok 'VERB --help is help VERB' same_output 'relance help client' 'relance client set C1 --help'
contains 'words behind -- ask for nothing' "$(relance record C1 note -- --help)" 'Outcome'

contains 'a verb without words has a synopsis that ends with it' "$(refuses 2 relance verify now)" 'usage: relance verify'
is 'to its last letter' "$(relance help verify | head -1)" 'usage: relance verify'

# Wrong use is told before anything is looked at, with what to do; what is not there, with who lists what is.
ok 'a waiver without words' refuses 2 relance waive C1 F-101
ok 'a withdrawal without words' refuses 2 relance promise withdraw 1
ok 'a role nobody has' refuses 2 relance contact C1 add Ann --role king
ok 'an address nobody has' refuses 2 relance contact C1 add Ann --mail notamail
ok 'nor an agent' refuses 2 relance agents add ann --mail 'a b@c'
ok 'an average of one invoice' refuses 2 relance circuit C1 F-101 --average
ok 'a journal of nobody' refuses 1 relance journal --client NO --format csv
is 'prints nothing' "$(relance journal --client NO --format csv 2>/dev/null)" ''
for line in 'journal --client NO:relance search' 'script NO:relance search' 'agents set NO --role agent:relance agents' \
	'agenda --of NO:relance agents' 'assign C1 --owner NO:relance agents' 'dispute raise 9:relance dispute' \
	'document sent 9:relance document' 'mail show 9:relance mail' 'mail cancel 9:relance mail'; do
	contains "${line%%:*} names a remedy" "$(refuses 1 relance ${line%%:*})" ": ${line#*:} "
done

# Options of the program stand before the verb or behind it.
ok 'ASCII signs behind a verb' same_output 'relance --ascii queue' 'relance queue --ascii'

# A run of matching is a table too.
is 'sums of a run are CSV' "$(relance cash match --format csv | tr -d '\r')" "$(printf 'currency,matched,on_account,taken_back,to_clear\nEUR,0.00,0.00,0.00,1000.00')"

# Why a file was refused is said in the language of whoever asks, whoever imported it.
if [ -r "$RELANCE_BUILD/locale/fr/LC_MESSAGES/relance.mo" ]; then
	cut_statement() { # a movement a character short
		printf '0130004    00169EUR2 00018978690  010926%50s%13s{%16s\n' '' 0000000000000 ''
		printf '0430004    00169EUR2 00018978690B6020926  020926%-30s %10s%13s{%16s\n' "$1" '' 0000000010000 ''
		printf '0730004    00169EUR2 00018978690  020926%50s%13s{%16s\n' '' 0000000010000 ''
	}
	cut_statement 'VIR UN' >"$e2e_dir/cut-one.c120"
	ok 'a statement that was cut is refused' refuses 1 relance --lang fr import "$e2e_dir/cut-one.c120"
	run=$(relance imports --format csv | tail -1 | cut -d, -f1)
	contains 'an English reader reads English' "$(relance --lang en imports show "$run" 2>&1)" \
		'cut-one.c120: line 2 has 119 characters where CFONB has 120: everything behind would be shifted'
	contains 'a French one French' "$(relance --lang fr imports show "$run" 2>&1)" 'la ligne 2 a 119 caractères là où'
	cut_statement 'VIR DEUX' >"$e2e_dir/cut-two.c120"
	ok 'and from English' refuses 1 relance --lang en import "$e2e_dir/cut-two.c120"
	contains 'in the list too' "$(relance --lang fr imports --format csv | tail -1)" 'la ligne 2 a 119 caractères là où'
fi

# What nothing is recognised in says what it is.
printf 'client;name;number;issued;due;amount\n' >"$e2e_dir/header.csv"
contains 'a header without rows is no item' "$(relance import "$e2e_dir/header.csv")" '0 items'
printf '\377\376c\000;\000n\000' >"$e2e_dir/utf16.csv"
contains 'UTF-16 is named' "$(refuses 1 relance import "$e2e_dir/utf16.csv")" 'utf16.csv: the file is in UTF-16; save it as UTF-8'
printf '<Document><BkToCstmrStmt>' >"$e2e_dir/cut.xml"
relance import "$e2e_dir/cut.xml" "$e2e_dir/utf16.csv" 2>"$e2e_dir/said"
contains 'of several files each refusal names its own' "$(cat "$e2e_dir/said")" 'relance: cut.xml: '
printf 'client;name;number;issued;due;amount\nC9;Nine;F1;2026-09-01;;\n' >"$e2e_dir/blank.csv"
contains 'nothing where an amount should be is said' "$(relance import --dry-run "$e2e_dir/blank.csv" 2>/dev/null)" '  line 2: no amount – '

# A reason is read to its end.
printf 'client;name;number;issued;due;amount\nC9;Nine;F1;2026-09-01;;1\nC9;Nine;F2;2026-09-01;;%s\n' \
	'eighty-letters-that-are-no-amount-whoever-looks-at-them-and-however-long-they-look' >"$e2e_dir/long.csv"
relance import "$e2e_dir/long.csv" >/dev/null
contains 'a reason is read to its end' "$(relance imports show "$(relance imports --format csv | tail -1 | cut -d, -f1)")" \
	'however-long-they-look is no amount  no'

# Completion knows the options of each verb, and before a verb those of the program alone.
complete_of() {
	PATH=$RELANCE_BUILD:$PATH bash -c '. "$1/contrib/completion/relance"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _relance
		printf "%s " "${COMPREPLY[@]}"' bash "$RELANCE_SOURCE" "$@"
}
if command -v bash >/dev/null 2>&1; then
	is 'before a verb' "$(complete_of relance --)" '--agent --ascii --config --creditor --db --help --lang --theme --today --version '
	is 'behind one' "$(complete_of relance queue --)" '--all --creditor --format --help --limit '
	is 'of a verb' "$(complete_of relance nig)" 'night '
fi

# As many files, and clients, as a shell names.
number=0
while [ $number -lt 70 ]; do
	number=$((number + 1))
	printf 'client;name;number;issued;due;amount\nM%s;Many;F1;2026-09-01;;1\n' $number >"$e2e_dir/many$number.csv"
done
ok 'seventy files are taken' relance import "$e2e_dir"/many*.csv
is 'each of them' "$(relance queue --all --format csv | grep -c ',Many,')" 70
is 'a search that shows not all says so' "$(relance search many | tail -1)" 'More match than the first 20: --limit N shows as many as you say.'
is 'behind as many as it says' "$(relance search many | grep -c ' Many ')" 20
is 'and in CSV has nothing but them' "$(relance search many --format csv | wc -l)" 21
contains 'all of them are not the first' "$(relance search many --limit 70 | tail -1)" ' Many '

# A listing of any length is told a thousand rows at a time: one header, every row, columns that only grow.
seq 1 1200 | awk 'BEGIN { print "client;name;number;issued;due;amount" } { printf "%s;Long;F1;2026-09-01;;1\n", $1 < 1200 ? "L" $1 : "LONGACCOUNT-1200" }' \
	>"$e2e_dir/long-list.csv"
relance import "$e2e_dir/long-list.csv" >/dev/null
relance teams add Long >/dev/null
sed '1d; s/;.*//' "$e2e_dir/long-list.csv" | relance assign - --team Long >/dev/null
relance journal >"$e2e_dir/journal"
is 'every row is told' "$(wc -l <"$e2e_dir/journal")" "$(relance journal --format csv | wc -l)"
is 'under one header' "$(grep -c '^At  ' "$e2e_dir/journal")" 1
contains 'the last one whole' "$(tail -1 "$e2e_dir/journal")" '  LONGACCOUNT-1200    1  file assigned'
ok 'the first ones did not wait for it' sh -c "sed -n 900p '$e2e_dir/journal' | grep -qE '  L[0-9]+   +1  file assigned' && ! sed -n 900p '$e2e_dir/journal' | grep -qE '  L[0-9]+ {10,}1  file assigned'"
is 'the newest rows are the last' "$(relance journal --limit 2 --format csv | tail -1)" "$(relance journal --format csv | tail -1)"
is 'and as many as were asked for' "$(relance journal --limit 700 --format csv | wc -l)" 701

# In the reader's language, whole.
printf 'a,b\n1,2\n' >"$e2e_dir/nothing.csv"
relance import "$e2e_dir/nothing.csv" 2>/dev/null
contains 'why a file was refused' "$(relance --lang fr imports show "$(relance imports --format csv | tail -1 | cut -d, -f1)")" \
	'nothing.csv : '
printf 'client;name;number;issued;due;amount;phone\nC8;Eight;F1;2026-09-01;;1;0478000001\n' >"$e2e_dir/phone.csv"
relance import "$e2e_dir/phone.csv" >/dev/null
contains 'a number that is nobody'"'"'s' "$(relance client C8)" '  accounts payable  0478000001'
contains 'no comma before it' "x$(relance client C8 | grep -c '^  , ')" x0
contains 'how far a night came' "$(relance --lang fr night list | sed -n 2p)" '  terminé'
for verb in 'dispute resolve x agreed' 'document sent x' 'promise withdraw x why' 'mail show x'; do
	ok "$verb is refused in French alone" sh -c "! '$RELANCE_BUILD/relance' --db '$e2e_db' --lang fr $verb 2>&1 | grep -q 'number of'"
done
# A file is what its content says: which program's table, or none at all.
cat >"$e2e_dir/ageing.csv" <<'CSV'
A/R Aging Detail,,,,,,,
,Date,Transaction type,Num,Customer full name,Due date,Amount,Open balance
1 - 30 days past due,,,,,,,
,10/15/2026,Invoice,1037,Sonnenschein,11/14/2026,"1,362.07","1,362.07"
Total for 1 - 30 days past due,,,,,,"$1,362.07","$1,362.07"
CSV
contains 'a table is known by its columns' "$(relance import --dry-run "$e2e_dir/ageing.csv")" 'csv:quickbooks'
contains 'also when it is said to be one' "$(relance import --dry-run --format csv "$e2e_dir/ageing.csv")" 'csv:quickbooks'
printf '   67VT2026090120261001FA0012      411KERJEAN Facture FA0012           0000001200.00D\r\n' >"$e2e_dir/XIMPORT.TXT"
contains 'one of fixed columns too' "$(relance import --dry-run "$e2e_dir/XIMPORT.TXT")" 'csv:ximport'
printf '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID>F1</ID></Invoice>' >"$e2e_dir/invoice.xml"
contains 'no mapping is guessed of what needs none' "$(relance import --guess "$e2e_dir/invoice.xml" 2>&1)" 'invoice.xml (ubl) says itself what it is'

tap_end
