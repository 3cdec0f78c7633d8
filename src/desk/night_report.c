/* A night's report as JSON, written and read back.
 */
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/json_read.h"
#include "base/mem.h"
#include "base/said.h"
#include "desk/night.h"

static void write_file(struct json *json, const struct night_file *file, bool stored)
{
	json_object(json, NULL);
	json_text(json, "name", file->name);
	json_text(json, "fate", file->fate);
	json_text(json, "kind", file->kind);
	json_text(json, "source", file->source);
	json_integer(json, "import", file->run);
	json_integer(json, "lines", file->lines);
	json_integer(json, "items", file->items);
	json_integer(json, "created", file->created);
	json_integer(json, "changed", file->changed);
	json_integer(json, "closed", file->closed);
	json_integer(json, "unchanged", file->unchanged);
	json_integer(json, "rejects", file->rejects);
	json_integer(json, "warnings", file->warnings);
	json_array(json, "sums");
	for (size_t i = 0; i < file->sum_count; i++) {
		json_object(json, NULL);
		json_text(json, "currency", file->sums[i].currency);
		json_money(json, "in", file->sums[i].open);
		json_money(json, "stored", file->sums[i].stored);
		json_end(json, '}');
	}
	json_end(json, ']');
	json_text(json, "why", file->why);
	if (stored)
		json_text(json, "said", file->said);
	json_end(json, '}');
}

static void write_sums(struct json *json, const char *key, const struct night_sum *rows,
		       size_t count)
{
	json_array(json, key);
	for (size_t i = 0; i < count; i++) {
		json_object(json, NULL);
		json_text(json, "currency", rows[i].currency);
		json_integer(json, "count", rows[i].count);
		json_money(json, "amount", rows[i].amount);
		json_end(json, '}');
	}
	json_end(json, ']');
}

static void write_problems(struct json *json, const char *key, const struct night_problem *rows, size_t count)
{
	json_array(json, key);
	for (size_t i = 0; i < count; i++) {
		json_object(json, NULL);
		json_integer(json, "count", rows[i].count);
		json_text(json, "why", rows[i].why);
		json_text(json, "client", rows[i].client);
		json_text(json, "address", rows[i].address);
		json_end(json, '}');
	}
	json_end(json, ']');
}

static void write_counts(struct json *json, const struct night_report *report)
{
	json_integer(json, "rejects", report->rejects);
	json_integer(json, "refused", report->refused);
	json_integer(json, "left", report->left);
	json_integer(json, "statuses_taken", report->statuses.taken);
	json_integer(json, "statuses_waiting", report->statuses.waiting);
	json_integer(json, "promises_kept", report->judged.kept);
	json_integer(json, "promises_partly_kept", report->judged.partly_kept);
	json_integer(json, "promises_broken", report->judged.broken);
	json_integer(json, "disputes_paid", report->judged.disputes_paid);
	json_integer(json, "clients", report->clients);
	json_integer(json, "clients_changed", report->clients_changed);
	json_integer(json, "legal_proposed", report->legal);
	json_integer(json, "step_mails", report->steps.mails);
	json_integer(json, "step_letters", report->steps.letters);
	json_integer(json, "steps_left", report->steps.tasks);
	json_integer(json, "mails_sent", report->mails_sent);
	json_integer(json, "mails_held", report->mails_held);
	json_integer(json, "mails_failed", report->mails_failed);
}

void night_report_write(const struct night_report *report, bool pretty, struct buf *out)
{
	struct json json;

	json_init(&json, out, pretty);
	json_object(&json, NULL);
	json_integer(&json, "night", report->number);
	json_text(&json, "creditor", report->creditor);
	json_date(&json, "on_day", report->on_day);
	json_text(&json, "started_at", report->started_at);
	json_text(&json, "ended_at", report->ended_at);
	json_boolean(&json, "resumed", report->resumed);
	json_array(&json, "files");
	for (size_t i = 0; i < report->file_count; i++)
		write_file(&json, &report->files[i], !pretty);
	json_end(&json, ']');
	write_counts(&json, report);
	write_problems(&json, "mail_problems", report->mail_problems, report->mail_problem_count);
	write_sums(&json, "cash_matched", report->matched, report->matched_count);
	write_sums(&json, "cash_unmatched", report->unmatched, report->unmatched_count);
	write_sums(&json, "new_overdue", report->new_overdue, report->new_overdue_count);
	json_end(&json, '}');
}

/* Reports of before currencies were told apart have one sum of them all. */
static void read_file_sums(struct night_report *out, const struct json_value *file,
			   struct night_file *row)
{
	const struct json_value *list = json_member(file, "sums");
	struct import_run_sum *sums;

	row->sum_count = list ? list->count : 1;
	row->sums = sums = arena_alloc(&out->arena, (row->sum_count + 1) * sizeof *sums);
	if (!list) {
		sums[0] = (struct import_run_sum){ .open = json_money_of(file, "in"),
						   .stored = json_money_of(file, "stored") };
		row->sum_count = sums[0].open != 0 || sums[0].stored != 0;
	}
	for (size_t i = 0; list && i < list->count; i++) {
		sums[i].open = json_money_of(&list->members[i], "in");
		sums[i].stored = json_money_of(&list->members[i], "stored");
		snprintf(sums[i].currency, MONEY_CODE, "%s",
			 json_text_of(&list->members[i], "currency"));
	}
}

