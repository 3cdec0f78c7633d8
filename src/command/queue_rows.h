/* The queue's columns, for the verbs that list clients (queue, search); a search says besides what it found them by.
 */
#ifndef COMMAND_QUEUE_ROWS_H
#define COMMAND_QUEUE_ROWS_H

#include "command/output.h"
#include "desk/worklist.h"

struct output *queue_rows_open(enum output_format format, bool several_creditors);
void queue_rows_put(struct output *out, const struct session *session, const struct worklist_row *row);

struct output *queue_found_open(enum output_format format, bool several_creditors);
void queue_found_put(struct output *out, const struct session *session, const char *query, const struct worklist_row *row);

#endif
