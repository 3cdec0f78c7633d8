/* Configuration files: drives libconfuse over a checked text and keeps what was set, with its lines.
 *
 * Knows no option by name; callers describe them. Numbers and booleans are read here, because libconfuse
 * would take 010 for eight.
 */
#include "base/conf.h"

#include <confuse.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/conf_source.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"

#define SAID 160 /* bytes of foreign text repeated in a sentence */

struct conf {
	struct conf_value root;
};

/* A value read, waiting for its section to close. */
struct pending {
	const cfg_t *owner;
	struct conf_value value;
};

struct reading {
	const char *name;
	struct err *err;
	bool failed;
	const struct conf_source *source;
	size_t sections_closed;
	struct pending *pending;
	size_t count, room;
};

/* libconfuse hands its callbacks no pointer of ours. Set while a file is parsed, by the only thread. */
static struct reading *current;

static void drop_elements(struct conf_value *value)
{
	for (size_t i = 0; i < value->list_count; i++)
		mem_free((char *)value->list[i]);
	value->list_count = 0;
}

static void free_values(struct conf_value *values, size_t count);

static void free_value(struct conf_value *value)
{
	drop_elements(value);
	mem_free((void *)value->list);
	mem_free((char *)value->text);
	mem_free((char *)value->title);
	mem_free((char *)value->name);
	free_values((struct conf_value *)value->values, value->count);
}

static void free_values(struct conf_value *values, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free_value(&values[i]);
	mem_free(values);
}

/* Only the first complaint counts: the rest follows from it. */
static int complain(int line, const char *what)
{
	if (!current->failed)
		err_set(current->err, ERR_INPUT, "%s:%d: %s", current->name, line, what);
	current->failed = true;
	return -1;
}

/* Our words for what libconfuse says, in English or already translated by its own catalogue; same arguments. */
static const char *in_our_words(const char *fmt)
{
	static const struct {
		const char *theirs, *ours;
	} words[] = {
		{ "no such option '%s'", N_("there is no option called \"%s\" here") },
		{ "unexpected token '%s'", N_("\"%s\" is not expected here") },
		{ "unexpected closing brace", N_("this brace closes nothing") },
		{ "premature end of file", N_("the file stops in the middle of an option") },
		{ "missing equal sign after option '%s'", N_("\"%s\" wants an = after it") },
		{ "missing opening brace for section '%s'", N_("section \"%s\" wants a { here") },
		{ "missing title for section '%s'", N_("section \"%s\" wants a title") },
		{ "found duplicate title '%s'", N_("a second section is titled \"%s\"") },
		{ "attempt to append to non-list option '%s'",
		  N_("\"%s\" takes one value, not +=") },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].theirs, fmt) == 0 || strcmp(dgettext("confuse", words[i].theirs), fmt) == 0)
			return gettext(words[i].ours);
	return fmt;
}

static void on_error(cfg_t *cfg, const char *fmt, va_list ap)
{
	char text[512], safe[512];

	vsnprintf(text, sizeof text, in_our_words(fmt), ap);
	text_clean_into(safe, sizeof safe, text, strlen(text));
	complain(cfg ? cfg->line : 0, safe);
}

/* Refuse `said`, the value of opt, in a sentence with two %s: the option and the value. */
static int refuse_value(const cfg_t *cfg, const cfg_opt_t *opt, const char *said, const char *why)
{
	char safe[SAID];

	text_clean_into(safe, sizeof safe, said, strlen(said));
	char *what = mem_printf(why, opt->name, safe);
	complain(cfg->line, what);
	mem_free(what);
	return -1;
}

static struct conf_value *append(const cfg_t *owner, const char *name, enum conf_type type,
				 int line)
{
	MEM_GROW(current->pending, current->count, current->room);
	struct pending *p = &current->pending[current->count++];
	*p = (struct pending){ owner, { .name = mem_strdup(name), .type = type, .line = line } };
	return &p->value;
}

/* The text just set, or NULL after a complaint. Escapes may have made bytes that are no text. */
static const char *checked_text(cfg_t *cfg, cfg_opt_t *opt, unsigned index)
{
	const char *text = cfg_opt_getnstr(opt, index);

	if (text && text_is_utf8(text, strlen(text)))
		return text;
	refuse_value(cfg, opt, text ? text : "", _("%s: \"%s\" is not UTF-8"));
	return NULL;
}

