/* People of a client: use cases, and what a file shows of them.
 */
#include "desk/contact.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/id.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "db/search.h"
#include "desk/circuit.h"
#include "desk/transact.h"
#include "rules/contact_entry.h"

#define NAME_BYTES 200
#define NOTE_BYTES 1000

/* ---- whom to call, and when ---- */

static struct contact *people_of(struct client_file *f)
{
	struct contact *people = arena_alloc(&f->arena, (f->contact_count + 1) * sizeof *people);

	for (size_t i = 0; i < f->contact_count; i++) {
		const struct contact_row *row = &f->contacts[i];
		people[i] = (struct contact){ .id = row->id,
					      .name = row->name,
					      .role = CONTACT_OTHER,
					      .qualified = row->qualified,
					      .wrong = row->wrong,
					      .phone = *row->phone || *row->mobile };
		contact_role_from_code(row->role, &people[i].role);
	}
	return people;
}

/* The standing calls to one contact among the actions shown. */
static struct contact_hours hours_of(const struct client_file *f, int64_t contact_id)
{
	struct contact_call *calls = mem_alloc((f->history_count + 1) * sizeof *calls);
	struct contact_hours hours;
	size_t count = 0;

	for (size_t i = 0; i < f->history_count; i++) {
		const struct call_row *row = &f->history[i];
		enum outcome outcome;
		int minute;
		if (row->contact_id != contact_id || row->undone_by ||
		    !outcome_from_code(row->outcome, &outcome) || !outcome_rules[outcome].chase ||
		    (minute = clock_local_minute(row->at)) < 0)
			continue;
		calls[count++] = (struct contact_call){ minute, outcome_rules[outcome].spoken };
	}
	hours = contact_learn_hours(calls, count);
	mem_free(calls);
	return hours;
}

void contact_file(struct session *session, struct client_file *f)
{
	size_t count;
	const struct circuit_standing *standings = circuit_standings(f, &count);

	f->people = people_of(f);
	f->hours = arena_alloc(&f->arena, (f->contact_count + 1) * sizeof *f->hours);
	for (size_t i = 0; i < f->contact_count; i++)
		f->hours[i] = hours_of(f, f->contacts[i].id);
	f->standings = standings;
	f->standing_count = count;
	f->whom.asked = circuit_whom(standings, count, &session->policy.circuit,
				     f->client.small_structure, session->today);
	f->whom.contact = contact_choose(f->people, f->contact_count, f->whom.asked.role,
					 f->whom.asked.holder_id);
	f->whom.dial = contact_dial(f->people, f->contact_count, f->whom.contact);
}

const struct contact_row *contact_spoken_to(const struct client_file *f)
{
	size_t place = f->whom.contact < f->contact_count ? f->whom.contact : f->whom.dial;

	return place < f->contact_count ? &f->contacts[place] : NULL;
}

const struct contact_row *contact_of(const struct client_file *f, int64_t id)
{
	for (size_t i = 0; i < f->contact_count; i++)
		if (f->contacts[i].id == id)
			return &f->contacts[i];
	return NULL;
}

bool contact_best(const struct client_file *f, size_t place, int *from, int *to)
{
	const struct contact_hours *hours = &f->hours[place];

	*from = hours->from_minute >= 0 ? hours->from_minute : f->contacts[place].best_minute;
	*to = hours->to_minute;
	return *from >= 0;
}

/* ---- search ---- */

bool contact_put_words(struct session *session, const struct client_row *client, struct err *err)
{
	struct arena arena = { 0 };
	struct contact_row *rows = NULL;
	size_t count = 0, phone_count = 0;
	bool done = contact_list(session->store, &arena, client->id, &rows, &count, err);
	const char **texts = mem_alloc((count + 2) * sizeof *texts);
	const char **phones = mem_alloc((2 * count + 1) * sizeof *phones);

	texts[0] = client->no;
	texts[1] = client->name;
	for (size_t i = 0; i < count; i++) {
		texts[2 + i] = rows[i].name;
		phones[phone_count++] = rows[i].phone;
		phones[phone_count++] = rows[i].mobile;
	}
	done = done && search_put(session->store, session->creditor.id, client->id, texts,
				  2 + count, phones, phone_count, err);
	mem_free(texts);
	mem_free(phones);
	arena_clear(&arena);
	return done;
}

/* ---- changes ---- */

/* What a change is made of; texts already clean. */
struct change {
	const char *kind;          /* of the journal */
	int64_t client_id;         /* 0: the contact's */
	struct contact_row *row;
	bool wrong;
	struct arena *arena;       /* of what is read anew into row */
	bool (*store)(struct session *session, const struct change *change, struct err *err);
};

