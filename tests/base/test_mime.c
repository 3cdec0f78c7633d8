/* Messages: headers no foreign text can add to, bodies that come out as they went in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mime.h"

static const struct mime_mail plain = {
	.from_name = "Alice Martin", .from = "alice@creditor.example", .to_name = "Mme Lenoir", .to = "compta@debtor.example",
	.subject = "Reminder", .body = "Hello,\n\nbye\n", .message_id = "7.relance@creditor.example", .at = "2026-11-24T06:07:08.900Z",
};

static char *written(struct mime_mail mail)
{
	struct buf out;

	buf_init(&out);
	mime_write(&mail, &out);
	return buf_take(&out);
}

static void writes_what_mail_programs_read(void **state)
{
	char *text = written(plain);

	(void)state;
	assert_string_equal(text, "Date: Tue, 24 Nov 2026 06:07:08 +0000\n"
				  "From: \"Alice Martin\" <alice@creditor.example>\n"
				  "To: \"Mme Lenoir\" <compta@debtor.example>\n"
				  "Subject: Reminder\n"
				  "Message-ID: <7.relance@creditor.example>\n"
				  "MIME-Version: 1.0\n"
				  "Content-Type: text/plain; charset=UTF-8\n"
				  "Content-Transfer-Encoding: quoted-printable\n"
				  "\n"
				  "Hello,\n\nbye\n");
	mem_free(text);
}

static void encodes_what_is_not_ascii(void **state)
{
	struct mime_mail mail = plain;
	char *text;

	(void)state;
	mail.to_name = "Hélène \"H\"";
	mail.subject = "Échéance";
	mail.body = "4 812,50 € = dû ";
	text = written(mail);
	assert_non_null(strstr(text, "To: =?UTF-8?B?SMOpbMOobmUgIkgi?= <compta@debtor.example>\n"));
	assert_non_null(strstr(text, "Subject: =?UTF-8?B?w4ljaMOpYW5jZQ==?=\n"));
	assert_non_null(strstr(text, "\n\n4 812,50 =E2=82=AC =3D d=C3=BB=20\n"));
	mem_free(text);
}

static void no_line_is_too_long(void **state)
{
	struct mime_mail mail = plain;
	char long_words[1200] = "", body[2400] = "";
	char *text;

	(void)state;
	for (int i = 0; i < 100; i++) {
		strcat(long_words, "relancé ");
		strcat(body, "é=x ");
	}
	mail.subject = long_words;
	mail.body = body;
	text = written(mail);
	for (const char *line = text; *line; line += strcspn(line, "\n") + 1)
		assert_in_range(strcspn(line, "\n"), 0, 78);
	mem_free(text);
}

static void foreign_text_adds_no_header(void **state)
{
	struct mime_mail mail = plain;
	char *text;

	(void)state;
	mail.to_name = "x\r\nBcc: all@debtor.example";
	mail.subject = "a\nBcc: all@debtor.example\n\nbody";
	text = written(mail);
	assert_null(strstr(text, "\nBcc:"));
	assert_non_null(strstr(text, "Subject: a Bcc: all@debtor.example body\n"));
	mem_free(text);
}

static void a_dot_alone_never_ends_the_message(void **state)
{
	struct mime_mail mail = plain;
	char *text;

	(void)state;
	mail.body = "a\n.\nb\n";
	text = written(mail);
	assert_non_null(strstr(text, "\na\n=2E\nb\n"));
	mem_free(text);
}

static void files_are_attached(void **state)
{
	static const struct mime_part parts[] = { { "F/1\n\"é.pdf", "%PDF-1.7", 8 }, { "b.pdf", "x", 1 } };
	struct mime_mail mail = plain;
	char *text;

	(void)state;
	mail.parts = parts;
	mail.part_count = 2;
	text = written(mail);
	assert_non_null(strstr(text, "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"=_7.relance@creditor.example\"\n\n"
				     "--=_7.relance@creditor.example\nContent-Type: text/plain; charset=UTF-8\n"
				     "Content-Transfer-Encoding: quoted-printable\n\nHello,\n\nbye\n"
				     "--=_7.relance@creditor.example\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n"
				     "Content-Disposition: attachment; filename=\"F_1____.pdf\"\n\nJVBERi0xLjc=\n"
				     "--=_7.relance@creditor.example\n"));
	assert_string_equal(text + strlen(text) - strlen("eA==\n--=_7.relance@creditor.example--\n"), "eA==\n--=_7.relance@creditor.example--\n");
	mem_free(text);
}

static void knows_addresses(void **state)
{
	static const char *const good[] = { "a@b.fr", "a.b+c@d-e.example", "O'Neil@x.example" };
	static const char *const bad[] = { "", "a", "@b", "a@", "a b@c", "a@b c", "a@b\n", "-f@x.fr", "a@b@c", "a@.b", "a@b.", "a@b..c", "é@b.fr",
					   "<a@b.fr>", "a@-b", "a,b@c.fr" };

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(mime_is_address(good[i]));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(mime_is_address(bad[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_what_mail_programs_read),
		cmocka_unit_test(encodes_what_is_not_ascii),
		cmocka_unit_test(no_line_is_too_long),
		cmocka_unit_test(foreign_text_adds_no_header),
		cmocka_unit_test(a_dot_alone_never_ends_the_message),
		cmocka_unit_test(files_are_attached),
		cmocka_unit_test(knows_addresses),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
