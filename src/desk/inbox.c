/* From the folder to the store, file by file. How files are taken out safely is base/drop's; what is
 * in them desk/import's.
 */
#include "desk/inbox.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/drop.h"
#include "base/gettext.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/text.h"
#include "db/import.h"
#include "desk/inbox_kind.h"

enum { OWNERS_MOST = 32, LATE_MOST = 31 };

const char *const inbox_fate_codes[INBOX_FATE_COUNT] = {
	[INBOX_TAKEN] = "taken",
	[INBOX_KNOWN] = "known",
	[INBOX_REFUSED] = "refused",
	[INBOX_LEFT] = "left",
};

/* A file that was moved and copied, waiting for its turn. */
struct waiting {
	const char *name; /* as it is */
	char *path;
	struct inbox_kind kind;
	bool again; /* an earlier run moved it */
};

struct inbox {
	struct session *session;
	const struct inbox_request *request;
	struct inbox_result *result;
	size_t room;
	struct drop *drop;
	struct drop_rules rules;
	uid_t owners[OWNERS_MOST];
	struct arena arena;
	struct waiting *waiting;
	size_t waiting_count, waiting_room;
	size_t at; /* of waiting, the one whose turn it is */
};

/* ---- what is said of a file ---- */

static struct inbox_file *add(struct inbox *inbox, const char *name, enum inbox_fate fate,
			      const char *why, const char *said)
{
	struct inbox_result *result = inbox->result;
	char *clean = text_clean(name, strlen(name));

	MEM_GROW(result->files, result->count, inbox->room);
	result->files[result->count] = (struct inbox_file){
		.name = arena_strdup(&result->arena, clean),
		.fate = fate,
		.why = arena_strdup(&result->arena, why),
		.said = arena_strdup(&result->arena, said),
	};
	mem_free(clean);
	return &result->files[result->count++];
}

/* A sentence without arguments is kept as its msgid. */
static void add_left(struct inbox *inbox, const char *name, const char *msgid)
{
	add(inbox, name, INBOX_LEFT, gettext(msgid), msgid);
}

static const char a_folder[] = N_("it is a folder, and not looked into: put the files beside it");

static const char *sentence_of(enum drop_status status)
{
	static const char *const sentences[DROP_STATUS_COUNT] = {
		[DROP_YOUNG] = N_("it changed more recently than inbox.settle and may still be written to: it is taken the next time"),
		[DROP_PARTIAL] = N_("its name says that it is not complete yet"),
		[DROP_CHANGED] = N_("it was written to while it was taken: it is taken the next time"),
		[DROP_BUSY] = N_("one of this name is being taken: it is taken the next time"),
		[DROP_UNSEEN] = N_("the system does not say what it is: check the disk, and who may read it"),
		[DROP_NOT_REGULAR] =
			N_("it is a link, a pipe or a device and no file: put the file itself there"),
		[DROP_LINKED] = N_("it has another name elsewhere (hard link): copy it instead"),
		[DROP_OWNER] = N_("it cannot be read, or belongs to an account that may not deliver "
				  "files: name the account in inbox.owners"),
		[DROP_LARGE] = N_("it is larger than inbox.largest: deliver it in parts"),
		[DROP_EMPTY] = N_("it is empty: export it again"),
		[DROP_SWAPPED] = N_("something else took its name while it was taken: deliver it again"),
		[DROP_UNREADABLE] = N_("the disk did not give back all of it: check the disk and deliver it again"),
	};

	return sentences[status];
}

/* ---- collecting ---- */

static int compare_waiting(const void *a, const void *b)
{
	const struct waiting *x = a, *y = b;

	if (x->kind.turn != y->kind.turn)
		return x->kind.turn < y->kind.turn ? -1 : 1;
	if (x->kind.content_on != y->kind.content_on)
		return x->kind.content_on < y->kind.content_on ? -1 : 1;
	return strcmp(x->name, y->name);
}

static const char *or_null(const char *text)
{
	return text && *text ? text : NULL;
}

/* What is wrong with the file, as opposed to with the store or the disk. */
static bool is_files_fault(const struct err *err)
{
	return err->code == ERR_INPUT || err->code == ERR_USAGE || err->code == ERR_REFUSED;
}