static void journal_row(struct json *json, const struct contact_row *row)
{
	json_text(json, "name", row->name);
	json_text(json, "role", row->role);
	json_text(json, "phone", row->phone);
	json_text(json, "mobile", row->mobile);
	json_text(json, "mail", row->mail);
	json_text(json, "note", row->note);
	json_boolean(json, "qualified", row->qualified);
	json_integer(json, "best_minute", row->best_minute);
}

static bool journal(struct session *session, int64_t client_id, const struct change *change,
		    struct err *err)
{
	struct session_note note;
	struct json *json = session_note_open(&note);

	json_integer(json, "contact", change->row->id);
	journal_row(json, change->row);
	return session_note_write(session, &note, client_id, change->kind, err);
}

/* Inside the write transaction; the client is locked first, as every writer does. */
static bool apply(struct session *session, void *context, struct err *err)
{
	const struct change *change = context;
	struct arena arena = { 0 };
	struct client_row client;
	bool done = false;
	enum found found = client_by_id(session->store, &arena, change->client_id, &client, err);

	if (found == FOUND_NOT || (found == FOUND && !session_may_see(session, &client)))
		err_set(err, ERR_MISSING, N_("this client file is gone"));
	else if (found == FOUND)
		done = change->store(session, change, err) &&
		       contact_put_words(session, &client, err) &&
		       refresh_client(session, client.id, err) &&
		       journal(session, client.id, change, err);
	arena_clear(&arena);
	return done;
}

static bool run(struct session *session, struct change *change, struct err *err)
{
	return transact(session, apply, change, err);
}

/* Foreign text comes in clean; the arena keeps it. False: something is missing or too long. */
static bool take_row(struct arena *arena, const struct contact_row *given, struct contact_row *out,
		     struct err *err)
{
	const char *const texts[] = { given->name, given->phone, given->mobile, given->mail,
				      given->note };
	const char **const places[] = { &out->name, &out->phone, &out->mobile, &out->mail,
					&out->note };
	enum contact_role role;

	*out = *given;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		char *clean = text_clean(texts[i] ? texts[i] : "", texts[i] ? strlen(texts[i]) : 0);
		*places[i] = arena_strdup(arena, clean);
		mem_free(clean);
	}
	if (!contact_role_from_code(given->role, &role))
		return err_set(err, ERR_USAGE,
			       N_("“%s” is no role (accounts_payable, buyer, approver, director, "
				  "sales, other)"),
			       given->role);
	if (!*out->name && !*out->phone && !*out->mobile && !*out->mail)
		return err_set(err, ERR_REFUSED,
			       N_("a contact needs a name, a phone or a mail address"));
	if (strlen(out->name) > NAME_BYTES || strlen(out->phone) > NAME_BYTES ||
	    strlen(out->mobile) > NAME_BYTES || strlen(out->mail) > NAME_BYTES)
		return err_set(err, ERR_REFUSED, N_("that is too long: at most %d bytes"),
			       NAME_BYTES);
	if (strlen(out->note) > NOTE_BYTES)
		return err_set(err, ERR_REFUSED, N_("the note is too long: at most %d bytes"),
			       NOTE_BYTES);
	return true;
}

/* Tried again, it is there already. */
static bool store_new(struct session *session, const struct change *change, struct err *err)
{
	struct arena arena = { 0 };
	struct contact_row before;
	int64_t client_id;
	enum found found = contact_by_id(session->store, &arena, change->row->id, &before,
					 &client_id, err);

	arena_clear(&arena);
	if (found != FOUND_NOT)
		return found == FOUND;
	return contact_insert(session->store, change->client_id, change->row, 0, err);
}

static bool store_changed_row(struct session *session, const struct change *change, struct err *err)
{
	return contact_update(session->store, change->row, err);
}

/* Of the contact as it is now only that changes: somebody else may have corrected it since it was read. */
static bool store_qualified(struct session *session, const struct change *change, struct err *err)
{
	bool qualified = change->row->qualified;
	int64_t client_id;
	enum found found = contact_by_id(session->store, change->arena, change->row->id, change->row, &client_id, err);

	if (found == FOUND_NOT)
		err_set(err, ERR_MISSING, N_("this contact is gone"));
	change->row->qualified = qualified;
	return found == FOUND && contact_update(session->store, change->row, err);
}

static bool store_wrong(struct session *session, const struct change *change, struct err *err)
{
	return contact_set_wrong(session->store, change->row->id, change->wrong, 0, err);
}

