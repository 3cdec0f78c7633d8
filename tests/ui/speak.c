/* The language screens speak under test. */
#include "tests/ui/speak.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/ui/check.h"

bool speak_in(enum words_lang lang)
{
	const char *build = getenv("RELANCE_BUILD");
	char *folder = mem_printf("%s/locale", build && *build ? build : ".");
	char *catalogue = mem_printf("%s/fr/LC_MESSAGES/relance.mo", folder);
	bool built = access(catalogue, R_OK) == 0;

	check_use_utf8();
	setlocale(LC_MESSAGES, "C.UTF-8");
	setenv("LANGUAGE", lang == WORDS_FR ? "fr" : "en", 1);
	bindtextdomain("relance", folder);
	bind_textdomain_codeset("relance", "UTF-8");
	textdomain("relance");
	words_set_lang(lang);
	mem_free(folder);
	mem_free(catalogue);
	return lang == WORDS_EN || built;
}
