/* Imports of whole files: real ledgers and lists where they are at hand, ledgers from month to
 * month, paths that are no files, and a long random life of one source compared with a model.
 */
#include "import_help.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "desk/import_guess.h"

/* ---- real files ---- */

static bool shared(const char *name, char path[PATH_MAX])
{
	const char *folder = getenv("RELANCE_SHARED");

	snprintf(path, PATH_MAX, "%s/%s", folder ? folder : "/nonexistent", name);
	if (access(path, R_OK) == 0)
		return true;
	print_message("%s is not at hand\n", name);
	return false;
}

static struct import_report take_shared(struct session *session, const char *path,
					const char *preset)
{
	const struct import_request request = { .path = path, .preset = preset, .terms_days = -1 };
	struct import_report report = help_import(session, &request), again;

	assert_int_equal(report.end, IMPORT_ENDED_DONE);
	assert_int_equal(report.rejects, 0);
	again = help_import(session, &request);
	assert_int_equal(again.end, IMPORT_ENDED_SAME);
	import_report_clear(&again);
	return report;
}

static void ledger_with_opening_lumps_equals_its_accounts(void **state)
{
	char path[PATH_MAX];
	struct import_report report;

	if (!shared("fec/0000000001FEC20220831.txt", path))
		return;
	report = take_shared(*state, path, NULL);
	assert_int_equal(report.clients_new, 17);
	assert_int_equal(report.sum_count, 1);
	assert_int_equal(report.sums[0].in, 5251724);
	assert_int_equal(report.sums[0].stored, 5251724);
	assert_true(report.gaps > 0);
	assert_true(report.full);
	assert_string_equal(report.source, "fec");
	import_report_clear(&report);
	fixture_is("SELECT sum(open_cents) FROM invoice WHERE kind <> 3",
		"5897282\n"); /* the unlettered lines alone */
	fixture_is("SELECT count(*) FROM invoice WHERE kind = 3 AND flagged = 0", "0\n");
	fixture_is("SELECT sum(balance_cents) FROM client", "5251724\n");
	help_verify(*state);
}

static void padded_ledger_in_cp850_is_taken(void **state)
{
	char path[PATH_MAX];
	struct import_report report;

	if (!shared("fec/111111111FEC20221231.TXT", path))
		return;
	report = take_shared(*state, path, NULL);
	assert_int_equal(report.clients_new, 34);
	assert_int_equal(report.sums[0].stored, 1441652);
	assert_string_equal(report.charset, "CP850");
	assert_true(help_said(&report, REASON_YEAR, true, 0));
	import_report_clear(&report);
	help_verify(*state);
}

static void open_items_of_a_large_company_are_taken(void **state)
{
	char path[PATH_MAX];
	struct import_report report;

	if (!shared("ar/open-items-9681.csv", path))
		return;
	report = take_shared(*state, path, "ar-open-items");
	assert_int_equal(report.items, 9681);
	assert_int_equal(report.created, 9681);
	assert_int_equal(report.clients_new, 553);
	assert_string_equal(report.sums[0].currency, "USD");
	assert_string_equal(report.source, "csv:ar-open-items");
	assert_false(report.full);
	import_report_clear(&report);
	fixture_is("SELECT count(*), min(source_id) = max(source_id) FROM invoice", "9681|1\n");
	help_verify(*state);
}

/* ---- ledgers from month to month ---- */

#define FEC_HEAD                                                                                   \
	"JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCo" \
	"mpAuxLib\tPieceRef\tPieceDate\t"                                                          \
	"EcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n"

static void fec_line(struct buf *out, const char *journal, const char *number, const char *day,
		     const char *account, const char *client, const char *piece, const char *debit,
		     const char *credit, const char *letter)
{
	buf_printf(out, "%s\t%s\t%s\t%s\t%s\tcompte\t%s\t%s\t%s\t%s\tlib\t%s\t%s\t%s\t\t%s\t\t\n",
		   journal, journal, number, day, account, client, *client ? "Dupont" : "", piece,
		   day, debit, credit, letter, day);
}

static void fec_invoice(struct buf *out, const char *number, const char *day, const char *piece,
			const char *amount, const char *letter)
{
	fec_line(out, "VE", number, day, "411000", "DUP", piece, amount, "0,00", letter);
	fec_line(out, "VE", number, day, "707000", "", piece, "0,00", amount, "");
}

static void fec_payment(struct buf *out, const char *number, const char *day, const char *piece,
			const char *amount, const char *letter)
{
	fec_line(out, "BQ", number, day, "512000", "", piece, amount, "0,00", "");
	fec_line(out, "BQ", number, day, "411000", "DUP", piece, "0,00", amount, letter);
}

