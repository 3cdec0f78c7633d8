#!/bin/sh
# kill -9 a night at random moments, run it again: what is stored and where the files are is what an undisturbed night leaves, every time.
# NIGHT_KILLS says how often (10); `make torture` says 300.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
# On a disk: in memory a night is over before a kill that is timed by `sleep` comes.
TMPDIR=${TMPDIR:-/tmp}
export TMPDIR
. "$RELANCE_SOURCE/tests/e2e/e2e.sh"
command -v sqlite3 >/dev/null 2>&1 || tap_skip_all 'no sqlite3 to look at the store with'
[ -z "${RELANCE_TEST_DB:-}" ] || tap_skip_all 'copies a store'
kills=${NIGHT_KILLS:-10}
seed=${NIGHT_SEED:-1}

printf 'inbox { directory = "%s/inbox" settle = 0 }\n' "$e2e_dir" >"$e2e_dir/relance.conf"
night() {
	relance --config "$e2e_dir/relance.conf" night
}

# ---- what is delivered: a book of which a tenth changed, invoices, statuses, a bank's file, rates, and files to refuse ----

# book DAY: 400 clients with 3 invoices each; on day 2 some are paid, partly paid or new.
book() {
	awk -v day="$1" 'BEGIN {
		print "client;name;number;issued;due;amount;open;currency"
		for (c = 1; c <= 400; c++) for (i = 1; i <= 3; i++) {
			open = amount = 100 + c + i
			if (day == 2 && c % 10 == 0) { if (i == 1) continue; if (i == 2) open = open - 50 }
			printf "C%04d;Client %d;F2026%04d%d;01/08/2026;%s;%d,00;%d,00;EUR\n", c, c, c, i, i == 3 ? "23/11/2026" : "31/08/2026", amount, open
		}
		if (day == 2) for (c = 1; c <= 20; c++) printf "N%04d;New %d;G%04d;01/11/2026;30/11/2026;70,00;70,00;EUR\n", c, c, c
	}'
}
einvoice() {
	cat <<XML
<CrossIndustryInvoice><ExchangedDocument><ID>E$1</ID><TypeCode>380</TypeCode><IssueDateTime><DateTimeString format="102">20261001</DateTimeString></IssueDateTime></ExchangedDocument><SupplyChainTradeTransaction><ApplicableHeaderTradeAgreement><SellerTradeParty><Name>Sol</Name></SellerTradeParty><BuyerTradeParty><Name>Buyer $1</Name></BuyerTradeParty></ApplicableHeaderTradeAgreement><ApplicableHeaderTradeSettlement><InvoiceCurrencyCode>EUR</InvoiceCurrencyCode><SpecifiedTradeSettlementHeaderMonetarySummation><GrandTotalAmount>$1.00</GrandTotalAmount><DuePayableAmount>$1.00</DuePayableAmount></SpecifiedTradeSettlementHeaderMonetarySummation></ApplicableHeaderTradeSettlement></SupplyChainTradeTransaction></CrossIndustryInvoice>
XML
}
# statuses NUMBER…: each in dispute, one after the other told, in one message.
statuses() {
	printf '<CrossDomainAcknowledgementAndResponse>'
	for number; do
		printf '<AcknowledgementDocument><IssueDateTime><DateTimeString>20261110120000</DateTimeString></IssueDateTime><ReferenceReferencedDocument><IssuerAssignedID>%s</IssuerAssignedID><ProcessConditionCode>%s</ProcessConditionCode><SpecifiedDocumentStatus><ReasonCode>PU_ERR</ReasonCode></SpecifiedDocumentStatus></ReferenceReferencedDocument></AcknowledgementDocument>' \
			"$number" "$status"
	done
	printf '</CrossDomainAcknowledgementAndResponse>'
}
# Credits that name their invoice; amounts as CFONB writes them.
bank() {
	awk 'function amount(cents) { return sprintf("%013d", int(cents / 10)) substr("{ABCDEFGHI", cents % 10 + 1, 1) }
		BEGIN {
			total = 0
			for (c = 1; c <= 60; c++) total += (101 + c) * 100
			printf "0130004    00169EUR2 00018978690  201126%50s%s%16s\n", "", amount(0), ""
			for (c = 1; c <= 60; c++)
				printf "0430004    00169EUR2 0001897869005261126  261126%-31s  0000000  %s%16s\n", sprintf("VIR F2026%04d1", c), amount((101 + c) * 100), ""
			printf "0730004    00169EUR2 00018978690  211126%50s%s%16s\n", "", amount(total), ""
		}'
}
deliver() {
	mkdir -m 0700 "$e2e_dir/inbox"
	cp -P "$e2e_dir"/delivered/* "$e2e_dir/inbox"
}
mkdir "$e2e_dir/delivered"
book 1 >"$e2e_dir/book.csv"
(
	cd "$e2e_dir/delivered" || exit 1
	book 2 >book.csv
	printf 'from;rate_percent\n2026-01-01;12.15\n2026-07-01;12.15\n' >rates.csv
	for n in 11 12 13 14 15 16 17 18 19 20; do einvoice $n >"e$n.xml"; done
	status=207 statuses $(awk 'BEGIN { for (c = 101; c <= 230; c++) printf "F2026%04d1 ", c }') E11 NOBODY >s1.xml
	status=211 statuses F202603011 F202603021 F202603031 >s2.xml
	bank >bank.txt
	printf 'no,book\n1,2\n' >odd.csv
	ln -s /etc/passwd link
) || exit 1
relance init --creditor Sol >/dev/null && relance import "$e2e_dir/book.csv" >/dev/null || exit 1
for c in 0001 0002 0010 0150; do relance record "C$c" promise 26/11 >/dev/null; done
e2e_today=2026-12-01
relance rescore >/dev/null
cp "$e2e_db" "$e2e_dir/base.db"

# ---- what is stored, without what differs from run to run: ids, instants, hashes ----

stored() {
	sqlite3 "$e2e_db" <<'SQL'
.separator |
SELECT 'client', no, name, siren, score, callable, why_not, next_on, overdue_cents, balance_cents, oldest_on, broken, promises, proposal FROM client ORDER BY no;
SELECT 'invoice', c.no, s.name, i.key, i.kind, i.number, i.issued_on, i.due_on, i.amount_cents, i.open_cents, i.matched_cents, i.currency, i.order_no, i.dispute_id IS NULL, i.closed_on, i.told_due_on
	FROM invoice i JOIN client c ON c.id = i.client_id JOIN source s ON s.id = i.source_id ORDER BY 2, 3, 4;
SELECT 'receipt', c.no, s.name, r.key GLOB 'fall*', r.value_on, r.amount_cents, r.credit_note, i.number FROM receipt r JOIN client c ON c.id = r.client_id JOIN source s ON s.id = r.source_id
	LEFT JOIN invoice i ON i.id = r.invoice_id ORDER BY 2, 3, 4, 5, 6, 8;
SELECT 'action', c.no, x.outcome, x.on_day, x.note, x.next_on, x.undone_by FROM action x JOIN client c ON c.id = x.client_id ORDER BY 2, 3, 4, 5;
SELECT 'promise', c.no, p.made_on, p.due_on, p.check_on, p.amount_cents, p.reduced_cents, p.received_cents, p.state FROM promise p JOIN client c ON c.id = p.client_id ORDER BY 2, 3, 4, 6;
SELECT 'dispute', c.no, d.kind, d.sub_reason, d.opened_on, d.due_on, d.closed_on, i.number FROM dispute d JOIN client c ON c.id = d.client_id LEFT JOIN dispute_invoice di ON di.dispute_id = d.id
	LEFT JOIN invoice i ON i.id = di.invoice_id ORDER BY 2, 8;
SELECT 'circuit', c.no, i.number, e.stage, e.since, e.status, e.status_reason, e.told_at FROM circuit_event e JOIN client c ON c.id = e.client_id JOIN invoice i ON i.id = e.invoice_id ORDER BY 2, 3, 7;
SELECT 'rate', kind, from_on, hundredths FROM rate ORDER BY 3;
SELECT 'movement', b.no, m.key, m.value_on, m.amount_cents, m.state, m.matched_cents FROM bank_movement m JOIN bank_account b ON b.id = m.account_id ORDER BY 2, 3;
SELECT 'allocation', m.key, c.no, i.number, a.amount_cents, a.reason, a.undone_on FROM allocation a JOIN bank_movement m ON m.id = a.movement_id JOIN client c ON c.id = a.client_id
	LEFT JOIN invoice i ON i.id = a.invoice_id ORDER BY 2, 3, 4;
SELECT 'payer', account, c.no FROM payer p JOIN client c ON c.id = p.client_id ORDER BY 2, 3;
SELECT 'run', kind, file, mode, status, lines, items, created, changed, closed, unchanged, rejects, warnings, open_cents, stored_cents, message FROM import_run ORDER BY 3, 5;
SELECT 'reject', r.file, j.line, j.reason, j.warning, j.arg, j.raw FROM import_reject j JOIN import_run r ON r.id = j.run_id ORDER BY 2, 3, 4, 6;
SELECT 'word', w.word, c.no FROM search_word w JOIN client c ON c.id = w.client_id ORDER BY 2, 3;
SELECT 'journal', c.no, j.kind, count(*) FROM journal j LEFT JOIN client c ON c.id = j.client_id GROUP BY 2, 3 ORDER BY 2, 3;
SELECT 'nights that did not end', count(*) FROM night WHERE ended_at IS NULL;
SQL
	(cd "$e2e_dir/inbox" && find . ! -name . | sort)
	cat "$e2e_dir/inbox/refused/"*.why
}
fresh() {
	rm -rf "$e2e_dir/inbox" "$e2e_db" "$e2e_db"-* "$e2e_db".*
	cp "$e2e_dir/base.db" "$e2e_db"
	deliver
}

fresh
start=$(date +%s%N)
night >"$e2e_dir/page" 2>&1
status=$?
took=$((($(date +%s%N) - start) / 1000))
ok 'an undisturbed night' test $status -eq 3
stored >"$e2e_dir/wanted"
for line in 'Cash matched: 60 ' 'statuses: 132 (131 new' 'open items: 1180 (20 new, 40 changed' 'bank: 60 (60 new' '2 refused'; do
	contains "has $line in it" "$(cat "$e2e_dir/page")" "$line"
done

# ---- one after the other ----

# What becomes of each stands in a file: `ok` runs them in a shell of their own.
disturbed() {
	moment=$(awk -v seed="$1" -v most="$took" 'BEGIN { srand(seed); printf "%.6f", rand() * most / 1e6 * 1.1 }')
	fresh
	"$RELANCE_BUILD/relance" --db "$e2e_db" --today "$e2e_today" --lang en --config "$e2e_dir/relance.conf" night >/dev/null 2>&1 &
	victim=$!
	sleep "$moment"
	kill -KILL $victim 2>/dev/null
	wait $victim 2>/dev/null # until it is gone, and its locks with it
	echo $? >>"$e2e_dir/ends"
	night >"$e2e_dir/page" 2>&1
	[ $? -ne 1 ] || {
		cat "$e2e_dir/page"
		return 1
	}
	stored >"$e2e_dir/got"
	cmp -s "$e2e_dir/wanted" "$e2e_dir/got" || {
		echo "killed after $moment s (seed $1)"
		diff "$e2e_dir/wanted" "$e2e_dir/got" | head -20
		return 1
	}
}
# Nights that end before the kill do not count. How long one takes changes with what else the machine does: the moments follow it.
many() {
	n=0 killed=0
	while [ $killed -lt "$kills" ] && [ $n -lt $((kills * 5)) ]; do
		n=$((n + 1))
		disturbed $((seed * 1000 + n)) || return 1
		case $(tail -n 1 "$e2e_dir/ends") in
		137) killed=$((killed + 1)) took=$((took * 103 / 100)) ;;
		*) took=$((took * 9 / 10)) ;;
		esac
	done
}
ok "$kills nights killed and run again end as the undisturbed one" many
killed=$(grep -c '^137$' "$e2e_dir/ends")
printf '# %d of %d killed, the others had ended before; one took %d ms\n' "$killed" "$(wc -l <"$e2e_dir/ends")" $((took / 1000))
ok 'as many as wanted were killed' test "$killed" -ge "$kills"
ok 'the store proves itself' relance verify
tap_end
