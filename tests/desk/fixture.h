/* What tests of the desk share: a real store in a folder of its own, one creditor, a few agents, and short ways to put facts in.
 *
 * Every helper stops the test when it fails. The store is read and tampered with behind the desk's back by plain SQL.
 */
#ifndef TESTS_DESK_FIXTURE_H
#define TESTS_DESK_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#include <cmocka.h>

#include "desk/call.h"
#include "desk/session.h"

#define TODAY        20781 /* Tuesday 2026-11-24 */
#define LATE(days)   (TODAY - (days))
#define IN(days)     (TODAY + (days))
#define COUNT(array) (sizeof(array) / sizeof *(array))
#define DAY(text)    fixture_day(text)

/* Agents of every fixture: alice is the supervisor who made the store, bob and carol are agents. */
int fixture_setup(void **state);    /* *state: alice's session on TODAY, no minute known */
int fixture_teardown(void **state);
#define FACT(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

const char *fixture_path(void);                     /* of the store */
const char *fixture_folder(void);
date fixture_day(const char *iso);
struct session *fixture_session(const char *agent, date today); /* a connection of its own; session_close it */
struct session *fixture_session_for(const char *agent, date today, enum store_use use); /* the same, as a console or the batch */
struct session *fixture_hasty_console(const char *agent, date today, int wait_ms);      /* a console that waits so long for a turn */

int64_t fixture_client(struct session *session, const char *no, const char *name);
void fixture_contact(struct session *session, int64_t client_id, const char *name, const char *phone);
int64_t fixture_item(struct session *session, int64_t client_id, const char *number, enum item_kind kind, date due_on, cents open,
                     const char *currency);
int64_t fixture_invoice(struct session *session, int64_t client_id, const char *number, date due_on, cents open);
/* Cash that settles an invoice (0: not matched): the invoice is not touched. */
void fixture_cash(struct session *session, int64_t client_id, int64_t invoice_id, date value_on, cents amount);
void fixture_credit(struct session *session, int64_t client_id, int64_t invoice_id, date value_on, cents amount); /* a credit note */
/* `count` clients C0001… with one invoice each, callable, all of different scores or amounts. In one transaction. */
void fixture_portfolio(struct session *session, int count);

void fixture_on(struct session *session, date today, int minute); /* the day goes on: rescored */
struct call_result fixture_record(struct session *session, int64_t client_id, enum outcome outcome, const char *entry);
/* Must be refused, with nothing stored. */
struct call_result fixture_refused(struct session *session, int64_t client_id, enum outcome outcome, const char *entry, struct err *err);
struct client_row fixture_row(struct session *session, int64_t client_id); /* texts live in the session's arena */

char *fixture_dump(const char *sql);                /* rows, fields joined by |; caller's string */
void fixture_is(const char *sql, const char *wanted); /* what fixture_dump gives */
char *fixture_dump_all(const char *const queries[], size_t count); /* one after the other. Caller's. */
char *fixture_dump_of(const char *path, const char *sql); /* of another store, a file */
long fixture_count(const char *sql);                /* first column of the first row */
void fixture_sql(const char *sql);
/* A write transaction of this session that keeps every other from writing, on both engines; store_rollback ends it. */
void fixture_block(struct session *session);

/* Run `child` in a new process: 0 = fine, else the line that failed, which it has said. */
pid_t fixture_fork(int (*child)(void *arg), void *arg);
int fixture_wait(pid_t pid);                        /* exit status, or 1000 + signal */
#define CHILD(condition)                                                                     \
	do {                                                                                 \
		if (!(condition)) {                                                          \
			fprintf(stderr, "# %s:%d: %s\n", __FILE__, __LINE__, #condition);    \
			return __LINE__ % 255 + 1;                                           \
		}                                                                            \
	} while (0)

#endif
