/* Leaves are filled one after the other and written a few thousand at once; what stands between two of them is kept in memory, and makes
 * the levels above when the rows have ended.
 *
 * In an index the entry between two pages stands in the page above them and nowhere else; in a table it is only the number of the left
 * page's last row. A page is never empty but for a tree without rows.
 */
#include "db/sqlite_tree.h"

#include <endian.h>
#include <string.h>

enum {
	LEAVES_AT_ONCE = 4096,
	VARINT_MOST = 9,
	LEAF_HEAD = 8,
	INNER_HEAD = 12,
	CELL_LEAST = 4, /* what a freed cell needs */

	INDEX_INNER = 0x02,
	TABLE_INNER = 0x05,
	INDEX_LEAF = 0x0A,
	TABLE_LEAF = 0x0D,
};

/* ---- numbers ---- */

static void put_16(unsigned char *at, size_t value)
{
	at[0] = (unsigned char)(value >> 8);
	at[1] = (unsigned char)value;
}

static void put_32(unsigned char *at, uint32_t value)
{
	put_16(at, value >> 16);
	put_16(at + 2, value & 0xFFFF);
}

static size_t get_16(const unsigned char *at)
{
	return (size_t)at[0] << 8 | at[1];
}

/* Seven bits a byte, the highest first; the ninth byte has eight. Returns how many were written. */
static size_t put_long_varint(unsigned char *at, uint64_t value)
{
	size_t n = 1;

	if (value >> 56) {
		at[VARINT_MOST - 1] = (unsigned char)value;
		value >>= 8;
		for (int i = VARINT_MOST - 2; i >= 0; i--, value >>= 7)
			at[i] = (unsigned char)(value & 0x7F) | 0x80;
		return VARINT_MOST;
	}
	for (uint64_t rest = value >> 7; rest; rest >>= 7)
		n++;
	for (size_t i = n; i-- > 0; value >>= 7)
		at[i] = (unsigned char)(value & 0x7F) | (i + 1 < n ? 0x80 : 0);
	return n;
}

static inline size_t put_varint(unsigned char *at, uint64_t value)
{
	if (value > 0x7F)
		return put_long_varint(at, value);
	at[0] = (unsigned char)value;
	return 1;
}

/* ---- records ---- */

/* The serial type and how many bytes follow in the body. */
static uint64_t type_of(const struct record_value *value, size_t *bytes)
{
	/* by the bytes a number needs with its sign; there are no numbers of five or seven */
	static const unsigned char types[] = { 0, 1, 2, 3, 4, 5, 5, 6, 6 }, sizes[] = { 0, 1, 2, 3, 4, 6, 6, 8, 8 };
	int64_t v;
	int needed;

	*bytes = 0;
	if (value->kind == RECORD_NULL)
		return 0;
	if (value->kind == RECORD_TEXT) {
		*bytes = value->size;
		return value->size * 2 + 13;
	}
	v = value->integer;
	if (v == 0 || v == 1)
		return v == 0 ? 8 : 9;
	needed = (64 - __builtin_clzll((uint64_t)(v < 0 ? ~v : v) | 1)) / 8 + 1;
	*bytes = sizes[needed];
	return types[needed];
}

/* The head stands where it belongs as it is made: what has just been written by bytes is slow to be read by words. */
void record_add(struct buf *out, const struct record_value *values, size_t count)
{
	enum { COLUMNS_MOST = 64 };
	size_t lengths[COLUMNS_MOST], from = out->len, body = 0, used = 1;
	unsigned char *head, *at;

	if (count > COLUMNS_MOST)
		mem_fatal("more columns than a record expects");
	head = (unsigned char *)buf_extend(out, 2 + count * VARINT_MOST);
	for (size_t i = 0; i < count; i++) {
		used += put_varint(head + used, type_of(&values[i], &lengths[i]));
		body += lengths[i];
	}
	if (used > 0x7F) { /* its own size takes a second byte */
		memmove(head + 2, head + 1, used - 1);
		used++;
	}
	put_varint(head, used);
	out->len = from + used;
	at = (unsigned char *)buf_extend(out, body + sizeof(uint64_t));
	for (size_t i = 0; i < count; i++) {
		if (values[i].kind == RECORD_TEXT) {
			memcpy(at, values[i].text, lengths[i]);
		} else if (lengths[i]) {
			uint64_t turned = htobe64((uint64_t)values[i].integer << (64 - lengths[i] * 8));

			memcpy(at, &turned, sizeof turned); /* the next column overwrites what is too much */
		}
		at += lengths[i];
	}
	out->len -= sizeof(uint64_t);
}

