/* relance contact: the people of a client: list, add, set, wrong, right.
 */
#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/contact.h"
#include "desk/file.h"
#include "rules/contact_entry.h"
#include "words/circuit.h"

#include <string.h>

#define WORDS_MOST 24

enum {
	FLAG_NAME,
	FLAG_ROLE,
	FLAG_PHONE,
	FLAG_MOBILE,
	FLAG_MAIL,
	FLAG_NOTE,
	FLAG_BEST,
	FLAG_QUALIFIED,
	FLAG_FORMAT,
	FLAG_COUNT
};

static bool list(const struct client_file *file, enum output_format format, struct err *err)
{
	static const struct column columns[] = {
		{ "name", N_("Name"), false, 32 },
		{ "role", N_("Role"), false, 0 },
		{ "phone", N_("Phone"), false, 24 },
		{ "mobile", N_("Mobile"), false, 24 },
		{ "mail", N_("Mail"), false, 40 },
		{ "qualified", N_("Right person"), false, 0 },
		{ "wrong", N_("Wrong"), false, 0 },
		{ "best", N_("Best called"), false, 0 },
		{ "asked_for", N_("To ask for"), false, 0 },
		{ "note", N_("Note"), false, 40 },
	};
	struct output *out = output_open(format, columns, sizeof columns / sizeof *columns);

	for (size_t i = 0; i < file->contact_count; i++) {
		const struct contact_row *row = &file->contacts[i];
		char hours[40] = "";
		int from, to;
		if (contact_best(file, i, &from, &to))
			words_hours(from, to, hours);
		output_text(out, row->name);
		output_word(out, row->role, words_role(row->role));
		output_text(out, row->phone);
		output_text(out, row->mobile);
		output_text(out, row->mail);
		output_boolean(out, row->qualified);
		output_boolean(out, row->wrong);
		output_text(out, hours);
		output_boolean(out, i == file->whom.contact);
		output_text(out, row->note);
		output_row(out);
	}
	return output_close(out, _("no contact known"), err);
}

static bool find(const struct client_file *file, const char *name, size_t *place, struct err *err)
{
	switch (contact_match(file->people, file->contact_count, name, CONTACT_ROLE_COUNT, place)) {
	case CONTACT_MATCH_ONE: return true;
	case CONTACT_MATCH_SEVERAL:
		return err_set(err, ERR_REFUSED,
			       N_("“%s” may be several contacts of this client: say more of the name"),
			       name);
	default:
		return err_set(err, ERR_MISSING,
			       N_("no contact of this client is called “%s”: relance contact %s "
				  "lists them"),
			       name, file->client.no);
	}
}

static bool read_hour(const char *text, int *minute, struct err *err)
{
	return contact_entry_hour(text, minute) ||
	       err_set(err, ERR_USAGE, N_("--best is “%s”; it must be an hour like 9:30"), text);
}

static bool read_yes(const char *text, bool *out, struct err *err)
{
	*out = strcmp(text, "yes") == 0;
	return *out || strcmp(text, "no") == 0 ||
	       err_set(err, ERR_USAGE, N_("--qualified is “%s”; it must be yes or no"), text);
}

/* The fields that were given. */
static bool take_flags(const struct flag *flags, struct contact_row *row, struct err *err)
{
	const char **const texts[] = { [FLAG_NAME] = &row->name,     [FLAG_ROLE] = &row->role,
				       [FLAG_PHONE] = &row->phone,   [FLAG_MOBILE] = &row->mobile,
				       [FLAG_MAIL] = &row->mail,     [FLAG_NOTE] = &row->note };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (flags[i].value)
			*texts[i] = flags[i].value;
	return (!flags[FLAG_MAIL].value || command_address(flags[FLAG_MAIL].value, err)) &&
	       (!flags[FLAG_BEST].value || read_hour(flags[FLAG_BEST].value, &row->best_minute, err)) &&
	       (!flags[FLAG_QUALIFIED].value ||
		read_yes(flags[FLAG_QUALIFIED].value, &row->qualified, err));
}

/* The entry line of the console, and options that say more. */
static bool add(struct session *session, const struct client_file *file, const char *entry,
		const struct flag *flags, struct err *err)
{
	struct contact_entry told;
	char text[WORDS_TEXT];
	struct contact_row row = { .id = id_new(), .best_minute = -1, .note = "" };

	if (!contact_entry_parse(entry, &told) &&
	    (told.status != CONTACT_ENTRY_EMPTY || !flags[FLAG_NAME].value))
		return err_set(err, ERR_REFUSED, "%s", words_contact_refused(&told, text));
	char *name = contact_name_tidy(told.name);
	row.name = name;
	row.role = contact_role_codes[told.role];
	row.phone = told.phone;
	row.mobile = told.mobile;
	row.mail = told.mail;
	bool done = take_flags(flags, &row, err) &&
		    contact_add(session, file->client.id, &row, err);
	mem_free(name);
	return done;
}

