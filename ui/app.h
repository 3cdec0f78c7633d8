/* What the console's screens share: the session, the terminal's frame, the list in hand. Made by ui/console.c.
 */
#ifndef UI_APP_H
#define UI_APP_H

#include "desk/call.h"
#include "desk/file.h"
#include "desk/session.h"
#include "desk/texts.h"
#include "desk/worklist.h"
#include "globals.h"
#include "ui/frame.h"
#include "ui/trail.h"

#define SOUGHT_BYTES 128

struct app {
	struct session *session;
	struct frame *frame;
	const struct globals *globals;
	struct call_timer { int64_t since_ms; int64_t client_id; } call; /* steady clock, since the open file was claimed; client_id 0: none open */
	struct { int64_t client_id, contact_id; } speaking; /* chosen among the contacts of that client; 0: whom its file says to call */
	int64_t last_recorded;       /* client of the last outcome recorded here: what `u` undoes from the queue */
	int64_t last_other;          /* client of what was done here since and is no outcome: `u` must not take back an older one for it; 0: nothing */
	bool last_cash;              /* … or payments were decided here since */
	struct { struct bulk_deed *each; size_t count, room; } deeds; /* last recorded for many at once: what `u` takes back from lists (ui/bulk.h) */
	struct { int64_t *ids; size_t count, room; } cash; /* payments last decided here, at once: what `u` takes back from the payments */
	int64_t last_mail;           /* the mail last taken back here: what `u` puts back from the mails; 0: none */
	char sought[SOUGHT_BYTES];   /* invoice number that a search found: the file that opens next shows it */
	struct worklist_walk walk;   /* where in the queue the next file is looked for */
	struct texts *texts;         /* call cards and mails */
	struct trail trail;          /* the files opened, to walk back */
	struct policy_trial *trial;  /* ui/policy.c: the configuration last tried; NULL: none */
	const char *export_dir;      /* ui.export_dir; NULL or "": none */
	bool stay;                   /* F2: do not go to the next file after saving */
};

/* An outcome was recorded, or something else was done: what `u` is about. */
static inline void app_recorded(struct app *app, int64_t client_id)
{
	app->last_recorded = client_id;
	app->last_other = 0;
	app->last_cash = false;
}

static inline void app_did(struct app *app, int64_t client_id)
{
	app->last_other = client_id;
	app->last_cash = false;
}

/* Screens, each in its own file; they push themselves on app->frame. */

/* ui/queue.c: the bottom of the stack. */
extern const struct screen_ops queue_screen;
void queue_screen_push(struct app *app);
int64_t queue_screen_client(const struct app *app);             /* under the cursor; 0: none */
bool queue_screen_narrowed(const struct app *app);              /* a filter is on, or another order: the next file is the next row */
/* The client to call after this one in the rows shown, or after the last one this gave when it is not among them; 0: none is left. */
int64_t queue_screen_after(struct app *app, int64_t client_id);

/* Rolls (ui/roll.h): ui/agenda.c, ui/promises.c, ui/disputes.c, ui/documents.c, ui/reasons.c. */
void agenda_screen_push(struct app *app);
void promises_screen_push(struct app *app);
void matching_screen_push(struct app *app, int64_t id); /* ui/matching.c: payments left to clear, the cursor on this one; 0: where it was */
void disputes_screen_push(struct app *app);                     /* of the open file when it has some, else all of them */
void documents_screen_push(struct app *app, int64_t client_id); /* 0: of every client */
void reasons_screen_push(struct app *app);                      /* overdue clients who told no reason in time */

/* ui/search.c: results as one types. query: what to look for first, or NULL. */
extern const struct screen_ops search_screen;
void search_screen_push(struct app *app, const char *query);
int64_t search_screen_client(const struct app *app);            /* under the cursor; 0: none */
bool search_screen_has_payment(const struct app *app); /* the one under the cursor is a payment, and no client's yet */

