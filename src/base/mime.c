/* Building a message. Knows no client and no template.
 */
#include "base/mime.h"

#include <stdio.h>
#include <string.h>

#include <nettle/base64.h>

#include "base/date.h"
#include "base/text.h"

#define LINE_COLS     76
#define WORD_BYTES    42  /* of text in one encoded word: 56 base64 characters and its frame stay under 75 */
#define ADDRESS_BYTES 254
#define LINE_BYTES    57 /* of a file: 76 columns of base64 */
#define BOUNDARY      "=_"

bool mime_is_address(const char *address)
{
	static const char local[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+/=?^_`{|}~-";
	static const char domain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
	size_t before = strspn(address, local), after;

	if (before == 0 || before > 64 || address[before] != '@' || address[0] == '-' || address[0] == '.')
		return false;
	after = strspn(address + before + 1, domain);
	return after > 0 && address[before + 1 + after] == '\0' && before + 1 + after <= ADDRESS_BYTES &&
	       address[before + 1] != '.' && address[before + 1] != '-' && address[before + after] != '.' &&
	       !strstr(address + before, "..");
}

static bool is_plain(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < ' ' || (unsigned char)*s > '~')
			return false;
	return true;
}

static void put_words(struct buf *out, const char *text)
{
	for (size_t n; *text; text += n) {
		char coded[BASE64_ENCODE_RAW_LENGTH(WORD_BYTES)];

		n = text_whole(text, WORD_BYTES);
		base64_encode_raw(coded, n, (const uint8_t *)text);
		buf_puts(out, "=?UTF-8?B?");
		buf_add(out, coded, BASE64_ENCODE_RAW_LENGTH(n));
		buf_puts(out, text[n] ? "?=\n " : "?=");
	}
}

/* Plain words folded at blanks, others encoded. */
static void put_text(struct buf *out, const char *text)
{
	char *clean = text_clean(text, strlen(text));
	size_t cols = 10;

	if (!is_plain(clean) || strlen(clean) > 900) {
		put_words(out, clean);
	} else {
		for (const char *at = clean; *at;) {
			size_t n = strcspn(at + 1, " ") + 1; /* a word with the blank before it */

			if (cols + n > LINE_COLS && *at == ' ') {
				buf_putc(out, '\n');
				cols = 0;
			}
			buf_add(out, at, n);
			cols += n;
			at += n;
		}
	}
	mem_free(clean);
}

static void put_header(struct buf *out, const char *name, const char *text)
{
	buf_printf(out, "%s: ", name);
	put_text(out, text);
	buf_putc(out, '\n');
}

/* A quoted name, or encoded words, before the address. */
static void put_mailbox(struct buf *out, const char *header, const char *name, const char *address)
{
	char *clean = name ? text_clean(name, strlen(name)) : NULL;

	buf_printf(out, "%s: ", header);
	if (clean && *clean) {
		if (is_plain(clean) && !strpbrk(clean, "\"\\"))
			buf_printf(out, "\"%s\"", clean);
		else
			put_words(out, clean);
		buf_puts(out, strlen(clean) + strlen(address) > LINE_COLS - 10 ? "\n " : " ");
	}
	buf_printf(out, "<%s>\n", address);
	mem_free(clean);
}

static void put_date(struct buf *out, const char *at)
{
	static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	char iso[DATE_TEXT];
	int year, month, day;
	date on;

	snprintf(iso, sizeof iso, "%.10s", at);
	if (!date_parse_iso(iso, &on) || strlen(at) < 19)
		return; /* the transport writes its own */
	date_to_ymd(on, &year, &month, &day);
	buf_printf(out, "Date: %s, %d %s %d %.8s +0000\n", days[date_weekday(on)], day, months[month - 1], year, at + 11);
}

/* Quoted-printable (RFC 2045, 6.7). */
static void put_body(struct buf *out, const char *body)
{
	size_t cols = 0;

	for (const char *s = body; *s; s++) {
		unsigned char c = (unsigned char)*s;
		bool last = s[1] == '\n' || s[1] == '\0';
		bool coded = c != '\n' && (c < ' ' || c > '~' || c == '=' || (c == ' ' && last) || (c == '.' && cols == 0 && last));
		size_t width = coded ? 3 : 1;

		if (c == '\n') {
			buf_putc(out, '\n');
			cols = 0;
			continue;
		}
		if (cols + width > LINE_COLS - 1) {
			buf_puts(out, "=\n");
			cols = 0;
		}
		if (coded)
			buf_printf(out, "=%02X", c);
		else
			buf_putc(out, *s);
		cols += width;
	}
	if (cols > 0)
		buf_putc(out, '\n');
}

static void put_text_part(struct buf *out, const char *body)
{
	buf_puts(out, "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: quoted-printable\n\n");
	put_body(out, body);
}

/* Of a name only what no program takes for anything else. */
static void put_file_name(struct buf *out, const char *name)
{
	for (; *name; name++) {
		bool plain = (*name >= '0' && *name <= '9') || (*name >= 'A' && *name <= 'Z') || (*name >= 'a' && *name <= 'z') ||
			     strchr("-_.", *name);

		buf_putc(out, plain ? *name : '_');
	}
}

static void put_file_part(struct buf *out, const struct mime_part *part)
{
	char line[BASE64_ENCODE_RAW_LENGTH(LINE_BYTES)];
	const uint8_t *at = part->bytes;

	buf_puts(out, "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\"");
	put_file_name(out, part->name);
	buf_puts(out, "\"\n\n");
	for (size_t left = part->size; left > 0;) {
		size_t n = left < LINE_BYTES ? left : LINE_BYTES;

		base64_encode_raw(line, n, at);
		buf_add(out, line, BASE64_ENCODE_RAW_LENGTH(n));
		buf_putc(out, '\n');
		at += n;
		left -= n;
	}
}

/* No line of quoted-printable or base64 begins with =_ behind two dashes. */
static void put_border(struct buf *out, const char *id, const char *end)
{
	buf_printf(out, "--" BOUNDARY "%s%s", id, end);
}

void mime_write(const struct mime_mail *mail, struct buf *out)
{
	put_date(out, mail->at);
	put_mailbox(out, "From", mail->from_name, mail->from);
	if (mail->reply_to && *mail->reply_to)
		put_mailbox(out, "Reply-To", NULL, mail->reply_to);
	put_mailbox(out, "To", mail->to_name, mail->to);
	put_header(out, "Subject", mail->subject);
	buf_printf(out, "Message-ID: <%s>\nMIME-Version: 1.0\n", mail->message_id);
	if (mail->part_count == 0) {
		put_text_part(out, mail->body);
		return;
	}
	buf_printf(out, "Content-Type: multipart/mixed; boundary=\"" BOUNDARY "%s\"\n\n", mail->message_id);
	put_border(out, mail->message_id, "\n");
	put_text_part(out, mail->body);
	for (size_t i = 0; i < mail->part_count; i++) {
		put_border(out, mail->message_id, "\n");
		put_file_part(out, &mail->parts[i]);
	}
	put_border(out, mail->message_id, "--\n");
}
