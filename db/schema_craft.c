/* The second migration: teams, the circuit, disputes' ends, documents, mail, escalation, money claimed, the bank and the night.
 *
 * Same rules as in db/schema.c. A new table also gets its line in db/migrate.c (it is copied) and in db/postgres_rights.c (who may read
 * and write it: without one it is its owner's alone). Columns come to old tables only where a list or the queue would otherwise need a second look-up.
 */
#include "db/schema.h"

const char schema_craft[] =
	/* Who sees which files, and who may be phoned back. */
	"CREATE TABLE team ("
	" id INTEGER PRIMARY KEY,"
	" name TEXT NOT NULL UNIQUE,"
	" created_at TEXT NOT NULL);"
	"ALTER TABLE agent ADD COLUMN team_id INTEGER REFERENCES team (id);" /* NULL: of no team, sees what is nobody's */
	"ALTER TABLE agent ADD COLUMN full_name TEXT NOT NULL DEFAULT '';"
	"ALTER TABLE agent ADD COLUMN phone TEXT NOT NULL DEFAULT '';"       /* direct line, printed in letters and mails */
	"ALTER TABLE agent ADD COLUMN mail TEXT NOT NULL DEFAULT '';"

	"ALTER TABLE creditor ADD COLUMN agency INTEGER NOT NULL DEFAULT 0;" /* a client of a collection agency */
	"ALTER TABLE creditor ADD COLUMN country TEXT NOT NULL DEFAULT 'FR';"

	"ALTER TABLE client ADD COLUMN team_id INTEGER REFERENCES team (id);"   /* NULL: every team's */
	"ALTER TABLE client ADD COLUMN agent_id INTEGER REFERENCES agent (id);" /* whose portfolio; NULL: anyone's */
	"ALTER TABLE client ADD COLUMN siren TEXT NOT NULL DEFAULT '';"
	"ALTER TABLE client ADD COLUMN segment TEXT NOT NULL DEFAULT '';"
	"ALTER TABLE client ADD COLUMN language TEXT NOT NULL DEFAULT '';"      /* two letters; '': the creditor's */
	"ALTER TABLE client ADD COLUMN time_zone TEXT NOT NULL DEFAULT '';"
	"ALTER TABLE client ADD COLUMN key_account INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE client ADD COLUMN small_structure INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE client ADD COLUMN insured_limit_cents INTEGER;"            /* NULL: not insured */
	"ALTER TABLE client ADD COLUMN reason TEXT NOT NULL DEFAULT '';"        /* rules/reason.h code in force … */
	"ALTER TABLE client ADD COLUMN reason_on TEXT;"                         /* … and when it was last told */
	"ALTER TABLE client ADD COLUMN held INTEGER NOT NULL DEFAULT 0;"        /* a hold on orders is in force */
	"ALTER TABLE client ADD COLUMN published_on TEXT;"                      /* insolvency: publication */
	"ALTER TABLE client ADD COLUMN acknowledged_on TEXT;"                   /* confirmed acknowledgement of the debt */
	"ALTER TABLE client ADD COLUMN clocks_closed INTEGER NOT NULL DEFAULT 0;" /* bits 1 << enum clocks_kind */
	"ALTER TABLE client ADD COLUMN claim_since INTEGER;"                    /* milliseconds since 1970 */
	"ALTER TABLE client ADD COLUMN step INTEGER;"                           /* level of the scenario reached: its days */
	/* made ready for lists */
	"ALTER TABLE client ADD COLUMN clock TEXT NOT NULL DEFAULT '';"         /* the clock that presses most … */
	"ALTER TABLE client ADD COLUMN clock_on TEXT;"                          /* … and its last day */
	"ALTER TABLE client ADD COLUMN proposal TEXT NOT NULL DEFAULT '';"      /* what waits for a supervisor: legal, hold */
	"CREATE INDEX client_proposal ON client (creditor_id, proposal, score) WHERE proposal <> '';"
	"CREATE INDEX client_team ON client (team_id) WHERE team_id IS NOT NULL;"
	/* Whose file it is, in the queue's own index: other teams' are passed over there. */
	"DROP INDEX client_queue;"
	"CREATE INDEX client_queue ON client (creditor_id, callable DESC, score DESC, overdue_cents DESC, no, team_id);"
	"CREATE INDEX client_siren ON client (siren) WHERE siren <> '';"

	"ALTER TABLE contact ADD COLUMN mobile TEXT NOT NULL DEFAULT '';"
	"ALTER TABLE contact ADD COLUMN note TEXT NOT NULL DEFAULT '';"
	"ALTER TABLE contact ADD COLUMN added_by INTEGER;"                      /* action that told of it; taken back with it */
	"ALTER TABLE contact ADD COLUMN wrong_by INTEGER;"                      /* action that told it is wrong */
	"ALTER TABLE contact ADD COLUMN undone INTEGER NOT NULL DEFAULT 0;"

	"ALTER TABLE action ADD COLUMN contact_id INTEGER REFERENCES contact (id);" /* who was called */
	"ALTER TABLE action ADD COLUMN channel TEXT NOT NULL DEFAULT 'phone';"      /* rules/scenario.h code */
	"ALTER TABLE action ADD COLUMN firmness TEXT NOT NULL DEFAULT '';"
	"ALTER TABLE action ADD COLUMN reason TEXT NOT NULL DEFAULT '';"
	"ALTER TABLE action ADD COLUMN excuse TEXT NOT NULL DEFAULT '';"            /* rules/chase.h code */
	"ALTER TABLE promise ADD COLUMN written INTEGER NOT NULL DEFAULT 0;"        /* in writing: may acknowledge the debt */
	"ALTER TABLE promise ADD COLUMN acknowledged_by INTEGER REFERENCES agent (id);"
	/* Lists over all clients, by date. */
	"CREATE INDEX promise_check ON promise (state, check_on, id) WHERE undone = 0;"
	"CREATE INDEX follow_up_due ON follow_up (due_on) WHERE done_by IS NULL AND undone = 0;"

	/* Where an invoice stands inside the debtor: every news of it. */
	"CREATE TABLE circuit_event ("
	" id INTEGER PRIMARY KEY,"               /* grows with the time it became known */
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" invoice_id INTEGER NOT NULL REFERENCES invoice (id),"
	" action_id INTEGER REFERENCES action (id)," /* NULL: told by a platform */
	" run_id INTEGER REFERENCES import_run (id),"
	" stage TEXT NOT NULL,"
	" since TEXT NOT NULL,"
	" expected_on TEXT,"
	" holder_id INTEGER REFERENCES contact (id),"
	" holder_role TEXT NOT NULL DEFAULT '',"
	" holder TEXT NOT NULL DEFAULT '',"
	" source TEXT NOT NULL CHECK (source IN ('call', 'platform')),"
	" status INTEGER,"                       /* the platform's, 200 to 213 */
	" status_reason TEXT NOT NULL DEFAULT '',"
	" back TEXT NOT NULL DEFAULT '',"
	" note TEXT NOT NULL DEFAULT '',"
	" undone INTEGER NOT NULL DEFAULT 0,"
	" told_at TEXT NOT NULL DEFAULT '');"    /* the instant a platform gives: the same news is stored once */
	"CREATE INDEX circuit_event_client ON circuit_event (client_id, invoice_id, id) WHERE undone = 0;"
	"CREATE INDEX circuit_event_invoice ON circuit_event (invoice_id, status);"
	"CREATE INDEX circuit_event_action ON circuit_event (action_id) WHERE action_id IS NOT NULL;"

	"ALTER TABLE dispute ADD COLUMN owner_mail TEXT NOT NULL DEFAULT '';"
	"ALTER TABLE dispute ADD COLUMN manager TEXT NOT NULL DEFAULT '';"
	"ALTER TABLE dispute ADD COLUMN raised_on TEXT;"     /* put before the owner's manager */
	"ALTER TABLE dispute ADD COLUMN closed_by INTEGER REFERENCES action (id);"
	"ALTER TABLE dispute ADD COLUMN credit_cents INTEGER NOT NULL DEFAULT 0;" /* the credit note that settles it */
	"ALTER TABLE dispute ADD COLUMN status_reason TEXT NOT NULL DEFAULT '';"  /* the platform's code */
	"CREATE INDEX dispute_closed_by ON dispute (closed_by) WHERE closed_by IS NOT NULL;"
	/* what an undo looks for */
	"CREATE INDEX promise_superseded_by ON promise (superseded_by) WHERE superseded_by IS NOT NULL;"
	"CREATE INDEX promise_withdrawn_by ON promise (withdrawn_by) WHERE withdrawn_by IS NOT NULL;"
	"CREATE INDEX promise_invoice_withdrawn_by ON promise_invoice (withdrawn_by) WHERE withdrawn_by IS NOT NULL;"
	"CREATE INDEX dispute_open ON dispute (due_on) WHERE undone = 0 AND closed_on IS NULL;"

	"CREATE TABLE document_request ("
	" id INTEGER PRIMARY KEY,"
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" action_id INTEGER NOT NULL REFERENCES action (id),"
	" kind TEXT NOT NULL,"                   /* rules/document.h code */
	" asked_on TEXT NOT NULL,"
	" sent_on TEXT,"
	" sent_by INTEGER REFERENCES action (id),"
	" settled_on TEXT,"
	" settled_by INTEGER REFERENCES action (id),"
	" note TEXT NOT NULL DEFAULT '',"
	" undone INTEGER NOT NULL DEFAULT 0);"
	"CREATE INDEX document_request_client ON document_request (client_id) WHERE undone = 0;"
	"CREATE INDEX document_request_action ON document_request (action_id);"
	"CREATE INDEX document_request_sent_by ON document_request (sent_by) WHERE sent_by IS NOT NULL;"
	"CREATE INDEX document_request_settled_by ON document_request (settled_by) WHERE settled_by IS NOT NULL;"
	"CREATE TABLE document_invoice ("
	" request_id INTEGER NOT NULL REFERENCES document_request (id),"
	" invoice_id INTEGER NOT NULL REFERENCES invoice (id),"
	" PRIMARY KEY (request_id, invoice_id));"

	/* A judgement opened against the client: calls stop, the claim is to be declared. client.published_on is that of the newest one. */
	"CREATE TABLE insolvency ("
	" id INTEGER PRIMARY KEY,"
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" action_id INTEGER NOT NULL REFERENCES action (id),"
	" court TEXT NOT NULL,"
	" published_on TEXT,"                    /* NULL: not published yet */
	" undone INTEGER NOT NULL DEFAULT 0);"
	"CREATE INDEX insolvency_client ON insolvency (client_id) WHERE undone = 0;"
	"CREATE INDEX insolvency_action ON insolvency (action_id);"

	/* Mails and letters: queued at a call or by a scenario, sent by the batch, never deleted. */
	"CREATE TABLE mail ("
	" id INTEGER PRIMARY KEY,"
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" action_id INTEGER REFERENCES action (id),"
	" promise_id INTEGER REFERENCES promise (id)," /* the one it confirms */
	" contact_id INTEGER REFERENCES contact (id),"
	" agent_id INTEGER REFERENCES agent (id),"   /* who queued it; NULL: the batch */
	" kind TEXT NOT NULL,"                   /* rules/mailing.h code */
	" words TEXT NOT NULL DEFAULT '',"       /* the agent's own, put into the text */
	/* made from a template when it leaves, '' before */
	" template TEXT NOT NULL DEFAULT '',"
	" language TEXT NOT NULL,"
	" address TEXT NOT NULL,"
	" subject TEXT NOT NULL DEFAULT '',"
	" body TEXT NOT NULL DEFAULT '',"
	" queued_on TEXT NOT NULL,"
	" queued_at TEXT NOT NULL,"
	" state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'held', 'failed', 'cancelled')),"
	" why TEXT NOT NULL DEFAULT '',"         /* rules/mailing.h status when held, the error when failed */
	" tries INTEGER NOT NULL DEFAULT 0,"
	" sent_at TEXT,"
	" sent_on TEXT,"
	" days_to_pay INTEGER,"                  /* registered letter */
	" undone INTEGER NOT NULL DEFAULT 0);"
	"CREATE INDEX mail_client ON mail (client_id, id);"
	"CREATE INDEX mail_waiting ON mail (state, id) WHERE state IN ('queued', 'held', 'failed') AND undone = 0;"
	"CREATE TABLE mail_invoice ("
	" mail_id INTEGER NOT NULL REFERENCES mail (id),"
	" invoice_id INTEGER NOT NULL REFERENCES invoice (id),"
	" PRIMARY KEY (mail_id, invoice_id));"

	/* What was proposed to a supervisor and what became of it. */
	"CREATE TABLE escalation ("
	" id INTEGER PRIMARY KEY,"
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" kind TEXT NOT NULL CHECK (kind IN ('legal', 'hold')),"
	" proposed_on TEXT NOT NULL,"
	" reasons INTEGER NOT NULL,"             /* bits of enum escalation_reason or escalation_hold */
	" warnings INTEGER NOT NULL DEFAULT 0,"
	" state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused', 'lapsed')),"
	" decided_on TEXT,"
	" decided_by INTEGER REFERENCES agent (id),"
	" again_on TEXT,"                        /* refused: not proposed again before */
	" note TEXT NOT NULL DEFAULT '',"
	" handover TEXT NOT NULL DEFAULT '',"    /* rules/escalation.h code */
	" handed_on TEXT,"
	" taken_on TEXT,"                        /* taken back: agents may call again */
	" taken_by INTEGER REFERENCES agent (id));"
	"CREATE INDEX escalation_client ON escalation (client_id, id);"
	"CREATE TABLE threat ("
	" id INTEGER PRIMARY KEY,"
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" escalation_id INTEGER REFERENCES escalation (id),"
	" what TEXT NOT NULL,"                   /* the measure: rules/escalation.h sanction code */
	" decided_on TEXT,"
	" decided_by INTEGER REFERENCES agent (id),"
	" announced_on TEXT,"
	" announced_by INTEGER REFERENCES agent (id),"
	" executed_on TEXT,"
	" executed_by INTEGER REFERENCES agent (id),"
	" note TEXT NOT NULL DEFAULT '');"
	"CREATE INDEX threat_client ON threat (client_id, id);"
	"CREATE TABLE sanction ("
	" id INTEGER PRIMARY KEY,"
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" kind TEXT NOT NULL,"                   /* rules/escalation.h code */
	" set_on TEXT NOT NULL,"
	" set_by INTEGER NOT NULL REFERENCES agent (id),"
	" note TEXT NOT NULL DEFAULT '',"
	" lifted_on TEXT,"
	" lifted_by INTEGER REFERENCES agent (id));"
	"CREATE INDEX sanction_client ON sanction (client_id, id);"

	/* Interest and flat fees given up, by name; they outlive the principal otherwise. */
	"CREATE TABLE waiver ("
	" id INTEGER PRIMARY KEY,"
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" invoice_id INTEGER NOT NULL REFERENCES invoice (id),"
	" on_day TEXT NOT NULL,"
	" agent_id INTEGER NOT NULL REFERENCES agent (id),"
	" interest_cents INTEGER NOT NULL,"
	" fee_cents INTEGER NOT NULL,"
	" note TEXT NOT NULL DEFAULT '');"
	"CREATE INDEX waiver_client ON waiver (client_id, id);"
	"CREATE INDEX invoice_settled ON invoice (client_id, due_on) WHERE open_cents = 0;" /* interest outlives the principal */
	"CREATE TABLE rate ("
	" kind TEXT NOT NULL,"                   /* db/rate.h code */
	" from_on TEXT NOT NULL,"
	" hundredths INTEGER NOT NULL,"
	" run_id INTEGER REFERENCES import_run (id),"
	" PRIMARY KEY (kind, from_on));"

	/* The aged balance of a day, kept. */
	"CREATE TABLE aging_snapshot ("
	" creditor_id INTEGER NOT NULL REFERENCES creditor (id),"
	" on_day TEXT NOT NULL,"
	" agent_id INTEGER NOT NULL,"            /* whose portfolio; 0: nobody's */
	" currency TEXT NOT NULL,"
	" bucket INTEGER NOT NULL,"              /* enum aging_bucket; its count: the credits, negative */
	" cents INTEGER NOT NULL,"
	" disputed_cents INTEGER NOT NULL,"
	" items INTEGER NOT NULL,"
	" PRIMARY KEY (creditor_id, on_day, agent_id, currency, bucket));"

	/* The bank. A movement is told by several files and stored once. */
	"ALTER TABLE import_run ADD COLUMN kind TEXT NOT NULL DEFAULT 'ledger';" /* ledger bank invoices statuses rates */
	"ALTER TABLE import_run ADD COLUMN night_id INTEGER;"
	"ALTER TABLE import_run ADD COLUMN stored_cents INTEGER NOT NULL DEFAULT 0;" /* Σ open of the source afterwards */
	"CREATE INDEX import_reject_waiting ON import_reject (id) WHERE reason = 'unknown_invoice' AND warning = 0;"
	"CREATE INDEX import_run_night ON import_run (night_id) WHERE night_id IS NOT NULL;"
	"CREATE INDEX import_run_sha256 ON import_run (sha256);"
	"CREATE TABLE bank_account ("
	" id INTEGER PRIMARY KEY,"
	" creditor_id INTEGER NOT NULL REFERENCES creditor (id),"
	" no TEXT NOT NULL,"                     /* IBAN, or bank, branch and account */
	" told INTEGER NOT NULL DEFAULT 0,"      /* bits of enum bank_told: which formats have spoken of it */
	" UNIQUE (creditor_id, no));"
	"CREATE TABLE bank_movement ("
	" id INTEGER PRIMARY KEY,"               /* grows in the order of the statement */
	" account_id INTEGER NOT NULL REFERENCES bank_account (id),"
	" run_id INTEGER NOT NULL REFERENCES import_run (id),"
	" key TEXT NOT NULL,"                    /* the entry, and the part of it */
	" entry TEXT NOT NULL,"                  /* the whole entry: one file tells the sum, another its parts */
	" parts INTEGER NOT NULL DEFAULT 1,"
	" told INTEGER NOT NULL DEFAULT 0,"      /* bits of enum bank_told */
	" booked_on TEXT NOT NULL,"
	" value_on TEXT NOT NULL,"
	" amount_cents INTEGER NOT NULL,"        /* money in is positive */
	" currency TEXT NOT NULL,"
	" reversal INTEGER NOT NULL DEFAULT 0,"
	" return_code TEXT NOT NULL DEFAULT '',"
	" reverses_id INTEGER REFERENCES bank_movement (id),"
	" party TEXT NOT NULL DEFAULT '',"
	" party_account TEXT NOT NULL DEFAULT '',"
	" end_to_end TEXT NOT NULL DEFAULT '',"
	" reference TEXT NOT NULL DEFAULT '',"   /* structured, one a line */
	" text TEXT NOT NULL DEFAULT '',"
	/* open: for a person or the next run; account: a client's, its invoices unknown; split: told again by its parts */
	" state TEXT NOT NULL CHECK (state IN ('open', 'account', 'matched', 'ignored', 'split')),"
	" why TEXT NOT NULL DEFAULT '',"         /* rules/matching.h: why it is open, on account or ignored */
	" candidates TEXT NOT NULL DEFAULT '',"  /* client/invoice ids it may be for, best first, a blank between */
	" by_hand INTEGER NOT NULL DEFAULT 0,"   /* a person decided, or took back: the batch keeps away */
	" matched_cents INTEGER NOT NULL DEFAULT 0," /* of standing allocations to items, on account not counted */
	" note TEXT NOT NULL DEFAULT '',"
	" UNIQUE (account_id, key));"
	"CREATE INDEX bank_movement_entry ON bank_movement (account_id, entry);"
	"CREATE INDEX bank_movement_amount ON bank_movement (account_id, amount_cents, booked_on);"
	"CREATE INDEX bank_movement_open ON bank_movement (account_id, value_on, id) WHERE state IN ('open', 'account');"
	"CREATE INDEX bank_movement_reverses ON bank_movement (reverses_id) WHERE reverses_id IS NOT NULL;"
	"CREATE TABLE allocation ("
	" id INTEGER PRIMARY KEY,"
	" movement_id INTEGER NOT NULL REFERENCES bank_movement (id),"
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" invoice_id INTEGER REFERENCES invoice (id)," /* NULL: known by the ledger, no item to name */
	" receipt_id INTEGER REFERENCES receipt (id)," /* what promises are judged by */
	" amount_cents INTEGER NOT NULL,"
	" shown_cents INTEGER NOT NULL DEFAULT 0,"     /* what of it the ledger has shown too (db/allocation.h) */
	" cash_id INTEGER REFERENCES invoice (id),"    /* the ledger's own open item of this very cash */
	" ledger_id INTEGER REFERENCES receipt (id),"  /* the ledger's word of this very cash */
	" reason TEXT NOT NULL,"                 /* why, rules/matching.h code */
	" agent_id INTEGER REFERENCES agent (id)," /* NULL: the batch */
	" on_day TEXT NOT NULL,"
	" at TEXT NOT NULL,"
	" undone_on TEXT,"
	" undone_by INTEGER REFERENCES agent (id));"
	"CREATE INDEX allocation_movement ON allocation (movement_id);"
	"CREATE INDEX allocation_client ON allocation (client_id, id);"
	"CREATE INDEX allocation_invoice ON allocation (invoice_id) WHERE invoice_id IS NOT NULL;"
	"CREATE INDEX allocation_cash ON allocation (cash_id) WHERE cash_id IS NOT NULL;"
	"CREATE INDEX allocation_unshown ON allocation (client_id) WHERE undone_on IS NULL AND shown_cents <> amount_cents;"
	/* Cash of the bank the ledger has not shown yet: open_cents is already less by it. */
	"ALTER TABLE invoice ADD COLUMN matched_cents INTEGER NOT NULL DEFAULT 0;"
	"CREATE INDEX invoice_matched ON invoice (source_id) WHERE matched_cents <> 0;"
	/* What of a ledger's cash the bank told too: judged by the bank's own receipts. */
	"ALTER TABLE receipt ADD COLUMN shown_cents INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE invoice ADD COLUMN service_on TEXT;"    /* limitation runs from the earlier of this and issue */
	/* What its electronic invoice says where the ledger says nothing: a ledger without due dates does not take them back. */
	"ALTER TABLE invoice ADD COLUMN told_due_on TEXT;"
	"ALTER TABLE invoice ADD COLUMN told_order_no TEXT NOT NULL DEFAULT '';"
	"CREATE INDEX invoice_service ON invoice (client_id, service_on) WHERE open_cents <> 0 AND service_on IS NOT NULL;"
	/* What told us a payer's account is a client's. */
	"CREATE TABLE payer ("
	" creditor_id INTEGER NOT NULL REFERENCES creditor (id),"
	" account TEXT NOT NULL,"
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" seen_on TEXT NOT NULL,"
	" PRIMARY KEY (creditor_id, account, client_id));"

	/* Each night, with its report. */
	"CREATE TABLE night ("
	" id INTEGER PRIMARY KEY,"
	" creditor_id INTEGER NOT NULL REFERENCES creditor (id),"
	" on_day TEXT NOT NULL,"
	" started_at TEXT NOT NULL,"
	" ended_at TEXT,"
	" process TEXT NOT NULL,"                /* who runs it */
	" step TEXT NOT NULL,"                   /* how far it came */
	" report TEXT NOT NULL DEFAULT '');"     /* JSON */
	"CREATE INDEX night_day ON night (creditor_id, id);";
