/* Opening the files a mail carries. Knows no mail.
 */
#include "desk/mail_parts.h"

#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"

#define PDF_MARK "%PDF-"

static const char *number_of(const struct client_file *file, int64_t id)
{
	for (size_t i = 0; i < file->invoice_count; i++)
		if (file->invoices[i].item.id == id)
			return file->invoices[i].number;
	return NULL; /* settled meanwhile: nobody wants it any more */
}

/* A number is foreign text: it never leads out of the folder. */
static char *path_of(const char *folder, const char *number)
{
	char *path = mem_printf("%s/%s.pdf", folder, number);

	for (char *c = path + strlen(folder) + 1; *c; c++)
		if (*c == '/')
			*c = '_';
	return path;
}

static bool take(const char *folder, const char *number, struct mail_parts *out, size_t *bytes, struct err *err)
{
	struct import_bytes *file = &out->files[out->count];
	char *path = path_of(folder, number);
	bool done = *number != '.' && import_bytes_open(path, file, err);

	if (*number == '.')
		err_set(err, ERR_REFUSED, N_("an invoice called %s is attached to nothing"), number);
	else if (!done && err->code == ERR_MISSING)
		err_set(err, ERR_MISSING, N_("%s does not exist: put the PDF there, the mail leaves with the next sending"), path);
	mem_free(path);
	if (!done)
		return false;
	out->parts[out->count] = (struct mime_part){ file->name, file->data, file->size };
	out->count++;
	*bytes += file->size;
	if (file->size < strlen(PDF_MARK) || memcmp(file->data, PDF_MARK, strlen(PDF_MARK)) != 0)
		return err_set(err, ERR_REFUSED, N_("%s is no PDF"), file->name);
	return *bytes <= MAIL_PARTS_BYTES || err_set(err, ERR_REFUSED, N_("these documents are too large for one mail: at most %d megabytes"),
						     (int)(MAIL_PARTS_BYTES >> 20));
}

bool mail_parts_open(const char *folder, const struct client_file *file, const int64_t *invoice_ids, size_t invoice_count,
                     struct mail_parts *out, struct err *err)
{
	size_t bytes = 0;

	out->count = 0;
	for (size_t i = 0; i < invoice_count; i++) {
		const char *number = number_of(file, invoice_ids[i]);

		if (number && out->count == MAIL_PARTS_MOST)
			return err_set(err, ERR_REFUSED, N_("too many documents for one mail: at most %d"), MAIL_PARTS_MOST);
		if (number && !take(folder, number, out, &bytes, err))
			return false;
	}
	return true;
}

void mail_parts_close(struct mail_parts *parts)
{
	for (size_t i = 0; i < parts->count; i++)
		import_bytes_close(&parts->files[i]);
	parts->count = 0;
}