static struct import_report take_ledger(struct session *session, const char *name,
					const struct buf *text)
{
	const struct import_request request = { .path = help_file(name, text->data),
						.terms_days = -1 };
	struct import_report report = help_import(session, &request), counts = report;

	assert_int_equal(report.format, FORMAT_FEC);
	import_report_clear(&report);
	return counts;
}

static void lettered_invoice_closes_and_its_cash_is_the_ledgers(void **state)
{
	struct buf text = { 0 };
	struct import_report report;

	buf_puts(&text, FEC_HEAD);
	fec_invoice(&text, "1", "20260901", "F1", "100,00", "");
	fec_invoice(&text, "2", "20260910", "F2", "60,00", "");
	fec_invoice(&text, "3", "20260801", "F0", "20,00", "A");
	fec_payment(&text, "9", "20260905", "R0", "20,00", "A");
	report = take_ledger(*state, "732829320FEC20261231.txt", &text);
	assert_int_equal(report.created, 2);
	assert_int_equal(report.receipts, 1);
	fixture_is("SELECT number, due_on, open_cents FROM invoice ORDER BY number",
		"F1|2026-10-01|10000\nF2|2026-10-10|6000\n");
	buf_reset(&text);
	buf_puts(&text, FEC_HEAD);
	fec_invoice(&text, "1", "20260901", "F1", "100,00", "B");
	fec_invoice(&text, "2", "20260910", "F2", "60,00", "");
	fec_invoice(&text, "3", "20260801", "F0", "20,00", "A");
	fec_payment(&text, "9", "20260905", "R0", "20,00", "A");
	fec_payment(&text, "10", "20261120", "R1", "100,00", "B");
	report = take_ledger(*state, "732829320FEC20261231.txt", &text);
	assert_int_equal(report.closed, 1);
	assert_int_equal(report.receipts, 1);
	assert_int_equal(report.unchanged, 1);
	/* no fall beside the ledger's own cash */
	fixture_is("SELECT r.value_on, r.amount_cents, r.credit_note, coalesce(i.number, '-') FROM "
		"receipt r LEFT JOIN invoice i "
		"ON i.id = r.invoice_id ORDER BY r.value_on",
		"2026-09-05|2000|0|-\n2026-11-20|10000|0|F1\n");
	fixture_is("SELECT number, open_cents, coalesce(closed_on, '-') FROM invoice ORDER BY number",
		"F1|0|2026-11-24\nF2|6000|-\n");
	help_verify(*state);
	buf_clear(&text);
}

static void cash_seen_before_is_matched_once_it_is_lettered(void **state)
{
	struct buf text = { 0 };
	struct import_report report;

	for (int lettered = 0; lettered < 2; lettered++) {
		const char *letter = lettered ? "B" : "";

		buf_reset(&text);
		buf_puts(&text, FEC_HEAD);
		fec_invoice(&text, "3", "20260801", "F0", "20,00",
			    "A"); /* a ledger that does letter */
		fec_payment(&text, "9", "20260905", "R0", "20,00", "A");
		fec_invoice(&text, "1", "20260901", "F1", "100,00", letter);
		fec_payment(&text, "10", "20261120", "R1", "100,00", letter);
		report = take_ledger(*state, "732829320FEC20261231.txt", &text);
		assert_int_equal(report.receipts, lettered ? 0 : 2);
	}
	fixture_is("SELECT r.value_on, coalesce(i.number, '-') FROM receipt r LEFT JOIN invoice i ON "
		"i.id = r.invoice_id ORDER BY r.value_on",
		"2026-09-05|-\n2026-11-20|F1\n");
	fixture_is("SELECT number, open_cents FROM invoice WHERE open_cents <> 0", "");
	buf_clear(&text);
}

static void ledger_of_another_company_warns(void **state)
{
	struct buf text = { 0 };
	struct session *session;
	struct import_request request = { .terms_days = -1 };
	struct import_report report;

	fixture_sql("UPDATE creditor SET siren = '552100554'");
	session = fixture_session("alice", TODAY);
	buf_puts(&text, FEC_HEAD);
	fec_invoice(&text, "1", "20260901", "F1", "100,00", "");
	request.path = help_file("732829320FEC20261231.txt", text.data);
	report = help_import(session, &request);
	assert_true(help_said(&report, REASON_SIREN, true, 0));
	assert_int_equal(report.created, 1);
	import_report_clear(&report);
	session_close(session);
	buf_clear(&text);
	(void)state;
}