/* ---- pages ---- */

struct pages {
	unsigned char *bytes; /* of `room` pages */
	size_t count, room;
};

struct page {
	unsigned char *at;
	size_t head, cells, content; /* content: where the last cell begins */
};

/* What stands between a page and the next: bytes of a pool. */
struct border {
	size_t at, size;
};

struct level {
	uint32_t *children; /* numbers, in order */
	struct border *borders; /* behind each child but the last */
	size_t count, room, border_room;
	struct buf pool;
};

struct tree {
	const struct tree_place *place;
	bool index;
	struct pages leaves;
	struct page leaf; /* at NULL: none is begun */
	struct level level;
	int64_t last;     /* number of the last row */
	struct buf cell;
};

static struct page begin_page(struct pages *pages, size_t size, int type)
{
	bool inner = type == TABLE_INNER || type == INDEX_INNER;
	struct page page = { .head = inner ? INNER_HEAD : LEAF_HEAD, .content = size };

	if (pages->count == pages->room) {
		pages->room = pages->room ? pages->room * 2 : 16;
		pages->bytes = mem_resize(pages->bytes, pages->room, size);
	}
	page.at = pages->bytes + pages->count++ * size;
	memset(page.at, 0, page.head);
	page.at[0] = (unsigned char)type;
	return page;
}

/* A cell is copied but once, from where its parts lie. */
struct cell {
	const void *head, *body;
	size_t head_size, body_size;
};

static struct cell cell_of(const struct buf *bytes)
{
	return (struct cell){ .head = bytes->data, .head_size = bytes->len, .body = "" };
}

static bool put_cell(struct page *page, struct cell cell)
{
	size_t size = cell.head_size + cell.body_size, bytes = size < CELL_LEAST ? CELL_LEAST : size;
	size_t pointers = page->head + page->cells * 2;
	unsigned char *at;

	if (page->content - pointers < bytes + 2)
		return false;
	page->content -= bytes;
	at = page->at + page->content;
	memcpy(at, cell.head, cell.head_size);
	memcpy(at + cell.head_size, cell.body, cell.body_size);
	memset(at + size, 0, bytes - size);
	put_16(page->at + pointers, page->content);
	page->cells++;
	return true;
}

/* Between the pointers and the cells nothing but zeros. */
static void end_page(struct page *page)
{
	size_t pointers = page->head + page->cells * 2;

	memset(page->at + pointers, 0, page->content - pointers);
	put_16(page->at + 3, page->cells);
	put_16(page->at + 5, page->content); /* of 65536 the low half: 0, as it is to be */
}

/* Take the last cell out again: its bytes. Not of a page with one. What it leaves is for end_page. */
static void take_cell(struct page *page, size_t size, struct buf *out)
{
	size_t begin = page->content;
	size_t end = page->cells > 1 ? get_16(page->at + page->head + (page->cells - 2) * 2) : size;

	buf_add(out, (const char *)page->at + begin, end - begin);
	page->cells--;
	page->content = end;
}

/* ---- levels ---- */

static void add_child(struct level *level, uint32_t number)
{
	MEM_GROW(level->children, level->count, level->room);
	level->children[level->count++] = number;
}

/* Behind the child that comes `nth`, which need not be known yet. */
static void add_border(struct level *level, size_t nth, struct cell bytes)
{
	while (nth >= level->border_room) {
		level->border_room = level->border_room ? level->border_room * 2 : 16;
		level->borders = mem_resize(level->borders, level->border_room, sizeof *level->borders);
	}
	level->borders[nth] = (struct border){ level->pool.len, bytes.head_size + bytes.body_size };
	buf_add(&level->pool, bytes.head, bytes.head_size);
	buf_add(&level->pool, bytes.body, bytes.body_size);
}

static void clear_level(struct level *level)
{
	mem_free(level->children);
	mem_free(level->borders);
	buf_clear(&level->pool);
	*level = (struct level){ 0 };
}

