/* Each shipped preset on a file as its program writes it: title rows, headings, totals, signs. The files are made up.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "tests/intake/gather.h"

/* Foreign texts: one record of a file per string.
 * clang-format off */

static const char dolibarr_fr[] =
	"\"Id tiers\";\"Nom tiers\";\"Code client\";\"Réf. facture\";\"Date facturation\";\"Date échéance\";\"Total HT\";\"Total TTC\";\"Facture payée\";\"Id ligne\";\"Description\"\n"
	"12;Menuiserie Kerjean;CU2601-00012;FA2609-0031;2026-09-15;2026-10-15;1000,00;1200,00;0;411;Portes\n"
	"12;Menuiserie Kerjean;CU2601-00012;FA2609-0031;2026-09-15;2026-10-15;1000,00;1200,00;0;412;Pose\n"
	"12;Menuiserie Kerjean;CU2601-00012;FA2608-0007;2026-08-01;2026-08-31;50,00;60,00;1;399;Visite\n"
	"14;Ébénisterie Roux;CU2601-00014;AV2609-0002;2026-09-20;2026-09-20;-83,33;-100,00;0;420;Retour\n";

static const char dolibarr_en[] =
	"CustomerCode,CompanyName,InvoiceRef,DateInvoice,DateDue,TotalTTC,Rest,InvoicePaid\n"
	"CU1,Alpha,IN2609-0001,2026-09-15,2026-10-15,1200.00,450.00,0\n";

static const char odoo_report[] =
	"Open Items - Atelier Morel - EUR,,,,,,,,\n"
	",,,,,,,,\n"
	"Date at filter,Target moves filter,Account balance at 0 filter,,,,,,\n"
	"24/11/2026,All posted entries,Hide,,,,,,\n"
	",,,,,,,,\n"
	"411100 - Clients,,,,,,,,\n"
	"Date,Entry,Journal,Account,Partner,Ref - Label,Due date,Original,Residual\n"
	"Azur Interior,,,,,,,,\n"
	"01/09/2026,INV/2026/00012,INV,411100,Azur Interior,INV/2026/00012,01/10/2026,1200.00,700.00\n"
	"15/09/2026,RINV/2026/00003,INV,411100,Azur Interior,avoir,15/09/2026,-50.00,-50.00\n"
	",,,,,,Ending balance,1150.00,650.00\n"
	"Total Énergies,,,,,,,,\n"
	"02/09/2026,INV/2026/00015,INV,411100,Total Énergies,INV/2026/00015,02/10/2026,99.90,99.90\n"
	"Ending balance,,,,,,,1249.90,749.90\n";

static const char odoo_list[] =
	"\"Numéro\",\"Nom d'affichage du partenaire de la facture\",\"Date de facturation\",\"Date d'échéance\",\"Total signé\",\"Montant dû signé\",\"Devise\"\n"
	"\"FAC/2026/00021\",\"Azur Interior\",\"2026-09-03\",\"2026-10-03\",\"1200.00\",\"1200.00\",\"EUR\"\n";

static const char sap_list[] =
	"24.11.2026                 Liste dynamique                    1\n"
	"---------------------------------------------------------------------------------------------\n"
	"|  |Customer  |Name 1        |DocumentNo|Type|Doc. Date |Net due dt|  Amount in DC|Curr.|Reference |\n"
	"---------------------------------------------------------------------------------------------\n"
	"|  |0000104711|Stahlbau Möller|1800000017|RV  |01.09.2026|01.10.2026|     1.200,00 |EUR  |90000017  |\n"
	"|  |0000104711|Stahlbau Möller|1600000003|DG  |05.09.2026|05.09.2026|       100,00-|EUR  |90000018  |\n"
	"|  |0000104711|Stahlbau Möller|1400000001|DZ  |06.09.2026|          |       250,50-|EUR  |          |\n"
	"|* |          |              |          |    |          |          |       849,50 |EUR  |          |\n"
	"---------------------------------------------------------------------------------------------\n"
	"|**|          |              |          |    |          |          |       849,50 |EUR  |          |\n"
	"---------------------------------------------------------------------------------------------\n";

