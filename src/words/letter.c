/* The values a text may name, and the texts for a situation.
 */
#include "words/letter.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "rules/template.h"
#include "words/words.h"

#define INVOICES_MOST 60 /* listed one by one; the others are counted */

enum place {
	PLACE_CREDITOR, PLACE_CLIENT, PLACE_CLIENT_NO, PLACE_CONTACT, PLACE_AGENT, PLACE_AGENT_PHONE, PLACE_AGENT_MAIL, PLACE_TODAY,
	PLACE_OVERDUE, PLACE_BALANCE, PLACE_OLDEST_NUMBER, PLACE_OLDEST_DUE, PLACE_OLDEST_DAYS, PLACE_TERMS_DAYS, PLACE_INVOICES,
	PLACE_PROMISE_AMOUNT, PLACE_PROMISE_DATE, PLACE_PROMISE_LINES, PLACE_PROMISE_MADE, PLACE_DOCUMENTS, PLACE_INTEREST, PLACE_FEE, PLACE_WORDS, PLACE_COUNT
};

static const char *const place_names[PLACE_COUNT] = {
	[PLACE_CREDITOR] = "creditor", [PLACE_CLIENT] = "client", [PLACE_CLIENT_NO] = "client_no", [PLACE_CONTACT] = "contact",
	[PLACE_AGENT] = "agent", [PLACE_AGENT_PHONE] = "agent_phone", [PLACE_AGENT_MAIL] = "agent_mail", [PLACE_TODAY] = "today",
	[PLACE_OVERDUE] = "overdue", [PLACE_BALANCE] = "balance", [PLACE_OLDEST_NUMBER] = "oldest_number",
	[PLACE_OLDEST_DUE] = "oldest_due", [PLACE_OLDEST_DAYS] = "oldest_days", [PLACE_TERMS_DAYS] = "terms_days",
	[PLACE_INVOICES] = "invoices", [PLACE_PROMISE_AMOUNT] = "promise_amount", [PLACE_PROMISE_DATE] = "promise_date",
	[PLACE_PROMISE_LINES] = "promise_lines", [PLACE_PROMISE_MADE] = "promise_made", [PLACE_DOCUMENTS] = "documents", [PLACE_INTEREST] = "interest", [PLACE_FEE] = "fee",
	[PLACE_WORDS] = "words",
};

const char *letter_place(size_t at)
{
	return at < PLACE_COUNT ? place_names[at] : NULL;
}

struct places {
	struct template_value values[PLACE_COUNT];
	struct arena arena;
};

static void set(struct places *places, enum place place, const char *text)
{
	places->values[place].text = arena_strdup(&places->arena, text);
}

static void set_amount(struct places *places, enum place place, cents amount, const char *currency)
{
	char text[MONEY_TEXT];

	set(places, place, words_amount(amount, currency, text));
}

/* Currencies are never added, and none is left out: the one shown stands first. */
static void set_owed(const struct letter_facts *facts, struct places *places, enum place place)
{
	const struct client_verdict *verdict = &facts->file->verdict;
	const char *shown = verdict->ready.currency;
	bool overdue = place == PLACE_OVERDUE;
	char text[MONEY_TEXT];
	struct buf sum;

	buf_init(&sum);
	if (overdue ? verdict->ready.overdue : verdict->ready.balance)
		buf_puts(&sum, words_amount(overdue ? verdict->ready.overdue : verdict->ready.balance, shown, text));
	for (size_t i = 0; i < verdict->net_count; i++) {
		const struct netting *net = &verdict->net[i];
		cents amount = overdue ? net->overdue : net->balance;

		if (amount != 0 && !money_same_code(net->currency, shown))
			buf_printf(&sum, "%s%s", sum.len == 0 ? "" : strcmp(facts->language, "fr") == 0 ? " et " : " and ",
			           words_amount(amount, net->currency, text));
	}
	set(places, place, sum.len ? sum.data : words_amount(0, shown, text));
	buf_clear(&sum);
}

static void set_date(struct places *places, enum place place, date on)
{
	char text[64];

	if (date_is(on))
		set(places, place, words_date(on, WORDS_DATE_YEAR, text));
}