static int on_text(cfg_t *cfg, cfg_opt_t *opt)
{
	const char *text = checked_text(cfg, opt, 0);

	if (!text)
		return -1;
	append(cfg, opt->name, CONF_TEXT, cfg->line)->text = mem_strdup(text);
	return 0;
}

static bool parse_integer(const char *text, int64_t *out)
{
	const char *digits = text + (*text == '-' || *text == '+');
	size_t n = strlen(digits);

	if (n == 0 || strspn(digits, "0123456789") != n)
		return false;
	errno = 0;
	intmax_t value = strtoimax(text, NULL, 10);
	if (errno || value < INT64_MIN || value > INT64_MAX)
		return false;
	*out = value;
	return true;
}

static int on_integer(cfg_t *cfg, cfg_opt_t *opt)
{
	const char *text = checked_text(cfg, opt, 0);
	int64_t value;

	if (!text)
		return -1;
	if (!parse_integer(text, &value))
		return refuse_value(cfg, opt, text, _("%s wants a whole number, not \"%s\""));
	append(cfg, opt->name, CONF_INTEGER, cfg->line)->integer = value;
	return 0;
}

static int on_boolean(cfg_t *cfg, cfg_opt_t *opt)
{
	const char *text = checked_text(cfg, opt, 0);
	int value = text ? cfg_parse_boolean(text) : -1;

	if (!text)
		return -1;
	if (value < 0)
		return refuse_value(cfg, opt, text, _("%s wants yes or no, not \"%s\""));
	append(cfg, opt->name, CONF_BOOLEAN, cfg->line)->integer = value;
	return 0;
}

static struct conf_value *pending_list(const cfg_t *owner, const char *name)
{
	for (size_t i = current->count; i > 0 && current->pending[i - 1].owner == owner; i--)
		if (strcmp(current->pending[i - 1].value.name, name) == 0)
			return &current->pending[i - 1].value;
	return NULL;
}

/* Called after each element, and once more at the closing brace with nothing new. */
static int on_list(cfg_t *cfg, cfg_opt_t *opt)
{
	unsigned count = cfg_opt_size(opt);
	const char *text = count > 0 ? checked_text(cfg, opt, count - 1) : NULL;
	struct conf_value *value = pending_list(cfg, opt->name);

	if (!text)
		return -1;
	if (!value)
		value = append(cfg, opt->name, CONF_LIST, cfg->line);
	if (value->list_count == count && strcmp(value->list[count - 1], text) == 0)
		return 0;
	if (value->list_count >= count) { /* the whole list is set again */
		drop_elements(value);
		value->line = cfg->line;
	}
	const char **list = mem_resize((void *)value->list, count, sizeof *list);
	list[value->list_count++] = mem_strdup(text);
	value->list = list;
	return 0;
}

/* Lists set to {} call nothing back, and replace what was there. */
static void keep_empty_lists(cfg_t *section)
{
	for (unsigned i = 0; i < cfg_num(section); i++) {
		cfg_opt_t *opt = cfg_getnopt(section, i);
		if (opt && opt->flags & CFGF_LIST && opt->flags & CFGF_MODIFIED &&
		    cfg_opt_size(opt) == 0)
			append(section, opt->name, CONF_LIST, 0);
	}
}

/* Move what waits for the section into one array. */
static void close_section(cfg_t *section, const struct conf_value **values, size_t *count)
{
	keep_empty_lists(section);
	size_t first = current->count;
	while (first > 0 && current->pending[first - 1].owner == section)
		first--;
	*count = current->count - first;
	struct conf_value *made = mem_resize(NULL, *count, sizeof *made);
	for (size_t i = 0; i < *count; i++)
		made[i] = current->pending[first + i].value;
	current->count = first;
	*values = made;
}

