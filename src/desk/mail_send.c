/* The batch that empties the queue of mails. Between two transactions a mail is handed to the program; nothing is locked meanwhile.
 */
#include "desk/mail_send.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "base/mime.h"
#include "base/run.h"
#include "desk/claim.h"
#include "desk/document.h"
#include "desk/mail_parts.h"
#include "desk/mail_print.h"
#include "desk/mail_steps.h"
#include "desk/transact.h"

#define PAGE         100
#define TRIES_MOST   5
#define SEND_SECONDS 60
#define UNDER_WAY_MS (2 * SEND_SECONDS * 1000)
#define UNENDED_MOST 3 /* a program that hangs would keep the night from its end, a minute a mail */

/* One mail under way. */
struct sending {
	const struct mail_sender *sender;
	struct mail_row row;
	struct client_file file;
	int64_t *invoice_ids;
	size_t invoice_count;
	struct mail_text text;
	struct mail_parts parts;
	struct err problem; /* row.why borrows its words */
	int64_t sent_id; /* of this try, and of the action that says so of a document: a retry is one */
	bool taken; /* this try is ours */
	char at[25], tried_at[CLOCK_TEXT];
};

static bool journal(struct session *session, const struct mail_row *row, struct err *err)
{
	const char *kind = row->state == MAIL_SENT ? "mail_sent" : row->state == MAIL_CANCELLED ? "mail_given_up" : "mail_failed";
	struct session_note note;
	struct json *json = session_note_open(&note);

	json_integer(json, "mail", row->id);
	json_text(json, "kind", row->kind);
	json_text(json, "address", row->address);
	json_text(json, "text", row->text_name);
	json_text(json, "why", row->why);
	return session_note_write(session, &note, row->client_id, kind, err);
}

/* *landed false: it was taken back meanwhile, or a try before this one has written it. */
static bool put_row(struct session *session, const struct mail_row *row, bool *landed, struct err *err)
{
	/* a mail that waits, or is about to be handed over, is no event of the client's */
	bool event = row->state == MAIL_SENT || row->state == MAIL_CANCELLED || row->state == MAIL_FAILED;

	return client_lock(session->store, row->client_id, err) && mail_put(session->store, row, landed, err) &&
	       (!*landed || !event || journal(session, row, err));
}

static bool put_body(struct session *session, void *context, struct err *err)
{
	bool landed;

	return put_row(session, context, &landed, err);
}

/* Somebody else is handing it over, or was and his host does not answer for him: then it waits as long as he might have needed. Whoever
 * died here left it to the next. */
static bool is_under_way(const struct session *session, const struct mail_row *row)
{
	char since[CLOCK_TEXT];

	clock_iso(store_clock_ms(session->store) - UNDER_WAY_MS, since);
	return strcmp(row->tried_at, since) > 0 && !claim_console_is_dead(row->trier);
}

/* This try, written down before it is made: two who send at once never send the same mail. */
static bool take_body(struct session *session, void *context, struct err *err)
{
	struct sending *s = context;

	return mail_take(session->store, &s->row, s->sent_id, &s->taken, err);
}

static bool is_letter(const struct mail_row *row)
{
	return strcmp(row->kind, mailing_kind_codes[MAILING_LETTER]) == 0;
}

/* What the rules say of it now. */
static enum mailing_status status_of(const struct sending *s)
{
	struct mailing_facts facts;
	enum mailing_kind kind = MAILING_REMINDER;

	mailing_kind_from_code(s->row.kind, &kind);
	mail_facts(&s->file, kind, s->row.promise_id, s->invoice_ids, s->invoice_count, &facts);
	facts.address = mime_is_address(s->row.address) ? s->row.address : "";
	return mailing_check(&facts);
}

void mail_problems_clear(struct mail_problems *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		mem_free(problems->rows[i].why);
		mem_free(problems->rows[i].client_no);
		mem_free(problems->rows[i].address);
	}
	mem_free(problems->rows);
	*problems = (struct mail_problems){ 0 };
}

