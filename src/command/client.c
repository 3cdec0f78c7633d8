/* relance client: everything about one client, as a page to read or one JSON object.
 */
#include "base/gettext.h"
#include "base/json.h"
#include "base/mem.h"
#include "command/client_deed.h"
#include "command/client_text.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/file.h"
#include "desk/wrapup.h"
#include "words/history.h"
#include "words/words.h"

#include <stdio.h>
#include <string.h>

static void json_instant(struct json *json, const char *key, date day, int minute)
{
	char text[32], iso[DATE_TEXT];

	if (!date_is(day) || minute < 0) {
		json_date(json, key, day);
		return;
	}
	snprintf(text, sizeof text, "%sT%02d:%02d", date_iso(day, iso), minute / 60, minute % 60);
	json_text(json, key, text);
}

static void put_client(struct json *json, const struct session *session, const struct client_file *f)
{
	bool callable = f->now.why_not == WHY_NOT_NONE;

	json_object(json, "client");
	json_text(json, "no", f->client.no);
	json_text(json, "name", f->client.name);
	if (session->several_creditors)
		json_text(json, "creditor", session->creditor.name);
	json_integer(json, "score", f->verdict.ready.score);
	json_money(json, "overdue", f->verdict.ready.overdue);
	json_money(json, "balance", f->verdict.ready.balance);
	json_text(json, "currency", f->verdict.ready.currency);
	json_boolean(json, "callable", callable);
	json_text(json, "why_not", callable ? NULL : why_not_codes[f->now.why_not]);
	if (callable)
		json_null(json, "next");
	else
		json_instant(json, "next", f->now.next_on, f->now.next_minute);
	json_text(json, "time_zone", *f->client.time_zone ? f->client.time_zone : NULL);
	json_text(json, "postal_code", *f->client.postal_code ? f->client.postal_code : NULL);
	json_text(json, "reason", f->why.reason == REASON_NONE ? NULL : reason_rules[f->why.reason].code);
	json_date(json, "reason_on", f->why.on);
	json_text(json, "reason_action", reason_action_codes[reason_rules[f->why.reason].action]);
	json_text(json, "firmness", reason_firmness_codes[f->why.firmness]);
	json_integer(json, "unsuccessful_chases", f->why.unsuccessful);
	json_integer(json, "excuses", f->why.excuses);
	json_end(json, '}');
}

static void put_balances(struct json *json, const struct client_file *f)
{
	json_array(json, "balances");
	for (size_t i = 0; i < f->verdict.net_count; i++) {
		const struct netting *net = &f->verdict.net[i];

		json_object(json, NULL);
		json_text(json, "currency", net->currency);
		json_money(json, "balance", net->balance);
		json_money(json, "overdue", net->overdue);
		json_money(json, "overdue_gross", net->overdue_gross);
		json_money(json, "disputed_overdue", net->disputed_overdue);
		json_money(json, "credits", net->credits);
		json_end(json, '}');
	}
	json_end(json, ']');
}

/* Countdowns, what is at stake beyond limits, and what waits for a supervisor. */
static void put_stakes(struct json *json, const struct session *session, const struct client_file *f)
{
	const struct client_state *state = &f->client.state;

	json_array(json, "clocks");
	for (int i = 0; i < CLOCKS_KIND_COUNT; i++) {
		const struct clocks_reading *clock = &f->verdict.clocks[i];

		if (!date_is(clock->on))
			continue;
		json_object(json, NULL);
		json_text(json, "kind", clocks_kind_codes[i]);
		json_date(json, "on", clock->on);
		json_integer(json, "days_left", clock->days_left);
		json_text(json, "state", clocks_state_codes[clock->state]);
		json_boolean(json, "closed", clock->state == CLOCKS_NONE);
		json_date(json, "closed_on", state->closed_on[i]);
		json_end(json, '}');
	}
	json_end(json, ']');
	json_object(json, "exposure");
	json_text(json, "currency", session->creditor.currency);
	json_money(json, "net", f->verdict.exposure.net);
	if (state->credit_limit >= 0)
		json_money(json, "credit_limit", state->credit_limit);
	else
		json_null(json, "credit_limit");
	json_money(json, "over", f->verdict.exposure.over);
	if (state->insured_limit >= 0)
		json_money(json, "insured_limit", state->insured_limit);
	else
		json_null(json, "insured_limit");
	json_money(json, "uninsured", state->insured_limit >= 0 ? f->verdict.exposure.uninsured : f->verdict.exposure.net);
	json_end(json, '}');
	json_text(json, "proposal", f->client.ready.proposal);
}