static bool set(struct session *session, const struct client_file *file, const char *name,
		const struct flag *flags, struct err *err)
{
	struct contact_row row;
	size_t place;

	if (!find(file, name, &place, err))
		return false;
	row = file->contacts[place];
	return take_flags(flags, &row, err) && contact_change(session, &row, err);
}

static bool mark(struct session *session, const struct client_file *file, const char *name,
		 bool wrong, struct err *err)
{
	size_t place;

	return find(file, name, &place, err) &&
	       contact_mark_wrong(session, file->contacts[place].id, wrong, err);
}

static bool change(struct session *session, const struct client_file *file, const char *what,
		   const char *name, const struct flag *flags, struct err *err)
{
	if (strcmp(what, "add") == 0)
		return add(session, file, name, flags, err);
	if (strcmp(what, "set") == 0)
		return set(session, file, name, flags, err);
	return mark(session, file, name, strcmp(what, "wrong") == 0, err);
}

/* What there is afterwards is what is printed. */
static bool apply(struct session *session, const char *no, const char *what, const char *name,
		  const struct flag *flags, enum output_format format, struct err *err)
{
	struct client_file file;
	bool done = false;

	for (int pass = 0; pass < 2; pass++) {
		switch (file_load_no(session, no, &file, err)) {
		case FOUND_ERROR: return false;
		case FOUND_NOT:
			return err_set(err, ERR_MISSING,
				       N_("no client has the number %s: relance search finds it "
					  "by name"),
				       no);
		case FOUND: break;
		}
		bool changes = pass == 0 && strcmp(what, "list") != 0;
		done = changes ? change(session, &file, what, name, flags, err)
			       : list(&file, format, err);
		file_clear(&file);
		if (!changes || !done)
			break;
	}
	return done;
}

static bool is_deed(const char *word)
{
	static const char *const deeds[] = { "list", "add", "set", "wrong", "right" };

	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
		if (strcmp(deeds[i], word) == 0)
			return true;
	return false;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[FLAG_COUNT] = {
		[FLAG_NAME] = { .name = "name", .takes_value = true },
		[FLAG_ROLE] = { .name = "role", .takes_value = true },
		[FLAG_PHONE] = { .name = "phone", .takes_value = true },
		[FLAG_MOBILE] = { .name = "mobile", .takes_value = true },
		[FLAG_MAIL] = { .name = "mail", .takes_value = true },
		[FLAG_NOTE] = { .name = "note", .takes_value = true },
		[FLAG_BEST] = { .name = "best", .takes_value = true },
		[FLAG_QUALIFIED] = { .name = "qualified", .takes_value = true },
		[FLAG_FORMAT] = { .name = "format", .takes_value = true },
	};
	struct session *session;
	enum output_format format;
	const char *words[WORDS_MOST];
	size_t word_count;

	if (!command_flags(&command_contact, argc, argv, flags, FLAG_COUNT, words, WORDS_MOST,
			   &word_count, err) ||
	    !command_format(flags[FLAG_FORMAT].value, &format, err))
		return EXIT_USAGE;
	if (word_count < 1)
		return command_usage(&command_contact, err, N_("say which client"));
	const char *what = word_count > 1 ? words[1] : "list";
	if (!is_deed(what))
		return command_usage(&command_contact, err,
				     N_("“%s” is none of list, add, set, wrong, right"), what);
	if (word_count < 3 && strcmp(what, "list") != 0 &&
	    !(strcmp(what, "add") == 0 && flags[FLAG_NAME].value))
		return command_usage(&command_contact, err, N_("say which contact"));
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	char *name = command_words(words + 2, word_count > 2 ? word_count - 2 : 0);
	bool done = apply(session, words[0], what, name, flags, format, err);
	mem_free(name);
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_contact = {
	.name = "contact",
	.args = N_("CLIENT [list | add WORD… | set NAME | wrong NAME | right NAME] [--name TEXT] [--role ROLE] [--phone NUMBER] [--mobile NUMBER] [--mail ADDRESS] [--note TEXT] [--best H:MM] [--qualified yes|no] [--format text|csv|json]"),
	.help = N_("list the client's contacts, add one in a line (name, phone, role), change one, or mark it wrong or right again"),
	.run = run,
};
