/* A night's report by mail, through the sendmail interface.
 */
#ifndef DESK_NIGHT_MAIL_H
#define DESK_NIGHT_MAIL_H

#include "desk/night.h"

struct night_mail {
	const char *to, *from; /* addresses */
	const char *program;   /* absolute path */
};
bool night_mail(const struct night_mail *mail, const struct night_report *report,
		const char *subject, const char *page, struct err *err);

#endif
