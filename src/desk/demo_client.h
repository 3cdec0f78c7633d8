/* One made-up client: who it is, whom to call, what it owes. A pure function of the seed, its number and the day.
 */
#ifndef DESK_DEMO_CLIENT_H
#define DESK_DEMO_CLIENT_H

#include <stdbool.h>
#include <stddef.h>

#include "desk/demo_names.h"
#include "rules/records.h"

extern const char demo_currencies[DEMO_COUNTRIES][MONEY_CODE];

#define DEMO_FIRST_NO  10001 /* "C-10001" is client 0 */
#define DEMO_CONTACTS  3
#define DEMO_GIANT     7     /* the client with very many invoices … */
#define DEMO_GIANT_ITEMS 2500
#define DEMO_GIANT_FROM 1000 /* … in a portfolio of at least so many clients */

struct demo_contact {
	char name[DEMO_NAME], phone[DEMO_NAME], mail[DEMO_NAME];
	const char *role;
	bool qualified;
	int best_minute;             /* -1: not known */
};

struct demo_client {
	char no[32], name[DEMO_NAME], currency[MONEY_CODE];
	enum demo_country country;
	int terms_days, risk_class;
	cents credit_limit;          /* -1: none */
	struct demo_contact contacts[DEMO_CONTACTS];
	size_t contact_count;
	struct item *items;          /* without ids; room is kept from one client to the next */
	size_t item_count, item_room;
};

struct demo_recipe {
	int64_t clients;
	uint64_t seed;
	date today;
};

/* Who it is; then, only where they are wanted, what it owes and whom to call. */
void demo_client_make(const struct demo_recipe *recipe, int64_t number, struct demo_client *out);
/* aged_from, aged_to: something fell due between so many days before today (0: whatever comes). */
void demo_client_owe(const struct demo_recipe *recipe, int64_t number, int aged_from, int aged_to, struct demo_client *out);
void demo_client_meet(const struct demo_recipe *recipe, int64_t number, struct demo_client *out);
void demo_client_clear(struct demo_client *client);

#endif
