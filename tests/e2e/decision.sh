#!/bin/sh
# The end of amicable chasing: proposed, approved, told, handed over, and nobody calls any more; interest counted and waived; the aged
# balance and its figures; and the same at the console.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/e2e/e2e.sh"

cat >"$e2e_dir/items.csv" <<'CSV'
client;name;number;issued;due;amount;open;currency;phone
C1;Garage du Pont-Neuf;F-101;01/08/2026;31/08/2026;12340,00;12340,00;EUR;0478123456
C2;Menuiserie Hébrard;F-102;01/09/2026;01/10/2026;4812,50;4812,50;EUR;0478123457
CSV
printf 'from;rate_percent\n2026-07-01;12,15\n' >"$e2e_dir/rates.csv"
relance init --creditor 'Atelier Morel' >/dev/null || exit 1
relance import "$e2e_dir/items.csv" >/dev/null 2>&1

is 'nothing waits at first' "$(relance approvals)" 'Nothing waits for a decision.'
contains 'a file is not handed over without a decision' "$(refuses 1 relance handover C1 --to agency)" 'a supervisor approves it first'
contains 'a proposal says why' "$(refuses 1 relance approvals propose C1)" 'say why it is proposed'
ok 'legal is proposed' relance approvals propose C1 --note 'bad faith'
contains 'and waits' "$(relance approvals --format csv)" 'C1,Garage du Pont-Neuf,legal,'
contains 'the client is not told before' "$(refuses 1 relance threat announce C1 legal)" 'no supervisor decided it'
is 'it is approved' "$(relance approvals approve C1)" 'C1: legal action is approved: the client may be told'
is 'once' "$(relance approvals approve C1)" 'C1: legal action is approved: the client may be told (already)'
contains 'the client is told' "$(relance threat announce C1 legal)" 'to be carried out today'
contains 'a bailiff comes after a registered letter' "$(refuses 1 relance handover C1 --to bailiff)" 'no registered letter was sent'
contains 'it is handed over' "$(relance handover C1 --to agency)" 'nobody calls any more'
is 'the threat was carried out the day it was told' "$(relance threat)" 'Every threat told was carried out the same day.'
contains 'the file sleeps and says why' "$(relance client C1 --format json)" '"why_not": "agency"'
contains 'an agent is refused a call' "$(refuses 1 relance record C1 promise fri)" 'handed over to an agency'
contains 'and a message' "$(refuses 1 relance record C1 message)" 'handed over to an agency'
ok 'but may write down what the agency said' relance record C1 note 'the agency phoned'
contains 'the sanction is dated and signed' "$(relance sanction C1 --format csv)" 'legal,2026-11-24,'

contains 'interest needs the rate of its half-year' "$(refuses 1 relance interest C2 --format csv)" 'relance rates import FILE'
is 'rates come from a file' "$(relance rates import "$e2e_dir/rates.csv")" '1 rate taken (late payment), 1 new or changed'
contains 'interest to the cent' "$(relance interest C2 --format csv)" 'F-102,2026-10-01,4812.50,,86.51,40.00,86.51,40.00,EUR,'
contains 'slice by slice' "$(relance interest C2 --slices --format csv)" 'F-102,2026-10-02,2026-11-24,54,4812.50,12.15,86.51,EUR'
contains 'it is waived by name' "$(relance waive C2 F-102 --note 'geste commercial')" '86.51 € of interest and 40.00 € of fees waived on 1 invoice'
contains 'and stays visible' "$(relance interest C2 --format csv)" ',86.51,40.00,0.00,0.00,EUR,'

contains 'the aged balance ties' "$(relance aging --format csv)" ',0.00,0.00,4812.50,12340.00,0.00,0.00,0.00,17152.50,0.00,2,EUR,2026-11-24'
contains 'figures have their day' "$(relance figures --format csv)" 'receivables,,17152.50,money,EUR,,2026-11-24,'
contains 'a figure without facts is no number' "$(relance figures --format csv)" 'cei,,,percent,EUR,2026-10-24,2026-11-24,'
ok 'the chains hold' relance verify

command -v tmux >/dev/null 2>&1 || { tap_end; exit; }
term_start 80 24 --lang en
term_shows Hébrard
term_keys Enter
term_shows 'C2'
term_type ks3
term_shows 'Set the sanction'
term_type 'over its limit'
term_keys Enter
ok 'a hold is set from the file' term_shows 'hold on orders: in force since 24/11'
term_type k
ok 'its brief says so' term_shows '! In force since 24/11: hold on orders.'
term_type gs
ok 'the team screen knows who is on which file' term_shows '● on a file'
term_type gb
ok 'the aged balance is one key away' term_shows '12,340'
term_type gj
ok 'and the journal' term_shows 'sanction set'
term_stop
tap_end
