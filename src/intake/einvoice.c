/* CII and UBL by the paths of their elements; both say the same things by other names.
 */
#include "intake/einvoice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/text.h"
#include "intake/identifiers.h"
#include "intake/pdf.h"
#include "intake/report.h"
#include "intake/xml.h"

enum field {
	F_NUMBER = 1,
	F_TYPE,
	F_ISSUED,
	F_DUE,
	F_CURRENCY,
	F_TOTAL,
	F_OPEN,
	F_ORDER,
	F_PAYMENT_REF,
	F_SELLER_ID,
	F_SELLER_TAX,
	F_SELLER_NAME,
	F_SERVICE,        /* when it was delivered … */
	F_SERVICE_PERIOD, /* … or the period it is for ended */
	F_BUYER_ID,    /* with a scheme, or the seller's own */
	F_BUYER_LEGAL, /* of the legal register */
	F_BUYER_TAX,
	F_BUYER_NAME,
	F_BUYER_TRADE_NAME, /* when there is no other */
	F_BUYER_POSTAL_CODE,
	F_CONTACT,
	F_CONTACT_OTHER,
	F_PHONE,
	F_MAIL,
	F_CREDIT_NOTE,
	FIELD_COUNT
};

#define CII        "CrossIndustryInvoice/"
#define AGREEMENT  CII "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement/"
#define SETTLEMENT CII "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/"
#define DELIVERY   CII "SupplyChainTradeTransaction/ApplicableHeaderTradeDelivery/"
#define SUMS       SETTLEMENT "SpecifiedTradeSettlementHeaderMonetarySummation/"
#define BUYER      AGREEMENT "BuyerTradeParty/"

#define UBL(path, field)                  \
	{ "Invoice/" path, field },       \
	{                                 \
		"CreditNote/" path, field \
	}
#define CUSTOMER "AccountingCustomerParty/Party/"
#define SUPPLIER "AccountingSupplierParty/Party/"

static const struct xml_rule rules[] = {
	{ CII "ExchangedDocument/ID", F_NUMBER },
	{ CII "ExchangedDocument/TypeCode", F_TYPE },
	{ CII "ExchangedDocument/IssueDateTime/DateTimeString", F_ISSUED },
	{ AGREEMENT "SellerTradeParty/SpecifiedLegalOrganization/ID", F_SELLER_ID },
	{ AGREEMENT "SellerTradeParty/GlobalID", F_SELLER_ID },
	{ AGREEMENT "SellerTradeParty/SpecifiedTaxRegistration/ID", F_SELLER_TAX },
	{ AGREEMENT "SellerTradeParty/Name", F_SELLER_NAME },
	{ DELIVERY "ActualDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString", F_SERVICE },
	{ BUYER "ID", F_BUYER_ID },
	{ BUYER "GlobalID", F_BUYER_ID },
	{ BUYER "Name", F_BUYER_NAME },
	{ BUYER "SpecifiedLegalOrganization/ID", F_BUYER_LEGAL },
	{ BUYER "SpecifiedLegalOrganization/TradingBusinessName", F_BUYER_TRADE_NAME },
	{ BUYER "PostalTradeAddress/PostcodeCode", F_BUYER_POSTAL_CODE },
	{ BUYER "DefinedTradeContact/PersonName", F_CONTACT },
	{ BUYER "DefinedTradeContact/DepartmentName", F_CONTACT_OTHER },
	{ BUYER "DefinedTradeContact/TelephoneUniversalCommunication/CompleteNumber", F_PHONE },
	{ BUYER "DefinedTradeContact/EmailURIUniversalCommunication/URIID", F_MAIL },
	{ BUYER "SpecifiedTaxRegistration/ID", F_BUYER_TAX },
	{ AGREEMENT "BuyerOrderReferencedDocument/IssuerAssignedID", F_ORDER },
	{ SETTLEMENT "PaymentReference", F_PAYMENT_REF },
	{ SETTLEMENT "InvoiceCurrencyCode", F_CURRENCY },
	{ SETTLEMENT "SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString", F_DUE },
	{ SETTLEMENT "BillingSpecifiedPeriod/EndDateTime/DateTimeString", F_SERVICE_PERIOD },
	{ SUMS "GrandTotalAmount", F_TOTAL },
	{ SUMS "DuePayableAmount", F_OPEN },
	UBL("ID", F_NUMBER),
	UBL("IssueDate", F_ISSUED),
	UBL("DueDate", F_DUE),
	UBL("InvoiceTypeCode", F_TYPE),
	UBL("CreditNoteTypeCode", F_TYPE),
	UBL("DocumentCurrencyCode", F_CURRENCY),
	UBL("OrderReference/ID", F_ORDER),
	UBL(SUPPLIER "PartyLegalEntity/CompanyID", F_SELLER_ID),
	UBL(SUPPLIER "PartyIdentification/ID", F_SELLER_ID),
	UBL(SUPPLIER "PartyTaxScheme/CompanyID", F_SELLER_TAX),
	UBL(SUPPLIER "PartyLegalEntity/RegistrationName", F_SELLER_NAME),
	UBL("Delivery/ActualDeliveryDate", F_SERVICE),
	UBL("InvoicePeriod/EndDate", F_SERVICE_PERIOD),
	UBL(CUSTOMER "PartyIdentification/ID", F_BUYER_ID),
	UBL(CUSTOMER "PartyName/Name", F_BUYER_TRADE_NAME),
	UBL(CUSTOMER "PostalAddress/PostalZone", F_BUYER_POSTAL_CODE),
	UBL(CUSTOMER "PartyTaxScheme/CompanyID", F_BUYER_TAX),
	UBL(CUSTOMER "PartyLegalEntity/RegistrationName", F_BUYER_NAME),
	UBL(CUSTOMER "PartyLegalEntity/CompanyID", F_BUYER_LEGAL),
	UBL(CUSTOMER "Contact/Name", F_CONTACT),
	UBL(CUSTOMER "Contact/Telephone", F_PHONE),
	UBL(CUSTOMER "Contact/ElectronicMail", F_MAIL),
	UBL("PaymentMeans/PaymentDueDate", F_DUE),
	UBL("PaymentMeans/PaymentID", F_PAYMENT_REF),
	UBL("LegalMonetaryTotal/TaxInclusiveAmount", F_TOTAL),
	UBL("LegalMonetaryTotal/PayableAmount", F_OPEN),
	{ "CreditNote", F_CREDIT_NOTE },
};