static void put_step(struct json *json, const struct scenario_next *next)
{
	json_object(json, "next_step");
	if (next->step) {
		json_date(json, "on", next->on);
		json_integer(json, "days", next->step->days);
		json_text(json, "channel", scenario_channel_codes[next->step->channel]);
		json_text(json, "firmness", reason_firmness_codes[next->step->firmness]);
		json_text(json, "template", next->step->template_name);
	}
	json_end(json, '}');
}

/* Where it stands inside the debtor; null before any news. */
static void put_position(struct json *json, const struct session *session, const struct circuit_position *p)
{
	if (!p->known) {
		json_null(json, "circuit");
		return;
	}
	json_object(json, "circuit");
	json_text(json, "stage", circuit_stage_codes[p->stage]);
	json_date(json, "since", p->since);
	json_text(json, "holder", p->holder);
	json_date(json, "expected_on", p->expected_on);
	json_boolean(json, "stuck", circuit_stay(p, &session->policy.circuit, session->today).stuck);
	json_end(json, '}');
}

static void put_invoices(struct json *json, const struct session *session, const struct client_file *f, date today)
{
	json_array(json, "invoices");
	for (size_t i = 0; i < f->invoice_count; i++) {
		const struct invoice_row *row = &f->invoices[i];

		json_object(json, NULL);
		json_text(json, "number", row->number);
		json_text(json, "kind", item_kind_codes[row->item.kind]);
		json_date(json, "issued_on", row->item.issued_on);
		json_date(json, "due_on", row->item.due_on);
		json_money(json, "amount", row->item.amount);
		json_money(json, "open", row->item.open);
		json_text(json, "currency", row->item.currency);
		json_integer(json, "days_late", today - row->item.due_on);
		json_boolean(json, "disputed", row->item.disputed);
		json_boolean(json, "flagged", row->flagged);
		put_step(json, &f->steps[i]);
		put_position(json, session, &f->positions[i]);
		json_end(json, '}');
	}
	json_end(json, ']');
}

static void put_promises(struct json *json, const struct client_file *f)
{
	json_array(json, "promises");
	for (size_t i = 0; i < f->promise_count; i++) {
		const struct promise *p = &f->promises[i].promise;

		json_object(json, NULL);
		json_money(json, "amount", p->amount);
		json_text(json, "currency", p->currency);
		json_date(json, "due_on", p->due_on);
		json_date(json, "check_on", p->check_on);
		json_text(json, "state", promise_state_codes[p->state]);
		json_date(json, "made_on", p->made_on);
		json_money(json, "received", p->received);
		json_end(json, '}');
	}
	json_end(json, ']');
}

static void put_follow_ups(struct json *json, const struct client_file *f)
{
	json_array(json, "followups");
	for (size_t i = 0; i < f->follow_up_count; i++) {
		const struct follow_up_row *row = &f->follow_ups[i];

		json_object(json, NULL);
		json_text(json, "kind", row->kind);
		json_instant(json, "due", row->due_on, row->minute);
		json_date(json, "due_on", row->due_on);
		json_boolean(json, "agreed", row->agreed);
		json_boolean(json, "done", row->done_by != 0);
		json_end(json, '}');
	}
	json_end(json, ']');
}

static void put_disputes(struct json *json, const struct client_file *f)
{
	json_array(json, "disputes");
	for (size_t i = 0; i < f->dispute_count; i++) {
		const struct dispute_row *row = &f->disputes[i];

		json_object(json, NULL);
		json_text(json, "kind", row->kind);
		json_text(json, "sub_reason", *row->sub_reason ? row->sub_reason : NULL);
		json_text(json, "owner", *row->owner ? row->owner : NULL);
		json_text(json, "owner_mail", *row->owner_mail ? row->owner_mail : NULL);
		json_text(json, "manager", *row->manager ? row->manager : NULL);
		json_date(json, "opened_on", row->opened_on);
		json_date(json, "due_on", row->due_on);
		json_date(json, "raised_on", row->raised_on);
		json_date(json, "closed_on", row->closed_on);
		json_text(json, "resolution", *row->resolution ? row->resolution : NULL);
		json_money(json, "credit", row->credit);
		json_integer(json, "invoices", row->invoices);
		json_money(json, "amount", row->amount);
		json_text(json, "currency", row->currency);
		json_end(json, '}');
	}
	json_end(json, ']');
}

