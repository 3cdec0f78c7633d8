/* Made-up names. Lists of our own; any likeness to a firm that exists is chance. Knows no store.
 */
#include "desk/demo_names.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

#define PICK(dice, list) ((list)[demo_next(dice) % (sizeof(list) / sizeof *(list))])

static const char *const trades[] = {
	"Menuiserie", "Charpente", "Plomberie", "Chaudronnerie", "Serrurerie", "Imprimerie", "Transports", "Brasserie", "Boulangerie",
	"Pâtisserie", "Garage", "Carrosserie", "Maçonnerie", "Électricité", "Peintures", "Jardinerie", "Pépinières", "Scierie", "Fonderie",
	"Tannerie", "Mécanique", "Usinage", "Outillage", "Quincaillerie", "Hôtellerie", "Papeterie", "Librairie", "Optique", "Literie",
	"Conserverie", "Laiterie", "Fromagerie", "Cidrerie", "Distillerie", "Ostréiculture", "Marbrerie", "Ferronnerie", "Tôlerie",
	"Ascenseurs", "Climatisation", "Froid industriel", "Nettoyage", "Ambulances", "Travaux publics", "Terrassement", "Couverture",
	"Isolation", "Ameublement", "Œnologie", "Apiculture", "Manœuvre et levage", "Chantier naval", "Location de matériel", "Miroiterie",
	"Métallerie", "Façades", "Étanchéité", "Espaces verts", "Déménagements", "Blanchisserie",
};

static const char *const families[] = {
	/* from everywhere in France */
	"Hébrard", "Aubry", "Fournier", "Chauvin", "Lefèvre", "Béranger", "Vasseur", "Delmas", "Rouxel", "Gâtineau", "Pruvost", "Lemaître",
	"Noël", "Saint-Léger", "Œuvrard", "Marchand", "Joly", "Perrin", "Gaillard", "Brunet", "Ferrand", "Carpentier", "Dumoulin", "Chabrol",
	"Lacaze", "Puech", "Cazenave", "Escoffier", "Barthélemy", "Châtelain", "Desœuvre", "Forêt", "Géraud", "Huré", "L'Hostis",
	"de La Roche", "Maçon", "Naël", "Pâris", "Quérin", "Rivière", "Soulié", "Thévenin", "Ursule", "Valéry", "Zoé-Dupin",
	/* Brittany */
	"Le Goff", "Kerjean", "Guivarc'h", "Le Bihan", "Cozic", "Penn", "Tanguy", "Morvan", "Quéméneur", "Abgrall", "Kervéadou", "Le Floc'h",
	/* Alsace */
	"Schœnfelder", "Kœnig", "Wœlfflin", "Zimmermann", "Heitz", "Schneckenburger", "Obrecht", "Kuntzmann", "Fritsch", "Grünewald",
	/* the South-West and Corsica */
	"Etcheverry", "Haristoy", "Goñi", "Santini", "Paoletti", "Ibarrart",
	/* families that came later */
	"Nguyễn", "Trần", "Phạm", "Lê Văn", "Đặng", "Huỳnh", "Võ", "Benali", "Haddad", "Khelifi", "Bouzid", "Diallo", "Traoré", "Koné",
	"Kowalczyk", "Wiśniewski", "Da Silva", "Gonçalves", "Hagopian", "Şahin",
};

static const char *const towns[] = {
	"de Quimper", "d'Obernai", "de Guérande", "de Mâcon", "de Nîmes", "de Béziers", "d'Évreux", "d'Épinal", "de Sète", "d'Albi",
	"de Ploërmel", "de Sélestat", "de Saint-Brieuc", "de Château-Gontier", "du Puy", "de Thouars", "du Faouët", "de Dole", "d'Étampes",
	"de Lannion", "de Bressuire", "de Condé", "d'Orthez", "de Céret", "du Vigan", "d'Issoire", "de Bœrsch", "de Pont-l'Évêque",
	"de Vendôme", "de Mazères", "d'Uzès", "de Guéret",
};

static const char *const coined_first[] = { "Armo", "Breiz", "Celti", "Dora", "Vala", "Lori", "Norma", "Occi", "Proxi", "Soli", "Trio",
	                                    "Alti", "Boré", "Éco", "Fluvi", "Juras", "Méri", "Ouest", "Rhéno", "Ventou" };
static const char *const coined_last[] = { "bat", "élec", "inox", "map", "pack", "tec", "therm", "usin", "bois", "frig", "log", "print" };
static const char *const forms[] = { " SARL", " SARL", " SAS", " SAS", " SA", " EURL", " SNC", " SCOP", "", "", "", "" };
static const char *const kin[] = { " & Fils", " Frères", " et Sœurs", " & Cie", " & Associés", "" };

