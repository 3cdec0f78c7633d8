/* The report handed to the mail program. One Message-ID for each night, so that it is one mail however
 * often it is sent.
 */
#include "desk/night_mail.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/mime.h"
#include "base/run.h"

enum { SEND_SECONDS = 60 };

static bool check(const struct night_mail *mail, struct err *err)
{
	if (!mime_is_address(mail->to))
		return err_set(err, ERR_USAGE, N_("night.mail_to: %s is no mail address"), mail->to);
	if (!mime_is_address(mail->from))
		return err_set(err, ERR_USAGE,
			       N_("mail.from: say the address the report is sent from"));
	return true;
}

bool night_mail(const struct night_mail *mail, const struct night_report *report,
		const char *subject, const char *page, struct err *err)
{
	const char *argv[] = { mail->program, "-i", "-f", mail->from, "--", mail->to, NULL };
	char now[CLOCK_TEXT], id[128];
	struct mime_mail message = {
		.from_name = "relance",
		.from = mail->from,
		.to = mail->to,
		.subject = subject,
		.body = page,
		.message_id = id,
		.at = session_now(now),
	};
	struct buf out = { 0 };
	bool done;

	if (!check(mail, err))
		return false;
	snprintf(id, sizeof id, "night-%d-%016llx.relance@%.80s", report->number,
		 (unsigned long long)hash_64(report->started_at, strlen(report->started_at), 0),
		 strchr(mail->from, '@') + 1);
	mime_write(&message, &out);
	done = run_program(argv, out.data, out.len, SEND_SECONDS, err);
	buf_clear(&out);
	return done;
}
