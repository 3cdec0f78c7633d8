/* relance script: what to say to a client today, as the console's script shows it.
 */
#include <stdio.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "command/output.h"
#include "command/verbs.h"
#include "words/letter.h"
#include "words/words.h"

static bool print(struct session *session, struct texts *texts, const struct client_file *file, struct err *err)
{
	struct letter_own own = { 0 };
	char *card = NULL, *objections = NULL, *page;
	bool done = letter_open(session, file, words_lang() == WORDS_FR ? "fr" : "en", &own, err) &&
		    letter_card(&own.facts, texts, &card, err) && letter_objections(&own.facts, texts, &objections, err);

	if (done) {
		page = mem_printf("%s\n%s", card, objections);
		done = output_print(page, err);
		mem_free(page);
	}
	mem_free(card);
	mem_free(objections);
	letter_close(&own);
	return done;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	const char *words[1];
	struct client_file file = { 0 };
	struct session *session;
	struct texts *texts;
	size_t count;
	bool done = false;

	if (!command_flags(&command_script, argc, argv, NULL, 0, words, 1, &count, err))
		return EXIT_USAGE;
	if (count != 1)
		return command_usage(&command_script, err, N_("say which client"));
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	texts = texts_open(config_get(globals->config, OPTION_MAIL_TEXTS).text);
	switch (file_load_no(session, words[0], &file, err)) {
	case FOUND_NOT: err_set(err, ERR_MISSING, N_("no client has the number %s: relance search finds it by name"), words[0]); break;
	case FOUND_ERROR: break;
	case FOUND: done = print(session, texts, &file, err); break;
	}
	file_clear(&file);
	texts_close(texts);
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_script = {
	.name = "script",
	.args = N_("CLIENT"),
	.help = N_("print what to say to a client today, and what to answer"),
	.run = run,
};
