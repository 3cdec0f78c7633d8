/* Letters as text files in a folder, one each, to be printed.
 */
#ifndef DESK_MAIL_PRINT_H
#define DESK_MAIL_PRINT_H

#include "desk/mail_send.h"

/* Writes DAY-CLIENT-NUMBER.txt; the same letter again replaces its file. */
bool mail_print(const struct session *session, const char *folder, const struct mail_row *row, const struct mail_text *text,
                struct err *err);

#endif