/* Put pages into the file; they are the level's next children. */
static bool place_pages(const struct tree_place *place, struct pages *pages, struct level *level, struct err *err)
{
	uint32_t *numbers = mem_alloc(pages->count * sizeof *numbers);
	bool done = place->reserve(place->context, pages->count, numbers, err);

	for (size_t from = 0, to; done && from < pages->count; from = to) {
		for (to = from + 1; to < pages->count && numbers[to] == numbers[to - 1] + 1;)
			to++;
		done = place->write(place->context, numbers[from], pages->bytes + from * place->page, to - from, err);
	}
	for (size_t i = 0; done && i < pages->count; i++)
		add_child(level, numbers[i]);
	pages->count = 0;
	mem_free(numbers);
	return done;
}

static struct cell border_of(const struct level *level, size_t nth)
{
	return (struct cell){ .head = level->pool.data + level->borders[nth].at, .head_size = level->borders[nth].size, .body = "" };
}

/* The cell of a child and what stands behind it. */
static void inner_cell(const struct level *level, size_t nth, struct buf *cell)
{
	unsigned char number[4];

	put_32(number, level->children[nth]);
	buf_reset(cell);
	buf_add(cell, (const char *)number, sizeof number);
	buf_add(cell, level->pool.data + level->borders[nth].at, level->borders[nth].size);
}

/* The pages above a level, and the level they are. The child before the last may not end its page: the last one's would be empty. */
static void pages_above(struct tree *tree, struct pages *pages, struct level *above)
{
	const struct level *level = &tree->level;
	int type = tree->index ? INDEX_INNER : TABLE_INNER;
	struct page page = begin_page(pages, tree->place->page, type);

	for (size_t i = 0; i + 1 < level->count; i++) {
		size_t last = i;

		inner_cell(level, i, &tree->cell);
		if (put_cell(&page, cell_of(&tree->cell)))
			continue;
		if (i + 2 == level->count) {
			buf_reset(&tree->cell);
			take_cell(&page, tree->place->page, &tree->cell);
			last = i - 1;
		}
		put_32(page.at + 8, level->children[last]);
		end_page(&page);
		add_border(above, pages->count - 1, border_of(level, last));
		page = begin_page(pages, tree->place->page, type);
		if (last < i) {
			inner_cell(level, i, &tree->cell);
			put_cell(&page, cell_of(&tree->cell));
		}
	}
	put_32(page.at + 8, level->children[level->count - 1]);
	end_page(&page);
}

/* Level upon level, until there is one page. */
static bool build_up(struct tree *tree, struct err *err)
{
	bool done = true;

	while (done && tree->level.count > 1) {
		struct pages pages = { 0 };
		struct level above = { 0 };

		pages_above(tree, &pages, &above);
		done = place_pages(tree->place, &pages, &above, err);
		mem_free(pages.bytes);
		clear_level(&tree->level);
		tree->level = above;
	}
	return done;
}

/* ---- leaves ---- */

struct tree *tree_open(const struct tree_place *place, bool index)
{
	struct tree *tree = mem_alloc(sizeof *tree);

	tree->place = place;
	tree->index = index;
	tree->last = INT64_MIN;
	buf_init(&tree->cell);
	return tree;
}

/* The last page waits until another has begun: it may have to give an entry back. */
static bool begin_leaf(struct tree *tree, struct err *err)
{
	if (tree->leaves.count >= LEAVES_AT_ONCE && !place_pages(tree->place, &tree->leaves, &tree->level, err))
		return false;
	tree->leaf = begin_page(&tree->leaves, tree->place->page, tree->index ? INDEX_LEAF : TABLE_LEAF);
	return true;
}

static size_t leaves_so_far(const struct tree *tree)
{
	return tree->level.count + tree->leaves.count;
}

static void end_leaf(struct tree *tree, struct cell border)
{
	end_page(&tree->leaf);
	tree->leaf.at = NULL;
	add_border(&tree->level, leaves_so_far(tree) - 1, border);
}

/* What a page does not take of a record goes into pages of its own, each with the number of the next; the cell ends with the first's. */
static bool put_overflow(struct tree *tree, const char *bytes, size_t size, struct err *err)
{
	const struct tree_place *place = tree->place;
	size_t each = place->page - 4, count = (size + each - 1) / each;
	uint32_t *numbers = mem_alloc(count * sizeof *numbers);
	unsigned char *page = mem_alloc(place->page);
	bool done = place->reserve(place->context, count, numbers, err);

	for (size_t i = 0; done && i < count; i++) {
		size_t part = size - i * each < each ? size - i * each : each;

		memset(page, 0, place->page);
		put_32(page, i + 1 < count ? numbers[i + 1] : 0);
		memcpy(page + 4, bytes + i * each, part);
		done = place->write(place->context, numbers[i], page, 1, err);
	}
	if (done) {
		put_32(page, numbers[0]);
		buf_add(&tree->cell, (const char *)page, 4);
	}
	mem_free(page);
	mem_free(numbers);
	return done;
}

