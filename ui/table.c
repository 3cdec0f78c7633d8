/* Widths first, drawing after.
 */
#include "ui/table.h"

#include "base/text.h"

static int needed(const struct table_column *columns, const struct table_layout *layout, int gap)
{
	int cells = 1, shown = 0;

	for (size_t i = 0; i < layout->count; i++)
		if (layout->width[i]) {
			cells += columns[i].min;
			shown++;
		}
	return cells + (shown > 1 ? (shown - 1) * gap : 0);
}

static bool drop_one(const struct table_column *columns, struct table_layout *layout)
{
	size_t worst = layout->count;

	for (size_t i = 0; i < layout->count; i++)
		if (layout->width[i] && columns[i].drop > 0 &&
		    (worst == layout->count || columns[i].drop >= columns[worst].drop))
			worst = i;
	if (worst == layout->count)
		return false;
	layout->width[worst] = 0;
	return true;
}

/* Words and numbers that would be cut come first; false: some still are. */
static bool make_whole(const struct table_column *columns, struct table_layout *layout, int left)
{
	bool all = true;

	for (size_t i = 0; i < layout->count; i++) {
		int wanted = columns[i].whole - layout->width[i];
		if (!layout->width[i] || wanted <= 0)
			continue;
		int given = wanted < left ? wanted : left > 0 ? left : 0;
		layout->width[i] += given;
		left -= given;
		all = all && given == wanted;
	}
	return all;
}

/* Then the titles, which say what the words and numbers are. */
static void name_whole(const struct table_column *columns, struct table_layout *layout, int left)
{
	for (size_t i = 0; i < layout->count && left > 0; i++) {
		int wanted = columns[i].title ? text_width(columns[i].title) - layout->width[i] : 0;
		if (!layout->width[i] || wanted <= 0)
			continue;
		int given = wanted < left ? wanted : left;
		layout->width[i] += given;
		left -= given;
	}
}

/* No name is cut beside empty cells: first those nobody has, then those a column has more than it holds. */
static void show_names(const struct table_column *columns, struct table_layout *layout, int left)
{
	for (size_t i = 0; i < layout->count; i++) {
		int most = columns[i].max && columns[i].max < columns[i].holds ? columns[i].max : columns[i].holds;
		int wanted = most - layout->width[i], given = wanted < left ? wanted : left;

		if (!columns[i].names || !layout->width[i] || wanted <= 0)
			continue;
		given = given > 0 ? given : 0;
		layout->width[i] += given;
		left -= given;
		wanted -= given;
		for (size_t k = 0; k < layout->count && wanted > 0; k++) {
			int spare = columns[k].holds && k != i ? layout->width[k] - columns[k].holds : 0;

			spare = spare < wanted ? spare : wanted;
			if (spare <= 0)
				continue;
			layout->width[k] -= spare;
			layout->width[i] += spare;
			wanted -= spare;
		}
	}
}

static int taken(const struct table_layout *layout, int gap)
{
	int cells = 1, shown = 0;

	for (size_t i = 0; i < layout->count; i++) {
		cells += layout->width[i];
		shown += layout->width[i] > 0;
	}
	return cells + (shown > 1 ? (shown - 1) * gap : 0);
}

/* Share `left` cells by weight until nobody can take more. */
static void share(const struct table_column *columns, struct table_layout *layout, int left)
{
	while (left > 0) {
		int weights = 0, given = 0;
		for (size_t i = 0; i < layout->count; i++)
			if (layout->width[i] &&
			    (!columns[i].max || layout->width[i] < columns[i].max))
				weights += columns[i].weight;
		if (weights == 0)
			return;
		for (size_t i = 0; i < layout->count && given < left; i++) {
			if (!layout->width[i] || !columns[i].weight || (columns[i].max && layout->width[i] >= columns[i].max))
				continue;
			int part = left * columns[i].weight / weights;
			part = part > 0 ? part : 1;
			if (columns[i].max && part > columns[i].max - layout->width[i])
				part = columns[i].max - layout->width[i];
			if (part > left - given)
				part = left - given;
			layout->width[i] += part;
			given += part;
		}
		left -= given;
	}
}

bool table_layout(const struct table_column *columns, size_t count, int width, int gap,
		  struct table_layout *out)
{
	bool whole;

	*out = (struct table_layout){ .count = count < TABLE_COLUMNS ? count : TABLE_COLUMNS };
	for (size_t i = 0; i < out->count; i++)
		out->width[i] = columns[i].min;
	while (needed(columns, out, gap) > width && drop_one(columns, out))
		;
	whole = make_whole(columns, out, width - needed(columns, out, gap));
	name_whole(columns, out, width - taken(out, gap));
	show_names(columns, out, width - taken(out, gap));
	share(columns, out, width - taken(out, gap));
	int at = 1;
	for (size_t i = 0; i < out->count; i++) {
		if (!out->width[i])
			continue;
		out->at[i] = at;
		if (out->width[i] > width - at)
			out->width[i] = width > at ? width - at : 0;
		at += out->width[i] + gap;
	}
	return whole;
}

/* Part of a number would be another number. */
static const char *whole_or_nothing(const struct table_column *column, int width, const char *text)
{
	return column->right && text_width(text) > width ? "…" : text;
}

static int draw_cell(struct term *term, int row, int col, const struct table_column *column,
		     int width, enum style style, const char *text)
{
	return column->right ? draw_right(term, row, col, width, style, text)
			     : draw_text(term, row, col, width, style, text);
}

void table_draw_header(struct term *term, int row, int col, const struct table_column *columns,
		       const struct table_layout *layout)
{
	for (size_t i = 0; i < layout->count; i++)
		draw_cell(term, row, col + layout->at[i], &columns[i], layout->width[i],
			  STYLE_HEADER, columns[i].title);
}

void table_draw_row(struct term *term, int row, int col, int width,
		    const struct table_column *columns, const struct table_layout *layout,
		    const struct table_row *cells)
{
	enum style sign = cells->selected ? STYLE_SELECTED : STYLE_MARKED;

	term_fill(term, row, col, width, STYLE_NORMAL);
	if (cells->selected || cells->marked)
		term_put(term, row, col, 1, cells->marked ? STYLE_MARKED : STYLE_NORMAL,
			 style_sign(sign));
	for (size_t i = 0; i < layout->count; i++) {
		enum style style = cells->styles ? cells->styles[i] : STYLE_NORMAL;
		if (cells->selected && i == cells->name)
			style = STYLE_SELECTED;
		if (cells->texts[i])
			draw_cell(term, row, col + layout->at[i], &columns[i], layout->width[i],
				  style, whole_or_nothing(&columns[i], layout->width[i], cells->texts[i]));
	}
	if (cells->selected)
		term_cursor(term, row, col + layout->at[cells->name]);
}