enum { TEXT = 512 };

struct invoice {
	struct report report;
	char texts[FIELD_COUNT][TEXT];
	int64_t lines[FIELD_COUNT];
	char scheme[XML_NAME]; /* of the identifier being read */
	char own_no[TEXT];     /* the seller's number for the buyer */
	char buyer_siren[IDENTIFIER_SIREN], buyer_siret[IDENTIFIER_SIRET];
	char seller_siren[IDENTIFIER_SIREN], vat_siren[IDENTIFIER_SIREN];
	bool credit_note; /* says its root */
	bool rounded;
};

/* ---- elements ---- */

/* 0002 is the register of SIREN and SIRET, 0009 that of SIRET; other schemes number other things. */
static bool is_french(const char *scheme)
{
	return !*scheme || strcmp(scheme, "0002") == 0 || strcmp(scheme, "0009") == 0;
}

static void take_siren(const char *text, char siren[IDENTIFIER_SIREN], char *siret)
{
	char whole[IDENTIFIER_SIRET];

	if (identifier_siret(text, whole)) {
		if (!*siren)
			snprintf(siren, IDENTIFIER_SIREN, "%.9s", whole);
		if (siret && !*siret)
			memcpy(siret, whole, sizeof whole);
	} else if (!*siren) {
		identifier_siren(text, siren);
	}
}

/* A French VAT number ends with the SIREN: "FR32732829320". */
static void take_vat(const char *text, char siren[IDENTIFIER_SIREN])
{
	if (!*siren && strncmp(text, "FR", 2) == 0 && strlen(text) == 13)
		identifier_siren(text + 4, siren);
}

static bool element_opens(void *context, int field, const struct xml_open *open, int64_t line)
{
	struct invoice *invoice = context;

	(void)line;
	xml_attribute(open, "schemeID", invoice->scheme, sizeof invoice->scheme);
	invoice->credit_note = invoice->credit_note || field == F_CREDIT_NOTE;
	return true;
}

