/* Events into positions, and entries into events.
 */
#include "desk/circuit.h"

#include <stdio.h>
#include <string.h>

#include "base/id.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/contact.h"
#include "rules/calendar.h"
#include "rules/circuit_entry.h"

static void place_all(struct client_file *f)
{
	for (size_t i = 0; i < f->news_count; i++) {
		size_t place = file_place_of(f, f->news[i].event.invoice_id);
		if (place != SIZE_MAX) /* else it is settled */
			circuit_apply(&f->positions[place], &f->news[i].event);
	}
}

bool circuit_load(struct session *session, struct client_file *f, struct err *err)
{
	if (!circuit_list(session->store, &f->arena, f->client.id, f->partial ? FILE_FIRST : 0, &f->news, &f->news_count, err))
		return false;
	f->positions = arena_alloc(&f->arena, (f->invoice_count + 1) * sizeof *f->positions);
	place_all(f);
	return true;
}

struct circuit_standing *circuit_standings(struct client_file *f, size_t *count)
{
	size_t used = 0;

	for (size_t i = 0; i < f->invoice_count; i++)
		used += f->positions[i].known;
	struct circuit_standing *list = arena_alloc(&f->arena, (used + 1) * sizeof *list);
	*count = 0;
	for (size_t i = 0; i < f->invoice_count && *count < used; i++) {
		const struct item *item = &f->invoices[i].item;
		if (!f->positions[i].known || item->open <= 0 || item->disputed)
			continue;
		list[(*count)++] = (struct circuit_standing){ .invoice_id = item->id,
							      .number = f->invoices[i].number,
							      .open = f->left[i],
							      .position = f->positions[i] };
	}
	return list;
}

const struct circuit_row *circuit_of_invoice(const struct client_file *f, int64_t invoice_id,
					     size_t *count)
{
	size_t low = 0, high = f->news_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (f->news[middle].event.invoice_id < invoice_id)
			low = middle + 1;
		else
			high = middle;
	}
	for (*count = 0; low + *count < f->news_count &&
			 f->news[low + *count].event.invoice_id == invoice_id;)
		(*count)++;
	return *count ? &f->news[low] : NULL;
}

void circuit_file_average(const struct client_file *f,
			  struct circuit_average out[CIRCUIT_STAGE_COUNT])
{
	struct circuit_event *events = mem_alloc((f->news_count + 1) * sizeof *events);

	for (size_t i = 0; i < f->news_count; i++)
		events[i] = f->news[i].event;
	circuit_average(events, f->news_count, out);
	mem_free(events);
}

/* ---- what an entry means ---- */

static void find_holder(const struct client_file *f, struct call_result *result)
{
	struct circuit_entry *entry = &result->circuit;
	struct call_holder *holder = &result->holder;

	*holder = (struct call_holder){ .role = circuit_role(entry->stage) };
	if (!entry->holder[0])
		return;
	holder->match =
		contact_match(f->people, f->contact_count, entry->holder, holder->role, &holder->place);
	if (holder->match == CONTACT_MATCH_ONE) {
		holder->role = f->people[holder->place].role;
		snprintf(holder->name, sizeof holder->name, "%s", f->people[holder->place].name);
	} else if (holder->match == CONTACT_MATCH_NONE) {
		char *tidy = contact_name_tidy(entry->holder);
		snprintf(holder->name, sizeof holder->name, "%s", tidy);
		mem_free(tidy);
	} else if (entry->status == CIRCUIT_ENTRY_OK) {
		entry->status = CIRCUIT_ENTRY_SEVERAL;
		text_clean_into(entry->token, sizeof entry->token, entry->holder,
				strlen(entry->holder));
	}
}

void circuit_preview(const struct client_file *f, const char *entry, struct call_result *result,
		     bool *chosen)
{
	struct circuit_line *lines = mem_alloc((f->invoice_count + 1) * sizeof *lines);
	date today = f->entry.today;

	for (size_t i = 0; i < f->invoice_count; i++) {
		const struct item *item = &f->invoices[i].item;
		bool owed = item->kind == ITEM_INVOICE && item->open > 0; /* a gap of the ledger lies on nobody's desk */
		lines[i] = (struct circuit_line){
			.number = f->invoices[i].number,
			.owed = owed,
			.overdue = owed && !item->disputed && item->due_on < today,
			.position = &f->positions[i],
		};
	}
	char *clean = text_clean(entry, strlen(entry));
	circuit_entry_parse(clean, lines, f->invoice_count, today, chosen, &result->circuit);
	mem_free(clean);
	find_holder(f, result);
	result->entry_refused = result->circuit.status != CIRCUIT_ENTRY_OK;
	mem_free(lines);
}

date circuit_next_on(const struct client_file *f, const struct circuit_entry *entry)
{
	date soonest = outcome_default_next(OUTCOME_CIRCUIT, f->entry.today);
	date last = calendar_business_on_or_before(f->entry.today + f->entry.max_gap_days), on;

	if (!date_is(entry->expected_on))
		return soonest;
	on = calendar_business_on_or_after(entry->expected_on);
	if (on > last)
		on = last;
	return on > soonest ? on : soonest;
}

/* ---- what is stored ---- */

static bool put_holder(struct session *session, const struct call_effects *e, int64_t *id,
		       struct err *err)
{
	const struct call_holder *holder = &e->result->holder;
	struct contact_row row = { .id = id_new(),
				   .name = holder->name,
				   .role = contact_role_codes[holder->role],
				   .best_minute = -1 };

	*id = 0;
	if (!holder->name[0])
		return true;
	if (holder->match == CONTACT_MATCH_ONE) {
		*id = e->file->people[holder->place].id;
		return true;
	}
	*id = row.id;
	return contact_insert(session->store, e->file->client.id, &row, e->request->id, err) &&
	       contact_put_words(session, &e->file->client, err);
}

bool circuit_put(struct session *session, const struct call_effects *e, struct err *err)
{
	const struct circuit_entry *entry = &e->result->circuit;
	struct circuit_row row = {
		.event = { .stage = entry->stage,
			   .since = entry->since,
			   .expected_on = entry->expected_on,
			   .holder_role = e->result->holder.role,
			   .holder = e->result->holder.name,
			   .source = CIRCUIT_CALL,
			   .back = entry->back,
			   .note = e->note },
		.action_id = e->request->id,
	};

	if (!put_holder(session, e, &row.event.holder_id, err))
		return false;
	for (size_t i = 0; i < e->file->invoice_count; i++) {
		if (!e->chosen[i])
			continue;
		row.event.id = id_new();
		row.event.invoice_id = e->file->invoices[i].item.id;
		if (!circuit_insert(session->store, e->file->client.id, &row, err))
			return false;
	}
	return true;
}

void circuit_journal(struct json *json, const struct call_effects *e)
{
	const struct circuit_entry *entry = &e->result->circuit;

	json_text(json, "stage", circuit_stage_codes[entry->stage]);
	json_date(json, "since", entry->since);
	json_date(json, "expected_on", entry->expected_on);
	json_text(json, "holder", e->result->holder.name);
	if (entry->back != CIRCUIT_BACK_NONE)
		json_text(json, "back", circuit_back_codes[entry->back]);
	json_array(json, "invoices");
	for (size_t i = 0; i < e->file->invoice_count; i++)
		if (e->chosen[i])
			json_text(json, NULL, e->file->invoices[i].number);
	json_end(json, ']');
}
