/* Reads and writes mapping files.
 */
#include "intake/mapping.h"

#include <string.h>

#include "base/conf.h"
#include "base/gettext.h"
#include "base/text.h"
#include "intake/mapping_parts.h"
#include "intake/mapping_presets.h"

const char *const mapping_field_names[FIELD_COUNT] = {
	[FIELD_CLIENT] = "client", [FIELD_NAME] = "name",       [FIELD_NUMBER] = "number",
	[FIELD_ISSUED] = "issued", [FIELD_DUE] = "due",         [FIELD_AMOUNT] = "amount",
	[FIELD_OPEN] = "open",     [FIELD_DEBIT] = "debit",     [FIELD_CREDIT] = "credit",
	[FIELD_SIGN] = "sign",     [FIELD_KIND] = "kind",       [FIELD_CURRENCY] = "currency",
	[FIELD_ORDER] = "order",   [FIELD_CONTACT] = "contact", [FIELD_PHONE] = "phone",
	[FIELD_MAIL] = "mail",     [FIELD_LIMIT] = "limit",     [FIELD_RISK] = "risk",
	[FIELD_GROUP] = "group",   [FIELD_PAID] = "paid",       [FIELD_CLEARED] = "cleared",
};

static const char *const order_words[] = { "guess", "ymd", "dmy", "mdy", "ddmmyy", NULL };
static const char *const decimal_words[] = { "any", "comma", "point", NULL };
static const char *const fold_words[] = { "none", "case", "zeros", NULL };
static const char *const lines_words[] = { "item", "sum", "first", NULL };
static const char *const heading_words[] = { "none", "skip", "client", NULL };
static const char *const paid_words[] = { "flag", "open", "amount", NULL };
static const char *const sign_words[] = { "owed", "reverse", NULL };
static const char *const separator_words[] = { "guess", ";", ",", "tab", "|", NULL };
static const char separator_bytes[] = { 0, ';', ',', '\t', '|' };
static const char *const quote_words[] = { "none", "\"", "'", NULL };
static const char quote_bytes[] = { 0, '"', '\'' };

enum { MOST_SKIPPED = 1000, WIDTH_MOST = 1000 };

struct mapping *mapping_new(const char *label)
{
	struct mapping *mapping = mem_alloc(sizeof *mapping);

	mapping->label = arena_strdup(&mapping->texts, label);
	mapping->quote = '"';
	mapping->header = true;
	return mapping;
}

void mapping_close(struct mapping *mapping)
{
	if (!mapping)
		return;
	struct arena texts = mapping->texts;
	mem_free(mapping);
	arena_clear(&texts);
}

bool mapping_add(struct mapping *mapping, enum mapping_field field, const char *column)
{
	char *clean;

	if (mapping->choices[field] >= MAPPING_CHOICES)
		return false;
	clean = text_clean(column, strlen(column));
	mapping->columns[field][mapping->choices[field]++] = arena_strdup(&mapping->texts, clean);
	mem_free(clean);
	return true;
}

int mapping_column_number(const char *column)
{
	int number = 0;

	for (; *column >= '0' && *column <= '9' && number < 10000; column++)
		number = number * 10 + (*column - '0');
	return *column ? 0 : number;
}

/* The index of text among words, as an int; -1 when it is none of them. */
static int word_index(const char *text, const char *const *words)
{
	for (int i = 0; words[i]; i++)
		if (strcmp(text, words[i]) == 0)
			return i;
	return -1;
}

/* "a, b or c" for messages. */
static void list_words(struct buf *out, const char *const *words)
{
	for (int i = 0; words[i]; i++) {
		buf_puts(out, i == 0 ? "" : ", ");
		buf_printf(out, "\"%s\"", words[i]);
	}
}

static bool take_word(const struct conf_value *value, const char *const *words, int *out,
		      struct err *err)
{
	int index = word_index(value->text, words);

