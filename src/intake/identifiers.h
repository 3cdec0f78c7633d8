/* Identifiers that carry their own check: SIREN and SIRET, and the IBAN a French RIB makes. Pure functions on clean text;
 * blanks, dots and dashes between the characters are passed over.
 */
#ifndef INTAKE_IDENTIFIERS_H
#define INTAKE_IDENTIFIERS_H

#include <stdbool.h>

#define IDENTIFIER_SIREN 10 /* room: 9 digits */
#define IDENTIFIER_SIRET 15 /* 14 digits */
#define IDENTIFIER_IBAN  35 /* 34 characters */

/* Outputs are filled on true alone. */
bool identifier_siren(const char *text, char out[IDENTIFIER_SIREN]);
/* Luhn on the whole and on the SIREN in it; La Poste's other offices: digits that add up to a multiple
 * of 5. */
bool identifier_siret(const char *text, char out[IDENTIFIER_SIRET]);
/* The IBAN of a French account from bank (5 digits), branch (5) and account (11 letters or digits). */
bool identifier_iban_of_rib(const char *bank, const char *branch, const char *account,
			    char out[IDENTIFIER_IBAN]);

#endif
