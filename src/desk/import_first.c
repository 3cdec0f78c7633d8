/* A creditor's first file: nothing to compare with, so everything goes in with one transaction,
 * each client with its queue row already worked out in memory.
 */
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/thread.h"
#include "db/import_load.h"
#include "db/search.h"
#include "desk/import_job.h"
#include "desk/refresh.h"

enum {
	STEP = 1000,
	BARE_ITEMS = 20000, /* from here on it pays to make the indexes last */
	TEXTS_MOST = 20,
};

bool import_first_may(struct import_job *job, bool *may, struct err *err)
{
	bool at_work;

	if (!import_agents_at_work(job->session->store, store_clock_ms(job->session->store),
				   &at_work, err))
		return false;
	/* Filling a server's tables at once is for the account that owns them. */
	*may = job->first && !at_work && !job->report->resumed && store_is_owner(job->session->store);
	return true;
}

/* ---- the queue row of a client nobody has called yet ---- */

struct judge {
	struct item *items;
	size_t room;
	int64_t *proposed; /* clients about whom something is proposed to a supervisor */
	size_t proposed_count, proposed_room;
};

static void gather_items(const struct import_job *job, uint32_t at, struct judge *judge,
			 size_t *count)
{
	*count = 0;
	for (uint32_t i = job->items.start[at]; i < job->items.end[at]; i++) {
		const struct set_item *item = &job->set.items[job->items.order[i]];

		import_set_expect(&job->set, job->items.order, i, (uint32_t)job->set.item_count);
		if (item->change != SET_CREATE)
			continue;
		MEM_GROW(judge->items, *count, judge->room);
		judge->items[*count] = (struct item){
			.id = item->id,
			.kind = (enum item_kind)item->kind,
			.issued_on = item->issued_on,
			.due_on = item->due_on,
			.amount = item->amount,
			.open = item->open,
		};
		memcpy(judge->items[(*count)++].currency, item->currency, MONEY_CODE);
	}
}

static void make_row(struct import_job *job, uint32_t at, struct judge *judge,
		     struct client_row *out)
{
	struct set_client *client = &job->set.clients[at];
	struct client_bundle bundle = { .state = &out->state, .service_on = DATE_NONE, .client_since = DATE_NONE };
	struct client_verdict verdict;

	client->id = id_new();
	*out = (struct client_row){
		.id = client->id,
		.no = import_set_no(&job->set, client),
		.name = import_set_name(&job->set, client),
		.state = CLIENT_STATE_NEW,
	};
	out->state.risk_class = client->risk >= 0 ? client->risk : 0;
	out->state.credit_limit = client->limit;
	gather_items(job, at, judge, &bundle.item_count);
	bundle.items = judge->items;
	judge_client(&bundle, &job->session->policy, job->session->creditor.currency,
		      job->session->today, &verdict);
	out->ready = verdict.ready;
	if (*out->ready.proposal) {
		MEM_GROW(judge->proposed, judge->proposed_count, judge->proposed_room);
		judge->proposed[judge->proposed_count++] = client->id;
		out->ready.proposal = ""; /* until its row is there */
	}
}

/* ---- tables, in the order of their references ---- */

static bool load_clients(struct import_job *job, struct import_load *load, struct judge *judge)
{
	bool done = true;

	for (size_t i = 0; done && i < job->set.client_count; i++) {
		struct client_row row;

		make_row(job, job->clients[i], judge, &row);
		done = import_load_client(load, &row);
	}
	return done;
}

static bool load_contacts(struct import_job *job, struct import_load *load)
{
	const struct import_set *set = &job->set;

	for (size_t i = 0; i < set->client_count; i++) {
		const struct set_client *client = &set->clients[job->clients[i]];

		for (uint32_t at = client->contacts; at != IMPORT_NONE; at = set->contacts[at].next)
			if (!import_load_contact(load, client->id,
						 import_set_text(set, set->contacts[at].name),
						 import_set_text(set, set->contacts[at].phone),
						 import_set_text(set, set->contacts[at].mail)))
				return false;
	}
	return true;
}