	if (index >= 0) {
		*out = index;
		return true;
	}
	struct buf list = { 0 };
	buf_init(&list);
	list_words(&list, words);
	char *text = text_clean(value->text, strlen(value->text));
	err_set(err, ERR_INPUT, N_("line %d: %s cannot be \"%s\"; it is one of %s"), value->line,
		value->name, text, list.data);
	mem_free(text);
	buf_clear(&list);
	return false;
}

/* Options that are one word of a list. */
static bool take_choice(struct mapping *mapping, const struct conf_value *value, struct err *err)
{
	static const struct {
		const char *name;
		const char *const *words;
	} choices[] = {
		{ "separator", separator_words }, { "quote", quote_words },
		{ "dates", order_words },         { "decimal", decimal_words },
		{ "fold", fold_words },           { "lines", lines_words },
		{ "paid_is", paid_words },        { "sign", sign_words },
		{ "heading", heading_words },
	};
	int index = 0;

	for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
		if (strcmp(value->name, choices[i].name) == 0 &&
		    !take_word(value, choices[i].words, &index, err))
			return false;
	if (strcmp(value->name, "separator") == 0)
		mapping->separator = separator_bytes[index];
	else if (strcmp(value->name, "quote") == 0)
		mapping->quote = quote_bytes[index];
	else if (strcmp(value->name, "dates") == 0)
		mapping->order = (enum mapping_order)index;
	else if (strcmp(value->name, "decimal") == 0)
		mapping->decimal = (enum money_decimal)index;
	else if (strcmp(value->name, "fold") == 0)
		mapping->fold = (enum mapping_fold)index;
	else if (strcmp(value->name, "lines") == 0)
		mapping->lines = (enum mapping_lines)index;
	else if (strcmp(value->name, "paid_is") == 0)
		mapping->paid = (enum mapping_paid)index;
	else if (strcmp(value->name, "heading") == 0)
		mapping->heading = (enum mapping_heading)index;
	else
		mapping->sign = (enum mapping_sign)index;
	return true;
}

static bool take_columns(struct mapping *mapping, const struct conf_value *section, struct err *err)
{
	for (size_t i = 0; i < section->count; i++) {
		const struct conf_value *value = &section->values[i];
		int field = 0;
		while (field < FIELD_COUNT && strcmp(mapping_field_names[field], value->name) != 0)
			field++;
		if (field == FIELD_COUNT)
			continue;
		mapping->choices[field] = 0;
		for (size_t j = 0; j < value->list_count; j++)
			if (!mapping_add(mapping, (enum mapping_field)field, value->list[j]))
				return err_set(err, ERR_INPUT,
					       N_("line %d: %s goes by more than %d names"),
					       value->line, value->name, MAPPING_CHOICES);
	}
	return true;
}

static bool take_skip_rows(struct mapping *mapping, const struct conf_value *value, struct err *err)
{
	mapping->skip_rows_count = 0;
	for (size_t i = 0; i < value->list_count; i++) {
		if (mapping->skip_rows_count >= MAPPING_WORDS)
			return err_set(err, ERR_INPUT,
				       N_("line %d: skip_rows has more than %d texts"), value->line,
				       MAPPING_WORDS);
		char *folded = text_fold(value->list[i]);
		if (*folded)
			mapping->skip_rows[mapping->skip_rows_count++] =
				arena_strdup(&mapping->texts, folded);
		mem_free(folded);
	}
	return true;
}

static bool take_clients(struct mapping *mapping, const struct conf_value *value, struct err *err)
{
	mapping->clients_count = 0;
	for (size_t i = 0; i < value->list_count; i++) {
		if (mapping->clients_count >= MAPPING_WORDS)
			return err_set(err, ERR_INPUT, N_("line %d: clients has more than %d texts"), value->line,
				       MAPPING_WORDS);
		if (*value->list[i])
			mapping->clients[mapping->clients_count++] = arena_strdup(&mapping->texts, value->list[i]);
	}
	return true;
}

