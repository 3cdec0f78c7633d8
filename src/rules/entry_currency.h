/* In which currency an entry speaks of money: "2500$ fri", "usd fri". A client may owe in several; what is typed bare is of the one shown.
 *
 * Inside rules: only entry.c includes it. Knows nothing of dates and outcomes.
 */
#ifndef RULES_ENTRY_CURRENCY_H
#define RULES_ENTRY_CURRENCY_H

#include "rules/entry.h"

/* Finds what is meant and leaves of every sign or code the mark of an amount, "e" (or nothing where it stands before or alone), so that the rest
 * reads it as euros are read. `text` is clean and does not grow. OTHER_CURRENCY: nothing is owed in that one, `token` names it; CURRENCIES: two of
 * them are named. */
enum entry_status entry_currency_take(char *text, const struct entry_context *context, struct entry_owed *meant, char token[ENTRY_TOKEN_NAMED]);

#endif