/* A file that may not be read says so when it is taken. */
static bool find_kind(const struct inbox *inbox, struct waiting *waiting, bool with_day, struct err *err)
{
	struct err why = { 0 };

	if (inbox_kind_of(waiting->path, or_null(inbox->request->preset), or_null(inbox->request->map),
			  with_day, &waiting->kind, &why) ||
	    is_files_fault(&why))
		return true;
	*err = why;
	return false;
}

/* The day is only asked where it decides: among files whose turn is the same. */
static bool put_in_order(struct inbox *inbox, struct err *err)
{
	size_t of_turn[8] = { 0 };

	for (size_t i = 0; i < inbox->waiting_count; i++)
		of_turn[inbox->waiting[i].kind.turn]++;
	for (size_t i = 0; i < inbox->waiting_count; i++) {
		struct waiting *waiting = &inbox->waiting[i];

		if (of_turn[waiting->kind.turn] > 1 && !find_kind(inbox, waiting, true, err))
			return false;
	}
	if (inbox->waiting_count > 1)
		qsort(inbox->waiting, inbox->waiting_count, sizeof *inbox->waiting, compare_waiting);
	return true;
}

static bool add_waiting(struct inbox *inbox, const char *name, bool again, struct err *err)
{
	struct waiting *waiting;

	MEM_GROW(inbox->waiting, inbox->waiting_count, inbox->waiting_room);
	waiting = &inbox->waiting[inbox->waiting_count++];
	*waiting = (struct waiting){ .name = name,
				     .path = drop_path(inbox->drop, name),
				     .again = again };
	return find_kind(inbox, waiting, false, err);
}

static bool refuse(struct inbox *inbox, const char *name, const char *msgid, struct err *err)
{
	add(inbox, name, INBOX_REFUSED, gettext(msgid), msgid);
	return drop_end_refused(inbox->drop, name, gettext(msgid), err);
}

static bool collect_one(struct inbox *inbox, const struct drop_entry *entry, bool again,
			struct err *err)
{
	enum drop_status status;

	if (!again && entry->folder) {
		add_left(inbox, entry->name, a_folder);
		return true;
	}
	if (!(again ? drop_take_again(inbox->drop, entry->name, &inbox->rules, &status, err)
		    : drop_take(inbox->drop, entry->name, &inbox->rules, &status, err)))
		return false;
	if (status == DROP_OK)
		return add_waiting(inbox, entry->name, again, err);
	if (drop_is_left(status))
		add_left(inbox, entry->name, sentence_of(status));
	else if (drop_is_refused(status))
		return refuse(inbox, entry->name, sentence_of(status), err);
	return true;
}

static bool collect(struct inbox *inbox, struct err *err)
{
	struct drop_entry *rows;
	size_t count;

	for (int again = 1; again >= 0; again--) {
		if (!(again ? drop_list_taken(inbox->drop, &inbox->arena, &rows, &count, err)
			    : drop_list(inbox->drop, &inbox->arena, &rows, &count, err)))
			return false;
		for (size_t i = 0; i < count; i++)
			if (!collect_one(inbox, &rows[i], again, err))
				return false;
	}
	return put_in_order(inbox, err);
}

/* ---- importing ---- */

static void tell(void *context, enum import_phase phase, size_t done, size_t total)
{
	const struct inbox *inbox = context;
	double one = total ? (double)done / (double)total : 0;

	if (inbox->request->progress)
		inbox->request->progress(inbox->request->context, inbox->waiting[inbox->at].name,
					 ((double)inbox->at + (phase + one) / 4) /
						 (double)inbox->waiting_count);
}

/* A run of this night that has taken or refused these very bytes, when the file was not moved away
 * any more before the end came. */
static bool find_run(struct inbox *inbox, const struct waiting *waiting,
		     const struct import_run_row **out, struct err *err)
{
	struct import_run_row *rows;
	char sha256[HASH_HEX];
	size_t count;

	*out = NULL;
	if (!waiting->again || inbox->session->night_id == 0)
		return true;
	if (!hash_file_hex(waiting->path, sha256, err) ||
	    !import_run_list_night(inbox->session->store, &inbox->arena, inbox->session->night_id,
				   &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].sha256, sha256) == 0 &&
		    strcmp(rows[i].status, IMPORT_RUNNING) != 0)
			*out = &rows[i];
	return true;
}

