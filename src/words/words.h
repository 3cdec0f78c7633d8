/* Words: codes and facts into sentences, money and dates into what a person reads. Both faces speak through it.
 *
 * The language is set once at start; sentences come from the catalogue, numbers and dates from our own French and English tables.
 * Functions fill the caller's buffer (cut on a character) and return it.
 */
#ifndef WORDS_WORDS_H
#define WORDS_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/money.h"
#include "rules/brief.h"
#include "rules/callable.h"
#include "rules/dispute.h"
#include "rules/document_entry.h"
#include "rules/entry.h"
#include "rules/insolvency.h"
#include "rules/outcome.h"
#include "rules/reason.h"
#include "rules/score.h"
#include "rules/wrapup.h"

enum words_lang { WORDS_EN, WORDS_FR };
void words_set_lang(enum words_lang lang);
enum words_lang words_lang(void);

#define WORDS_TEXT 512

/* Text put together piece by piece in a WORDS_TEXT buffer, cut on a character. */
struct words_text {
	char *out;
	size_t used;
};
void words_add(struct words_text *text, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Money. */
const char *words_money(cents amount, char out[MONEY_TEXT]);                    /* "4 812,50" · "4,812.50" */
const char *words_amount(cents amount, const char *currency, char out[MONEY_TEXT]); /* "4 812,50 €" */
const char *words_amount_under(cents amount, const char *currency, const char *named, char out[MONEY_TEXT]); /* of the currency a title names: alone */
const char *words_whole_percent(int64_t percent, char out[MONEY_TEXT]);          /* "45 %" · "45%" */
const char *words_symbol(const char *currency);                                 /* "€", or the code */

/* A number as it is read aloud: French ones in pairs, "04 78 12 34 56", "+33 4 78 12 34 56". Others as they are, and then not copied. */
#define WORDS_PHONE 24
const char *words_phone(const char *phone, char out[WORDS_PHONE]);

/* Dates. */
enum words_date {
	WORDS_DATE_SHORT,  /* 27/11 */
	WORDS_DATE_YEAR,   /* 27/11/2026 */
	WORDS_DATE_DAY,    /* ven. 27/11 · Fri 27/11 */
	WORDS_DATE_LONG    /* vendredi 27 novembre · Friday 27 November */
};
const char *words_date(date on, enum words_date form, char out[64]);
const char *words_near_date(date on, date today, char out[64]);                 /* short, with its year when it is another one */
const char *words_near_day(date on, date today, char out[64]);                  /* the same with the day of the week */
const char *words_near_long(date on, date today, char out[64]);                 /* the long form, with its year when it is another one */
const char *words_hour(int minute, char out[16]);                               /* "14:30"; "" for -1 */
const char *words_month(int month);                                             /* 1–12 */
const char *words_weekday_short(int weekday);                                   /* "lu" · "Mo", two cells, for calendars */

/* Names of codes. */
const char *words_outcome(enum outcome outcome);
const char *words_outcome_code(const char *code);                               /* also "undo"; the code itself when unknown */
const char *words_promise_state(enum promise_state state);
const char *words_role(const char *code);                                       /* accounts_payable … */
const char *words_dispute_kind(const char *code);
const char *words_dispute_about(const char *sub_reason, const char *kind);       /* the same in a word or two, for a column; the kind when there is none */
const char *words_dispute_sub_reason(const char *code);                         /* price, quality …; "" for none */
const char *words_dispute_resolution(const char *code);                         /* credit rejected agreed */
const char *words_document(const char *code);                                   /* duplicate, statement … */
const char *words_document_state(enum document_state state);                    /* to be sent, sent, to be chased … */
const char *words_cause(const char *code);                                      /* why it is not paid: rules/reason.h code */
const char *words_cause_action(enum reason_action action);                      /* a sentence: what to do about it */
const char *words_excuse(const char *code);                                     /* rules/chase.h code */
const char *words_firmness(const char *code);                                   /* smiling respectful firm */
const char *words_item_kind(enum item_kind kind);
/* Its number; of what has none, what it is. Borrowed from `number`. */
const char *words_item_name(const char *number, enum item_kind kind);
const char *words_key(int key, char out[32]);                                   /* "F5", "Entrée" · "Enter" */

const char *words_channel(int channel);                                         /* enum scenario_channel: "a call" … */
const char *words_clock_kind(enum clocks_kind kind);                            /* "limitation" … */

/* Sentences. */
const char *words_clock(const struct clocks_reading *clock, date today, char out[WORDS_TEXT]); /* "insurer's notice: on 12/12, 3 days left" */
/* … " (closed on 2/12)" where nothing began since then. */
const char *words_clock_closed(const struct clocks_reading *clock, date closed_on, date today, char out[WORDS_TEXT]);
const char *words_why_not(enum why_not why, char out[WORDS_TEXT]);              /* "a promise runs" */
const char *words_next(const struct callable *callable, date today, char out[WORDS_TEXT]); /* "sleeps until Fri 27/11: a promise runs" */
/* Why it is in the queue or not, in a word or two. ready NULL: only its hour is told. */
struct client_ready;
const char *words_reason(const char *why_code, const struct client_ready *ready, bool timed, int minute, char out[WORDS_TEXT]);
const char *words_brief(const struct brief_line *line, date today, char out[WORDS_TEXT]);
const char *words_score_line(const struct score_line *line, const char *currency, char out[WORDS_TEXT]);  /* "net overdue 4 812,50 €: 5 doublings above 100,00 €" */
const char *words_score_name(enum score_line_code code);

/* What an entry was taken for: "4 812,50 € on Friday 27 November, 3 invoices; checked 1 December". */
struct words_echo { const struct entry *entry; enum outcome outcome; const char *currency; date today; int invoices; date next_on; int next_minute; const struct dispute_entry *dispute; const struct document_entry *document; const struct insolvency_entry *insolvency; /* those of that outcome; else NULL */ const char *means; /* paid already: how (rules/paid.h), or NULL */ };
const char *words_echo(const struct words_echo *echo, char out[WORDS_TEXT]);
/* Why an entry was refused, with what to type instead: one sentence. */
const char *words_entry_refused(const struct entry_result *result, enum outcome outcome, const struct entry_context *context, char out[WORDS_TEXT]);
const char *words_dispute_refused(const struct dispute_entry *entry, char out[WORDS_TEXT]);
/* What was written with a call of this outcome: "500,00 € paid on 23/11 · transfer 8841" of what a client said he paid, any other note as it is. */
const char *words_note(const char *outcome, const char *note, date today, char out[WORDS_TEXT]);
/* "credit note of 500,00 €": what is typed for the end of a dispute; why it is refused. */
const char *words_dispute_end(const struct dispute_ending *ending, const char *currency, char out[WORDS_TEXT]);
const char *words_dispute_end_refused(const struct dispute_ending *ending, char out[WORDS_TEXT]);
/* "promised, checked on 01/12"; "nobody spoke about it; taken up on 04/12". */
const char *words_wrapup(enum wrapup_answer answer, date until, date today, char out[WORDS_TEXT]);
const char *words_document_refused(const struct document_entry *entry, char out[WORDS_TEXT]);
const char *words_insolvency_refused(const struct insolvency_entry *entry, char out[WORDS_TEXT]);

#endif