static bool take_widths(struct mapping *mapping, const struct conf_value *value, struct err *err)
{
	mapping->widths_count = 0;
	for (size_t i = 0; i < value->list_count; i++) {
		int width = mapping_column_number(value->list[i]);

		if (width < 1 || width > WIDTH_MOST || mapping->widths_count >= MAPPING_WIDTHS)
			return err_set(err, ERR_INPUT, N_("line %d: widths are at most %d numbers from 1 to %d"), value->line,
				       MAPPING_WIDTHS, WIDTH_MOST);
		mapping->widths[mapping->widths_count++] = width;
	}
	return true;
}

static bool take_currency(struct mapping *mapping, const struct conf_value *value, struct err *err)
{
	if (*value->text == '\0') {
		mapping->currency[0] = '\0';
		return true;
	}
	if (value_currency(value->text, strlen(value->text), mapping->currency))
		return true;
	char *text = text_clean(value->text, strlen(value->text));
	err_set(err, ERR_INPUT, N_("line %d: \"%s\" is no currency code such as EUR or USD"),
		value->line, text);
	mem_free(text);
	return false;
}

static bool take_value(struct mapping *mapping, const struct conf_value *value, struct err *err)
{
	if (value->type == CONF_SECTION)
		return take_columns(mapping, value, err);
	if (strcmp(value->name, "skip_rows") == 0)
		return take_skip_rows(mapping, value, err);
	if (strcmp(value->name, "clients") == 0)
		return take_clients(mapping, value, err);
	if (strcmp(value->name, "widths") == 0)
		return take_widths(mapping, value, err);
	if (strcmp(value->name, "currency") == 0)
		return take_currency(mapping, value, err);
	if (strcmp(value->name, "header") == 0) {
		mapping->header = value->integer != 0;
		return true;
	}
	if (strcmp(value->name, "skip") == 0) {
		if (value->integer < 0 || value->integer > MOST_SKIPPED)
			return err_set(err, ERR_INPUT, N_("line %d: skip is a number from 0 to %d"),
				       value->line, MOST_SKIPPED);
		mapping->skip = (int)value->integer;
		return true;
	}
	if (strcmp(value->name, "charset") == 0) {
		if (charset_from_name(value->text, &mapping->charset))
			return true;
		return err_set(err, ERR_INPUT,
			       N_("line %d: unknown charset; it is one of \"guess\", \"utf-8\", "
				  "\"windows-1252\", \"iso-8859-15\", \"cp850\", \"macintosh\""),
			       value->line);
	}
	return take_choice(mapping, value, err);
}

/* Without a header row only numbers can name columns. */
static bool check_numbers(const struct mapping *mapping, struct err *err)
{
	for (int field = 0; field < FIELD_COUNT && !mapping->header; field++)
		for (size_t i = 0; i < mapping->choices[field]; i++)
			if (mapping_column_number(mapping->columns[field][i]) == 0)
				return err_set(
					err, ERR_INPUT,
					N_("without a header row, %s must be a column number "
					   "counted from 1"),
					mapping_field_names[field]);
	return true;
}

static bool from_conf(const struct conf *conf, const char *label, struct mapping **out,
		      struct err *err)
{
	const struct conf_value *root = conf_root(conf);
	struct mapping *mapping = mapping_new(label);
	bool done = true;

	for (size_t i = 0; i < root->count && done; i++)
		done = take_value(mapping, &root->values[i], err);
	done = done && check_numbers(mapping, err) && mapping_complete(mapping, err);
	if (done)
		*out = mapping;
	else
		mapping_close(mapping);
	return done;
}

