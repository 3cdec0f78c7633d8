/* What the verbs of escalation share.
 */
#ifndef COMMAND_DEED_H
#define COMMAND_DEED_H

#include "desk/escalation.h"

/* Do it on the client with this number, in its own transaction, and print the sentence. id and client_id are filled here. */
bool command_deed(struct session *session, const char *no, struct escalation_deed *deed, const char *sentence, struct err *err);

#endif