static const char *const first_names[] = {
	"Élodie", "Karima", "Sophie", "Chloé", "Gaëlle", "Nolwenn", "Inès", "Anaïs", "Thị Lan", "Marie-Noëlle", "Françoise", "Agnès", "Zoé",
	"Hélène", "Camille", "Maëlys", "Fatou", "Léa", "Joséphine", "Bénédicte", "Jérôme", "Loïc", "Yann", "Gwénaël", "Rémi", "Benoît", "Mathieu",
	"Mehdi", "Văn Minh", "Éric", "François", "Cédric", "Paulo", "Tomasz", "Maël", "Hugo", "Noé", "Ousmane", "Jean-Loup", "Théo",
};

static const char *const english_families[] = { "Ashworth", "Pemberton", "Hollis", "Thackray", "Wetherby", "Lockhart", "Ellery", "Marlow",
	                                        "Birtwistle", "Oakden", "Fairleigh", "Stanhope" };
static const char *const english_trades[] = { "Tooling", "Fasteners", "Hydraulics", "Joinery", "Packaging", "Instruments", "Castings", "Marine" };
static const char *const english_first[] = { "Alice", "Rupert", "Maeve", "Dylan", "Priya", "Owen", "Hazel", "Marcus" };

static void french_company(struct demo_dice *dice, char out[DEMO_NAME])
{
	const char *trade = PICK(dice, trades), *family = PICK(dice, families), *form = PICK(dice, forms);

	switch (demo_roll(dice, 0, 9)) {
	case 0:
	case 1:
	case 2: snprintf(out, DEMO_NAME, "%s %s%s", trade, family, form); break;
	case 3: snprintf(out, DEMO_NAME, "%s %s%s", trade, PICK(dice, towns), form); break;
	case 4: snprintf(out, DEMO_NAME, "Ets %s%s", family, PICK(dice, kin)); break;
	case 5: snprintf(out, DEMO_NAME, "%s%s%s", family, PICK(dice, kin), form); break;
	case 6: snprintf(out, DEMO_NAME, "%s %s & %s", trade, family, PICK(dice, families)); break;
	case 7: snprintf(out, DEMO_NAME, "%s%s%s", PICK(dice, coined_first), PICK(dice, coined_last), form); break;
	case 8: snprintf(out, DEMO_NAME, "Ateliers %s%s", PICK(dice, towns), form); break;
	default: snprintf(out, DEMO_NAME, "%s %s%s", trade, family, PICK(dice, kin)); break;
	}
}

void demo_company(struct demo_dice *dice, enum demo_country country, char out[DEMO_NAME])
{
	const char *family = PICK(dice, english_families), *trade = PICK(dice, english_trades);

	if (country == DEMO_FRANCE)
		french_company(dice, out);
	else if (country == DEMO_BRITAIN)
		snprintf(out, DEMO_NAME, demo_chance(dice, 50) ? "%s %s Ltd" : "%s & Daughters %s Ltd", family, trade);
	else
		snprintf(out, DEMO_NAME, demo_chance(dice, 50) ? "%s %s Inc." : "%s %s LLC", family, trade);
}

void demo_person(struct demo_dice *dice, enum demo_country country, char out[DEMO_NAME])
{
	const char *first = PICK(dice, first_names), *last = PICK(dice, families);

	if (country != DEMO_FRANCE) {
		first = PICK(dice, english_first);
		last = PICK(dice, english_families);
	}
	snprintf(out, DEMO_NAME, "%s %s", first, last);
}

void demo_phone(struct demo_dice *dice, enum demo_country country, char out[DEMO_NAME])
{
	static const char *const kept[] = { "01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49", "06 39 98" };
	int n = demo_roll(dice, 0, 9999);

	if (country == DEMO_BRITAIN)
		snprintf(out, DEMO_NAME, "+44 1632 960%03d", n % 1000);
	else if (country == DEMO_AMERICA)
		snprintf(out, DEMO_NAME, "+1 206 555 01%02d", n % 100);
	else
		snprintf(out, DEMO_NAME, "%s %02d %02d", PICK(dice, kept), n / 100, n % 100);
}

/* Folded, blanks as hyphens, at most 40 bytes. */
static void slug(const char *text, char out[41])
{
	char *folded = text_fold(text);

	snprintf(out, 41, "%s", folded);
	for (char *p = out; *p; p++)
		if (*p == ' ')
			*p = '-';
	mem_free(folded);
}

void demo_mail(const char *company, const char *person, char out[DEMO_NAME])
{
	char house[41], box[41] = "compta";

	slug(company, house);
	if (person)
		slug(person, box);
	snprintf(out, DEMO_NAME, "%s@%s.example", box, house);
}
