/* The call's end: record an outcome with its next date, take the last one back.
 */
#ifndef DESK_CALL_H
#define DESK_CALL_H

#include "desk/file.h"
#include "rules/chase.h"
#include "rules/circuit_entry.h"
#include "rules/contact_entry.h"
#include "rules/dispute.h"
#include "rules/document_entry.h"
#include "rules/entry.h"
#include "rules/insolvency.h"
#include "rules/outcome.h"
#include "rules/reason.h"

#define CALL_NOTE_BYTES 2000
#define CALL_NUMBERS    96

struct call_request {
	int64_t id;                  /* made by id_new() when the entry is begun, so that a retry is one action */
	int64_t client_id;
	enum outcome outcome;
	const char *entry;           /* as typed; for outcomes whose entry is text: the note */
	const char *note;            /* or NULL */
	int64_t contact_id;          /* who is on the phone; 0: whom the file says to call (contact_spoken_to) */
	enum reason reason;          /* REASON_NONE: what the outcome or the words tell (call_reason) */
	enum chase_excuse excuse;    /* CHASE_EXCUSE_NONE: what the words tell */
};

/* Who has an invoice, or who is the right person: somebody known, or a contact to be made. */
struct call_holder {
	enum contact_match match;    /* ONE: file->contacts[place]; NONE with a name: somebody new */
	size_t place;
	enum contact_role role;
	char name[CIRCUIT_HOLDER];   /* as it is kept; "" nobody */
};

struct call_result {
	bool entry_refused;          /* false was returned because of entry or dispute: words make the sentence; err then has ERR_REFUSED and no text */
	struct entry_result entry;
	struct dispute_entry dispute;/* due_on: also when none was typed */
	struct circuit_entry circuit;
	struct contact_entry contact;/* wrong contact: the right one; its status is EMPTY when nobody was told */
	struct call_holder holder;   /* of the circuit, or the right contact */
	struct document_entry document;
	struct insolvency_entry insolvency;
	date next_on;                /* when the file comes back; DATE_NONE: nothing says so */
	int next_minute;
	enum why_not why_not;        /* why it sleeps until then */
	bool already;                /* this id was recorded before: nothing new was written */
	bool mailed;                 /* a mail was queued beside it */
	int superseded;              /* open promises the new one replaced */
	int recent_superseded;       /* how many within plan.replace_window, this one included … */
	int supersede_days;          /* … which is so long */
	bool supersede_warns;        /* often enough to warn */
	int rest;                    /* overdue invoices this outcome and what stands leave without an answer … */
	date rest_on;                /* … and the day they are taken up */
	char rest_numbers[CALL_NUMBERS]; /* the first of them, joined; ends in … when there are more */
};

/* Whether this session may record that outcome on this file now: nobody else has it open, it is not handed over, an insolvency does not
 * forbid it. */
bool call_may_record(const struct session *session, const struct client_file *file, enum outcome outcome, struct err *err);

/* One transaction: action, promise or follow-up or dispute, state, score, journal. Nothing is stored on failure. */
bool call_record(struct session *session, const struct call_request *request, struct call_result *out, struct err *err);
/* The same inside a write transaction of the caller's, who rolls back on failure; after entry_refused it may also go on. */
bool call_record_within(struct session *session, const struct call_request *request, struct call_result *out, struct err *err);

/* Replacing a promise of this file once more today: how many times that makes within plan.replace_window, and whether it warns. */
int call_replacements(const struct session *session, const struct client_file *file, bool *warns);

/* What `entry` would mean, for the echo under the field: parses only. dispute, document, circuit: chosen[] has file->invoice_count places or is NULL. */
void call_preview(const struct client_file *file, enum outcome outcome, const char *entry, struct call_result *out, bool *chosen);

/* Why it is not paid, as recorded with this outcome: as chosen, else as the outcome tells, else as words in `note` do; REASON_NONE: not told. */
enum reason call_reason(enum outcome outcome, enum reason chosen, const char *note);
enum chase_excuse call_excuse(enum outcome outcome, enum chase_excuse chosen, const char *note);

/* Take back the client's last standing outcome, or what else was done on the file (a dispute resolved, a document sent …): by its author,
 * the same day, before any judgement. `undone` says what it was. */
#define CALL_CODE 32
bool call_undo(struct session *session, int64_t client_id, char undone[CALL_CODE], struct err *err);
/* The same, refused unless the last that stands is this one (0: whichever it is). */
bool call_undo_only(struct session *session, int64_t client_id, int64_t action_id, char undone[CALL_CODE], struct err *err);

#endif