static void set_number(struct places *places, enum place place, int number)
{
	char text[16];

	snprintf(text, sizeof text, "%d", number);
	set(places, place, text);
}

/* The call that made the promise to confirm; 0: none. */
static int64_t promise_action(const struct letter_facts *facts)
{
	for (size_t i = 0; i < facts->file->promise_count; i++)
		if (facts->file->promises[i].promise.id == facts->promise_id)
			return facts->file->promises[i].action_id;
	return 0;
}

/* What the lines of that promise cover of an invoice. */
static cents promised_of(const struct client_file *file, int64_t action_id, int64_t invoice_id)
{
	cents sum = 0;

	for (size_t i = 0; i < file->part_count; i++)
		for (size_t k = 0; k < file->promise_count && file->parts[i].invoice_id == invoice_id; k++)
			if (file->promises[k].promise.id == file->parts[i].promise_id && file->promises[k].action_id == action_id &&
			    !file->parts[i].withdrawn_by)
				sum += file->parts[i].amount;
	return sum;
}

/* What the text says of invoice i; 0: it does not name it. */
static cents amount_named(const struct letter_facts *facts, int64_t action_id, size_t i)
{
	const struct item *item = &facts->file->invoices[i].item;

	if (action_id)
		return promised_of(facts->file, action_id, item->id);
	for (size_t k = 0; k < facts->invoice_count; k++)
		if (facts->invoice_ids[k] == item->id)
			return item->open;
	if (facts->invoice_count > 0 || item->open <= 0 || item->disputed || item->due_on >= facts->session->today)
		return 0;
	return facts->file->left[i];
}

/* What the ledger owes an explanation for has no number: it is said as what it is to the client. */
static const char *number_of(const struct letter_facts *facts, const struct invoice_row *row)
{
	return *row->number ? row->number : strcmp(facts->language, "fr") == 0 ? "solde du compte" : "account balance";
}

static void put_invoice(const struct letter_facts *facts, size_t i, cents amount, struct buf *out)
{
	const struct invoice_row *row = &facts->file->invoices[i];
	bool french = strcmp(facts->language, "fr") == 0;
	char text[MONEY_TEXT], due[64];

	words_amount(amount, row->item.currency, text);
	words_date(row->item.due_on, WORDS_DATE_YEAR, due);
	buf_printf(out, french ? "- %s, échéance %s : %s\n" : "- %s, due %s: %s\n", number_of(facts, row), due, text);
}

static void put_invoices(const struct letter_facts *facts, struct places *places)
{
	int64_t action_id = promise_action(facts);
	struct buf out;
	int shown = 0, more = 0;

	buf_init(&out);
	for (size_t i = 0; i < facts->file->invoice_count; i++) {
		cents amount = amount_named(facts, action_id, i);

		if (amount <= 0)
			continue;
		if (shown < INVOICES_MOST) {
			put_invoice(facts, i, amount, &out);
			shown++;
		} else {
			more++;
		}
	}
	if (more)
		buf_printf(&out, strcmp(facts->language, "fr") == 0 ? "- et %d autres\n" : "- and %d more\n", more);
	if (out.len)
		out.data[out.len - 1] = '\0'; /* the text has its own line feed */
	set(places, PLACE_INVOICES, out.data);
	buf_clear(&out);
}

static void put_oldest(const struct letter_facts *facts, struct places *places)
{
	for (size_t i = 0; i < facts->file->invoice_count; i++) {
		const struct item *item = &facts->file->invoices[i].item;

		if (item->open <= 0 || item->disputed || item->due_on >= facts->session->today || facts->file->left[i] <= 0)
			continue;
		set(places, PLACE_OLDEST_NUMBER, number_of(facts, &facts->file->invoices[i]));
		set_date(places, PLACE_OLDEST_DUE, item->due_on);
		set_number(places, PLACE_OLDEST_DAYS, facts->session->today - item->due_on);
		return;
	}
}