static bool element_closes(void *context, int field, struct piece piece, int64_t line)
{
	struct invoice *invoice = context;
	char text[TEXT];

	if (text_clean_into(text, sizeof text, piece.s, piece.n) == 0)
		return true;
	if (field == F_SELLER_ID && is_french(invoice->scheme))
		take_siren(text, invoice->seller_siren, NULL);
	if (field == F_SELLER_TAX)
		take_vat(text, invoice->vat_siren);
	if ((field == F_BUYER_ID || field == F_BUYER_LEGAL) && is_french(invoice->scheme) &&
	    (*invoice->scheme || field == F_BUYER_LEGAL))
		take_siren(text, invoice->buyer_siren, invoice->buyer_siret);
	if (field == F_BUYER_ID && !*invoice->scheme && !*invoice->own_no)
		memcpy(invoice->own_no, text, sizeof invoice->own_no);
	if (!*invoice->texts[field]) { /* the first one of several counts */
		memcpy(invoice->texts[field], text, sizeof text);
		invoice->lines[field] = line;
	}
	return true;
}

/* ---- what it says ---- */

static bool wrong(struct invoice *invoice, enum intake_reason reason, int field)
{
	return report_say(&invoice->report, reason, false, invoice->lines[field],
			  invoice->texts[field], piece_of(invoice->texts[field]));
}

static bool day_of(const char *text, date *out)
{
	char day[DATE_TEXT];
	size_t n = strlen(text);

	*out = DATE_NONE;
	if (n == 8)
		return date_parse_compact(text, 8, out);
	snprintf(day, sizeof day, "%.10s", text);
	return n >= 10 && (n == 10 || strchr("+-Z", text[10])) && date_parse_iso(day, out);
}

static bool take_amount(struct invoice *invoice, int field, cents *out)
{
	const char *text = invoice->texts[field];
	enum money_parsed got = money_parse(text, strlen(text), MONEY_POINT, out);

	invoice->rounded = invoice->rounded || got == MONEY_ROUNDED;
	if (got == MONEY_OK || got == MONEY_ROUNDED)
		return true;
	wrong(invoice, got == MONEY_OVERFLOW ? REASON_AMOUNT_OVERFLOW : REASON_BAD_AMOUNT, field);
	return false;
}

static bool is_among(const char *code, const char *const *codes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(code, codes[i]) == 0)
			return true;
	return false;
}
#define IS_AMONG(code, codes) is_among(code, codes, sizeof codes / sizeof *codes)

/* Sums and what they make of the invoice. */
static bool fill_amounts(struct invoice *invoice, struct intake_item *item)
{
	static const char *const credits[] = { "381", "261", "262", "396", "502", "503" };
	static const char *const factored[] = { "393", "396", "501", "502" };
	const char *type = invoice->texts[F_TYPE];
	bool credit = invoice->credit_note || IS_AMONG(type, credits);

	if (!take_amount(invoice, F_OPEN, &item->open))
		return false;
	item->amount = item->open;
	if (*invoice->texts[F_TOTAL] && !take_amount(invoice, F_TOTAL, &item->amount))
		return false;
	if (credit) {
		item->flagged = item->open < 0 || item->amount < 0;
		item->open = -llabs(item->open);
		item->amount = -llabs(item->amount);
	}
	item->kind = credit || item->open < 0 || item->amount < 0 ? ITEM_CREDIT_NOTE : ITEM_INVOICE;
	item->factored = IS_AMONG(type, factored);
	return true;
}

/* When the goods or services were there: a date nobody can read is as good as none. */
static date service_day(struct invoice *invoice)
{
	date day;

	if (day_of(invoice->texts[F_SERVICE], &day) ||
	    day_of(invoice->texts[F_SERVICE_PERIOD], &day))
		return day;
	return DATE_NONE;
}

static bool fill_dates(struct invoice *invoice, struct intake_item *item)
{
	item->due_on = DATE_NONE;
	item->service_on = service_day(invoice);
	if (!*invoice->texts[F_ISSUED])
		wrong(invoice, REASON_NO_DATE, F_ISSUED);
	else if (!day_of(invoice->texts[F_ISSUED], &item->issued_on))
		wrong(invoice, REASON_BAD_DATE, F_ISSUED);
	else if (*invoice->texts[F_DUE] && !day_of(invoice->texts[F_DUE], &item->due_on))
		wrong(invoice, REASON_BAD_DATE, F_DUE);
	else
		return true;
	return false;
}