/* ui/help.c: what can be done in a context; filter, Enter runs the line. */
extern const struct screen_ops help_screen;
void help_screen_push(struct app *app, enum action_context context);

/* ui/draft.c: what this agent was typing when the line was lost, if anything, offered again. */
extern const struct screen_ops draft_screen;
void draft_screen_offer(struct app *app);

extern const struct screen_ops file_screen;
/* ui/file_screen.c: claim and show a file. False (with a message said) when another console holds it or it is gone. Replaces the file screen that is open, if any, freeing
 * its claim. */
bool file_screen_open(struct app *app, int64_t client_id);
/* The console stood still for longer than a lease: the open file is claimed again, or who has it now is said. */
unsigned file_screen_take_again(struct app *app);
bool file_screen_open_aside(struct app *app, int64_t client_id); /* the same for a call out of turn: the place in the queue stays */
void file_screen_select_invoice(struct app *app, const char *number); /* of the open file */
bool file_screen_next(struct app *app);                         /* the next callable file in queue order; back to the queue with a message when none is left */
void file_screen_previous(struct app *app);                     /* the file that was open before, then the one before that */
const struct client_file *file_screen_file(const struct app *app); /* the file on screen, or NULL */

/* ui/entry.c: the one-line entry of an outcome on the open file, over its lower half. initial: text to start with (a draft), or NULL. */
void entry_screen_push(struct app *app, enum outcome outcome, const char *initial);
/* Outcomes that need nothing typed (no answer): record at once and go on. */
unsigned entry_record_now(struct app *app, enum outcome outcome);
unsigned entry_undo(struct app *app);

/* Windows over the file: ui/panes.c why this score, history, script; ui/contacts.c its people. */
void why_screen_push(struct app *app, int64_t client_id);
void history_screen_push(struct app *app);
void contacts_screen_push(struct app *app);
void script_screen_push(struct app *app);
void unanswered_screen_push(struct app *app);

/* ui/money_pane.c: what is at stake, interest, fees, waivers, clocks. ui/decision.c: what is proposed, threatened and imposed. Over the open
 * file when it is this client's, else over what is on top. */
void money_screen_push(struct app *app, int64_t client_id);
void decision_screen_push(struct app *app, int64_t client_id);

/* Screens of supervisors: ui/approvals.c, ui/team.c, ui/aging.c; ui/journal.c: of a client, or 0: of all. */
void approvals_screen_push(struct app *app);
void team_screen_push(struct app *app);
void aging_screen_push(struct app *app);
void journal_screen_push(struct app *app, int64_t client_id);

/* ui/mail_screen.c: the mail that would go to the open file's client, with words of one's own; Enter queues it. */
void mail_screen_push(struct app *app);
#define MAIL_DRAFT "mail"
bool mail_screen_resume(struct app *app, const char *draft);
/* ui/mails.c: what is queued, held back, sent. */
void mails_screen_push(struct app *app);

/* Words typed in a line of these when the connection was lost, taken up again (ui/keep.h); the place names such drafts. False: what they were
 * about is gone. A waiver and a decision are over the open file. */
#define WAIVER_DRAFT "waiver"
bool waiver_resume(struct app *app, const char *draft);
#define DECISION_DRAFT "decision"
bool decision_resume(struct app *app, const char *draft);
#define DISPUTE_END_DRAFT "dispute-end"
bool dispute_end_resume(struct app *app, const char *draft);
#define PROMISE_WITHDRAW_DRAFT "promise-withdraw"
bool promise_withdraw_resume(struct app *app, const char *draft);
#define PAYMENT_ASIDE_DRAFT "payment-aside"
bool payment_aside_resume(struct app *app, const char *draft);
#define BULK_NOTE_DRAFT "bulk-note"
bool bulk_note_resume(struct app *app, const char *draft);

/* imports.c: files taken in or refused, and what of each. */
void imports_screen_push(struct app *app);

#endif