/* Many mails without a mail program are one problem. */
static void note_problem(struct mail_problems *problems, const struct mail_row *row)
{
	size_t i = 0;

	if (!problems)
		return;
	while (i < problems->count && strcmp(problems->rows[i].why, row->why) != 0)
		i++;
	if (i == problems->count) {
		MEM_GROW(problems->rows, problems->count, problems->room);
		problems->rows[problems->count++] =
			(struct mail_problem){ 0, mem_strdup(row->why), mem_strdup(row->client_no), mem_strdup(row->address) };
	}
	problems->rows[i].count++;
}

static bool hold(struct session *session, struct sending *s, enum mailing_status status, struct mail_totals *totals, struct err *err)
{
	bool old = session->today - s->row.queued_on > session->policy.mailing.keep_days;
	bool hopeless = status == MAILING_STOPPED || status == MAILING_STALE;
	bool same = s->row.state == MAIL_HELD && strcmp(s->row.why, mailing_status_codes[status]) == 0;

	s->row.why = mailing_status_codes[status];
	s->row.state = old || hopeless ? MAIL_CANCELLED : MAIL_HELD;
	totals->given_up += s->row.state == MAIL_CANCELLED;
	totals->held += s->row.state == MAIL_HELD;
	if (s->row.state == MAIL_CANCELLED)
		note_problem(s->sender->problems, &s->row);
	return s->sender->dry || (same && s->row.state == MAIL_HELD) || transact(session, put_body, &s->row, err);
}

static bool hand_over(struct session *session, const struct sending *s, struct err *err)
{
	const char *argv[] = { s->sender->program, "-i", "-f", s->sender->from, "--", s->row.address, NULL };
	const char *domain = strchr(s->sender->from, '@') + 1;
	char *id = mem_printf("%" PRIx64 ".relance@%s", (uint64_t)s->row.id, domain);
	const struct mime_mail mail = {
		.from_name = session->creditor.name,
		.from = s->sender->from,
		.to_name = s->row.contact,
		.to = s->row.address,
		.subject = s->text.subject,
		.body = s->text.body,
		.message_id = id,
		.at = s->at,
		.parts = s->parts.parts,
		.part_count = s->parts.count,
	};
	struct buf out;
	bool done;

	buf_init(&out);
	mime_write(&mail, &out);
	done = run_program(argv, out.data, out.len, SEND_SECONDS, err);
	buf_clear(&out);
	mem_free(id);
	return done;
}

/* The document requests of the call that queued the mail: what they asked for has left with it. */
static bool mark_documents(struct session *session, const struct sending *s, struct err *err)
{
	for (size_t i = 0; i < s->file.document_count; i++) {
		const struct document_row *row = &s->file.documents[i];
		const struct document_step step = { .id = s->sent_id, .request_id = row->id, .note = s->row.address };
		date chase_on;

		if (row->action_id == s->row.action_id && strcmp(row->kind, document_kind_codes[DOCUMENT_DUPLICATE]) == 0 &&
		    !date_is(row->sent_on) && !document_sent_within(session, &step, &chase_on, err))
			return false;
	}
	return true;
}

static bool conclude_body(struct session *session, void *context, struct err *err)
{
	struct sending *s = context;
	bool landed;

	if (!put_row(session, &s->row, &landed, err))
		return false;
	if (!landed || s->row.state != MAIL_SENT)
		return true;
	return (s->parts.count == 0 || mark_documents(session, s, err)) &&
	       (!mail_steps_is(&s->row) || mail_steps_done(session, s->sent_id, &s->row, &s->file, err));
}

/* Handed over or not: written down. */
static bool conclude(struct session *session, struct sending *s, bool handed, struct mail_totals *totals, struct err *err)
{
	if (handed) {
		s->row.state = MAIL_SENT;
		s->row.why = "";
		s->row.sent_at = s->at;
		s->row.sent_on = session->today;
		totals->sent++;
		totals->letters += is_letter(&s->row);
	} else {
		/* A program that is not there, or a folder that cannot be written to, says nothing of this mail. */
		if (s->problem.code == ERR_MISSING || is_letter(&s->row))
			s->row.tries--;
		s->row.state = s->row.tries >= TRIES_MOST ? MAIL_CANCELLED : MAIL_FAILED;
		s->row.why = s->problem.text;
		totals->failed += s->row.state == MAIL_FAILED;
		totals->given_up += s->row.state == MAIL_CANCELLED;
		note_problem(s->sender->problems, &s->row);
	}
	if (!is_letter(&s->row))
		totals->unended = !handed && s->problem.code == ERR_BUSY ? totals->unended + 1 : 0;
	return s->sender->dry || transact(session, conclude_body, s, err);
}