static const char *first_of(const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (*texts[i])
			return texts[i];
	return "";
}
#define FIRST_OF(...)                                  \
	first_of((const char *const[]){ __VA_ARGS__ }, \
		 sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

static void fill_buyer(struct invoice *invoice, struct intake_item *item)
{
	char(*texts)[TEXT] = invoice->texts;

	item->client_name = FIRST_OF(texts[F_BUYER_NAME], texts[F_BUYER_TRADE_NAME]);
	item->client_no = FIRST_OF(invoice->own_no, invoice->buyer_siret, invoice->buyer_siren,
				   texts[F_BUYER_TAX], item->client_name);
	item->contact_name = FIRST_OF(texts[F_CONTACT], texts[F_CONTACT_OTHER]);
	item->phone = texts[F_PHONE];
	item->mail = texts[F_MAIL];
	item->postal_code = texts[F_BUYER_POSTAL_CODE];
	item->siren = invoice->buyer_siren;
	item->siret = invoice->buyer_siret;
}

static bool fill(struct invoice *invoice, struct intake_item *item)
{
	char(*texts)[TEXT] = invoice->texts;

	fill_buyer(invoice, item);
	item->number = texts[F_NUMBER];
	item->currency = texts[F_CURRENCY];
	item->order_no = texts[F_ORDER];
	item->payment_ref = texts[F_PAYMENT_REF];
	item->seller_name = texts[F_SELLER_NAME];
	item->letter = item->group_no = "";
	item->credit_limit = item->risk_class = -1;
	item->line = invoice->lines[F_NUMBER];
	if (!*item->number)
		wrong(invoice, REASON_NO_NUMBER, F_NUMBER);
	else if (!*item->client_no)
		wrong(invoice, REASON_NO_CLIENT, F_BUYER_NAME);
	else if (!money_is_currency(item->currency))
		wrong(invoice, REASON_CURRENCY, F_CURRENCY);
	else
		return fill_dates(invoice, item) && fill_amounts(invoice, item);
	return false;
}

static bool give(struct invoice *invoice)
{
	struct intake_item item = { 0 };
	struct report *report = &invoice->report;
	char key[2 * TEXT];
	int year, month, day;

	if (!*invoice->seller_siren)
		memcpy(invoice->seller_siren, invoice->vat_siren, sizeof invoice->vat_siren);
	if (!fill(invoice, &item))
		return report->err->code == ERR_NONE && report_some_taken(report, 0);
	date_to_ymd(item.issued_on, &year, &month, &day);
	snprintf(key, sizeof key, "%s|%s|%d", invoice->seller_siren, item.number, year);
	item.key = key;
	report->totals->first_on = report->totals->last_on = item.issued_on;
	memcpy(report->totals->siren, invoice->seller_siren, sizeof invoice->seller_siren);
	if (invoice->rounded && !report_say(report, REASON_AMOUNT_ROUNDED, true, item.line,
					    invoice->texts[F_OPEN], piece_of("")))
		return false;
	return report_client(report, item.client_no, item.client_name) &&
	       report_item(report, &item);
}

static bool read_all(struct invoice *invoice, const char *bytes, size_t n)
{
	static const struct xml_reader reader = { rules, sizeof rules / sizeof *rules,
						  element_opens, element_closes };
	struct buf inside = { 0 };
	bool done = true;

	if (pdf_looks(bytes, n)) {
		done = pdf_invoice(bytes, n, &inside, invoice->report.err);
		bytes = inside.data;
		n = invoice->report.size = inside.len;
	}
	done = done && xml_read(&invoice->report, bytes, n, &reader, invoice) && give(invoice);
	buf_clear(&inside);
	return done;
}

bool einvoice_read(const char *bytes, size_t n, const char *name, const struct intake_sink *sink,
		   struct intake_totals *totals, struct err *err)
{
	struct invoice *invoice = mem_alloc(sizeof *invoice);

	(void)name;
	report_begin(&invoice->report, n, sink, totals, err);
	report_charset(&invoice->report, CHARSET_UTF8);
	*totals->charset = '\0';
	bool done = report_end(&invoice->report, read_all(invoice, bytes, n));
	mem_free(invoice);
	return done;
}
