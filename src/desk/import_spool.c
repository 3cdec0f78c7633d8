/* Fixed fields, then texts one after the other, each with its length: nobody else ever reads it.
 */
#include "desk/import_spool.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"

enum { TEXTS = 9, BUFFER = 1 << 16 };

struct import_spool {
	FILE *file;
};

/* What stands in front of the texts. */
struct head {
	int64_t line;
	cents amount;
	date booked_on, value_on;
	int part, parts;
	bool reversal;
	char currency[MONEY_CODE];
	uint32_t length[TEXTS]; /* without their ends */
};

static bool broken(int code, struct err *err)
{
	return err_errno(err, code, N_("cannot keep what was read in a temporary file"));
}

bool import_spool_open(struct import_spool **out, struct err *err)
{
	struct import_spool *spool = mem_alloc(sizeof *spool);

	spool->file = tmpfile();
	if (!spool->file) {
		broken(errno, err);
		mem_free(spool);
		return false;
	}
	setvbuf(spool->file, NULL, _IOFBF, BUFFER);
	*out = spool;
	return true;
}

static void join_refs(struct buf *out, const struct intake_movement *movement)
{
	buf_reset(out);
	buf_puts(out, "");
	for (size_t i = 0; i < movement->refs_count; i++)
		buf_printf(out, "%s%s", i ? "\n" : "", movement->refs[i]);
}

bool import_spool_add(struct import_spool *spool, const struct intake_movement *movement, struct err *err)
{
	struct buf refs = { 0 };
	const char *texts[TEXTS];
	struct head head = { .line = movement->line,
		             .amount = movement->amount,
		             .booked_on = movement->booked_on,
		             .value_on = movement->value_on,
		             .part = movement->part,
		             .parts = movement->parts,
		             .reversal = movement->reversal };
	bool good;

	join_refs(&refs, movement);
	texts[0] = movement->account;
	texts[1] = movement->key;
	texts[2] = movement->entry_key;
	texts[3] = movement->payer_name;
	texts[4] = movement->payer_iban;
	texts[5] = movement->end_to_end;
	texts[6] = movement->text;
	texts[7] = movement->return_code;
	texts[8] = refs.data;
	snprintf(head.currency, sizeof head.currency, "%s", movement->currency);
	for (size_t i = 0; i < TEXTS; i++)
		head.length[i] = (uint32_t)strlen(texts[i]);
	good = fwrite(&head, sizeof head, 1, spool->file) == 1;
	for (size_t i = 0; good && i < TEXTS; i++)
		good = fwrite(texts[i], 1, head.length[i] + 1, spool->file) == head.length[i] + 1;
	buf_clear(&refs);
	return good || broken(errno, err);
}

bool import_spool_rewind(struct import_spool *spool, struct err *err)
{
	return (fflush(spool->file) == 0 && fseek(spool->file, 0, SEEK_SET) == 0) || broken(errno, err);
}

static bool read_texts(FILE *file, const struct head *head, struct spool_entry *entry)
{
	size_t n = 0, from = entry->used;

	for (size_t i = 0; i < TEXTS; i++)
		n += head->length[i] + 1;
	if (entry->bytes_room < from + n) {
		entry->bytes_room = 2 * (from + n);
		entry->bytes = mem_resize(entry->bytes, entry->bytes_room, 1);
	}
	entry->used = from + n;
	return fread(entry->bytes + from, 1, n, file) == n;
}

/* Texts move while bytes grow: their places are found once the entry is whole. */
static void find_texts(struct spool_entry *entry, const struct head *heads)
{
	const char *at = entry->bytes;

	for (size_t i = 0; i < entry->count; i++) {
		struct spool_movement *movement = &entry->all[i];
		const char **texts[TEXTS] = { &movement->account,       &movement->key,        &movement->entry,
			                      &movement->party,         &movement->party_account, &movement->end_to_end,
			                      &movement->text,          &movement->return_code,   &movement->reference };

		for (size_t k = 0; k < TEXTS; k++) {
			*texts[k] = at;
			at += heads[i].length[k] + 1;
		}
	}
}

static void take_head(struct spool_entry *entry, const struct head *head)
{
	MEM_GROW(entry->all, entry->count, entry->room);
	entry->all[entry->count] = (struct spool_movement){
		.line = head->line,
		.amount = head->amount,
		.booked_on = head->booked_on,
		.value_on = head->value_on,
		.part = head->part,
		.parts = head->parts,
		.reversal = head->reversal,
	};
	memcpy(entry->all[entry->count++].currency, head->currency, MONEY_CODE);
}

bool import_spool_next(struct import_spool *spool, struct spool_entry *entry, bool *more, struct err *err)
{
	struct head *heads = NULL;
	size_t room = 0;
	bool good = true;

	entry->count = 0;
	entry->used = 0;
	*more = false;
	do {
		MEM_GROW(heads, entry->count, room);
		if (fread(&heads[entry->count], sizeof *heads, 1, spool->file) != 1) {
			good = !ferror(spool->file) && entry->count == 0;
			break;
		}
		good = read_texts(spool->file, &heads[entry->count], entry);
		if (good)
			take_head(entry, &heads[entry->count]);
		*more = good;
	} while (good && entry->all[entry->count - 1].part < entry->all[entry->count - 1].parts);
	if (good && *more)
		find_texts(entry, heads);
	mem_free(heads);
	return good || broken(errno ? errno : EIO, err);
}

void import_spool_close(struct import_spool *spool)
{
	if (!spool)
		return;
	fclose(spool->file);
	mem_free(spool);
}

void spool_entry_clear(struct spool_entry *entry)
{
	mem_free(entry->all);
	mem_free(entry->bytes);
}
