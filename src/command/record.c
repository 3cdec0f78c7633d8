/* relance record and undo: what a key does in the console, from a script.
 */
#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/call.h"
#include "desk/contact.h"
#include "rules/paid.h"
#include "words/circuit.h"
#include "words/words.h"

#include <string.h>

#define WORDS_MOST 64

/* One sentence when the desk refused the entry itself. */
static void word_refusal(const struct call_request *request, const struct client_file *file, const struct call_result *result,
                         struct err *err)
{
	char text[WORDS_TEXT];

	if (!result->entry_refused)
		return;
	switch (outcome_rules[request->outcome].entry) {
	case OUTCOME_ENTRY_DISPUTE: words_dispute_refused(&result->dispute, text); break;
	case OUTCOME_ENTRY_CIRCUIT: words_circuit_refused(result, file, text); break;
	case OUTCOME_ENTRY_CONTACT: words_contact_refused(&result->contact, text); break;
	case OUTCOME_ENTRY_DOCUMENT: words_document_refused(&result->document, text); break;
	case OUTCOME_ENTRY_INSOLVENCY: words_insolvency_refused(&result->insolvency, text); break;
	default: words_entry_refused(&result->entry, request->outcome, &file->entry, text); break;
	}
	err_set(err, ERR_REFUSED, "%s", text);
}

/* What was taken for what. */
static const char *echo_of(const struct call_request *request, const struct client_file *file, const struct call_result *result,
                           date today, char out[WORDS_TEXT])
{
	const struct contact_row *called = request->contact_id ? contact_of(file, request->contact_id) : contact_spoken_to(file);
	const struct words_echo echo = {
		.entry = &result->entry.readings[0],
		.outcome = request->outcome,
		.currency = result->entry.meant.currency,
		.today = today,
		.invoices = (int)(result->dispute.count + result->document.count),
		.next_on = result->next_on,
		.next_minute = result->next_minute,
		.dispute = &result->dispute,
		.document = &result->document,
		.insolvency = &result->insolvency,
		.means = paid_means(request->entry ? request->entry : ""),
	};

	switch (outcome_rules[request->outcome].entry) {
	case OUTCOME_ENTRY_CIRCUIT: return words_circuit_echo(result, today, out);
	case OUTCOME_ENTRY_CONTACT: return words_wrong_echo(result, called, out);
	default: return words_echo(&echo, out);
	}
}

static bool say(const struct call_request *request, const struct client_file *file, const struct call_result *result,
                enum output_format format, date today, struct err *err)
{
	static const struct column columns[] = {
		{ "client", N_("Client"), false, 0 }, { "outcome", N_("Outcome"), false, 0 }, { "recorded", N_("Recorded"), false, 0 },
		{ "why_not", N_("Then"), false, 0 },  { "next", N_("Next"), false, 0 },
	};
	struct output *out = output_open(format, columns, 5);
	char text[WORDS_TEXT], why[WORDS_TEXT];

	output_text(out, file->client.no);
	output_word(out, outcome_rules[request->outcome].code, words_outcome(request->outcome));
	output_text(out, echo_of(request, file, result, today, text));
	output_word(out, why_not_codes[result->why_not], result->why_not ? words_why_not(result->why_not, why) : "");
	output_instant(out, result->next_on, result->next_minute);
	output_row(out);
	/* given again it would be recorded twice */
	return output_close(out, NULL, err) || err_context(err, N_("it is recorded, only the answer could not be given"));
}

/* Who was on the phone, by a name as typed in the console; NULL: whom the file says to call. */
static bool find_called(const struct client_file *file, const char *called, int64_t *id, struct err *err)
{
	size_t place;

	*id = 0;
	if (!called)
		return true;
	switch (contact_match(file->people, file->contact_count, called, CONTACT_ROLE_COUNT, &place)) {
	case CONTACT_MATCH_ONE: *id = file->people[place].id; return true;
	case CONTACT_MATCH_SEVERAL: return err_set(err, ERR_REFUSED, N_("“%s” may be several contacts of this client: say more of the name"), called);
	default: return err_set(err, ERR_MISSING, N_("no contact of this client is called “%s”: relance contact %s lists them"), called, file->client.no);
	}
}

static bool record(struct session *session, const char *no, const char *called, struct call_request *request, enum output_format format,
                   struct err *err)
{
	struct client_file file;
	struct call_result result;
	bool done = false;

