/* Short ways to write the news of an invoice's circuit.
 */
#ifndef TESTS_RULES_CIRCUIT_NEWS_H
#define TESTS_RULES_CIRCUIT_NEWS_H

#include "facts.h"
#include "rules/circuit.h"

#define NEWS(number, where, day)                                                   \
	{                                                                          \
		.id = (number), .invoice_id = 1, .stage = (where), .since = (day), \
		.expected_on = DATE_NONE, .holder_role = CONTACT_ROLE_COUNT        \
	}
#define BACK(number, where, day, why)                                                      \
	{                                                                                  \
		.id = (number), .invoice_id = 1, .stage = (where), .since = (day),         \
		.expected_on = DATE_NONE, .holder_role = CONTACT_ROLE_COUNT, .back = (why) \
	}

#endif