static const char sap_technical[] =
	"KUNNR\tNAME1\tBELNR\tBLART\tBLDAT\tNETDT\tDMSHB\tWAERS\tXBLNR\n"
	"0000104711\tMöller\t1800000017\tRV\t20260901\t20261001\t1200.00\tEUR\t90000017\n"
	"0000104711\tMöller\t1600000003\tDG\t20260905\t20260905\t100.00-\tEUR\t90000018\n";

static const char sap_table[] =
	"MANDT|BUKRS|KUNNR|BELNR|BLART|BLDAT|ZFBDT|SHKZG|WRBTR|DMBTR|WAERS|XBLNR\n"
	"100|1000|0000104711|1800000017|RV|20260901|20261001|S|1200.00|1200.00|EUR|90000017\n"
	"100|1000|0000104711|1600000003|DG|20260905|20260905|H|100.00|100.00|EUR|90000018\n"
	"100|1000|0000104712|1400000009|DZ|20260906|20260906|H|40.00|40.00|EUR|\n";

static const char xero_detail[] =
	"Aged Receivables Detail,,,,,,,,,,,\n"
	"Demo Company (NZ),,,,,,,,,,,\n"
	"As at 24 November 2026,,,,,,,,,,,\n"
	"Ageing by due date,,,,,,,,,,,\n"
	",,,,,,,,,,,\n"
	"Contact Account Number,Primary Person,Invoice Date,Due Date,Invoice Number,Invoice Reference,Current,< 1 Month,1 Month,2 Months,Older,Total\n"
	",,,,,,,,,,,\n"
	"Bayside Club,,,,,,,,,,,\n"
	",Bob Partridge,2026-09-02,2026-09-22,INV-0027,P/O 9711,0,0,234.00,0,0,234.00\n"
	",Bob Partridge,2 Oct 2026,22 Oct 2026,CN-0015,,0,-15.00,0,0,0,-15.00\n"
	"Total Bayside Club,,,,,,0,-15.00,234.00,0,0,219.00\n"
	",,,,,,,,,,,\n"
	"Total Gas,,,,,,,,,,,\n"
	",,2026-10-05,2026-11-04,INV-0031,,0,500.00,0,0,0,500.00\n"
	"Total Total Gas,,,,,,0,500.00,0,0,0,500.00\n"
	",,,,,,,,,,,\n"
	"Total,,,,,,0,485.00,234.00,0,0,719.00\n"
	"Percentage of total,,,,,,0%,67%,33%,0%,0%,100%\n";

static const char quickbooks_detail[] =
	"A/R Aging Detail,,,,,,,\n"
	"Sandbox Company,,,,,,,\n"
	"\"As of November 24, 2026\",,,,,,,\n"
	",Date,Transaction type,Num,Customer full name,Due date,Amount,Open balance\n"
	"91 or more days past due,,,,,,,\n"
	",07/28/2026,Invoice,1021,Amy's Bird Sanctuary,08/27/2026,459.00,239.00\n"
	"Total for 91 or more days past due,,,,,,$459.00,$239.00\n"
	"1 - 30 days past due,,,,,,,\n"
	",10/15/2026,Invoice,1037,Sonnenschein Family Store,11/14/2026,\"1,362.07\",\"1,362.07\"\n"
	",10/20/2026,Credit memo,1038,Sonnenschein Family Store,10/20/2026,-100.00,-100.00\n"
	"Total for 1 - 30 days past due,,,,,,\"$1,262.07\",\"$1,262.07\"\n"
	"TOTAL,,,,,,\"$1,721.07\",\"$1,501.07\"\n";

