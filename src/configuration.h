/* The configuration in force: the option table's defaults, then /etc/relance/relance.conf, then the user's file, each value validated once.
 */
#ifndef RELANCE_CONFIGURATION_H
#define RELANCE_CONFIGURATION_H

#include "base/err.h"
#include "base/mem.h"
#include "rules/option.h"
#include "rules/policy.h"

struct config;

/* path: --config FILE (then only that one is read, and must exist), or NULL for the usual two. The error names file, line and what the value must be. */
bool config_load(const char *path, struct config **out, struct err *err);
void config_free(struct config *config);

struct option_value config_get(const struct config *config, enum option option);
const char *config_origin(const struct config *config, enum option option); /* "default" or "file:line" */
void config_text(const struct config *config, enum option option, struct buf *out); /* as a user would write it */
/* `key = value` with the default, as the file wants it: lists in braces, numbers bare, the rest in quotes. */
void config_sample(enum option option, struct buf *out);
void config_policy(const struct config *config, struct policy *out); /* borrows from config */
/* The options by which `other` judges files otherwise: scores, who is callable, what is proposed. */
size_t config_changes(const struct config *config, const struct config *other, enum option out[OPTION_COUNT]);
/* The same with one option as `other` has it. Borrows from both. */
void config_policy_with(const struct config *config, const struct config *other, enum option option, struct policy *out);

#endif