	switch (file_load_no(session, no, &file, err)) {
	case FOUND_ERROR: return false;
	case FOUND_NOT: return err_set(err, ERR_MISSING, N_("no client has the number %s: relance search finds it by name"), no);
	case FOUND: break;
	}
	request->client_id = file.client.id;
	if (!find_called(&file, called, &request->contact_id, err)) {
		file_clear(&file);
		return false;
	}
	if (call_record(session, request, &result, err))
		done = say(request, &file, &result, format, session->today, err);
	else
		word_refusal(request, &file, &result, err);
	file_clear(&file);
	return done;
}

/* Words in one line, a `--` before the one at `dashes` (none: past the last one). */
static char *join(const char *const *words, size_t count, size_t dashes)
{
	struct buf out;

	buf_init(&out);
	for (size_t i = 0; i < count; i++)
		buf_printf(&out, "%s%s%s", i ? " " : "", i == dashes ? "-- " : "", words[i]);
	return buf_take(&out);
}

/* How many words stand behind the first `--`, which ends the options: in a dispute and in circuit news they are the note, as in the console. */
static size_t words_behind_dashes(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], "--") == 0)
			return (size_t)(argc - i - 1);
	return 0;
}

static int run_record(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "note", .takes_value = true }, { .name = "format", .takes_value = true },
	                        { .name = "reason", .takes_value = true }, { .name = "excuse", .takes_value = true },
	                        { .name = "contact", .takes_value = true } };
	struct call_request request = { .id = id_new() };
	struct session *session;
	enum output_format format;
	const char *words[WORDS_MOST];
	size_t word_count, behind = words_behind_dashes(argc, argv);
	char *entry;
	bool done;

	if (!command_flags(&command_record, argc, argv, flags, 5, words, WORDS_MOST, &word_count, err) ||
	    !command_format(flags[1].value, &format, err))
		return EXIT_USAGE;
	if (word_count < 2)
		return command_usage(&command_record, err, N_("say which client and which outcome"));
	if (!outcome_from_code(words[1], &request.outcome))
		return command_usage(&command_record, err, N_("“%s” is no outcome (promise, callback, no-answer, message, evasive, paid, dispute, document, circuit, wrong-contact, refusal, difficulty, insolvency, note)"),
		                     words[1]);
	if (flags[2].value && (!reason_from_code(flags[2].value, &request.reason) || request.reason == REASON_NONE))
		return command_usage(&command_record, err,
		                     N_("“%s” is no reason (forgotten, calculating, not-received, circuit, dispute, document, difficulty, "
		                        "bad-faith, insolvency, paid)"),
		                     flags[2].value);
	if (flags[3].value && (!chase_excuse_from_code(flags[3].value, &request.excuse) || request.excuse == CHASE_EXCUSE_NONE))
		return command_usage(&command_record, err, N_("“%s” is no counted excuse (cheque-sent, assistant)"), flags[3].value);
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	enum outcome_entry grammar = outcome_rules[request.outcome].entry;
	bool note = behind > 0 && behind <= word_count - 2 && (grammar == OUTCOME_ENTRY_DISPUTE || grammar == OUTCOME_ENTRY_CIRCUIT);
	entry = join(words + 2, word_count - 2, note ? word_count - 2 - behind : word_count);
	request.entry = entry;
	request.note = flags[0].value;
	done = record(session, words[0], flags[4].value, &request, format, err);
	mem_free(entry);
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_record = {
	.name = "record",
	.args = N_("CLIENT OUTCOME [ENTRY…] [--note TEXT] [--reason REASON] [--excuse EXCUSE] [--contact NAME] [--format text|csv|json]"),
	.help = N_("record the outcome of a call; the entry is what one types in the console"),
	.run = run_record,
};

static bool undo(struct session *session, const char *no, struct err *err)
{
	struct client_file file;
	char undone[CALL_CODE];
	char *line;
	bool done = false;

	switch (file_load_no(session, no, &file, err)) {
	case FOUND_ERROR: return false;
	case FOUND_NOT: return err_set(err, ERR_MISSING, N_("no client has the number %s: relance search finds it by name"), no);
	case FOUND: break;
	}
	if (call_undo(session, file.client.id, undone, err)) {
		line = mem_printf(_("%s: undone: %s\n"), file.client.no, words_outcome_code(undone));
		done = output_print(line, err);
		mem_free(line);
	}
	file_clear(&file);
	return done;
}

static int run_undo(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct session *session;
	const char *words[1];
	size_t word_count;
	bool done;

	if (!command_flags(&command_undo, argc, argv, NULL, 0, words, 1, &word_count, err))
		return EXIT_USAGE;
	if (word_count < 1)
		return command_usage(&command_undo, err, N_("say which client"));
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	done = undo(session, words[0], err);
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_undo = {
	.name = "undo",
	.args = "CLIENT",
	.help = N_("take back the client's last outcome: by its author, the same day"),
	.run = run_undo,
};
