/* The only file that sees every floor: locale, global options, configuration, then a verb or the console.
 */
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "command/command.h"
#include "command/output.h"
#include "command/verbs.h"
#include "configuration.h"
#include "globals.h"
#include "ui/console.h"
#include "ui/style.h"
#include "words/words.h"

/* What main owns for the whole run. */
struct program {
	struct globals globals;
	struct config *config;
	char *default_db;
	const char *lang;
};

/* One directory above the program's own holds the catalogues of an uninstalled build. */
static void bind_catalogue(void)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path - 64);
	char *slash;

	bindtextdomain("relance", LOCALEDIR);
	if (n > 0) {
		path[n] = '\0';
		slash = strrchr(path, '/');
		snprintf(slash, 64, "/locale");
		if (access(path, F_OK) == 0)
			bindtextdomain("relance", path);
	}
	bind_textdomain_codeset("relance", "UTF-8");
	textdomain("relance");
}

/* A bare machine has only C.UTF-8; numbers and times never follow the locale. */
static void set_locale(void)
{
	if (!setlocale(LC_CTYPE, "") || MB_CUR_MAX < 4)
		setlocale(LC_CTYPE, "C.UTF-8");
	if (!setlocale(LC_MESSAGES, "") || strcmp(setlocale(LC_MESSAGES, NULL), "C") == 0 ||
	    strcmp(setlocale(LC_MESSAGES, NULL), "POSIX") == 0)
		setlocale(LC_MESSAGES, "C.UTF-8");
}

/* --lang, then ui.lang, then what the environment asks for. */
static bool set_language(const char *asked, const struct config *config, struct err *err)
{
	const char *lang = asked && *asked ? asked : NULL;

	if (!lang && config && strcmp(config_get(config, OPTION_UI_LANG).text, "auto") != 0)
		lang = config_get(config, OPTION_UI_LANG).text;
	if (lang && strcmp(lang, "fr") != 0 && strcmp(lang, "en") != 0)
		return err_set(err, ERR_USAGE, N_("--lang is fr or en, not %s"), lang);
	if (!lang) {
		const char *names[] = { getenv("LANGUAGE"), getenv("LC_ALL"), getenv("LC_MESSAGES"), getenv("LANG") };

		for (size_t i = 0; i < sizeof names / sizeof *names && !lang; i++)
			if (names[i] && *names[i])
				lang = strncmp(names[i], "fr", 2) == 0 ? "fr" : "en";
	}
	if (!lang)
		lang = "en";
	setenv("LANGUAGE", lang, 1);
	setlocale(LC_MESSAGES, setlocale(LC_MESSAGES, NULL)); /* makes gettext look at LANGUAGE again */
	words_set_lang(strcmp(lang, "fr") == 0 ? WORDS_FR : WORDS_EN);
	return true;
}

static bool read_today(struct globals *globals, const char *text, struct err *err)
{
	char day[DATE_TEXT];
	int hour, minute;
	char rest;

	snprintf(day, sizeof day, "%.10s", text);
	globals->minute = -1;
	globals->today_given = true;
	if (strlen(text) >= 10 && date_parse_iso(day, &globals->today)) {
		/* behind it there is room for every term, before it for every debt */
		if (strcmp(day, "1900") < 0 || strcmp(day, "3000") >= 0)
			return err_set(err, ERR_USAGE, N_("--today is a day of the years 1900 to 2999, not %s"), text);
		if (text[10] == '\0')
			return true;
		if (strlen(text) == 16 && sscanf(text + 10, "T%2d:%2d%c", &hour, &minute, &rest) == 2 && hour >= 0 && hour < 24 &&
		    minute >= 0 && minute < 60) {
			globals->minute = hour * 60 + minute;
			return true;
		}
	}
	return err_set(err, ERR_USAGE, N_("--today is YYYY-MM-DD or YYYY-MM-DDThh:mm, not %s"), text);
}

/* Global options with a value, in the order of read_global's places. */
static const char *const global_names[] = { "db", "config", "agent", "creditor", "lang", "today", "theme" };
#define GLOBALS (sizeof global_names / sizeof *global_names)

/* One global option; *at moves over its value. */
static bool read_global(struct program *program, int argc, char **argv, int *at, struct err *err)
{
	struct globals *g = &program->globals;
	const char *name = argv[*at] + 2, *equals = strchr(name, '='), *today = NULL;
	size_t n = equals ? (size_t)(equals - name) : strlen(name);
	const char **const places[] = { &g->db, &g->config_path, &g->agent, &g->creditor, &program->lang, &today, &g->theme };
	enum style_theme theme;

	if (strcmp(name, "ascii") == 0)
		return g->ascii = true;
	for (size_t i = 0; i < GLOBALS; i++) {
		if (strlen(global_names[i]) != n || strncmp(global_names[i], name, n) != 0)
			continue;
		if (!equals && *at + 1 >= argc)
			return err_set(err, ERR_USAGE, N_("--%s needs a value"), global_names[i]);
		*places[i] = equals ? equals + 1 : argv[++*at];
		if (places[i] == &g->theme && !style_theme_from_name(g->theme, &theme))
			return err_set(err, ERR_USAGE, N_("--theme is dark, light, mono or colour-blind, not %s"), g->theme);
		return !today || read_today(g, today, err);
	}
	return err_set(err, ERR_USAGE, N_("there is no option %s: see relance help"), argv[*at]);
}

