/* Power cut in the middle of work.
 */
#include "powercut.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "disk.h"
#include "scratch.h"
#include "work.h"

enum { LOAD_CALLS = 60, FILL_CALLS = 60 }; /* about what a load makes of the disk, and one that fills */

static void remove_image(const char *image)
{
	static const char *const endings[] = { "", "-wal", "-shm", "-journal", ".gate" };

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		char path[4096];

		snprintf(path, sizeof path, "%s%s", image, endings[i]);
		unlink(path);
	}
}

/* What a restart would find. */
static bool survives(const char *image, int64_t acknowledged, int64_t tried, char complaint[256])
{
	struct engine_options options = { .wait_ms = 1000, .cache_kib = 256, .checkpoints = true };
	struct engine *engine;
	struct err err;
	int64_t last;

	if (!scratch_try(image, options, &engine, &err)) {
		snprintf(complaint, 256, "after a cut at row %lld: %.200s", (long long)tried,
			 err.text);
		return false;
	}
	last = work_last(engine, 1);
	if (!engine_check(engine, &err))
		snprintf(complaint, 256, "after a cut at row %lld: %.200s", (long long)tried,
			 err.text);
	else if (last < acknowledged || last > tried)
		snprintf(complaint, 256, "acknowledged %lld, tried %lld, found %lld",
			 (long long)acknowledged, (long long)tried, (long long)last);
	else if (!work_is_whole(engine) || !work_add(engine, 1, last + 1, 1, &err))
		snprintf(complaint, 256, "after a cut at row %lld the store is not whole",
			 (long long)tried);
	engine_close(engine);
	return complaint[0] == '\0';
}

/* The cut comes somewhere in this transaction, or in the checkpoint after it, or not at all. */
static bool one_transaction(struct engine *engine, enum powercut_who who, int64_t *seq, const char *image, bool *cut,
			    char complaint[256])
{
	bool load = who == POWERCUT_LOAD && random() & 1, fill = who == POWERCUT_FILL;
	int count = fill ? 20 + (int)(random() % 200) : !load && random() % 3 ? 1 : 200 + (int)(random() % 1000);
	int64_t before = *seq;
	struct err err;

	disk_cut_at(1 + (int)(random() % (count == 1 ? 12 : fill ? FILL_CALLS : load ? LOAD_CALLS : 200)), image);
	if (!(fill ? work_fill : load ? work_load : work_add)(engine, 1, before + 1, count, &err)) {
		snprintf(complaint, 256, "working: %.200s", err.text);
		return false;
	}
	*seq = before + count;
	*cut = disk_was_cut();
	disk_cut_at(0, image);
	if (!*cut)
		return true;
	if (!survives(image, before, *seq, complaint))
		return false;
	remove_image(image);
	return true;
}

/* Now and then the work is thrown away, so that the store stays small and its pages are used again. */
static bool start_over(struct engine *engine, int64_t *seq)
{
	*seq = 0;
	return engine_script(engine, "DELETE FROM work; DELETE FROM tally", NULL);
}

static bool open_watched(enum powercut_who who, struct engine **out, char complaint[256])
{
	struct engine_options options = {
		.create = true, .wait_ms = 1000, .cache_kib = 256, .checkpoints = true, .yields = who != POWERCUT_CONSOLE
	};
	struct err err;

	disk_watch(scratch_path("db"));
	if (scratch_try(scratch_path("db"), options, out, &err))
		return true;
	snprintf(complaint, 256, "opening: %.200s", err.text);
	return false;
}

/* What is filled anew each time leaves pages that would have to be kept out of the way: a new store then. */
static bool another_store(enum powercut_who who, struct engine **engine, int64_t *seq, char complaint[256])
{
	bool well;

	engine_close(*engine);
	disk_watch(NULL);
	remove_image(scratch_path("db"));
	*engine = scratch_engine();
	well = work_create(*engine, NULL);
	engine_close(*engine);
	*engine = NULL;
	*seq = 0;
	return well && open_watched(who, engine, complaint);
}

bool powercut_run(enum powercut_who who, int cuts, char complaint[256])
{
	const char *image = scratch_path("image");
	char image_kept[4096];
	struct engine *engine = scratch_engine();
	int64_t seq = 0;
	bool cut, well = work_create(engine, NULL);

	complaint[0] = '\0';
	snprintf(image_kept, sizeof image_kept, "%s", image);
	engine_close(engine);
	if (!open_watched(who, &engine, complaint))
		return false;
	for (int done = 0; well && done < cuts; done += cut) {
		cut = false;
		if (who == POWERCUT_FILL && seq > 500)
			well = another_store(who, &engine, &seq, complaint);
		well = well && (seq < 20000 || start_over(engine, &seq)) &&
		       one_transaction(engine, who, &seq, image_kept, &cut, complaint);
	}
	engine_close(engine);
	disk_watch(NULL);
	return well;
}