/* The cell of a record and what stands before it. */
static bool make_cell(struct tree *tree, const void *head, size_t size, const struct buf *record, struct cell *out, struct err *err)
{
	size_t page = tree->place->page, most = tree->index ? (page - 12) * 64 / 255 - 23 : page - 35;
	size_t least = (page - 12) * 32 / 255 - 23, local;

	*out = (struct cell){ .head = head, .head_size = size, .body = record->data, .body_size = record->len };
	if (record->len <= most)
		return true;
	local = least + (record->len - least) % (page - 4);
	if (local > most)
		local = least;
	buf_reset(&tree->cell);
	buf_add(&tree->cell, head, size);
	buf_add(&tree->cell, record->data, local);
	if (!put_overflow(tree, record->data + local, record->len - local, err))
		return false;
	*out = cell_of(&tree->cell);
	return true;
}

bool tree_row(struct tree *tree, int64_t number, const struct buf *record, struct err *err)
{
	unsigned char head[2 * VARINT_MOST], last[VARINT_MOST];
	size_t size = put_varint(head, record->len);
	struct cell cell;

	if (tree->index || number <= tree->last)
		mem_fatal("a table's rows come in the order of their numbers");
	size += put_varint(head + size, (uint64_t)number);
	if (!make_cell(tree, head, size, record, &cell, err) || (!tree->leaf.at && !begin_leaf(tree, err)))
		return false;
	if (!put_cell(&tree->leaf, cell)) {
		end_leaf(tree, (struct cell){ .head = last, .head_size = put_varint(last, (uint64_t)tree->last), .body = "" });
		if (!begin_leaf(tree, err))
			return false;
		put_cell(&tree->leaf, cell);
	}
	tree->last = number;
	return true;
}

bool tree_entry(struct tree *tree, const struct buf *record, struct err *err)
{
	unsigned char head[VARINT_MOST];
	struct cell cell;

	if (!make_cell(tree, head, put_varint(head, record->len), record, &cell, err) || (!tree->leaf.at && !begin_leaf(tree, err)))
		return false;
	if (!put_cell(&tree->leaf, cell))
		end_leaf(tree, cell);
	return true;
}

/* Nothing came behind the entry that stands behind the last page: the page gives its last one in its place. */
static void mend_end(struct tree *tree)
{
	size_t size = tree->place->page, nth = leaves_so_far(tree) - 1;
	struct border kept = tree->level.borders[nth];
	unsigned char *at = tree->leaves.bytes + (tree->leaves.count - 1) * size;
	struct page page = { .at = at, .head = LEAF_HEAD, .cells = get_16(at + 3), .content = get_16(at + 5) };
	struct buf last;

	buf_init(&last);
	take_cell(&page, size, &last);
	end_page(&page);
	add_border(&tree->level, nth, cell_of(&last));
	buf_reset(&tree->cell);
	buf_add(&tree->cell, tree->level.pool.data + kept.at, kept.size);
	tree->leaf = begin_page(&tree->leaves, size, INDEX_LEAF);
	put_cell(&tree->leaf, cell_of(&tree->cell));
	buf_clear(&last);
}

static void end_leaves(struct tree *tree)
{
	if (!tree->leaf.at && leaves_so_far(tree) > 0)
		mend_end(tree);
	else if (!tree->leaf.at)
		tree->leaf = begin_page(&tree->leaves, tree->place->page, tree->index ? INDEX_LEAF : TABLE_LEAF);
	end_page(&tree->leaf);
}

bool tree_close(struct tree *tree, bool done, uint32_t *root, struct err *err)
{
	if (!tree)
		return false;
	if (done) {
		end_leaves(tree);
		done = place_pages(tree->place, &tree->leaves, &tree->level, err) && build_up(tree, err);
	}
	if (done)
		*root = tree->level.children[0];
	mem_free(tree->leaves.bytes);
	clear_level(&tree->level);
	buf_clear(&tree->cell);
	mem_free(tree);
	return done;
}