static void put_documents(struct json *json, const struct session *session, const struct client_file *f)
{
	json_array(json, "documents");
	for (size_t i = 0; i < f->document_count; i++) {
		const struct document_row *row = &f->documents[i];
		const struct document_request request = file_document(row);

		json_object(json, NULL);
		json_text(json, "document", row->kind);
		json_text(json, "state", document_state_codes[document_state_on(&request, &session->policy.document, session->today)]);
		json_date(json, "asked_on", row->asked_on);
		json_date(json, "sent_on", row->sent_on);
		json_date(json, "next_on", document_next_on(&request, &session->policy.document));
		json_date(json, "settled_on", row->settled_on);
		json_integer(json, "invoices", row->invoices);
		json_text(json, "note", row->note);
		json_end(json, '}');
	}
	json_end(json, ']');
}

/* What each overdue invoice waits for. */
static void put_answers(struct json *json, const struct session *session, const struct client_file *f)
{
	struct wrapup_line *lines = mem_alloc((f->invoice_count + 1) * sizeof *lines);

	wrapup_read(f, &session->policy.document, lines);
	json_array(json, "answers");
	for (size_t i = 0; i < f->invoice_count; i++) {
		if (!lines[i].asked)
			continue;
		json_object(json, NULL);
		json_text(json, "number", f->invoices[i].number);
		json_text(json, "answer", lines[i].answer == WRAPUP_NONE ? NULL : wrapup_answer_codes[lines[i].answer]);
		json_date(json, "until", lines[i].until);
		json_end(json, '}');
	}
	json_end(json, ']');
	mem_free(lines);
}

static void put_insolvency(struct json *json, const struct client_file *f)
{
	if (!f->insolvency.court) {
		json_null(json, "insolvency");
		return;
	}
	json_object(json, "insolvency");
	json_text(json, "court", f->insolvency.court);
	json_date(json, "published_on", f->insolvency.published_on);
	json_end(json, '}');
}

static void put_contacts(struct json *json, const struct client_file *f)
{
	json_array(json, "contacts");
	for (size_t i = 0; i < f->contact_count; i++) {
		const struct contact_row *row = &f->contacts[i];

		json_object(json, NULL);
		json_text(json, "name", row->name);
		json_text(json, "role", row->role);
		json_text(json, "phone", row->phone);
		json_text(json, "mobile", row->mobile);
		json_text(json, "mail", row->mail);
		json_boolean(json, "qualified", row->qualified);
		json_boolean(json, "wrong", row->wrong);
		json_integer(json, "excuses", f->contact_excuses[i]);
		json_end(json, '}');
	}
	json_end(json, ']');
}

/* A judgement has no hour and no author: a rule made it, on the check date. */
static void put_history(struct json *json, const struct client_file *f, date today)
{
	struct history_line *lines = mem_alloc((words_history_room(f) + 1) * sizeof *lines);
	size_t count = words_history_lines(f, today, true, lines);
	char text[WORDS_TEXT], at[DATE_TEXT + sizeof "T00:00:00Z"], day[DATE_TEXT];

	json_array(json, "history");
	for (size_t i = 0; i < count; i++) {
		const struct call_row *call = lines[i].call;

		snprintf(at, sizeof at, "%sT00:00:00Z", date_iso(lines[i].on_day, day));
		json_object(json, NULL);
		json_text(json, "at", call ? call->at : at);
		json_date(json, "on_day", lines[i].on_day);
		json_text(json, "kind", words_history_kind(&lines[i]));
		json_text(json, "outcome", words_history_outcome(&lines[i]));
		json_text(json, "agent", call ? call->agent : "");
		json_text(json, "reason", call && *call->reason ? call->reason : NULL);
		json_text(json, "excuse", call && *call->excuse ? call->excuse : NULL);
		json_text(json, "text", words_history(&lines[i], f, text));
		json_boolean(json, "undone", call && call->undone_by != 0);
		json_end(json, '}');
	}
	json_end(json, ']');
	mem_free(lines);
}

