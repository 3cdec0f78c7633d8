/* The client file: everything about one client, loaded once for a screen, a listing or a call.
 */
#ifndef DESK_FILE_H
#define DESK_FILE_H

#include "db/bank.h"
#include "db/call.h"
#include "db/circuit.h"
#include "db/client.h"
#include "db/dispute.h"
#include "db/document.h"
#include "db/contact.h"
#include "db/escalation.h"
#include "db/item.h"
#include "desk/refresh.h"
#include "desk/session.h"
#include "rules/brief.h"
#include "rules/circuit.h"
#include "rules/contact.h"
#include "rules/entry.h"

#define FILE_HISTORY 200 /* actions shown; a file with more says so */
#define FILE_FIRST   120 /* invoices, and news of them, that file_load_first reads: more than any screen has lines */

struct client_file {
	struct client_row client;
	struct callable now;         /* hours and claims included */
	struct client_verdict verdict; /* net, score, lines as of the session's day */
	struct invoice_row *invoices;/* every open item, sorted due, issue, number: line n of the list is invoices[n-1] */
	struct file_place { int64_t id; size_t place; } *places; /* of the invoices, by id: file_place_of */
	cents *left;                 /* parallel: what stays after credits, oldest first */
	struct scenario_next *steps; /* parallel: where each stands in the scenario */
	struct scenario_next_client step; /* and the client as a whole */
	size_t invoice_count;
	bool partial;                /* file_load_first: of very many invoices only the first, sums as stored */
	struct promise_row *promises;/* not undone, oldest first, judged */
	size_t promise_count;
	struct promise_part *parts;
	size_t part_count;
	struct follow_up_row *follow_ups; /* not undone, oldest first */
	size_t follow_up_count;
	struct dispute_row *disputes;/* not undone, oldest first */
	size_t dispute_count;
	struct document_row *documents; /* not undone, oldest first */
	size_t document_count;
	struct document_waiting *document_invoices; /* of requests not settled */
	size_t document_invoice_count;
	struct insolvency_row insolvency; /* court NULL: none */
	struct contact_row *contacts;/* usable ones first */
	size_t contact_count;
	int *contact_excuses;        /* parallel to contacts: evasive answers and counted excuses since the last promise */
	struct contact *people;      /* parallel to contacts, as the rules take them */
	struct contact_hours *hours; /* parallel to contacts: when they answer, learnt */
	struct circuit_row *news;    /* of the circuit: by invoice, then as they became known; of settled invoices too */
	size_t news_count;
	struct circuit_position *positions; /* parallel to invoices */
	const struct circuit_standing *standings; /* invoices owed and undisputed that were heard of */
	size_t standing_count;
	struct file_whom {
		struct circuit_whom asked; /* which role or holder, and why */
		size_t contact;      /* of contacts: who that is; SIZE_MAX: nobody known */
		size_t dial;         /* whose number is dialled; SIZE_MAX: nobody usable */
	} whom;
	struct threat_row *threats;  /* oldest first */
	size_t threat_count;
	struct sanction_row *sanctions; /* oldest first, lifted ones too */
	size_t sanction_count;
	struct bank_returned returned; /* what the bank took back lately */
	struct bank_perhaps perhaps; /* payments not matched that may be this client's */
	struct call_row *history;  /* newest first; undone ones included, told by undone_by */
	size_t history_count;
	struct file_reason {
		enum reason reason;
		date on;             /* when it was last told; DATE_NONE */
		bool known;          /* told within reason.within days */
		enum reason_firmness firmness;
		int unsuccessful;    /* chases of the rolling month */
		int excuses;         /* evasive answers and counted excuses since the last promise */
	} why;
	struct brief_line brief[BRIEF_LINES];
	size_t brief_count;
	struct entry_context entry;  /* for echoing what is typed */
	struct arena arena;          /* owns it all */
};

enum found file_load(struct session *session, int64_t client_id, struct client_file *out, struct err *err);
enum found file_load_no(struct session *session, const char *no, struct client_file *out, struct err *err);
/* What the first screen shows, at a cost that does not grow with the invoices: of more than FILE_FIRST the first ones, figures and callability as
 * stored, no parts of promises, the brief of what was read. Whatever does more than draw reads the whole with file_load. */
enum found file_load_first(struct session *session, int64_t client_id, struct client_file *out, struct err *err);
void file_clear(struct client_file *file);

/* Where an invoice stands in the list; SIZE_MAX: not among the open ones. */
size_t file_place_of(const struct client_file *file, int64_t invoice_id);

/* A request as the rules see it. */
struct document_request file_document(const struct document_row *row);

#endif
