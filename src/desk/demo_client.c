/* Made-up clients. Few owe much, many owe little; most is young, some is very old. Knows no store.
 */
#include "desk/demo_client.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"

enum { DICE_IDENTITY, DICE_CONTACTS, DICE_ITEMS, DICE_RENT };
enum size { SMALL, MEDIUM, BIG };

#define LARGE_PORTFOLIO 20000 /* from here on fewer items a client, so that a million clients fit a disk */

/* Whole euros before tax: one of twelve steps of a decade, never a round figure twice. */
static cents roll_amount(struct demo_dice *dice, enum size size)
{
	static const int steps[] = { 100, 121, 147, 178, 215, 261, 316, 383, 464, 562, 681, 825 };
	static const int decades[3][6] = { { 1, 1, 1, 1, 10, 10 }, { 1, 10, 10, 10, 10, 100 }, { 10, 10, 10, 100, 100, 100 } };
	static const int taxes[] = { 1200, 1200, 1200, 1200, 1100, 1055 };
	int64_t net = (int64_t)steps[demo_roll(dice, 0, 11)] * decades[size][demo_roll(dice, 0, 5)];

	net = net * 100 * demo_roll(dice, 90, 109) / 100;
	return net * taxes[demo_roll(dice, 0, 5)] / 1000;
}

/* Days late: negative ones are still to fall due. */
static int roll_lateness(struct demo_dice *dice)
{
	int luck = demo_roll(dice, 1, 100);

	if (luck <= 42)
		return -demo_roll(dice, 0, 45);
	if (luck <= 70)
		return demo_roll(dice, 1, 30);
	if (luck <= 83)
		return demo_roll(dice, 31, 60);
	if (luck <= 91)
		return demo_roll(dice, 61, 120);
	return luck <= 98 ? demo_roll(dice, 121, 365) : demo_roll(dice, 366, 730);
}

static struct item *add_item(struct demo_client *client, enum item_kind kind, date due_on, cents amount)
{
	struct item *item;

	MEM_GROW(client->items, client->item_count, client->item_room);
	item = &client->items[client->item_count++];
	*item = (struct item){ .kind = kind, .issued_on = due_on - client->terms_days, .due_on = due_on, .amount = amount, .open = amount };
	memcpy(item->currency, client->currency, MONEY_CODE);
	return item;
}

static bool is_giant(const struct demo_recipe *recipe, int64_t number)
{
	return number == DEMO_GIANT && recipe->clients >= DEMO_GIANT_FROM;
}

const char demo_currencies[DEMO_COUNTRIES][MONEY_CODE] = { [DEMO_FRANCE] = "EUR", [DEMO_BRITAIN] = "GBP", [DEMO_AMERICA] = "USD" };

void demo_client_make(const struct demo_recipe *recipe, int64_t number, struct demo_client *out)
{
	static const int terms[] = { 30, 30, 30, 45, 45, 60, 15, 0 };
	struct demo_dice dice = demo_dice_for(recipe->seed, DICE_IDENTITY, (uint64_t)number);
	int luck = demo_roll(&dice, 1, 1000);

	out->country = luck <= 15 ? DEMO_BRITAIN : luck <= 35 ? DEMO_AMERICA : DEMO_FRANCE;
	snprintf(out->no, sizeof out->no, "C-%lld", (long long)number + DEMO_FIRST_NO);
	snprintf(out->currency, MONEY_CODE, "%s", demo_currencies[out->country]);
	if (is_giant(recipe, number))
		snprintf(out->name, DEMO_NAME, "Enseignes réunies du Grand Ouest SA");
	else
		demo_company(&dice, out->country, out->name);
	out->terms_days = terms[demo_roll(&dice, 0, 7)];
	luck = demo_roll(&dice, 1, 100);
	out->risk_class = luck <= 80 ? 0 : luck <= 95 ? 1 : 2;
	out->credit_limit = demo_chance(&dice, 30) ? (cents)demo_roll(&dice, 1, 40) * 250000 : -1;
}