/* Where nobody looks, no warning is enough: a full picture of another company settles all that is owed to this one. */
static void ledger_of_another_company_is_refused_at_night(void **state)
{
	struct import_request request = { .terms_days = -1 };
	struct import_report report;
	struct buf text = { 0 };
	struct err err = { 0 };

	buf_puts(&text, FEC_HEAD);
	fec_invoice(&text, "1", "20260901", "F1", "100,00", "");
	request.path = help_file("552100554FEC20261231.txt", text.data);
	report = help_import(*state, &request);
	import_report_clear(&report);
	/* the creditor's number is nowhere said: the ledger's last file bears it */
	fec_invoice(&text, "2", "20260902", "F2", "50,00", "");
	request.path = help_file("732829320FEC20261231.txt", text.data);
	request.unattended = true;
	help_refuse(*state, &request, &err);
	assert_int_equal(err.code, ERR_INPUT);
	assert_non_null(strstr(err.text, "SIREN 732829320, the ledger here is that of 552100554"));
	fixture_is("SELECT status FROM import_run ORDER BY id", "done\nrefused\n");
	fixture_is("SELECT number, open_cents FROM invoice", "F1|10000\n");
	buf_clear(&text);
}

/* Names of files do not say whose they are: that nothing goes on does. */
static void full_picture_that_goes_on_with_nothing_warns(void **state)
{
	static const struct {
		int first, count;
		bool doubted;
	} ledgers[] = { { 1, 10, false }, { 10, 9, false }, { 30, 10, false }, { 50, 1, true } };

	for (size_t i = 0; i < COUNT(ledgers); i++) {
		struct import_request request = { .terms_days = -1 };
		struct import_report report;
		struct buf text = { 0 };

		buf_puts(&text, FEC_HEAD);
		for (int n = ledgers[i].first; n < ledgers[i].first + ledgers[i].count; n++) {
			char number[16], entry[16];

			snprintf(entry, sizeof entry, "%d", n);
			snprintf(number, sizeof number, "F%d", n);
			fec_invoice(&text, entry, "20260901", number, "100,00", "");
		}
		request.path = help_file("ledger.txt", text.data);
		report = help_import(*state, &request);
		assert_int_equal(help_said(&report, REASON_ALL_GONE, true, 0), ledgers[i].doubted);
		import_report_clear(&report);
		buf_clear(&text);
	}
	fixture_is("SELECT arg FROM import_reject WHERE reason = 'all_gone' ORDER BY id", "10\n");
}

static void ledger_without_clients_closes_nothing(void **state)
{
	struct buf text = { 0 };
	struct import_request request = { .terms_days = -1 };
	struct err err;

	buf_puts(&text, FEC_HEAD);
	fec_invoice(&text, "1", "20260901", "F1", "100,00", "");
	take_ledger(*state, "732829320FEC20261231.txt", &text);
	buf_reset(&text);
	buf_puts(&text, FEC_HEAD);
	fec_line(&text, "VE", "1", "20260901", "707000", "", "F1", "0,00", "100,00", "");
	fec_line(&text, "VE", "1", "20260901", "512000", "", "F1", "100,00", "0,00", "");
	request.path = help_file("732829320FEC20261231.txt", text.data);
	help_refuse(*state, &request, &err);
	fixture_is("SELECT open_cents FROM invoice", "10000\n");
	/* but one whose only invoice is paid is believed */
	buf_reset(&text);
	buf_puts(&text, FEC_HEAD);
	fec_invoice(&text, "1", "20260901", "F1", "100,00", "A");
	fec_payment(&text, "2", "20260910", "R1", "100,00", "A");
	take_ledger(*state, "732829320FEC20261231.txt", &text);
	fixture_is("SELECT open_cents FROM invoice", "0\n");
	buf_clear(&text);
}

static void accounts_without_clients_are_refused(void **state)
{
	struct buf text = { 0 };
	struct import_request request = { .terms_days = -1 };
	struct err err;

	buf_puts(&text, FEC_HEAD);
	fec_line(&text, "VE", "1", "20260901", "411000", "", "F1", "100,00", "0,00", "");
	fec_line(&text, "VE", "1", "20260901", "707000", "", "F1", "0,00", "100,00", "");
	request.path = help_file("732829320FEC20261231.txt", text.data);
	help_refuse(*state, &request, &err);
	assert_int_equal(err.code, ERR_INPUT);
	fixture_is("SELECT count(*) FROM client", "0\n");
	buf_clear(&text);
}

/* ---- paths that are no files, files that are no lists ---- */