/* CP850: é is 82 */
static const char ximport[] =
	"   67VT2026090120261001FA0012      411KERJEAN Facture FA0012           0000001200.00D                  Menuiserie Kerjean                E\n"
	"   67VT20260901        FA0012      706000     Facture FA0012           0000001000.00C                  Ventes                            E\n"
	"   67VT20260901        FA0012      445710     Facture FA0012           0000000200.00C                  Tva collectee                     E\n"
	"   71BQ20261005        FA0012      411KERJEAN Virement                 0000000450.00C                  Menuiserie Kerjean                E\n"
	"   72VT2026090520261005FA0013      411LEONORE Facture FA0013           0000000051.00D                  L\x82onore                           E\n"
	"   73VT20260906        AV0002      411LEONORE Avoir AV0002             0000000020.00C\n";

static const char ebp[] =
	"1,010926,VE,411KERJEAN,,\"Facture FA0012, portes\",\"FA0012\",1200.00,D,011026,EUR\n"
	"2,010926,VE,706000,,\"Facture FA0012, portes\",\"FA0012\",1000.00,C,,EUR\n"
	"3,010926,VE,445710,,\"Facture FA0012, portes\",\"FA0012\",200.00,C,,EUR\n"
	"4,051026,BQ,411KERJEAN,,\"Virement\",\"FA0012\",450.00,C,,EUR\n"
	"5,310826,VE,416ROUX,,\"Facture\",\"FA0001\",60.00,D,300926,EUR\n";