bool contact_add(struct session *session, int64_t client_id, const struct contact_row *given,
		 struct err *err)
{
	struct arena arena = { 0 };
	struct contact_row row;
	bool done = take_row(&arena, given, &row, err);

	struct change change = { .kind = "contact_added",
				 .client_id = client_id,
				 .row = &row,
				 .store = store_new };
	done = done && run(session, &change, err);
	arena_clear(&arena);
	return done;
}

/* The contact as it is stored, and its client; false with err filled when it is gone. */
static bool find(struct session *session, struct arena *arena, int64_t id, struct contact_row *row,
		 int64_t *client_id, struct err *err)
{
	switch (contact_by_id(session->store, arena, id, row, client_id, err)) {
	case FOUND: return true;
	case FOUND_NOT: return err_set(err, ERR_MISSING, N_("this contact is gone"));
	default: return false;
	}
}

bool contact_change(struct session *session, const struct contact_row *given, struct err *err)
{
	struct arena arena = { 0 };
	struct contact_row before, row;
	struct change change = { .kind = "contact_changed",
				 .row = &row,
				 .store = store_changed_row };
	bool done = find(session, &arena, given->id, &before, &change.client_id, err) &&
		    take_row(&arena, given, &row, err) && run(session, &change, err);

	arena_clear(&arena);
	return done;
}

bool contact_mark_wrong(struct session *session, int64_t id, bool wrong, struct err *err)
{
	struct arena arena = { 0 };
	struct contact_row row;
	struct change change = { .kind = wrong ? "contact_wrong" : "contact_right",
				 .row = &row,
				 .wrong = wrong,
				 .store = store_wrong };
	bool done = find(session, &arena, id, &row, &change.client_id, err) &&
		    run(session, &change, err);

	arena_clear(&arena);
	return done;
}

bool contact_qualify(struct session *session, int64_t id, bool qualified, struct err *err)
{
	struct arena arena = { 0 };
	struct contact_row row;
	struct change change = { .kind = "contact_changed",
				 .row = &row,
				 .arena = &arena,
				 .store = store_qualified };
	bool done = find(session, &arena, id, &row, &change.client_id, err);

	row.qualified = qualified;
	done = done && run(session, &change, err);
	arena_clear(&arena);
	return done;
}

/* ---- the outcome: a wrong contact ---- */

void contact_preview(const struct client_file *f, const char *entry, struct call_result *result)
{
	struct contact_entry *told = &result->contact;
	char *clean = text_clean(entry, strlen(entry));
	bool blank = !*clean;

	result->entry_refused = !contact_entry_parse(clean, told) && !blank;
	mem_free(clean);
	result->holder = (struct call_holder){ .role = told->role };
	if (result->entry_refused || blank)
		return;
	if (told->name[0])
		result->holder.match = contact_match(f->people, f->contact_count, told->name,
						     told->role, &result->holder.place);
	/* A number or an address tells of somebody new, whatever the name. */
	if (result->holder.match != CONTACT_MATCH_ONE || told->phone[0] || told->mail[0] ||
	    f->people[result->holder.place].wrong) {
		char *tidy = contact_name_tidy(told->name);
		result->holder.match = CONTACT_MATCH_NONE;
		snprintf(result->holder.name, sizeof result->holder.name, "%s", tidy);
		mem_free(tidy);
	} else {
		snprintf(result->holder.name, sizeof result->holder.name, "%s",
			 f->people[result->holder.place].name);
	}
}

bool contact_put_wrong(struct session *session, const struct call_effects *e, struct err *err)
{
	const struct contact_entry *told = &e->result->contact;
	const struct call_holder *holder = &e->result->holder;
	const struct contact_row row = { .id = id_new(),
					 .name = holder->name,
					 .role = contact_role_codes[holder->role],
					 .phone = told->phone,
					 .mobile = told->mobile,
					 .mail = told->mail,
					 .best_minute = -1 };

	if (e->contact_id &&
	    !contact_set_wrong(session->store, e->contact_id, true, e->request->id, err))
		return false;
	if (told->status != CONTACT_ENTRY_OK || holder->match == CONTACT_MATCH_ONE)
		return true;
	return contact_insert(session->store, e->file->client.id, &row, e->request->id, err) &&
	       contact_put_words(session, &e->file->client, err);
}

void contact_journal_wrong(struct json *json, const struct call_effects *e)
{
	const struct contact_entry *told = &e->result->contact;

	json_integer(json, "wrong", e->contact_id);
	json_text(json, "name", e->result->holder.name);
	json_text(json, "role", contact_role_codes[e->result->holder.role]);
	json_text(json, "phone", told->phone);
	json_text(json, "mobile", told->mobile);
	json_text(json, "mail", told->mail);
}
