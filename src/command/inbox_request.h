/* What the configuration says of the inbox, for the verbs that work on it.
 */
#ifndef COMMAND_INBOX_REQUEST_H
#define COMMAND_INBOX_REQUEST_H

#include "desk/inbox.h"
#include "globals.h"

/* folder: said on the command line, or NULL. Texts are the configuration's. */
struct inbox_request inbox_request(const struct globals *globals, const char *folder);

#endif
