/* relance circuit: where the invoices of a client stand inside its house, what was told of one of them, how long they stay where.
 */
#include "base/gettext.h"
#include "base/mem.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/circuit.h"
#include "desk/file.h"
#include "words/circuit.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *role_code(enum contact_role role)
{
	return role < CONTACT_ROLE_COUNT ? contact_role_codes[role] : "";
}

static void put_stage(struct output *out, bool known, enum circuit_stage stage)
{
	if (known)
		output_word(out, circuit_stage_codes[stage], words_circuit_stage(stage));
	else
		output_word(out, "", _("nothing told"));
}

static void put_role(struct output *out, enum contact_role role)
{
	output_word(out, role_code(role), *role_code(role) ? words_role(role_code(role)) : "");
}

static void put_position(struct output *out, const struct session *session,
			 const struct client_file *file, size_t place)
{
	const struct circuit_position *p = &file->positions[place];
	struct circuit_stay stay = circuit_stay(p, &session->policy.circuit, session->today);

	output_integer(out, (int64_t)place + 1);
	output_text(out, file->invoices[place].number);
	put_stage(out, p->known, p->stage);
	if (p->known) {
		output_date(out, p->since);
		output_integer(out, stay.days);
	} else {
		output_null(out);
		output_null(out);
	}
	output_text(out, p->holder ? p->holder : "");
	put_role(out, p->known ? p->holder_role : CONTACT_ROLE_COUNT);
	output_date(out, p->known ? p->expected_on : DATE_NONE);
	output_boolean(out, stay.stuck);
	output_boolean(out, p->approved);
	output_boolean(out, p->forwarded);
	output_row(out);
}

static bool positions(const struct session *session, const struct client_file *file,
		      enum output_format format, struct err *err)
{
	static const struct column columns[] = {
		{ "line", N_("Line"), true, 0 },
		{ "number", N_("Invoice"), false, 24 },
		{ "stage", N_("Stage"), false, 0 },
		{ "since", N_("Since"), false, 0 },
		{ "days", N_("Days"), true, 0 },
		{ "holder", N_("Holder"), false, 30 },
		{ "holder_role", N_("Role"), false, 0 },
		{ "expected_on", N_("Expected out"), false, 0 },
		{ "stuck", N_("Stuck"), false, 0 },
		{ "approved", N_("Approved"), false, 0 },
		{ "forwarded", N_("Forwarded"), false, 0 },
	};
	struct output *out = output_open(format, columns, sizeof columns / sizeof *columns);

	for (size_t i = 0; i < file->invoice_count; i++)
		if (file->invoices[i].item.open > 0)
			put_position(out, session, file, i);
	return output_close(out, _("no open item"), err);
}

static bool events(const struct client_file *file, size_t place, enum output_format format,
		   struct err *err)
{
	static const struct column columns[] = {
		{ "stage", N_("Stage"), false, 0 },
		{ "since", N_("Since"), false, 0 },
		{ "expected_on", N_("Expected out"), false, 0 },
		{ "holder", N_("Holder"), false, 30 },
		{ "holder_role", N_("Role"), false, 0 },
		{ "source", N_("Source"), false, 0 },
		{ "back", N_("Back"), false, 0 },
		{ "status", N_("Status"), true, 0 },
		{ "note", N_("Note"), false, 60 },
	};
	struct output *out = output_open(format, columns, sizeof columns / sizeof *columns);
	size_t count;
	const struct circuit_row *news =
		circuit_of_invoice(file, file->invoices[place].item.id, &count);

	for (size_t i = 0; i < count; i++) {
		const struct circuit_event *e = &news[i].event;
		put_stage(out, true, e->stage);
		output_date(out, e->since);
		output_date(out, e->expected_on);
		output_text(out, e->holder ? e->holder : "");
		put_role(out, e->holder_role);
		output_word(out, circuit_source_codes[e->source],
			    e->source == CIRCUIT_CALL ? _("call") : _("platform"));
		output_word(out, circuit_back_codes[e->back], words_circuit_back(e->back));
		if (news[i].status)
			output_integer(out, news[i].status);
		else
			output_null(out);
		output_text(out, e->note ? e->note : "");
		output_row(out);
	}
	return output_close(out, _("nothing was told of this invoice"), err);
}

static bool averages(const struct client_file *file, enum output_format format, struct err *err)
{
	static const struct column columns[] = {
		{ "stage", N_("Stage"), false, 0 },
		{ "average_days", N_("Average days"), true, 0 },
		{ "stays", N_("Stays"), true, 0 },
	};
	struct output *out = output_open(format, columns, sizeof columns / sizeof *columns);
	struct circuit_average average[CIRCUIT_STAGE_COUNT];
	char days[32];

	circuit_file_average(file, average);
	for (int i = 0; i < CIRCUIT_STAGE_COUNT; i++) {
		int64_t tenths = circuit_average_tenths(&average[i]);
		if (tenths < 0)
			continue;
		put_stage(out, true, (enum circuit_stage)i);
		snprintf(days, sizeof days, "%lld.%lld", (long long)tenths / 10,
			 (long long)tenths % 10);
		output_text(out, days);
		output_integer(out, average[i].stays);
		output_row(out);
	}
	return output_close(out, _("no invoice has left a stage yet"), err);
}

static bool list(const struct session *session, const struct client_file *file, const char *number,
		 bool average, enum output_format format, struct err *err)
{
	if (average)
		return averages(file, format, err);
	if (!number)
		return positions(session, file, format, err);
	for (size_t i = 0; i < file->invoice_count; i++)
		if (strcasecmp(file->invoices[i].number, number) == 0)
			return events(file, i, format, err);
	return err_set(err, ERR_MISSING, N_("the client has no open invoice with the number %s"),
		       number);
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "average" }, { .name = "format", .takes_value = true } };
	struct session *session;
	struct client_file file;
	enum output_format format;
	const char *words[2];
	size_t word_count;
	bool done = false;

	if (!command_flags(&command_circuit, argc, argv, flags, 2, words, 2, &word_count, err) ||
	    !command_format(flags[1].value, &format, err))
		return EXIT_USAGE;
	if (word_count < 1)
		return command_usage(&command_circuit, err, N_("say which client"));
	if (word_count > 1 && flags[0].value)
		return command_usage(&command_circuit, err, N_("--average is of all invoices: name none"));
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	switch (file_load_no(session, words[0], &file, err)) {
	case FOUND_ERROR: break;
	case FOUND_NOT:
		err_set(err, ERR_MISSING,
			N_("no client has the number %s: relance search finds it by name"),
			words[0]);
		break;
	case FOUND:
		done = list(session, &file, word_count > 1 ? words[1] : NULL,
			    flags[0].value != NULL, format, err);
		file_clear(&file);
		break;
	}
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_circuit = {
	.name = "circuit",
	.args = N_("CLIENT [INVOICE|--average] [--format text|csv|json]"),
	.help = N_("show where the client's invoices stand and who has them, or all that was told of one; --average: days per stage"),
	.run = run,
};