/* What a mapping file may hold besides its columns. */
static const struct conf_spec option_spec[] = {
	{ "separator", CONF_TEXT, NULL, false }, { "quote", CONF_TEXT, NULL, false },
	{ "charset", CONF_TEXT, NULL, false },   { "header", CONF_BOOLEAN, NULL, false },
	{ "skip", CONF_INTEGER, NULL, false },   { "skip_rows", CONF_LIST, NULL, false },
	{ "dates", CONF_TEXT, NULL, false },     { "decimal", CONF_TEXT, NULL, false },
	{ "currency", CONF_TEXT, NULL, false },  { "fold", CONF_TEXT, NULL, false },
	{ "lines", CONF_TEXT, NULL, false },     { "paid_is", CONF_TEXT, NULL, false },
	{ "sign", CONF_TEXT, NULL, false },      { "heading", CONF_TEXT, NULL, false },
	{ "clients", CONF_LIST, NULL, false },   { "widths", CONF_LIST, NULL, false },
};
#define OPTIONS (sizeof option_spec / sizeof *option_spec)

struct file_spec {
	struct conf_spec columns[FIELD_COUNT + 1];
	struct conf_spec root[OPTIONS + 2];
};

static void make_spec(struct file_spec *spec)
{
	*spec = (struct file_spec){ 0 };
	for (int field = 0; field < FIELD_COUNT; field++)
		spec->columns[field] =
			(struct conf_spec){ mapping_field_names[field], CONF_LIST, NULL, false };
	memcpy(spec->root, option_spec, sizeof option_spec);
	spec->root[OPTIONS] = (struct conf_spec){ "columns", CONF_SECTION, spec->columns, false };
}

bool mapping_from_text(const char *text, const char *name, struct mapping **out, struct err *err)
{
	struct file_spec spec;
	struct conf *conf;

	make_spec(&spec);
	if (!conf_read_text(text, name, spec.root, &conf, err))
		return false;
	bool done = from_conf(conf, name, out, err) || err_context(err, N_("mapping %s"), name);
	conf_close(conf);
	return done;
}

bool mapping_from_file(const char *path, struct mapping **out, struct err *err)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	struct file_spec spec;
	struct conf *conf;

	make_spec(&spec);
	if (!conf_read(path, spec.root, &conf, err))
		return false;
	char *label = text_clean(name, strlen(name));
	bool done = from_conf(conf, label, out, err) || err_context(err, N_("mapping %s"), label);
	mem_free(label);
	conf_close(conf);
	return done;
}

bool mapping_from_preset(const char *preset, struct mapping **out, struct err *err)
{
	const char *text = mapping_preset_text(preset);

	if (text)
		return mapping_from_text(text, preset, out, err);
	struct buf list = { 0 };
	buf_init(&list);
	for (size_t i = 0; mapping_preset(i); i++)
		buf_printf(&list, "%s\"%s\"", i == 0 ? "" : ", ", mapping_preset(i));
	char *clean = text_clean(preset, strlen(preset));
	err_set(err, ERR_USAGE, N_("there is no preset \"%s\"; those there are: %s"), clean,
		list.data);
	mem_free(clean);
	buf_clear(&list);
	return false;
}

bool mapping_enough(const bool there[FIELD_COUNT], struct err *err)
{
	struct buf missing = { 0 };
	bool enough;

	buf_init(&missing);
	if (!there[FIELD_CLIENT])
		buf_puts(&missing, ", client");
	if (!there[FIELD_NUMBER])
		buf_puts(&missing, ", number");
	if (!there[FIELD_ISSUED] && !there[FIELD_DUE])
		buf_printf(&missing, ", issued %s due", _("or"));
	if (!there[FIELD_AMOUNT] && !there[FIELD_OPEN] &&
	    !(there[FIELD_DEBIT] && there[FIELD_CREDIT]))
		buf_printf(&missing, ", amount %s open", _("or"));
	enough = missing.len == 0;
	if (!enough)
		err_set(err, ERR_INPUT, N_("no column for: %s"), missing.data + 2);
	buf_clear(&missing);
	return enough;
}