static bool end_as_before(struct inbox *inbox, const struct waiting *waiting,
			  const struct import_run_row *run, struct err *err)
{
	bool refused = strcmp(run->status, IMPORT_REFUSED_CODE) == 0;
	struct inbox_file *file;

	file = add(inbox, waiting->name, refused ? INBOX_REFUSED : INBOX_TAKEN,
		   refused ? run->message : "", refused ? run->said : "");
	file->format = waiting->kind.format;
	file->rejects = run->rejects;
	file->warnings = run->warnings;
	return import_run_number(inbox->session->store, run->id,
				 &file->run, err) &&
	       (refused ? drop_end_refused(inbox->drop, waiting->name, run->message, err)
			: drop_end_done(inbox->drop, waiting->name, err));
}

/* How many days the file lay there: a picture taken in the evening and read after midnight, or after nights that did not run, shows the
 * cash of its own day. What is older than a month says nothing of when it was made. */
static int days_late(const char *path)
{
	struct stat st;
	date today;
	int minute, days;

	clock_local(&today, &minute);
	if (stat(path, &st) != 0)
		return 0;
	days = today - clock_local_day(st.st_mtim.tv_sec);
	return days > 0 && days <= LATE_MOST ? days : 0;
}

static bool import_waiting(struct inbox *inbox, const struct waiting *waiting, struct err *err)
{
	const struct inbox_request *request = inbox->request;
	const bool csv = waiting->kind.format == FORMAT_CSV;
	const struct import_request import = {
		.path = waiting->path,
		.preset = csv ? waiting->kind.preset : NULL,
		.map = csv ? or_null(request->map) : NULL,
		.terms_days = -1,
		.unattended = true,
		.late_days = days_late(waiting->path),
		.mode = csv && request->full ? IMPORT_MODE_FULL : IMPORT_MODE_DEFAULT,
		.progress = tell,
		.context = inbox,
	};
	struct import_report report;
	struct err why = { 0 };
	struct inbox_file *file;
	bool taken = import_file(inbox->session, &import, &report, &why);
	bool going = taken || is_files_fault(&why), known = report.end == IMPORT_ENDED_SAME;

	file = add(inbox, waiting->name,
		   taken ? known ? INBOX_KNOWN : INBOX_TAKEN : going ? INBOX_REFUSED : INBOX_LEFT,
		   taken ? "" : why.text, taken ? "" : why.said);
	file->format = report.format;
	file->run = known ? report.before_number : report.number;
	file->rejects = report.rejects;
	file->warnings = report.warnings;
	import_report_clear(&report);
	if (!going) {
		*err = why;
		return false;
	}
	return taken ? drop_end_done(inbox->drop, waiting->name, err)
		     : drop_end_refused(inbox->drop, waiting->name, why.text, err);
}

static bool take_all(struct inbox *inbox, struct err *err)
{
	for (inbox->at = 0; inbox->at < inbox->waiting_count; inbox->at++) {
		const struct waiting *waiting = &inbox->waiting[inbox->at];
		const struct import_run_row *run;

		tell(inbox, IMPORT_HASHING, 0, 1);
		if (!find_run(inbox, waiting, &run, err) ||
		    !(run ? end_as_before(inbox, waiting, run, err)
			  : import_waiting(inbox, waiting, err)))
			return false;
	}
	return true;
}

/* ---- whose folder ---- */

static bool read_owners(struct inbox *inbox, struct err *err)
{
	char *text = mem_strdup(inbox->request->owners ? inbox->request->owners : ""), *rest = text;
	const char *name;
	bool good = true;

	inbox->rules.owners = inbox->owners;
	while (good && (name = strtok_r(rest, ", ", &rest)) != NULL) {
		const struct passwd *account = getpwnam(name);

		if (!account)
			good = err_set(err, ERR_USAGE, N_("inbox.owners: there is no account %s"),
				       name);
		else if (inbox->rules.owner_count == OWNERS_MOST)
			good = err_set(err, ERR_USAGE, N_("inbox.owners: at most %d accounts"),
				       OWNERS_MOST);
		else
			inbox->owners[inbox->rules.owner_count++] = account->pw_uid;
	}
	mem_free(text);
	return good;
}

/* The folder of one of several creditors, by SIREN, then by name. */
static bool is_folder_of(const struct creditor_row *creditor, const char *name)
{
	return (*creditor->siren && strcmp(name, creditor->siren) == 0) ||
	       strcmp(name, creditor->name) == 0;
}