static const struct {
	const char *preset, *bytes, *expected;
} rows[] = {
	{ "dolibarr", dolibarr_fr,
	  "item 2|CU2601-00012|Menuiserie Kerjean|FA2609-0031|invoice|2026-09-15|2026-10-15|1200.00|1200.00|\n"
	  "item 4|CU2601-00012|Menuiserie Kerjean|FA2608-0007|invoice|2026-08-01|2026-08-31|60.00|0.00|\n"
	  "item 5|CU2601-00014|Ébénisterie Roux|AV2609-0002|credit_note|2026-09-20|2026-09-20|-100.00|-100.00|\n"
	  "client CU2601-00012|Menuiserie Kerjean\nclient CU2601-00014|Ébénisterie Roux\n" },
	{ "dolibarr", dolibarr_en,
	  "item 2|CU1|Alpha|IN2609-0001|invoice|2026-09-15|2026-10-15|1200.00|450.00|\nclient CU1|Alpha\n" },
	{ "odoo", odoo_report,
	  "item 9|AZURINTERIOR|Azur Interior|INV/2026/00012|invoice|2026-09-01|2026-10-01|1200.00|700.00|\n"
	  "item 10|AZURINTERIOR|Azur Interior|RINV/2026/00003|credit_note|2026-09-15|2026-09-15|-50.00|-50.00|\n"
	  "item 13|TOTALÉNERGIES|Total Énergies|INV/2026/00015|invoice|2026-09-02|2026-10-02|99.90|99.90|\n"
	  "client AZURINTERIOR|Azur Interior\nclient TOTALÉNERGIES|Total Énergies\n" },
	{ "odoo", odoo_list,
	  "item 2|AZURINTERIOR|Azur Interior|FAC/2026/00021|invoice|2026-09-03|2026-10-03|1200.00|1200.00|EUR\nclient AZURINTERIOR|Azur Interior\n" },
	{ "sap-fbl5n", sap_list,
	  "item 5|0000104711|Stahlbau Möller|1800000017|invoice|2026-09-01|2026-10-01|1200.00|1200.00|EUR\n"
	  "item 6|0000104711|Stahlbau Möller|1600000003|credit_note|2026-09-05|2026-09-05|-100.00|-100.00|EUR\n"
	  "item 7|0000104711|Stahlbau Möller|1400000001|cash|2026-09-06||-250.50|-250.50|EUR\n"
	  "client 0000104711|Stahlbau Möller\n" },
	{ "sap-fbl5n", sap_technical,
	  "item 2|0000104711|Möller|1800000017|invoice|2026-09-01|2026-10-01|1200.00|1200.00|EUR\n"
	  "item 3|0000104711|Möller|1600000003|credit_note|2026-09-05|2026-09-05|-100.00|-100.00|EUR\n"
	  "client 0000104711|Möller\n" },
	{ "sap-bsid", sap_table,
	  "item 2|0000104711||1800000017|invoice|2026-09-01|2026-10-01|1200.00|1200.00|EUR\n"
	  "item 3|0000104711||1600000003|credit_note|2026-09-05|2026-09-05|-100.00|-100.00|EUR\n"
	  "item 4|0000104712||1400000009|cash|2026-09-06|2026-09-06|-40.00|-40.00|EUR\n"
	  "client 0000104711|\nclient 0000104712|\n" },
	{ "xero", xero_detail,
	  "item 9|BAYSIDECLUB|Bayside Club|INV-0027|invoice|2026-09-02|2026-09-22|234.00|234.00|\n"
	  "item 10|BAYSIDECLUB|Bayside Club|CN-0015|credit_note|2026-10-02|2026-10-22|-15.00|-15.00|\n"
	  "item 14|TOTALGAS|Total Gas|INV-0031|invoice|2026-10-05|2026-11-04|500.00|500.00|\n"
	  "client BAYSIDECLUB|Bayside Club\nclient TOTALGAS|Total Gas\n" },
	{ "quickbooks", quickbooks_detail,
	  "item 6|AMY'SBIRDSANCTUARY|Amy's Bird Sanctuary|1021|invoice|2026-07-28|2026-08-27|459.00|239.00|\n"
	  "item 9|SONNENSCHEINFAMILYSTORE|Sonnenschein Family Store|1037|invoice|2026-10-15|2026-11-14|1362.07|1362.07|\n"
	  "item 10|SONNENSCHEINFAMILYSTORE|Sonnenschein Family Store|1038|credit_note|2026-10-20|2026-10-20|-100.00|-100.00|\n"
	  "client AMY'SBIRDSANCTUARY|Amy's Bird Sanctuary\nclient SONNENSCHEINFAMILYSTORE|Sonnenschein Family Store\n" },
	{ "ximport", ximport,
	  "item 1|411KERJEAN|Menuiserie Kerjean|FA0012|invoice|2026-09-01|2026-10-01|750.00|750.00|\n"
	  "item 5|411LEONORE|Léonore|FA0013|invoice|2026-09-05|2026-10-05|51.00|51.00|\n"
	  "item 6|411LEONORE||AV0002|credit_note|2026-09-06||-20.00|-20.00|\n"
	  "client 411KERJEAN|Menuiserie Kerjean\nclient 411LEONORE|Léonore\n" },
	{ "ebp", ebp,
	  "item 1|411KERJEAN||FA0012|invoice|2026-09-01|2026-10-01|750.00|750.00|EUR\n"
	  "item 5|416ROUX||FA0001|invoice|2026-08-31|2026-09-30|60.00|60.00|EUR\n"
	  "client 411KERJEAN|\nclient 416ROUX|\n" },
};

static void files_of_other_programs_are_read_by_their_preset(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		gather_expect(rows[i].preset, rows[i].preset, rows[i].bytes, rows[i].expected);
}

/* What the inbox does: the first preset under which nothing is refused. */
static void each_file_is_known_by_its_own_preset_alone(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *found = NULL;

		for (size_t j = 0; mapping_preset(j) && !found; j++) {
			struct mapping *mapping;
			struct err err = { 0 };
			struct gather gather = { 0 };

			assert_true(mapping_from_preset(mapping_preset(j), &mapping, &err));
			gather_csv(&gather, rows[i].bytes, strlen(rows[i].bytes), mapping);
			if (gather.done && gather.totals.items > 0 && gather.totals.rejects == 0)
				found = mapping_preset(j);
			gather_clear(&gather);
			mapping_close(mapping);
		}
		assert_non_null(found);
		assert_string_equal(found, rows[i].preset);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_of_other_programs_are_read_by_their_preset),
		cmocka_unit_test(each_file_is_known_by_its_own_preset_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
