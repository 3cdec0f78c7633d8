/* A dictionary of column names, folded (small letters, no accents, blanks for all signs).
 */
#include "intake/mapping_words.h"

#include <string.h>

/* The more telling a name the further in front: "code client" is the number where a file has both it
 * and "client". */
static const char *const words[FIELD_COUNT] = {
	[FIELD_CLIENT] =
		"code client|customer number|customer no|customer id|cust number|numero client|"
		"n client|no client|num client|compte client|kundennummer|kunden nr|kundennr|kunnr|"
		"debitorennummer|debitoren nr|debitor nr|code tiers|compte tiers|compte auxiliaire|"
		"compauxnum|client code|client no|client number|client id|customer code|account "
		"number|"
		"account no|account code|cardcode|ref client|id client|code "
		"partenaire|matchcode|kto nr|"
		"konto|client|customer|kunde|debitor|tiers|partner|partenaire|compte|account",
	[FIELD_NAME] =
		"raison sociale|nom client|nom du client|name customer|customer name|client name|"
		"kundenname|nom tiers|nom du tiers|libelle tiers|libelle client|intitule|intitule "
		"client|"
		"name1|name 1|name|nom|firma|firmenname|company|company name|societe|thirdparty|"
		"compauxlib|debitorname|partner "
		"name|designation|client|customer|kunde|tiers|partner",
	[FIELD_NUMBER] =
		"invoice number|invoice no|invoice id|numero facture|numero de facture|n facture|"
		"no facture|num facture|n de facture|no de facture|ref facture|reference facture|"
		"facture|invoice|rechnungsnummer|rechnungs "
		"nr|rechnungsnr|rechnung|belegnummer|beleg nr|"
		"belegnr|doc id|document number|document no|doc number|doc no|numero piece|"
		"numero de piece|n piece|no piece|n de "
		"piece|pieceref|piece|document|xblnr|belnr|number|"
		"numero|reference|ref|nr",
	[FIELD_ISSUED] =
		"invoice date|date facture|date de facture|date de la facture|dateinvoice|"
		"date invoice|rechnungsdatum|issue date|issued|issued on|date d emission|date "
		"emission|"
		"document date|document create date|date piece|date de piece|date "
		"document|belegdatum|"
		"bldat|posting date|buchungsdatum|budat|baseline create date|date comptable|"
		"date ecriture|date|datum",
	[FIELD_DUE] = "due date|duedate|due in date|date due|datedue|due on|due|date d "
		      "echeance|date echeance|"
		      "date de echeance|echeance|net due "
		      "date|netdt|falligkeitsdatum|falligkeit|fallig am|"
		      "faellig am|faelligkeit|fallig|zfbdt|payment due",
	[FIELD_AMOUNT] =
		"invoice amount|amount|total ttc|totalttc|montant ttc|montant facture|montant|"
		"total open amount|rechnungsbetrag|bruttobetrag|brutto|betrag|total amount|"
		"invoice total|gross amount|dmshb|dmbtr|wrbtr|total|ttc|value|wert",
	[FIELD_OPEN] =
		"open amount|amount due|amount open|open balance|outstanding|outstanding amount|"
		"reste a payer|reste du|restant du|reste a regler|solde du|montant ouvert|montant "
		"du|"
		"montant restant|montant restant du|offener betrag|offen|restbetrag|residual|"
		"amount residual|balance due|balance|solde|open|saldo|du",
	[FIELD_DEBIT] = "debit|montant debit|soll|sollbetrag",
	[FIELD_CREDIT] = "credit|montant credit|haben|habenbetrag",
	[FIELD_SIGN] = "sens|shkzg|soll haben|s h|d c|debit credit|dr cr|soll haben kennzeichen",
	[FIELD_KIND] =
		"document type|type de piece|type piece|type document|type de document|doc type|"
		"invoice type|belegart|blart|nature|type|art|kind",
	[FIELD_CURRENCY] =
		"invoice currency|currency|currency code|devise|code devise|monnaie|waers|wahrung|"
		"waehrung|ccy|cur",
	[FIELD_ORDER] =
		"purchase order|order number|order no|po number|po|numero commande|n commande|"
		"no commande|ref commande|commande|bestellnummer|bestell nr|bestellung|bstnk|order",
	[FIELD_CONTACT] = "contact|contact name|nom contact|interlocuteur|ansprechpartner",
	[FIELD_PHONE] = "phone|telephone|tel|phone number|telefon|telefonnummer",
	[FIELD_MAIL] = "mail|email|e mail|courriel|adresse mail",
	[FIELD_LIMIT] = "credit limit|encours autorise|plafond|kreditlimit|limit",
	[FIELD_RISK] = "risk class|classe de risque|risikoklasse|risk|risque",
	[FIELD_GROUP] =
		"business code|company code|bukrs|buchungskreis|compte general|comptenum|group",
	[FIELD_PAID] =
		"is open|isopen|invoicepaid|invoice paid|paid|amount paid|payee|paye|reglee|regle|"
		"montant regle|montant paye|deja regle|bezahlt|soldee",
	[FIELD_CLEARED] =
		"clear date|clearing date|augdt|ausgleichsdatum|date reglement|date de reglement|"
		"date paiement|date de paiement|payment date|date lettrage|paid on",
};

const char *const mapping_words_sums[] = { "total",         "sous total", "somme",
					   "grand total",   "subtotal",   "summe",
					   "zwischensumme", "gesamt",     NULL };

enum { WHOLE = 1000, INSIDE = 400, STEP = 8, PER_LETTER = 12 };

static bool has_word(const char *text, const char *word, size_t n)
{
	for (const char *at = text; *at; at++)
		if ((at == text || at[-1] == ' ') && strncmp(at, word, n) == 0 &&
		    (at[n] == '\0' || at[n] == ' '))
			return true;
	return false;
}

int mapping_words_score(const char *folded, enum mapping_field field)
{
	int best = 0, place = 0;
	size_t len = strlen(folded);

	for (const char *word = words[field]; *word; place++) {
		size_t n = strcspn(word, "|");
		int score = 0;
		if (n == len && memcmp(word, folded, n) == 0)
			score = WHOLE - STEP * place;
		else if (n > 2 && n < len && has_word(folded, word, n))
			score = INSIDE + PER_LETTER * (int)n - STEP * place;
		if (score > best)
			best = score;
		word += n + (word[n] == '|');
	}
	return best;
}

bool mapping_words_asks_open(const char *folded)
{
	return strcmp(folded, "is open") == 0 || strcmp(folded, "isopen") == 0 ||
	       has_word(folded, "offen", 5) || has_word(folded, "open", 4);
}
