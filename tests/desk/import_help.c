/* What tests of imports share.
 */
#include "import_help.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../db/pg.h"
#include "base/hash.h"
#include "base/mem.h"
#include "desk/audit.h"

const char *help_file(const char *name, const char *text)
{
	static char path[PATH_MAX];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", fixture_folder(), name);
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	assert_int_equal(fclose(file), 0);
	return path;
}

struct import_report help_import(struct session *session, const struct import_request *request)
{
	struct import_report report;
	struct err err = { 0 };

	if (!import_file(session, request, &report, &err))
		fail_msg("%s: %s", request->path, err.text);
	return report;
}

struct import_report help_take(struct session *session, const char *name, const char *text, enum import_mode mode)
{
	const struct import_request request = { .path = help_file(name, text), .preset = "relance", .terms_days = -1, .mode = mode };
	struct import_report report = help_import(session, &request), counts = report;

	assert_int_equal(report.end, IMPORT_ENDED_DONE);
	import_report_clear(&report);
	return counts;
}

void help_refuse(struct session *session, const struct import_request *request, struct err *err)
{
	struct import_report report;

	err_clear(err);
	assert_false(import_file(session, request, &report, err));
	assert_int_equal(report.end, IMPORT_ENDED_REFUSED);
	import_report_clear(&report);
}

char *help_items(void)
{
	return fixture_dump("SELECT number, open_cents, coalesce(closed_on, '-') FROM invoice ORDER BY number, key");
}

/* Every row of every table an import may touch. */
static char *pg_store_text(void)
{
	static const char *const dumps[] = {
		"SELECT t.* FROM client t ORDER BY id",       "SELECT t.* FROM invoice t ORDER BY id",
		"SELECT t.* FROM receipt t ORDER BY id",      "SELECT t.* FROM contact t ORDER BY id",
		"SELECT t.* FROM import_run t ORDER BY id",   "SELECT t.* FROM import_reject t ORDER BY id",
		"SELECT t.* FROM source t ORDER BY id",       "SELECT t.* FROM import_lines t ORDER BY source_id, part",
		"SELECT t.* FROM creditor t ORDER BY id",     "SELECT t.* FROM journal t ORDER BY id",
		"SELECT t.* FROM setting t ORDER BY name",    "SELECT t.* FROM search_word t ORDER BY creditor_id, word, client_id",
	};
	struct buf all = { 0 };

	for (size_t i = 0; i < COUNT(dumps); i++) {
		char *text = fixture_dump(dumps[i]);

		buf_puts(&all, text);
		mem_free(text);
	}
	return buf_take(&all);
}

char *help_store_hash(void)
{
	static const char *const parts[] = { "", "-wal" };
	struct buf all = { 0 };

	if (pg_store_wanted())
		return pg_store_text();
	buf_puts(&all, "");
	for (size_t i = 0; i < COUNT(parts); i++) {
		char path[PATH_MAX], hex[HASH_HEX];
		struct err err = { 0 };

		snprintf(path, sizeof path, "%s%s", fixture_path(), parts[i]);
		if (access(path, F_OK) != 0)
			continue;
		assert_true(hash_file_hex(path, hex, &err));
		buf_puts(&all, hex);
	}
	return buf_take(&all);
}

bool help_said(const struct import_report *report, enum intake_reason reason, bool warning, int64_t line)
{
	for (size_t i = 0; i < report->said_count; i++)
		if (report->said[i].reason == reason && report->said[i].warning == warning && report->said[i].line == line)
			return true;
	return false;
}

void help_verify(struct session *session)
{
	struct audit_totals totals;
	struct err err = { 0 };

	if (!audit_verify(session, &totals, &err))
		fail_msg("verify: %s", err.text);
}