static void hostile_paths_get_a_sentence(void **state)
{
	char folder[PATH_MAX], fifo[PATH_MAX];
	struct import_request request = { .terms_days = -1 };
	struct err err;

	request.path = "/nonexistent/ledger.txt";
	help_refuse(*state, &request, &err);
	assert_int_equal(err.code, ERR_MISSING);
	snprintf(folder, sizeof folder, "%s/folder", fixture_folder());
	assert_int_equal(mkdir(folder, 0700), 0);
	request.path = folder;
	help_refuse(*state, &request, &err);
	assert_non_null(strstr(err.text, "folder"));
	snprintf(fifo, sizeof fifo, "%s/pipe", fixture_folder());
	assert_int_equal(mkfifo(fifo, 0600), 0);
	request.path = fifo;
	alarm(10); /* a pipe nobody writes to must not be waited for */
	help_refuse(*state, &request, &err);
	alarm(0);
	assert_int_equal(err.code, ERR_INPUT);
	request.path = "/dev/null";
	help_refuse(*state, &request, &err);
	assert_int_equal(err.code, ERR_INPUT);
	request.path = help_file("empty.csv", "");
	help_refuse(*state, &request, &err);
	assert_non_null(strstr(err.text, "empty"));
	request.path = help_file("a\033[31m\xe2\x80\xae"
				 "b.csv",
				 "x");
	help_refuse(*state, &request, &err);
	assert_null(strchr(err.text, '\033'));
	assert_null(strstr(err.text, "\xe2\x80\xae"));
	fixture_is("SELECT count(*) FROM invoice", "0\n");
}

static void binary_is_refused_and_stores_nothing(void **state)
{
	static const char bytes[] = "\x7f"
				    "ELF\x02\x01\x01\x00\x00\x00\x00\x03\x00\x3e\x00";
	struct import_request request = { .terms_days = -1 };
	char path[PATH_MAX];
	FILE *file;
	struct err err;

	snprintf(path, sizeof path, "%s/binary.csv", fixture_folder());
	file = fopen(path, "wb");
	assert_non_null(file);
	for (int i = 0; i < 200; i++)
		fwrite(bytes, 1, sizeof bytes, file);
	fclose(file);
	request.path = path;
	help_refuse(*state, &request, &err);
	request.preset = "relance";
	help_refuse(*state, &request, &err);
	fixture_is("SELECT (SELECT count(*) FROM client) + (SELECT count(*) FROM invoice)", "0\n");
}

static void contradictions_are_mistakes_of_the_call(void **state)
{
	struct import_request request = {
		.path = help_file("a.csv", HEAD), .preset = "relance", .map = "x", .terms_days = -1
	};
	struct err err;

	help_refuse(*state, &request, &err);
	assert_int_equal(err.code, ERR_USAGE);
	request = (struct import_request){
		.path = request.path, .format = FORMAT_FEC, .preset = "relance", .terms_days = -1
	};
	help_refuse(*state, &request, &err);
	assert_int_equal(err.code, ERR_USAGE);
	request = (struct import_request){ .path = request.path,
					   .preset = "nobody-knows",
					   .terms_days = -1 };
	help_refuse(*state, &request, &err);
}

static void guess_proposes_a_mapping_that_works(void **state)
{
	struct buf text = { 0 };
	struct import_guess guess;
	struct import_request request = { .terms_days = -1 };
	struct import_report report;
	struct err err = { 0 };
	char path[PATH_MAX], map[PATH_MAX];

	buf_puts(&text, "Code client;Raison sociale;N° facture;Date facture;Date "
			"d'échéance;Montant TTC;Reste dû\n");
	for (int i = 0; i < 15; i++)
		buf_printf(
			&text,
			"C%03d;Société %d;FA-%04d;%02d/08/2026;%02d/09/2026;1 2%02d,50;2%02d,50\n",
			i / 2, i / 2, i, i + 13, i + 13, i, i);
	snprintf(path, sizeof path, "%s", help_file("export.csv", text.data));
	if (!import_guess(path, NULL, NULL, &guess, &err))
		fail_msg("%s", err.text);
	assert_int_equal(guess.row_count, 10);
	assert_string_equal(guess.rows[0].client_no, "C000");
	assert_string_equal(guess.rows[0].number, "FA-0000");
	assert_int_equal(guess.rows[0].open, 20050);
	snprintf(map, sizeof map, "%s", help_file("export.map", guess.mapping));
	import_guess_clear(&guess);
	request.path = path;
	request.map = map;
	report = help_import(*state, &request);
	assert_int_equal(report.created, 15);
	assert_int_equal(report.rejects, 0);
	import_report_clear(&report);
	assert_int_equal(fixture_count("SELECT open_cents FROM invoice WHERE number = 'FA-0014'"),
			 21450);
	assert_false(import_guess("/nonexistent", NULL, NULL, &guess, &err));
	import_guess_clear(&guess);
	buf_clear(&text);
}