/* Every line of the plan the promise belongs to. */
static void put_promise(const struct letter_facts *facts, struct places *places)
{
	const struct client_file *file = facts->file;
	bool french = strcmp(facts->language, "fr") == 0;
	const struct promise *first = NULL;
	int64_t action_id = promise_action(facts);
	struct buf lines;
	cents total = 0;
	char amount[MONEY_TEXT], day[64];

	buf_init(&lines);
	for (size_t i = 0; i < file->promise_count && action_id; i++) {
		const struct promise *p = &file->promises[i].promise;

		if (file->promises[i].action_id != action_id || p->state != PROMISE_OPEN || !money_add(total, p->amount, &total))
			continue;
		first = first ? first : p;
		words_amount(p->amount, p->currency, amount);
		buf_printf(&lines, french ? "%s- %s le %s" : "%s- %s on %s", lines.len ? "\n" : "", amount,
			   words_date(p->due_on, WORDS_DATE_YEAR, day));
	}
	if (first) {
		set_amount(places, PLACE_PROMISE_AMOUNT, total, first->currency);
		set_date(places, PLACE_PROMISE_DATE, first->due_on);
		set(places, PLACE_PROMISE_LINES, lines.data);
		set_date(places, PLACE_PROMISE_MADE, first->made_on); /* the night sends what was agreed the day before */
	}
	buf_clear(&lines);
}

/* What was asked for and has not left, one a line; never an empty list. */
static void put_documents(const struct letter_facts *facts, struct places *places)
{
	static const struct {
		const char *french, *english;
	} names[DOCUMENT_KIND_COUNT] = {
		[DOCUMENT_DUPLICATE] = { "duplicata des factures ci-dessous", "duplicates of the invoices below" },
		[DOCUMENT_ORDER] = { "bon de commande", "purchase order" },
		[DOCUMENT_DELIVERY] = { "bon de livraison", "proof of delivery" },
		[DOCUMENT_CONTRACT] = { "contrat", "contract" },
		[DOCUMENT_STATEMENT] = { "relevé de compte", "statement of account" },
		[DOCUMENT_BANK] = { "nos coordonnées bancaires", "our bank details" },
		[DOCUMENT_OTHER] = { "le document demandé", "the document asked for" },
	};
	bool french = strcmp(facts->language, "fr") == 0;
	struct buf lines;

	buf_init(&lines);
	for (size_t i = 0; i < facts->file->document_count; i++) {
		const struct document_request request = file_document(&facts->file->documents[i]);

		if (!date_is(request.sent_on) && !date_is(request.settled_on))
			buf_printf(&lines, "%s- %s", lines.len ? "\n" : "", french ? names[request.kind].french : names[request.kind].english);
	}
	if (lines.len == 0) /* sent unasked: the invoices it names */
		buf_printf(&lines, "- %s", french ? names[DOCUMENT_DUPLICATE].french : names[DOCUMENT_DUPLICATE].english);
	set(places, PLACE_DOCUMENTS, lines.data);
	buf_clear(&lines);
}

static void put_cost(const struct letter_facts *facts, struct places *places)
{
	const struct money_consequence *cost = facts->cost;

	if (!cost || !cost->known)
		return;
	if (cost->interest > 0)
		set_amount(places, PLACE_INTEREST, cost->interest, cost->currency);
	if (cost->fee > 0)
		set_amount(places, PLACE_FEE, cost->fee, MONEY_FEE_CURRENCY);
}

static void gather(const struct letter_facts *facts, struct places *places)
{
	const struct session *session = facts->session;
	const struct client_file *file = facts->file;
	int terms = file->client.terms_days >= 0 ? file->client.terms_days : session->creditor.terms_days;

	set(places, PLACE_CREDITOR, session->creditor.name);
	set(places, PLACE_CLIENT, file->client.name);
	set(places, PLACE_CLIENT_NO, file->client.no);
	set(places, PLACE_CONTACT, facts->contact);
	set(places, PLACE_AGENT, *facts->agent->full_name ? facts->agent->full_name : facts->agent->name);
	set(places, PLACE_AGENT_PHONE, facts->agent->phone);
	set(places, PLACE_AGENT_MAIL, facts->agent->mail);
	set(places, PLACE_WORDS, facts->words);
	set_date(places, PLACE_TODAY, session->today);
	set_owed(facts, places, PLACE_OVERDUE);
	set_owed(facts, places, PLACE_BALANCE);
	set_number(places, PLACE_TERMS_DAYS, terms);
	put_oldest(facts, places);
	put_invoices(facts, places);
	put_promise(facts, places);
	put_documents(facts, places);
	put_cost(facts, places);
}