static bool open_own(struct inbox *inbox, struct drop *root, struct err *err)
{
	struct drop_entry *rows;
	size_t count;
	const char *own = NULL;

	if (!drop_list(root, &inbox->arena, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (rows[i].folder && is_folder_of(&inbox->session->creditor, rows[i].name))
			own = own && strcmp(own, inbox->session->creditor.siren) == 0 ? own
										      : rows[i].name;
		if (!rows[i].folder)
			add_left(inbox, rows[i].name,
				 N_("there are several creditors: put it into the folder of its own, called "
				    "after its SIREN or name"));
	}
	return !own || drop_open_in(root, own, &inbox->drop, err);
}

/* A mapping that cannot be read is no file's fault. */
static bool check_map(const struct inbox *inbox, struct err *err)
{
	struct mapping *mapping = NULL;
	bool good = true;

	if (or_null(inbox->request->map))
		good = mapping_from_file(inbox->request->map, &mapping, err);
	else if (or_null(inbox->request->preset))
		good = mapping_from_preset(inbox->request->preset, &mapping, err);
	mapping_close(mapping);
	return good || err_context(err, "inbox");
}

/* inbox->drop stays NULL when the creditor has no folder: then there is nothing for it. */
static bool open_inbox(struct inbox *inbox, struct err *err)
{
	struct drop *root;
	bool done;

	if (!*inbox->request->folder)
		return err_set(err, ERR_MISSING,
			       N_("no inbox is configured: set inbox.directory in relance.conf, or "
				  "say --inbox FOLDER"));
	if (!check_map(inbox, err) || !read_owners(inbox, err) || !drop_open(inbox->request->folder, &root, err))
		return false;
	inbox->rules.bytes_max = inbox->request->bytes_max;
	inbox->rules.settle_seconds = inbox->request->settle_seconds;
	if (!inbox->session->several_creditors) {
		inbox->drop = root;
		return true;
	}
	done = open_own(inbox, root, err);
	drop_close(root);
	return done;
}

static void close_inbox(struct inbox *inbox)
{
	for (size_t i = 0; i < inbox->waiting_count; i++)
		mem_free(inbox->waiting[i].path);
	mem_free(inbox->waiting);
	drop_close(inbox->drop);
	arena_clear(&inbox->arena);
}

static bool look_at(struct inbox *inbox, const struct drop_entry *entry, struct err *err)
{
	enum drop_status status;

	if (!drop_look(inbox->drop, entry->name, &inbox->rules, &status, err))
		return false;
	if (entry->folder)
		add_left(inbox, entry->name, a_folder);
	else if (status != DROP_GONE)
		add(inbox, entry->name,
		    status == DROP_OK	     ? INBOX_TAKEN
		    : drop_is_left(status) ? INBOX_LEFT
					     : INBOX_REFUSED,
		    status == DROP_OK ? "" : gettext(sentence_of(status)), status == DROP_OK ? "" : sentence_of(status));
	return true;
}

bool inbox_look(struct session *session, const struct inbox_request *request,
		struct inbox_result *out, struct err *err)
{
	struct inbox inbox = { .session = session, .request = request, .result = out };
	struct drop_entry *rows;
	size_t count = 0;
	bool done;

	*out = (struct inbox_result){ 0 };
	done = open_inbox(&inbox, err) &&
	       (!inbox.drop || drop_list(inbox.drop, &inbox.arena, &rows, &count, err));
	for (size_t i = 0; done && i < count; i++)
		done = look_at(&inbox, &rows[i], err);
	close_inbox(&inbox);
	return done;
}

bool inbox_take(struct session *session, const struct inbox_request *request,
		struct inbox_result *out, struct err *err)
{
	struct inbox inbox = { .session = session, .request = request, .result = out };
	bool done;

	*out = (struct inbox_result){ 0 };
	done = open_inbox(&inbox, err) &&
	       (!inbox.drop || (collect(&inbox, err) && take_all(&inbox, err)));
	close_inbox(&inbox);
	return done;
}

void inbox_clear(struct inbox_result *result)
{
	mem_free(result->files);
	arena_clear(&result->arena);
	*result = (struct inbox_result){ 0 };
}