static void make_contact(struct demo_dice *dice, struct demo_client *client, const char *role)
{
	struct demo_contact *contact = &client->contacts[client->contact_count++];
	bool accounts = strcmp(role, "accounts_payable") == 0;

	demo_person(dice, client->country, contact->name);
	demo_phone(dice, client->country, contact->phone);
	demo_mail(client->name, accounts ? NULL : contact->name, contact->mail);
	contact->role = role;
	contact->qualified = demo_chance(dice, 60);
	contact->best_minute = demo_chance(dice, 40) ? 30 * demo_roll(dice, 17, 35) : -1;
}

void demo_client_meet(const struct demo_recipe *recipe, int64_t number, struct demo_client *out)
{
	static const char *const others[] = { "director", "director", "buyer", "approver", "sales", "other" };
	struct demo_dice dice = demo_dice_for(recipe->seed, DICE_CONTACTS, (uint64_t)number);
	int more = demo_roll(&dice, 1, 100);

	out->contact_count = 0;
	make_contact(&dice, out, demo_chance(&dice, 85) ? "accounts_payable" : "director");
	if (recipe->clients >= LARGE_PORTFOLIO)
		return;
	for (int i = 0; i < (more <= 8 ? 2 : more <= 40); i++)
		make_contact(&dice, out, others[demo_roll(&dice, 0, 5)]);
}

static int roll_count(struct demo_dice *dice, enum size size, bool large)
{
	static const struct { int low, high; } counts[2][3] = { { { 1, 4 }, { 2, 9 }, { 6, 30 } }, { { 1, 2 }, { 2, 5 }, { 4, 16 } } };

	return demo_roll(dice, counts[large][size].low, counts[large][size].high);
}

/* Money of the client's own that nobody has matched yet. */
static void make_credits(struct demo_dice *dice, const struct demo_recipe *recipe, struct demo_client *out)
{
	cents owed = out->items[0].amount, late = 0;

	for (size_t i = 0; i < out->item_count; i++)
		late += out->items[i].due_on < recipe->today ? out->items[i].amount : 0;
	if (demo_chance(dice, 6))
		add_item(out, ITEM_CREDIT_NOTE, recipe->today - demo_roll(dice, 2, 90), -owed / demo_roll(dice, 2, 12));
	if (demo_chance(dice, 5))
		add_item(out, ITEM_CASH, recipe->today - demo_roll(dice, 1, 30), demo_chance(dice, 30) && late > 0 ? -late : -(owed / demo_roll(dice, 2, 6)));
}

/* A subscription: two invoices of one amount. */
static void make_rent(const struct demo_recipe *recipe, int64_t number, struct demo_client *out)
{
	struct demo_dice dice = demo_dice_for(recipe->seed, DICE_RENT, (uint64_t)number);
	struct item *last = out->items + out->item_count - 1;

	if (out->item_count > 1 && demo_chance(&dice, 4))
		last->amount = last->open = last[-1].amount;
}

void demo_client_owe(const struct demo_recipe *recipe, int64_t number, int aged_from, int aged_to, struct demo_client *out)
{
	struct demo_dice dice = demo_dice_for(recipe->seed, DICE_ITEMS, (uint64_t)number);
	int luck = demo_roll(&dice, 1, 100), count;
	enum size size = luck <= 70 ? SMALL : luck <= 94 ? MEDIUM : BIG;

	out->item_count = 0;
	count = roll_count(&dice, size, recipe->clients >= LARGE_PORTFOLIO);
	if (is_giant(recipe, number)) {
		size = MEDIUM;
		count = DEMO_GIANT_ITEMS;
	}
	if (aged_to > 0)
		add_item(out, ITEM_INVOICE, recipe->today - demo_roll(&dice, aged_from, aged_to), roll_amount(&dice, size));
	for (int i = aged_to > 0; i < count; i++)
		add_item(out, ITEM_INVOICE, recipe->today - roll_lateness(&dice), roll_amount(&dice, size));
	make_rent(recipe, number, out);
	make_credits(&dice, recipe, out);
}

void demo_client_clear(struct demo_client *client)
{
	mem_free(client->items);
	*client = (struct demo_client){ 0 };
}