/* In the language of now; what an older program stored, as it said it. */
static const char *read_why(struct night_report *out, const char *why, const char *said)
{
	char *now;

	if (!*said)
		return why;
	now = said_again(said);
	why = arena_strdup(&out->arena, now);
	mem_free(now);
	return why;
}

static struct night_file read_file(struct night_report *out, const struct json_value *file)
{
	return (struct night_file){
		.name = json_text_of(file, "name"),
		.fate = json_text_of(file, "fate"),
		.kind = json_text_of(file, "kind"),
		.source = json_text_of(file, "source"),
		.run = (int)json_integer_of(file, "import"),
		.lines = json_integer_of(file, "lines"),
		.items = json_integer_of(file, "items"),
		.created = json_integer_of(file, "created"),
		.changed = json_integer_of(file, "changed"),
		.closed = json_integer_of(file, "closed"),
		.unchanged = json_integer_of(file, "unchanged"),
		.rejects = json_integer_of(file, "rejects"),
		.warnings = json_integer_of(file, "warnings"),
		.why = read_why(out, json_text_of(file, "why"), json_text_of(file, "said")),
		.said = json_text_of(file, "said"),
	};
}

static void read_sums(struct night_report *out, const struct json_value *list,
		      struct night_sum **rows, size_t *count)
{
	*count = list ? list->count : 0;
	*rows = arena_alloc(&out->arena, (*count + 1) * sizeof **rows);
	for (size_t i = 0; i < *count; i++) {
		(*rows)[i].count = json_integer_of(&list->members[i], "count");
		(*rows)[i].amount = json_money_of(&list->members[i], "amount");
		snprintf((*rows)[i].currency, MONEY_CODE, "%s",
			 json_text_of(&list->members[i], "currency"));
	}
}

static void read_problems(struct night_report *out, const struct json_value *list)
{
	size_t count = list ? list->count : 0;
	struct night_problem *rows = arena_alloc(&out->arena, (count + 1) * sizeof *rows);

	for (size_t i = 0; i < count; i++)
		rows[i] = (struct night_problem){ json_integer_of(&list->members[i], "count"),
						  json_text_of(&list->members[i], "why"),
						  json_text_of(&list->members[i], "client"),
						  json_text_of(&list->members[i], "address") };
	out->mail_problems = rows;
	out->mail_problem_count = count;
}

static void read_counts(struct night_report *out, const struct json_value *json)
{
	out->rejects = json_integer_of(json, "rejects");
	out->refused = json_integer_of(json, "refused");
	out->left = json_integer_of(json, "left");
	out->statuses.taken = json_integer_of(json, "statuses_taken");
	out->statuses.waiting = json_integer_of(json, "statuses_waiting");
	out->judged.kept = json_integer_of(json, "promises_kept");
	out->judged.partly_kept = json_integer_of(json, "promises_partly_kept");
	out->judged.broken = json_integer_of(json, "promises_broken");
	out->judged.disputes_paid = json_integer_of(json, "disputes_paid");
	out->clients = json_integer_of(json, "clients");
	out->clients_changed = json_integer_of(json, "clients_changed");
	out->legal = json_integer_of(json, "legal_proposed");
	out->steps.mails = json_integer_of(json, "step_mails");
	out->steps.letters = json_integer_of(json, "step_letters");
	out->steps.tasks = json_integer_of(json, "steps_left");
	out->mails_sent = json_integer_of(json, "mails_sent");
	out->mails_held = json_integer_of(json, "mails_held");
	out->mails_failed = json_integer_of(json, "mails_failed");
}

bool night_report_read(const char *text, struct night_report *out, struct err *err)
{
	struct json_value json;
	const struct json_value *files;

	*out = (struct night_report){ 0 };
	if (!json_read(&out->arena, text, &json, err))
		return false;
	out->number = (int)json_integer_of(&json, "night");
	out->creditor = json_text_of(&json, "creditor");
	out->on_day = json_date_of(&json, "on_day");
	out->started_at = json_text_of(&json, "started_at");
	out->ended_at = json_text_of(&json, "ended_at");
	out->resumed = json_integer_of(&json, "resumed") != 0;
	read_counts(out, &json);
	read_problems(out, json_member(&json, "mail_problems"));
	files = json_member(&json, "files");
	out->file_count = files ? files->count : 0;
	out->files = arena_alloc(&out->arena, (out->file_count + 1) * sizeof *out->files);
	for (size_t i = 0; i < out->file_count; i++) {
		out->files[i] = read_file(out, &files->members[i]);
		read_file_sums(out, &files->members[i], &out->files[i]);
	}
	read_sums(out, json_member(&json, "cash_matched"), &out->matched, &out->matched_count);
	read_sums(out, json_member(&json, "cash_unmatched"), &out->unmatched, &out->unmatched_count);
	read_sums(out, json_member(&json, "new_overdue"), &out->new_overdue,
		  &out->new_overdue_count);
	return true;
}