bool mapping_complete(const struct mapping *mapping, struct err *err)
{
	bool there[FIELD_COUNT];

	for (int field = 0; field < FIELD_COUNT; field++)
		there[field] = mapping->choices[field] > 0;
	there[FIELD_CLIENT] |= mapping->heading == HEADING_CLIENT;
	return mapping_enough(there, err);
}

bool mapping_line_is_item(const struct mapping *mapping)
{
	return mapping->lines == LINES_ITEM && mapping->heading != HEADING_CLIENT;
}

const char *mapping_label(const struct mapping *mapping)
{
	return mapping->label;
}

/* A text of the file, quoted. "${" would be refused when read again; no column needs its dollar to be
 * found. */
static void write_text(struct buf *out, const char *s)
{
	buf_putc(out, '"');
	for (; *s; s++) {
		if (*s == '$' && s[strspn(s, "$")] == '{')
			continue;
		if (*s == '"' || *s == '\\')
			buf_putc(out, '\\');
		buf_putc(out, *s);
	}
	buf_putc(out, '"');
}

static void write_list(struct buf *out, const char *const *texts, size_t count)
{
	if (count == 1) {
		write_text(out, texts[0]);
		return;
	}
	buf_putc(out, '{');
	for (size_t i = 0; i < count; i++) {
		buf_puts(out, i == 0 ? "" : ", ");
		write_text(out, texts[i]);
	}
	buf_putc(out, '}');
}

static void write_option(struct buf *out, const char *name, const char *text)
{
	buf_printf(out, "%s = ", name);
	write_text(out, text);
	buf_putc(out, '\n');
}

static const char *byte_word(char byte, const char *bytes, size_t n, const char *const *words)
{
	const char *at = memchr(bytes, byte, n);

	return words[at ? at - bytes : 0];
}

static const char *charset_word(enum charset charset)
{
	return charset == CHARSET_GUESS ? "guess" : charset_names[charset];
}

void mapping_write(const struct mapping *mapping, struct buf *out)
{
	write_option(out, "separator",
		     byte_word(mapping->separator, separator_bytes, sizeof separator_bytes,
			       separator_words));
	write_option(out, "quote",
		     byte_word(mapping->quote, quote_bytes, sizeof quote_bytes, quote_words));
	write_option(out, "charset", charset_word(mapping->charset));
	buf_printf(out, "header = %s\nskip = %d\n", mapping->header ? "yes" : "no", mapping->skip);
	if (mapping->skip_rows_count > 0) {
		buf_puts(out, "skip_rows = ");
		write_list(out, mapping->skip_rows, mapping->skip_rows_count);
		buf_putc(out, '\n');
	}
	if (mapping->clients_count > 0) {
		buf_puts(out, "clients = ");
		write_list(out, mapping->clients, mapping->clients_count);
		buf_putc(out, '\n');
	}
	for (size_t i = 0; i < mapping->widths_count; i++)
		buf_printf(out, "%s%d%s", i == 0 ? "widths = {" : ", ", mapping->widths[i],
			   i + 1 == mapping->widths_count ? "}\n" : "");
	if (mapping->heading != HEADING_NONE)
		write_option(out, "heading", heading_words[mapping->heading]);
	write_option(out, "dates", order_words[mapping->order]);
	write_option(out, "decimal", decimal_words[mapping->decimal]);
	write_option(out, "currency", mapping->currency);
	write_option(out, "fold", fold_words[mapping->fold]);
	write_option(out, "lines", lines_words[mapping->lines]);
	write_option(out, "paid_is", paid_words[mapping->paid]);
	write_option(out, "sign", sign_words[mapping->sign]);
	buf_puts(out, "columns {\n");
	for (int field = 0; field < FIELD_COUNT; field++) {
		if (mapping->choices[field] == 0)
			continue;
		buf_printf(out, "\t%s = ", mapping_field_names[field]);
		write_list(out, mapping->columns[field], mapping->choices[field]);
		buf_putc(out, '\n');
	}
	buf_puts(out, "}\n");
}
