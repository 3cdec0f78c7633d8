/* The page of one client for a person's eyes, and its invoices as CSV.
 */
#ifndef COMMAND_CLIENT_TEXT_H
#define COMMAND_CLIENT_TEXT_H

#include "command/output.h"
#include "desk/file.h"

bool client_text(const struct session *session, const struct client_file *file, enum output_format format, struct err *err);

#endif
