/* What both faces are given: the global options, parsed, the configuration, and the exit codes of the command-line contract.
 */
#ifndef RELANCE_GLOBALS_H
#define RELANCE_GLOBALS_H

#include <stdbool.h>

#include "base/date.h"
#include "base/err.h"
#include "configuration.h"
#include "rules/policy.h"

enum exit_code { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_REJECTS = 3 };

struct globals {
	const char *db;              /* --db, or the configuration's, or the default place */
	bool db_given;               /* by --db */
	const char *config_path, *agent, *creditor;
	const char *theme;           /* of the console; NULL: the configuration's */
	bool ascii;                  /* the console draws with ASCII signs only, whatever the configuration says */
	date today;
	int minute;                  /* -1: --today gave only the day */
	bool today_given;
	const struct config *config;
	struct policy policy;
	const char *program;         /* argv[0] */
	int (*console)(const struct globals *globals, struct err *err); /* opens the console; bound by main, so that verbs never see ui/ */
};

#endif