/* ---- a long life ---- */

enum { ITEMS = 60, CLIENTS = 7, STEPS = 60 };

struct model {
	bool born[ITEMS];
	int open[ITEMS];
};

static void shuffle(int *list, int n)
{
	for (int i = n - 1; i > 0; i--) {
		int j = rand() % (i + 1), kept = list[i];

		list[i] = list[j];
		list[j] = kept;
	}
}

/* A file of some items, some of them with another amount; what it means is put into the model. */
static void live_one_day(struct model *model, enum import_mode mode, struct buf *text)
{
	int list[ITEMS], n = 0;
	bool named[ITEMS] = { false };

	for (int i = 0; i < ITEMS; i++)
		if (rand() % 10 < (mode == IMPORT_MODE_FULL ? 7 : 2))
			list[n++] = i;
	if (n == 0)
		list[n++] = 0;
	if (rand() % 3 == 0)
		shuffle(list, n);
	buf_reset(text);
	buf_puts(text, HEAD);
	for (int k = 0; k < n; k++) {
		int i = list[k],
		    open = model->born[i] && rand() % 4 ? model->open[i] : rand() % 8 * 100;

		buf_printf(text, "C%d,Client %d,F%02d,2026-08-01,2026-09-01,900,%d,EUR\n",
			   i % CLIENTS, i % CLIENTS, i, open);
		named[i] = true;
		if (open != 0)
			model->born[i] = true;
		model->open[i] = model->born[i] ? open : 0;
	}
	for (int i = 0; i < ITEMS && mode == IMPORT_MODE_FULL; i++)
		if (!named[i])
			model->open[i] = 0;
}

static void compare_with(const struct model *model)
{
	struct buf wanted = { 0 };
	char *got = fixture_dump(
		"SELECT number, open_cents, closed_on IS NOT NULL FROM invoice ORDER BY number");

	buf_puts(&wanted, "");
	for (int i = 0; i < ITEMS; i++)
		if (model->born[i])
			buf_printf(&wanted, "F%02d|%d|%d\n", i, model->open[i] * 100,
				   model->open[i] == 0);
	assert_string_equal(got, wanted.data);
	mem_free(got);
	buf_clear(&wanted);
}

static void random_life_of_a_source_equals_its_model(void **state)
{
	struct model model = { .born = { false } };
	struct buf text = { 0 };

	srand(7);
	for (int step = 0; step < STEPS; step++) {
		enum import_mode mode = rand() % 2 ? IMPORT_MODE_FULL : IMPORT_MODE_CHANGES;
		struct import_request request = { .preset = "relance",
						  .terms_days = -1,
						  .mode = mode };
		struct model before = model;
		struct import_report report;
		struct err err = { 0 };

		live_one_day(&model, mode, &text);
		request.path = help_file("day.csv", text.data);
		if (!import_file(*state, &request, &report, &err))
			fail_msg("step %d: %s", step, err.text);
		if (report.end == IMPORT_ENDED_SAME)
			model = before;
		import_report_clear(&report);
		compare_with(&model);
	}
	/* what every client owes was kept true all along */
	fixture_is("SELECT count(*) FROM client c WHERE balance_cents <> (SELECT "
		"coalesce(sum(open_cents), 0) FROM invoice i WHERE i.client_id = "
		"c.id)",
		"0\n");
	/* and every cent that fell, fell once */
	fixture_is("SELECT count(*) FROM invoice i WHERE open_cents + (SELECT "
		"coalesce(sum(amount_cents), 0) FROM receipt r WHERE r.invoice_id = "
		"i.id) < 0",
		"0\n");
	help_verify(*state);
	buf_clear(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(ledger_with_opening_lumps_equals_its_accounts),
		FACT(padded_ledger_in_cp850_is_taken),
		FACT(open_items_of_a_large_company_are_taken),
		FACT(lettered_invoice_closes_and_its_cash_is_the_ledgers),
		FACT(cash_seen_before_is_matched_once_it_is_lettered),
		FACT(ledger_of_another_company_warns),
		FACT(ledger_of_another_company_is_refused_at_night),
		FACT(full_picture_that_goes_on_with_nothing_warns),
		FACT(ledger_without_clients_closes_nothing),
		FACT(accounts_without_clients_are_refused),
		FACT(hostile_paths_get_a_sentence),
		FACT(binary_is_refused_and_stores_nothing),
		FACT(contradictions_are_mistakes_of_the_call),
		FACT(guess_proposes_a_mapping_that_works),
		FACT(random_life_of_a_source_equals_its_model),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