static bool load_items_of(struct import_job *job, uint32_t at, struct import_load *load)
{
	for (uint32_t i = job->items.start[at]; i < job->items.end[at]; i++) {
		const struct set_item *item = &job->set.items[job->items.order[i]];
		struct import_invoice row;

		import_set_expect(&job->set, job->items.order, i, (uint32_t)job->set.item_count);
		if (item->change != SET_CREATE)
			continue;
		row = import_job_invoice(job, item);
		if (!import_load_invoice(load, &row))
			return false;
	}
	return true;
}

/* In the order in which the plan drew their ids: a table that only grows at its end is written
 * once. */
static bool load_items(struct import_job *job, struct import_load *load)
{
	for (size_t i = 0; i < job->set.client_count; i++) {
		if (i % STEP == 0)
			import_job_progress(job, IMPORT_WRITING, i, job->set.client_count);
		if (!load_items_of(job, job->clients[i], load))
			return false;
	}
	return true;
}

static bool load_receipts(struct import_job *job, struct import_load *load)
{
	for (size_t i = 0; i < job->set.receipt_count; i++) {
		struct import_receipt row = import_job_receipt(job, &job->set.receipts[job->receipts.order[i]]);

		if (!import_load_receipt(load, &row))
			return false;
	}
	return true;
}

/* ---- words to be found by ---- */

struct found_by {
	uint64_t head; /* the word's */
	size_t word;   /* offset in text */
	int64_t client_id;
};

struct words {
	struct buf text;
	struct found_by *all;
	size_t count, room;
	int64_t client_id; /* whose words come now */
};

static void add_word(void *context, const char *word)
{
	struct words *words = context;

	MEM_GROW(words->all, words->count, words->room);
	words->all[words->count++] =
		(struct found_by){ text_head(word), words->text.len, words->client_id };
	buf_add(&words->text, word, strlen(word) + 1);
}

static int compare_words(const void *a, const void *b, void *text)
{
	const struct found_by *one = a, *other = b;
	int order = (one->head > other->head) - (one->head < other->head);

	if (order == 0 && (one->head & 0xFF) != 0) /* neither ends within its head */
		order = strcmp((const char *)text + one->word, (const char *)text + other->word);
	return order ? order
		     : (one->client_id > other->client_id) - (one->client_id < other->client_id);
}

static void gather_words(const struct import_job *job, struct words *words)
{
	const struct import_set *set = &job->set;

	for (size_t i = 0; i < set->client_count; i++) {
		const struct set_client *client = &set->clients[job->clients[i]];
		const char *texts[TEXTS_MOST + 2] = { import_set_no(set, client),
						      import_set_name(set, client) };
		const char *phones[TEXTS_MOST];
		size_t n = 0;

		for (uint32_t at = client->contacts; at != IMPORT_NONE && n < TEXTS_MOST;
		     at = set->contacts[at].next, n++) {
			texts[2 + n] = import_set_text(set, set->contacts[at].name);
			phones[n] = import_set_text(set, set->contacts[at].phone);
		}
		words->client_id = client->id;
		search_words(texts, 2 + n, phones, n, add_word, words);
	}
	if (words->count > 1)
		qsort_r(words->all, words->count, sizeof *words->all, compare_words,
			words->text.data);
}

static bool load_words(const struct words *words, struct import_load *load)
{
	bool done = true;

	for (size_t i = 0; done && i < words->count; i++)
		if (i == 0 || compare_words(&words->all[i - 1], &words->all[i], words->text.data) != 0)
			done = import_load_word(load, words->text.data + words->all[i].word,
						words->all[i].client_id);
	return done;
}