static void name_places(struct places *places)
{
	for (int i = 0; i < PLACE_COUNT; i++)
		places->values[i].name = place_names[i];
}

static bool wrong_place(const char *name, const struct template_problem *problem, struct err *err)
{
	struct buf names;

	if (problem->status == TEMPLATE_UNCLOSED)
		return err_set(err, ERR_INPUT, N_("text %s, line %d: { without a } behind it; write {{ for a brace"), name, problem->line);
	buf_init(&names);
	for (int i = 0; i < PLACE_COUNT; i++)
		buf_printf(&names, "%s{%s}", i ? " " : "", place_names[i]);
	err_set(err, ERR_INPUT, N_("text %s, line %d: there is no {%s}; there are %s"), name, problem->line, problem->name, names.data);
	buf_clear(&names);
	return false;
}

static bool no_subject(const char *name, struct err *err)
{
	return err_set(err, ERR_INPUT, N_("text %s: a mail begins with a line Subject: …"), name);
}

static bool fill(const struct places *places, const char *name, const char *text, char subject[LETTER_SUBJECT], char **body,
		 struct err *err)
{
	struct template_problem problem;
	struct buf out;
	const char *rest;

	buf_init(&out);
	if (!template_fill(text, places->values, PLACE_COUNT, &out, &problem)) {
		buf_clear(&out);
		return wrong_place(name, &problem, err);
	}
	if (subject) {
		rest = template_head(out.data, "Subject", subject, LETTER_SUBJECT);
		if (!rest) {
			buf_clear(&out);
			return no_subject(name, err);
		}
		*body = mem_strdup(rest);
		buf_clear(&out);
	} else {
		*body = buf_take(&out);
	}
	return true;
}

/* Fill a text. subject NULL: it has no head line; else a missing `Subject:` is an error. The error names the text, the line and the place, with the
 * names that exist. *body is the caller's. */
static bool fill_in(const struct letter_facts *facts, const char *name, const char *text, char subject[LETTER_SUBJECT], char **body,
		    struct err *err)
{
	struct places places = { 0 };
	enum words_lang before = words_lang();
	bool done;

	name_places(&places);
	words_set_lang(strcmp(facts->language, "fr") == 0 ? WORDS_FR : WORDS_EN);
	gather(facts, &places);
	words_set_lang(before);
	done = fill(&places, name, text, subject, body, err);
	arena_clear(&places.arena);
	return done;
}

static bool is_mail(const char *name)
{
	for (int i = 0; i < MAILING_KIND_COUNT; i++)
		if (strncmp(name, mailing_kind_codes[i], strlen(mailing_kind_codes[i])) == 0)
			return true;
	return false;
}

bool letter_check(const char *name, const char *text, struct err *err)
{
	struct places places = { 0 };
	char subject[LETTER_SUBJECT], *body = NULL;
	bool good;

	name_places(&places);
	for (int i = 0; i < PLACE_COUNT; i++) /* so that no line goes away, the subject's least of all */
		places.values[i].text = "x";
	good = fill(&places, name, text, is_mail(name) ? subject : NULL, &body, err);
	mem_free(body);
	return good;
}

/* "reminder-firm" of a step, or what became of it ("reminder.fr"): with the step's firmness, then the text alone. Returns how many. */
static size_t name_asked(const char *asked, const char *language, char out[2][MAILING_TEMPLATE_ROOM])
{
	int whole = (int)strcspn(asked, "."), alone = whole;

	if (whole == 0)
		return 0;
	while (alone > 0 && asked[alone] != '-')
		alone--;
	snprintf(out[0], MAILING_TEMPLATE_ROOM, "%.*s.%.2s", whole, asked, language);
	snprintf(out[1], MAILING_TEMPLATE_ROOM, "%.*s.%.2s", alone, asked, language);
	return alone > 0 ? 2 : 1;
}

/* The mail of a kind as it would leave now: finds the text asked for ("": none), else the one for the file's reason and firmness, then fills it.
 * name: the text's. */