static int on_section(cfg_t *cfg, cfg_opt_t *opt)
{
	cfg_t *section = cfg_opt_getnsec(opt, cfg_opt_size(opt) - 1);
	const char *title = cfg_title(section);
	const struct conf_source *source = current->source;
	const struct conf_value *values;
	size_t count, nth = current->sections_closed++;
	int line = nth < source->sections ? source->section_lines[nth] : cfg->line;

	if (title && !text_is_utf8(title, strlen(title)))
		return refuse_value(cfg, opt, title, _("%s: \"%s\" is not UTF-8"));
	close_section(section, &values, &count);
	struct conf_value *value = append(cfg, opt->name, CONF_SECTION, line);
	value->title = opt->flags & CFGF_TITLE ? mem_strdup(title) : NULL;
	value->values = values;
	value->count = count;
	return 0;
}

static cfg_opt_t *options_of(const struct conf_spec *spec)
{
	static const cfg_opt_t last = CFG_END();
	static const cfg_validate_callback_t keep[] = {
		[CONF_TEXT] = on_text, [CONF_INTEGER] = on_integer, [CONF_BOOLEAN] = on_boolean,
		[CONF_LIST] = on_list, [CONF_SECTION] = on_section,
	};
	size_t count = 0;

	while (spec[count].name)
		count++;
	cfg_opt_t *options = mem_resize(NULL, count + 1, sizeof *options);
	for (size_t i = 0; i < count; i++) {
		cfg_flag_t many =
			spec[i].titled ? CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES : 0;
		options[i] = last;
		options[i].name = spec[i].name;
		options[i].type = spec[i].type == CONF_SECTION ? CFGT_SEC : CFGT_STR;
		options[i].flags = CFGF_NODEFAULT | many;
		if (spec[i].type == CONF_LIST)
			options[i].flags |= CFGF_LIST;
		if (spec[i].type == CONF_SECTION)
			options[i].subopts = options_of(spec[i].section);
		options[i].validcb = keep[spec[i].type];
	}
	options[count] = last;
	return options;
}

static void free_options(cfg_opt_t *options)
{
	for (cfg_opt_t *opt = options; opt->name; opt++)
		if (opt->subopts)
			free_options(opt->subopts);
	mem_free(options);
}

/* Parse the checked text; the tree, or NULL with err filled. */
static struct conf *parse(struct reading *reading, cfg_t *cfg)
{
	struct conf *conf = NULL;

	current = reading;
	cfg_set_error_function(cfg, on_error);
	if (cfg_parse_buf(cfg, reading->source->text.data) != CFG_SUCCESS)
		complain(cfg->line, _("this cannot be read"));
	if (!reading->failed) {
		conf = mem_alloc(sizeof *conf);
		conf->root = (struct conf_value){ .name = mem_strdup(""), .type = CONF_SECTION };
		close_section(cfg, &conf->root.values, &conf->root.count);
	}
	current = NULL;
	for (size_t i = 0; i < reading->count; i++)
		free_value(&reading->pending[i].value);
	mem_free(reading->pending);
	return conf;
}

static bool read_source(struct conf_source *source, const char *name, const struct conf_spec *spec,
			struct conf **out, struct err *err)
{
	struct reading reading = { .name = name, .err = err, .source = source };
	cfg_opt_t *options = options_of(spec);
	cfg_t *cfg = cfg_init(options, CFGF_NONE);

	if (!cfg)
		mem_fatal("out of memory");
	struct conf *conf = parse(&reading, cfg);
	cfg_free(cfg);
	free_options(options);
	conf_source_clear(source);
	if (conf)
		*out = conf;
	return conf != NULL;
}

bool conf_read(const char *path, const struct conf_spec *spec, struct conf **out, struct err *err)
{
	struct conf_source source;

	return conf_source_read(path, &source, err) && read_source(&source, path, spec, out, err);
}

bool conf_read_text(const char *text, const char *name_for_errors, const struct conf_spec *spec,
		    struct conf **out, struct err *err)
{
	struct conf_source source;

	return conf_source_from(text, strlen(text), name_for_errors, &source, err) &&
	       read_source(&source, name_for_errors, spec, out, err);
}

void conf_close(struct conf *conf)
{
	if (!conf)
		return;
	free_value(&conf->root);
	mem_free(conf);
}

const struct conf_value *conf_root(const struct conf *conf)
{
	return &conf->root;
}

const struct conf_value *conf_find(const struct conf_value *section, const char *name)
{
	for (size_t i = section->count; i > 0; i--)
		if (strcmp(section->values[i - 1].name, name) == 0)
			return &section->values[i - 1];
	return NULL;
}