static void put_brief(struct json *json, const struct client_file *f, date today)
{
	char text[WORDS_TEXT];

	json_array(json, "brief");
	for (size_t i = 0; i < f->brief_count; i++)
		json_text(json, NULL, words_brief(&f->brief[i], today, text));
	json_end(json, ']');
}

static void put_score_lines(struct json *json, const struct client_file *f)
{
	char text[WORDS_TEXT];

	json_array(json, "score_lines");
	for (size_t i = 0; i < f->verdict.score.count; i++) {
		const struct score_line *line = &f->verdict.score.lines[i];

		json_object(json, NULL);
		json_text(json, "line", score_line_codes[line->code]);
		json_integer(json, "points", line->points);
		json_text(json, "input", words_score_line(line, judge_currency(&f->verdict, line), text));
		json_end(json, '}');
	}
	json_end(json, ']');
}

static bool print_json(const struct session *session, const struct client_file *f, struct err *err)
{
	struct buf out;
	struct json json;
	bool done;

	buf_init(&out);
	json_init(&json, &out, true);
	json_object(&json, NULL);
	put_client(&json, session, f);
	put_balances(&json, f);
	put_stakes(&json, session, f);
	put_step(&json, &f->step.next);
	put_invoices(&json, session, f, session->today);
	put_promises(&json, f);
	put_follow_ups(&json, f);
	put_disputes(&json, f);
	put_documents(&json, session, f);
	put_answers(&json, session, f);
	put_insolvency(&json, f);
	put_contacts(&json, f);
	put_history(&json, f, session->today);
	put_brief(&json, f, session->today);
	put_score_lines(&json, f);
	json_end(&json, '}');
	buf_putc(&out, '\n');
	done = output_print(out.data, err);
	buf_clear(&out);
	return done;
}

static bool show(struct session *session, const char *no, enum output_format format, struct err *err)
{
	struct client_file file;
	bool done;

	switch (file_load_no(session, no, &file, err)) {
	case FOUND_ERROR: return false;
	case FOUND_NOT: return err_set(err, ERR_MISSING, N_("no client has the number %s: relance search finds it by name"), no);
	case FOUND: break;
	}
	done = format == OUTPUT_JSON ? print_json(session, &file, err) : client_text(session, &file, format, err);
	file_clear(&file);
	return done;
}

static bool any_given(const struct flag *flags, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (flags[i].value)
			return true;
	return false;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[CLIENT_DEED_FLAGS + 1] = { [CLIENT_DEED_FLAGS] = { .name = "format", .takes_value = true } };
	struct session *session;
	enum output_format format;
	const char *words[4];
	size_t word_count;
	bool done;

	client_deed_flags(flags);
	if (!command_flags(&command_client, argc, argv, flags, CLIENT_DEED_FLAGS + 1, words, 4, &word_count, err) ||
	    !command_format(flags[CLIENT_DEED_FLAGS].value, &format, err))
		return EXIT_USAGE;
	if (client_is_deed(words, word_count))
		return client_deed(globals, words, word_count, flags, err);
	if (word_count != 1)
		return command_usage(&command_client, err, N_("say which client"));
	if (any_given(flags, CLIENT_DEED_FLAGS))
		return command_usage(&command_client, err, N_("what is to be changed is said with set: relance client set NO …"));
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	done = show(session, words[0], format, err);
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_client = {
	.name = "client",
	.args = N_("NO [--format text|csv|json] | set NO [--credit-limit AMOUNT|none] [--insured-limit AMOUNT|none] [--segment NAME] "
	           "[--key-account yes|no] [--small-structure yes|no] [--risk A|B|C] [--language CODE] [--time-zone NAME] [--postal-code CODE] [--terms DAYS|none] "
	           "[--service INVOICE=DAY,…] | clock NO close|open limitation|insurer|claim | acknowledge NO [--on DAY]"),
	.help = N_("show one client: brief, invoices, promises, contacts, history, score (csv: the invoices); a supervisor sets what is known of "
	           "it, closes a clock, confirms an acknowledgement of the debt"),
	.run = run,
};