static bool word_mail(const struct letter_facts *facts, enum mailing_kind kind, const char *asked, struct texts *texts,
		      char name[MAILING_TEMPLATE_ROOM], char subject[LETTER_SUBJECT], char **body, struct err *err)
{
	char names[2 + MAILING_TEMPLATES][MAILING_TEMPLATE_ROOM];
	const char *list[2 + MAILING_TEMPLATES], *found, *text;
	size_t count = name_asked(asked, facts->language, names);

	count += mailing_templates(kind, facts->file->why.reason, facts->file->why.firmness, facts->language, names + count);
	for (size_t i = 0; i < count; i++)
		list[i] = names[i];
	if (!texts_find(texts, list, count, &found, &text, err))
		return false;
	snprintf(name, MAILING_TEMPLATE_ROOM, "%s", found);
	return fill_in(facts, found, text, subject, body, err);
}

bool letter_card(const struct letter_facts *facts, struct texts *texts, char **body, struct err *err)
{
	char names[MAILING_TEMPLATES][MAILING_TEMPLATE_ROOM];
	const char *list[MAILING_TEMPLATES], *found, *text;
	size_t count = mailing_cards(facts->file->why.reason, facts->file->why.firmness, facts->language, names);

	for (size_t i = 0; i < count; i++)
		list[i] = names[i];
	return texts_find(texts, list, count, &found, &text, err) && fill_in(facts, found, text, NULL, body, err);
}

bool letter_objections(const struct letter_facts *facts, struct texts *texts, char **body, struct err *err)
{
	char name[MAILING_TEMPLATE_ROOM];
	const char *list[] = { name }, *found, *text;

	snprintf(name, sizeof name, "objections.%.2s", facts->language);
	return texts_find(texts, list, 1, &found, &text, err) && fill_in(facts, found, text, NULL, body, err);
}

bool letter_open(struct session *session, const struct client_file *file, const char *language, struct letter_own *out, struct err *err)
{
	static const struct mail_row nobody = { .agent = "" };

	*out = (struct letter_own){ .facts = { .session = session, .file = file, .language = language, .contact = "", .words = "" } };
	out->facts.agent = &out->agent;
	out->facts.cost = &out->cost;
	return mail_author(session, &out->arena, &nobody, 0, &out->agent, err) &&
	       money_consequence(session, file->client.id, file->verdict.ready.currency, &out->cost, err);
}

void letter_close(struct letter_own *own)
{
	arena_clear(&own->arena);
}

bool letter_word(struct texts *texts, struct session *session, const struct client_file *file, const struct mail_row *row,
		 const int64_t *invoice_ids, size_t invoice_count, struct mail_text *out, struct err *err)
{
	struct letter_own own = { 0 };
	char name[MAILING_TEMPLATE_ROOM], subject[LETTER_SUBJECT];
	enum mailing_kind kind;
	bool done = mailing_kind_from_code(row->kind, &kind) && letter_open(session, file, row->language, &own, err) &&
		    mail_author(session, &own.arena, row, file->client.agent_id, &own.agent, err);

	if (done) {
		own.facts.contact = row->contact;
		own.facts.words = row->words;
		own.facts.promise_id = row->promise_id;
		own.facts.invoice_ids = invoice_ids;
		own.facts.invoice_count = invoice_count;
		done = word_mail(&own.facts, kind, row->text_name ? row->text_name : "", texts, name, subject, &out->body, err);
	}
	if (done) {
		out->name = mem_strdup(name);
		out->subject = mem_strdup(subject);
	}
	letter_close(&own);
	return done;
}

bool letter_preview(struct texts *texts, struct session *session, struct arena *arena, const struct mail_row *row,
		    struct mail_text *text, struct err *err)
{
	struct client_file file = { 0 };
	int64_t *ids;
	size_t count;
	bool done = false;

	switch (file_load(session, row->client_id, &file, err)) {
	case FOUND_NOT: err_set(err, ERR_MISSING, N_("this client file is gone")); break;
	case FOUND_ERROR: break;
	case FOUND:
		done = mail_named(session, arena, row->id, &ids, &count, err) &&
		       letter_word(texts, session, &file, row, ids, count, text, err);
	}
	file_clear(&file);
	return done;
}