/* An empty store and many items. */
static bool is_bare(struct import_job *job, bool *bare, struct err *err)
{
	bool any = true;

	if (job->set.item_count >= BARE_ITEMS &&
	    !import_invoice_any(job->session->store, &any, err))
		return false;
	*bare = !any;
	return true;
}

/* What is proposed to a supervisor about clients that have just come: a hold over the credit limit. */
static bool put_proposals(struct import_job *job, const struct judge *judge, struct err *err)
{
	for (size_t i = 0; i < judge->proposed_count; i++)
		if (!refresh_client_items(job->session, judge->proposed[i], err))
			return false;
	return true;
}

/* What needs only the clients' ids: the words, and the lines known next time. */
struct aside {
	struct import_job *job;
	struct words words;
	struct import_lines *lines;
};

static void work_aside(void *context)
{
	struct aside *aside = context;

	import_run_lines(aside->job, aside->lines);
	gather_words(aside->job, &aside->words);
}

/* While the items are given, which leaves a processor half idle, the rest is made ready. */
static bool give_items(struct aside *aside, struct import_load *load)
{
	struct thread *thread = NULL;
	bool beside = thread_start(work_aside, aside, &thread, NULL), done;

	done = load_items(aside->job, load) && import_load_next_table(load);
	thread_join(thread);
	if (done && !beside)
		work_aside(aside);
	return done;
}

static bool give_all(struct import_job *job, struct import_load *load, struct judge *judge,
		     struct import_lines *lines)
{
	struct aside aside = { .job = job, .lines = lines };
	bool done = load_clients(job, load, judge) && load_contacts(job, load) && give_items(&aside, load) &&
		    load_receipts(job, load) && load_words(&aside.words, load);

	mem_free(aside.words.all);
	buf_clear(&aside.words.text);
	return done;
}

/* lines: cleared by the caller. */
static bool load_all(struct import_job *job, struct import_lines *lines, struct err *err)
{
	struct store *store = job->session->store;
	struct judge judge = { 0 };
	struct import_load *load;
	bool bare, done;

	if (!is_bare(job, &bare, err) ||
	    !import_load_open(store, job->session->creditor.id, bare, &load, err))
		return false;
	done = give_all(job, load, &judge, lines);
	done = import_load_close(load, done, err) && put_proposals(job, &judge, err);
	mem_free(judge.items);
	mem_free(judge.proposed);
	return done;
}

static bool mark_scored(struct import_job *job, struct err *err)
{
	struct session *session = job->session;
	char policy[POLICY_FINGERPRINT];

	policy_fingerprint(&session->policy, policy);
	return creditor_set_scored(session->store, session->creditor.id, session->today, policy,
				   err);
}

static bool write_all(struct import_job *job, struct err *err)
{
	struct import_lines lines = { 0 };
	size_t from = 0;
	bool done;

	done = import_run_start(job, err) && import_run_rejects(job, &from, SIZE_MAX, err) &&
	       load_all(job, &lines, err) &&
	       import_lines_store(job->session->store, job->source_id, &lines, true, err) &&
	       import_lines_commit(job->session->store, job->source_id, &lines, err) &&
	       import_run_check(job, err) && mark_scored(job, err);
	if (done) {
		job->run.created = job->report->created;
		done = import_run_end(job, err);
	}
	import_lines_clear(&lines);
	return done;
}

static bool begin(struct import_job *job, struct err *err)
{
	bool bare;

	return is_bare(job, &bare, err) &&
	       (bare ? store_begin_load(job->session->store, err)
		     : store_begin_many(job->session->store, err));
}

bool import_first(struct import_job *job, bool *late, struct err *err)
{
	struct store *store = job->session->store;
	bool any = false, done;

	*late = false;
	if (!begin(job, err))
		return false;
	done = import_client_any(store, job->session->creditor.id, &any, err);
	if (done && !any && write_all(job, err) && store_commit(store, err))
		return true;
	store_rollback(store);
	job->run.id = 0;
	*late = done && any;
	return *late;
}
