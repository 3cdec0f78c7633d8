#!/bin/sh
# A promise on the telephone, its confirmation in the night: queued with the call, worded from texts a user edits, handed to a sendmail.
# And the portfolio made to be looked at: its queue, the days to come.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/e2e/e2e.sh"

items=$e2e_dir/items.csv
cat >"$items" <<'CSV'
client;name;number;issued;due;amount;open;currency;phone;contact;mail
C1;Garage du Pont-Neuf;F-101;01/08/2026;31/08/2026;12340,00;12340,00;EUR;0478123456;Mme Roux;compta@pont-neuf.example
CSV
sendmail=$e2e_dir/sendmail
printf '#!/bin/sh\necho "to $5" >>%s/sent\ncat >>%s/sent\n' "$e2e_dir" "$e2e_dir" >"$sendmail"
chmod +x "$sendmail"
mkdir "$e2e_dir/texts"
conf=$e2e_dir/relance.conf
cat >"$conf" <<CONF
mail {
  from = "chase@creditor.example"
  sendmail = "$sendmail"
  texts = "$e2e_dir/texts"
}
CONF

ok 'the store is made' relance init --creditor 'Atelier Morel'
ok 'the file is imported' relance import "$items"
ok 'a promise is recorded' relance record C1 promise fri
contains 'its mail waits' "$(relance mail --format csv)" ',queued,confirmation,C1,Garage du Pont-Neuf,compta@pont-neuf.example,'
ok 'without a sender none leaves' refuses 1 relance mail send
ok 'the shipped texts are copied to edit' relance --config "$conf" texts export "$e2e_dir/texts"
printf 'Subject: Merci {contact}\n\nVous avez promis {promise_amount}.\n' >"$e2e_dir/texts/confirmation.fr"
ok 'they can all be filled' relance --config "$conf" texts
printf 'Subject: {nobody}\n' >"$e2e_dir/texts/reminder.fr"
relance --config "$conf" texts >/dev/null 2>"$e2e_dir/said"
is 'a wrong one is an exit of its own' $? 3
contains 'and is told by name and line' "$(cat "$e2e_dir/said")" 'text reminder.fr, line 1: there is no {nobody}'
printf 'Subject: {nobody}\n' >"$e2e_dir/texts/reminder-strict.fr"
contains 'so is one that is nowhere among the shipped ones' "$(relance --config "$conf" texts 2>&1 >/dev/null)" 'text reminder-strict.fr, line 1:'
contains 'which is in the list' "$(relance --config "$conf" texts --format csv 2>/dev/null)" 'reminder-strict.fr,true,false'
printf 'mail { texts = "%s/nowhere" }\n' "$e2e_dir" >"$e2e_dir/nowhere.conf"
contains 'a folder that is not there is told' "$(refuses 1 relance --config "$e2e_dir/nowhere.conf" texts)" "relance texts export $e2e_dir/nowhere makes it"
is 'a dry run sends nothing' "$(relance --config "$conf" mail send --dry-run)" '1 sent, 0 held back, 0 failed, 0 given up'
is 'then it leaves' "$(relance --config "$conf" mail send)" '1 sent, 0 held back, 0 failed, 0 given up'
is 'once' "$(relance --config "$conf" mail send)" '0 sent, 0 held back, 0 failed, 0 given up'
contains 'to the contact' "$(cat "$e2e_dir/sent")" 'to compta@pont-neuf.example'
contains 'in the words of the edited text' "$(cat "$e2e_dir/sent")" 'Vous avez promis 12 340,00 =E2=82=AC.'

relance record C1 note 'nothing new' >/dev/null
ok 'two promises more' sh -c "'$RELANCE_BUILD/relance' --db '$e2e_db' --today $e2e_today --lang en mail queue C1 confirmation &&
	'$RELANCE_BUILD/relance' --db '$e2e_db' --today $e2e_today --lang en mail queue C1 confirmation"
rm "$sendmail"
relance --config "$conf" mail send >/dev/null 2>"$e2e_dir/said"
is 'a missing program is said once, with a count' "$(cat "$e2e_dir/said")" "2 mails: there is no program $sendmail"
contains 'and once on the page of the night' "$(relance --config "$conf" night)" "  2 × there is no program $sendmail"
contains 'which remembers it' "$(relance night show)" "  2 × there is no program $sendmail"
ok 'the chain holds' relance verify

e2e_db=$e2e_dir/demo.db
demo() {
	"$RELANCE_BUILD/relance" --db "$e2e_dir/demo.db" --today "$e2e_today" --lang en demo --clients 30 "$@" 2>/dev/null
}
contains 'the made-up portfolio shows its queue' "$(demo --no-console --limit 2)" 'Rank  Client'
contains 'and lives a fortnight without contradicting itself' "$(demo --simulate 14)" '420 times a client was checked, no rule contradicted another.'
tap_end
