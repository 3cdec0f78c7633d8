/* What a supervisor does with one client from the command line: relance client set, clock, acknowledge.
 */
#ifndef COMMAND_CLIENT_DEED_H
#define COMMAND_CLIENT_DEED_H

#include "command/command.h"

/* The flags of those deeds, to stand among the verb's own: the fields of a profile, --service and --on. */
#define CLIENT_DEED_FLAGS 12
void client_deed_flags(struct flag flags[CLIENT_DEED_FLAGS]);

/* words: the deed, the client's number and what follows. EXIT_… */
int client_deed(const struct globals *globals, const char *const *words, size_t count, const struct flag flags[CLIENT_DEED_FLAGS],
                struct err *err);
bool client_is_deed(const char *const *words, size_t count);

#endif
