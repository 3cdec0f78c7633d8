/* Made-up names: companies, people, phones and mails that belong to nobody.
 *
 * Companies are put together from trades, families, towns and legal forms; phones come from the ranges France keeps for fiction, mails
 * from a domain that cannot exist.
 */
#ifndef DESK_DEMO_NAMES_H
#define DESK_DEMO_NAMES_H

#include "desk/demo_dice.h"

#define DEMO_NAME 96

enum demo_country { DEMO_FRANCE, DEMO_BRITAIN, DEMO_AMERICA, DEMO_COUNTRIES };

void demo_company(struct demo_dice *dice, enum demo_country country, char out[DEMO_NAME]);
/* "Élodie Kerjean" */
void demo_person(struct demo_dice *dice, enum demo_country country, char out[DEMO_NAME]);
/* "01 99 00 45 67", the same digits again only after ten thousand */
void demo_phone(struct demo_dice *dice, enum demo_country country, char out[DEMO_NAME]);
/* "compta@kerjean-fils.example", or the person's own box when there is one. */
void demo_mail(const char *company, const char *person, char out[DEMO_NAME]);

#endif