/* Global options may also stand behind the verb: people add --creditor or --today at the end. Takes them out of argv; what follows `--` and a
 * note's text are left alone. */
static bool read_globals_behind(struct program *program, int *argc, char **argv, int verb, struct err *err)
{
	const struct command *command = command_find(argv[verb]);
	const char *keeps = command && command->keeps ? command->keeps : "";
	int kept = verb + 1;
	bool open = true;

	for (int i = verb + 1; i < *argc; i++) {
		bool global = false;

		open = open && strcmp(argv[i], "--") != 0;
		for (size_t k = 0; open && k < GLOBALS; k++) {
			size_t n = strlen(global_names[k]);

			global |= strcmp(global_names[k], keeps) != 0 && strncmp(argv[i], "--", 2) == 0 &&
			          strncmp(argv[i] + 2, global_names[k], n) == 0 && (argv[i][n + 2] == '\0' || argv[i][n + 2] == '=');
		}
		global |= open && strcmp(argv[i], "--ascii") == 0;
		if (!global || strcmp(argv[i - 1], "--note") == 0)
			argv[kept++] = argv[i];
		else if (!read_global(program, *argc, argv, &i, err))
			return false;
	}
	*argc = kept;
	return true;
}

static bool default_db(struct program *program, struct err *err)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME"), *set = config_get(program->config, OPTION_STORE_DB).text;

	program->globals.db_given = program->globals.db != NULL;
	if (program->globals.db)
		return true;
	if (*set)
		program->default_db = mem_strdup(set);
	else if (data && *data == '/')
		program->default_db = mem_printf("%s/relance/relance.db", data);
	else if (home && *home == '/')
		program->default_db = mem_printf("%s/.local/share/relance/relance.db", home);
	else
		return err_set(err, ERR_USAGE, N_("neither HOME nor XDG_DATA_HOME is set: say --db PATH"));
	program->globals.db = program->default_db;
	return true;
}

/* `relance VERB … --help` is `relance help VERB`. */
static bool asks_for_help(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--help") == 0 && strcmp(argv[i - 1], "--note") != 0)
			return true;
	return false;
}

static int run(struct program *program, int argc, char **argv, struct err *err)
{
	struct globals *g = &program->globals;
	const struct command *command;
	int at = 1;

	clock_local(&g->today, &g->minute);
	if (!set_language(NULL, NULL, err))
		return EXIT_USAGE;
	for (; at < argc && strncmp(argv[at], "--", 2) == 0 && argv[at][2]; at++) {
		if (strcmp(argv[at], "--help") == 0 || strcmp(argv[at], "--version") == 0)
			break;
		if (!read_global(program, argc, argv, &at, err) || !set_language(program->lang, NULL, err))
			return EXIT_USAGE;
	}
	if (at < argc && (!read_globals_behind(program, &argc, argv, at, err) || !set_language(program->lang, NULL, err)))
		return EXIT_USAGE;
	if (at < argc && strcmp(argv[at], "--version") == 0)
		return output_print(PACKAGE_STRING "\n", err) ? EXIT_DONE : EXIT_FAILED;
	if (!config_load(g->config_path, &program->config, err))
		return err->code == ERR_INPUT ? EXIT_USAGE : EXIT_FAILED;
	g->config = program->config;
	config_policy(program->config, &g->policy);
	if (!set_language(program->lang, program->config, err))
		return EXIT_USAGE;
	if (at == argc)
		return default_db(program, err) ? g->console(g, err) : EXIT_USAGE;
	command = command_find(strcmp(argv[at], "--help") == 0 || strcmp(argv[at], "-h") == 0 ? "help" : argv[at]);
	if (!command) {
		err_set(err, ERR_USAGE, N_("%s is no verb: see relance help"), argv[at]);
		return EXIT_USAGE;
	}
	if (asks_for_help(argc - at, argv + at))
		return command_help.run(g, 2, (char *[]){ argv[0], argv[at], NULL }, err);
	if (!command->storeless && !default_db(program, err))
		return EXIT_USAGE;
	return command->run(g, argc - at, argv + at, err);
}

/* A file or a connection that is opened takes the lowest number that is free: not that of a standard stream somebody closed, or what is
 * printed would go into it. What holds the place refuses what the closed one would have refused. */
static void hold_standard_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
			return;
}

int main(int argc, char **argv)
{
	struct program program = { .globals = { .program = argv[0], .console = console_run } };
	struct err err = { 0 };
	int code;

	hold_standard_streams();
	signal(SIGXFSZ, SIG_IGN); /* a limit on the size of files is an error like a full disk */
	umask(077);
	setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 }); /* a dump would hold clients' names */
	set_locale();
	bind_catalogue();
	code = run(&program, argc, argv, &err);
	if (code == EXIT_FAILED && err.code == ERR_USAGE)
		code = EXIT_USAGE; /* found out only when the store was open: which creditor, which agent's name */
	if ((code == EXIT_FAILED || code == EXIT_USAGE) && err.text[0])
		command_say(&err);
	config_free(program.config);
	mem_free(program.default_db);
	return code;
}