static bool send_worded(struct session *session, struct sending *s, struct mail_totals *totals, struct err *err)
{
	bool handed;

	s->row.text_name = s->text.name;
	s->row.subject = s->text.subject;
	s->row.body = s->text.body;
	session_instant(session, s->at);
	if (s->sender->dry) {
		totals->sent++;
		return true;
	}
	s->row.trier = session->console;
	s->row.tried_at = clock_iso(store_clock_ms(session->store), s->tried_at);
	if (!transact(session, take_body, s, err))
		return false;
	if (!s->taken)
		return true;
	s->row.tries++;
	handed = is_letter(&s->row) ? mail_print(session, s->sender->letters, &s->row, &s->text, &s->problem) : hand_over(session, s, &s->problem);
	return conclude(session, s, handed, totals, err);
}

/* What a duplicate is about goes with it. */
static bool attach(struct sending *s, struct err *err)
{
	const char *folder = s->sender->documents;

	if (!folder || !*folder || strcmp(s->row.kind, mailing_kind_codes[MAILING_DUPLICATE]) != 0)
		return true;
	return mail_parts_open(folder, &s->file, s->invoice_ids, s->invoice_count, &s->parts, err);
}

static bool send_loaded(struct session *session, struct sending *s, struct mail_totals *totals, struct err *err)
{
	enum mailing_status status = status_of(s);

	if (status != MAILING_OK)
		return hold(session, s, status, totals, err);
	if (attach(s, &s->problem) &&
	    s->sender->word(s->sender->texts, session, &s->file, &s->row, s->invoice_ids, s->invoice_count, &s->text, &s->problem))
		return send_worded(session, s, totals, err);
	s->row.tries++;
	return conclude(session, s, false, totals, err);
}

static void sending_clear(struct sending *s)
{
	mail_parts_close(&s->parts);
	mem_free(s->text.name);
	mem_free(s->text.subject);
	mem_free(s->text.body);
	file_clear(&s->file);
}

static bool send_one(struct session *session, const struct mail_sender *sender, const struct mail_row *row, struct mail_totals *totals,
                     struct err *err)
{
	struct sending s = { .sender = sender, .row = *row, .sent_id = id_new() };
	bool done = false;

	switch (file_load(session, row->client_id, &s.file, err)) {
	case FOUND_NOT: err_set(err, ERR_MISSING, N_("this client file is gone")); break;
	case FOUND_ERROR: break;
	case FOUND:
		done = mail_invoices(session->store, &s.file.arena, row->id, &s.invoice_ids, &s.invoice_count, err) &&
		       send_loaded(session, &s, totals, err);
	}
	if (done && sender->told)
		sender->told(sender->context, &s.row);
	sending_clear(&s);
	return done;
}

static bool prints(const struct mail_sender *sender)
{
	return sender->letters && *sender->letters;
}

static bool ready(const struct mail_sender *sender, struct err *err)
{
	if (!mime_is_address(sender->from))
		return err_set(err, ERR_REFUSED, N_("no mail leaves without a sender: set the option mail.from to your address"));
	return true;
}

/* May it be tried at all in this run? */
static bool may_leave(const struct mail_sender *sender, const struct mail_row *row, const struct mail_totals *totals)
{
	return is_letter(row) ? prints(sender) : mime_is_address(sender->from) && totals->unended < UNENDED_MOST;
}

bool mail_send_all(struct session *session, const struct mail_sender *sender, struct mail_totals *totals, struct err *err)
{
	int64_t after = 0;
	size_t count = PAGE;
	bool done = prints(sender) || ready(sender, err);

	*totals = (struct mail_totals){ 0 };
	while (done && count == PAGE) {
		struct arena arena = { 0 };
		struct mail_row *rows = NULL;

		done = mail_waiting(session->store, &arena, session->creditor.id, after, PAGE, &rows, &count, err);
		for (size_t i = 0; i < count && done; i++) {
			after = rows[i].id;
			if (may_leave(sender, &rows[i], totals) && !is_under_way(session, &rows[i]))
				done = send_one(session, sender, &rows[i], totals, err);
		}
		arena_clear(&arena);
	}
	return done;
}
