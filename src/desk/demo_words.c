/* Notes as agents type them: short, without care for style. Knows no client.
 */
#include "desk/demo_words.h"

#define SAID_MOST 8

/* Each list ends at NULL; the first English one stands apart. */
static const struct {
	const char *french[SAID_MOST], *english[SAID_MOST];
} said[OUTCOME_COUNT] = {
	[OUTCOME_PROMISE] = {
		{ "virement au prochain train de règlements", "chèque signé par la direction, part demain", "attendait le bon à payer, l'a reçu",
		  "avait oublié, s'excuse", "paiera dès l'encaissement de son propre client", "confirmé par mail pendant l'appel" },
		{ "in the next payment run", "director has signed it off", "will confirm the transfer by mail" },
	},
	[OUTCOME_CALLBACK] = {
		{ "en réunion, rappeler", "la comptable est là l'après-midi seulement", "vérifie avec l'acheteur, on se rappelle",
		  "a demandé un relevé, le regarde et rappelle", "ne travaille pas le mercredi", "dit n'avoir jamais reçu la facture" },
		{ "in a meeting, call again", "checks with the buyer first" },
	},
	[OUTCOME_NO_ANSWER] = {
		{ "", "", "sonne dans le vide", "standard fermé", "numéro occupé trois fois" },
		{ "", "rings out" },
	},
	[OUTCOME_MESSAGE] = {
		{ "message sur le répondeur de la compta", "message laissé à l'accueil, demande de rappel", "répondeur plein d'abord, passé ensuite" },
		{ "left a message with the front desk" },
	},
	[OUTCOME_EVASIVE] = {
		{ "« c'est en cours »", "« ça part bientôt », sans date", "« je m'en occupe »", "n'a pas accès au logiciel aujourd'hui",
		  "attend un retour de son associé", "« le chèque est parti »", "« mon assistante devait le faire »" },
		{ "\"it is in progress\", no date", "waits for his partner", "\"the cheque is in the post\"" },
	},
	[OUTCOME_DISPUTE] = {
		{ "deux cartons manquants à la livraison", "prix différent du devis", "bon de commande absent de la facture",
		  "matériel en panne depuis la mise en service", "facturé deux fois selon lui", "adresse de facturation erronée" },
		{ "price differs from the quote", "two boxes missing" },
	},
	[OUTCOME_PAID] = {
		{ "virement fait, référence à retrouver", "chèque débité d'après sa banque", "payé sur l'ancien RIB ?" },
		{ "says it left on Friday" },
	},
	[OUTCOME_DIFFICULTY] = {
		{ "a perdu son plus gros client, demande du temps", "trésorerie tendue jusqu'à la fin du chantier", "banque refuse le découvert" },
		{ "cash is tight until spring" },
	},
	[OUTCOME_REFUSAL] = {
		{ "ne paiera rien tant que le commercial ne sera pas passé", "conteste tout, a raccroché", "« faites-moi un procès »" },
		{ "will not pay before the visit" },
	},
	[OUTCOME_CIRCUIT] = {
		{ "", "", "la compta ne l'a pas encore", "visa attendu, acheteur en congés", "commande à rapprocher" },
		{ "", "buyer on holiday" },
	},
	[OUTCOME_WRONG_CONTACT] = {
		{ "a quitté la société", "service transféré au siège" },
		{ "left the company" },
	},
	[OUTCOME_DOCUMENT] = {
		{ "", "à envoyer à la compta, pas au magasin", "ne paie pas sans" },
		{ "", "to the accountant, please" },
	},
	[OUTCOME_INSOLVENCY] = {
		{ "redressement, mandataire à rappeler", "liquidation, vu au Bodacc" },
		{ "receivership" },
	},
	[OUTCOME_NOTE] = {
		{ "changement de comptable au 1er du mois", "préfère les relevés par mail", "déménage en janvier, nouvelle adresse à demander",
		  "très bon accueil, demander Mme la comptable" },
		{ "new accountant since this month" },
	},
};

const char *demo_words(struct demo_dice *dice, enum outcome outcome, bool english)
{
	const char *const *list = english ? said[outcome].english : said[outcome].french;
	int n = 0;

	while (n < SAID_MOST && list[n])
		n++;
	return n ? list[demo_roll(dice, 0, n - 1)] : "";
}
