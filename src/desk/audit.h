/* Looking back: verify the store, read the journal, list agents, keep and offer drafts.
 */
#ifndef DESK_AUDIT_H
#define DESK_AUDIT_H

#include "db/journal.h"
#include "desk/session.h"

struct audit_totals { int64_t journal_rows, clients, movements; };
/* The engine's checks, every journal chain, every money sum, the bank's too. False: err names the first bad row. */
bool audit_verify(struct session *session, struct audit_totals *out, struct err *err);
struct audit_request {
	void (*say)(void *context, const char *sentence);
	void (*progress)(void *context, double part); /* 0–1; may be NULL */
	void *context;
};
/* The same, each bad row said in a sentence: *faults of them, the first ones of a kind are said. False: it could not be read. */
bool audit_faults(struct session *session, const struct audit_request *request, struct audit_totals *out, int64_t *faults,
                  struct err *err);
/* A whole copy of the store, checked, under this name or none at all; a supervisor's. progress (0–1; may be NULL): false stops it. */
bool audit_backup(struct session *session, const char *path, bool (*progress)(void *context, double part), void *context,
                  struct err *err);

/* Rows oldest first; client_no NULL = all. newest > 0 keeps only the last ones. */
bool audit_journal(struct session *session, const char *client_no, int newest, bool (*row)(void *context, const struct journal_row *row, struct err *err),
                   void *context, struct err *err);

/* The same of one client by its id; 0: all, for supervisors. */
bool audit_journal_of(struct session *session, int64_t client_id, int newest,
                      bool (*row)(void *context, const struct journal_row *row, struct err *err), void *context, struct err *err);

/* Everybody who works here, and who no longer does, by name; into the arena, or the session's. */
bool audit_agents_into(struct session *session, struct arena *arena, struct agent_row **rows, size_t *count, struct err *err);
bool audit_agents(struct session *session, struct agent_row **rows, size_t *count, struct err *err);

/* What was typed and not recorded. place names the field ("promise"); empty text forgets it. */
bool audit_draft_save(struct session *session, const char *place, int64_t client_id, const char *text, struct err *err);
/* What this agent left; texts in the session's arena. */
enum found audit_draft_load(struct session *session, const char **place, int64_t *client_id, const char **text, struct err *err);

#endif
