/* Words a person types for a payment: invoice numbers, or the client it is for.
 */
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "db/client.h"
#include "db/search.h"
#include "desk/matching_inside.h"

/* The invoice of this number, when only one client has it. */
static bool find_invoice(struct session *session, const char *number, struct matching_found *out, bool *found, struct err *err)
{
	struct arena arena = { 0 };
	struct allocation_numbered *rows;
	size_t count;
	bool done = allocation_by_number(session->store, &arena, session->creditor.id, number, &rows, &count, err);

	*found = done && count > 0;
	for (size_t i = 1; done && i < count; i++)
		done = rows[i].client_id == rows[0].client_id ||
		       err_set(err, ERR_CONFLICT, N_("%s is the number of several clients' invoices: name the client"), number);
	if (done && *found) {
		if (out->client_id && out->client_id != rows[0].client_id)
			done = err_set(err, ERR_CONFLICT, N_("%s is another client's invoice: a payment goes to one client"), number);
		else if (out->count == MATCHING_FOUND)
			done = err_set(err, ERR_USAGE, N_("name %d invoices at most"), MATCHING_FOUND);
		else {
			out->client_id = rows[0].client_id;
			out->invoices[out->count++] = rows[0].item_id;
		}
	}
	arena_clear(&arena);
	return done;
}

static bool set_client(struct matching_found *out, int64_t id, const char *text, struct err *err)
{
	if (out->client_id && out->client_id != id)
		return err_set(err, ERR_CONFLICT, N_("%s is another client: a payment goes to one client"), text);
	out->client_id = id;
	return true;
}

static bool find_client_no(struct session *session, const char *no, struct matching_found *out, bool *found, struct err *err)
{
	struct arena arena = { 0 };
	struct client_row row;
	enum found there = client_by_no(session->store, &arena, session->creditor.id, no, &row, err);
	bool done = there != FOUND_ERROR;

	*found = there == FOUND;
	if (*found)
		done = set_client(out, row.id, no, err);
	arena_clear(&arena);
	return done;
}

/* All of the words as a name, as the search knows it. */
static bool find_client_name(struct session *session, const char *text, struct matching_found *out, struct err *err)
{
	struct arena arena = { 0 };
	struct client_row *rows;
	const char **matched;
	size_t count;
	bool done = search_find(session->store, &arena, session->creditor.id, text, 2, &rows, &matched, &count, err);

	if (done && count == 0)
		done = err_set(err, ERR_MISSING, N_("neither an invoice nor a client is called %s"), text);
	else if (done && count > 1)
		done = err_set(err, ERR_CONFLICT, N_("several clients are called %s: give the client number"), text);
	else if (done)
		done = set_client(out, rows[0].id, text, err);
	arena_clear(&arena);
	return done;
}

bool matching_find(struct session *session, const char *text, struct matching_found *out, struct err *err)
{
	*out = (struct matching_found){ 0 };
	for (const char *word = text + strspn(text, " ,;+"); *word;) {
		size_t n = strcspn(word, " ,;+");
		char *one = mem_strndup(word, n);
		bool found, good = find_invoice(session, one, out, &found, err) &&
		                   (found || find_client_no(session, one, out, &found, err));

		mem_free(one);
		if (!good)
			return false;
		if (!found)
			return find_client_name(session, word, out, err);
		word += n;
		word += strspn(word, " ,;+");
	}
	return out->client_id != 0 || err_set(err, ERR_USAGE, N_("say for which invoices, or for which client"));
}
