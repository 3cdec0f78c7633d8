/* Drives libxml2's push parser and follows the wanted paths as a tree of names. The parser keeps every
 * name once, so names are compared by address.
 */
#include "intake/xml.h"

#include <limits.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "intake/xml_library.h"

enum { PIECE = 1 << 16, LOOK_BYTES = 1 << 16, NODES_MAX = 512, ERROR_ROOM = 160 };

/* A step of a wanted path. Node 0 is the file. */
struct node {
	const xmlChar *name; /* in the parser's dictionary */
	int field;
	unsigned short child, sibling; /* 0: none */
};

struct xml_open {
	const xmlChar **attributes; /* five each: name, prefix, URI, value, end of value */
	int count;
};

struct xml {
	const struct xml_library *library;
	const struct xml_reader *reader;
	void *context;
	struct report *report;
	xmlParserCtxtPtr parser;
	struct node nodes[NODES_MAX];
	size_t node_count;
	unsigned short path[XML_DEPTH]; /* nodes of the elements that are open and known */
	int depth, unknown;             /* known ones, and unknown ones below them */
	bool collecting;                /* text of the innermost one is wanted */
	size_t text_len;
	char text[XML_TEXT];
	size_t silent; /* bytes given since the parser last called */
	bool stopped; /* by the reader, the sink or a limit */
	bool at_end;  /* all bytes were given */
	bool cut;     /* the first error came after all bytes were given */
	bool broken;
	int64_t broken_line;
	char broken_text[ERROR_ROOM];
};

static int64_t line_of(const struct xml *xml)
{
	return xml->parser->input ? xml->parser->input->line : 0;
}

static void stop(struct xml *xml)
{
	xml->stopped = true;
	xml->library->stop(xml->parser);
}

static void refuse_depth(struct xml *xml)
{
	err_set(xml->report->err, ERR_INPUT,
		N_("line %lld: elements stand more than %d deep inside each other; no bank and no "
		   "platform sends such a file"),
		(long long)line_of(xml), XML_DEPTH);
	stop(xml);
}

/* What only somebody writes who wants the parser to work for hours. */
static void refuse_tags(struct xml *xml)
{
	err_set(xml->report->err, ERR_INPUT,
		N_("line %lld: its tags are too long or have too many names: no bank and no platform "
		   "sends such a file; it may be an attack: ask whoever sent it"),
		(long long)line_of(xml));
	stop(xml);
}

const char *xml_attribute(const struct xml_open *open, const char *name, char *out, size_t room)
{
	*out = '\0';
	for (int i = 0; i < open->count; i++) {
		const xmlChar **a = open->attributes + 5 * (size_t)i;
		if (strcmp((const char *)a[0], name) == 0) {
			text_clean_into(out, room, (const char *)a[3], (size_t)(a[4] - a[3]));
			break;
		}
	}
	return out;
}

/* ---- the parser's calls ---- */

static unsigned short child_named(const struct xml *xml, unsigned short node, const xmlChar *name)
{
	unsigned short at = xml->nodes[node].child;

	while (at && xml->nodes[at].name != name)
		at = xml->nodes[at].sibling;
	return at;
}

static void element_opens(void *data, const xmlChar *name, const xmlChar *prefix,
			  const xmlChar *uri, int namespaces_count, const xmlChar **namespaces,
			  int count, int defaulted, const xmlChar **attributes)
{
	struct xml *xml = data;
	unsigned short parent = xml->depth ? xml->path[xml->depth - 1] : 0;
	unsigned short node = xml->unknown ? 0 : child_named(xml, parent, name);

	(void)prefix, (void)uri, (void)namespaces, (void)defaulted;
	xml->collecting = false;
	xml->silent = 0;
	if (count + namespaces_count > XML_ATTRIBUTES ||
	    (!node && xml->library->names(xml->parser->dict) > XML_NAMES)) {
		refuse_tags(xml);
		return;
	}
	if (xml->depth + xml->unknown >= XML_DEPTH) {
		refuse_depth(xml);
		return;
	}
	if (!node) {
		xml->unknown++;
		return;
	}
	xml->path[xml->depth++] = node;
	if (!xml->nodes[node].field)
		return;
	xml->collecting = true;
	xml->text_len = 0;
	if (!xml->reader->open(xml->context, xml->nodes[node].field,
			       &(struct xml_open){ attributes, count }, line_of(xml)))
		stop(xml);
}

static void element_closes(void *data, const xmlChar *name, const xmlChar *prefix,
			   const xmlChar *uri)
{
	struct xml *xml = data;
	struct piece text = { xml->text, xml->collecting ? xml->text_len : 0 };

	(void)name, (void)prefix, (void)uri;
	xml->collecting = false;
	xml->silent = 0;
	if (xml->unknown) {
		xml->unknown--;
		return;
	}
	if (xml->depth == 0)
		return;
	int field = xml->nodes[xml->path[--xml->depth]].field;
	if (field && !xml->reader->close(xml->context, field, text, line_of(xml)))
		stop(xml);
}

static void text_comes(void *data, const xmlChar *s, int n)
{
	struct xml *xml = data;
	size_t len = (size_t)n;

	xml->silent = 0;
	if (!xml->collecting)
		return;
	if (len > XML_TEXT - xml->text_len) {
		err_set(xml->report->err, ERR_INPUT,
			N_("line %lld: one element holds more than %d bytes of text; no bank and "
			   "no platform sends such a file"),
			(long long)line_of(xml), XML_TEXT);
		stop(xml);
		return;
	}
	memcpy(xml->text + xml->text_len, s, len);
	xml->text_len += len;
}

static void doctype_comes(void *data, const xmlChar *name, const xmlChar *external,
			  const xmlChar *system)
{
	struct xml *xml = data;

	(void)name, (void)external, (void)system;
	err_set(xml->report->err, ERR_INPUT,
		N_("line %lld: the file has a DOCTYPE, which no bank and no platform writes; it "
		   "may "
		   "be an attack: ask whoever sent it"),
		(long long)line_of(xml));
	stop(xml);
}

static void error_comes(void *data, xmlErrorPtr error)
{
	struct xml *xml = data;

	if (error->level != XML_ERR_FATAL || xml->broken || xml->stopped)
		return;
	xml->broken = true;
	xml->cut = xml->at_end;
	xml->broken_line = error->line;
	text_clean_into(xml->broken_text, sizeof xml->broken_text,
			error->message ? error->message : "",
			error->message ? strlen(error->message) : 0);
}

/* ---- the tree of wanted paths ---- */

static unsigned short add_child(struct xml *xml, unsigned short parent, const xmlChar *name)
{
	unsigned short at = child_named(xml, parent, name);

	if (at)
		return at;
	if (xml->node_count == NODES_MAX)
		mem_fatal("too many paths of XML elements");
	at = (unsigned short)xml->node_count++;
	/* Last among its siblings: rules stand in the order elements come. */
	unsigned short *link = &xml->nodes[parent].child;
	while (*link)
		link = &xml->nodes[*link].sibling;
	*link = at;
	xml->nodes[at] = (struct node){ .name = name };
	return at;
}

static void plant(struct xml *xml)
{
	xml->node_count = 1;
	for (size_t i = 0; i < xml->reader->count; i++) {
		unsigned short node = 0;
		for (const char *s = xml->reader->rules[i].path; *s;) {
			size_t n = strcspn(s, "/");
			const xmlChar *name =
				xml->library->intern(xml->parser->dict, (const xmlChar *)s, (int)n);
			node = add_child(xml, node, name);
			s += n + (s[n] == '/');
		}
		xml->nodes[node].field = xml->reader->rules[i].field;
	}
}

/* ---- reading ---- */

static void make_parser(struct xml *xml)
{
	xmlSAXHandler calls = {
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = element_opens,
		.endElementNs = element_closes,
		.characters = text_comes,
		.ignorableWhitespace = text_comes,
		.cdataBlock = text_comes,
		.internalSubset = doctype_comes,
		.serror = error_comes,
	};

	xml->parser = xml->library->create(&calls, xml, NULL, 0, NULL);
	if (!xml->parser)
		mem_fatal("out of memory");
	xml->library->options(xml->parser, XML_PARSE_NONET);
	plant(xml);
}

/* Declarations of entities make libxml2 keep a document, even where nobody asked for one. */
static void free_parser(const struct xml_library *library, xmlParserCtxtPtr parser)
{
	if (parser->myDoc)
		library->free_document(parser->myDoc);
	library->free_parser(parser);
}

static void feed(struct xml *xml, const char *bytes, size_t n)
{
	for (size_t at = 0; at < n && !xml->stopped && !xml->broken;) {
		size_t piece = n - at < PIECE ? n - at : PIECE;
		xml->silent += piece;
		xml->library->parse(xml->parser, bytes + at, (int)piece, 0);
		at += piece;
		if (xml->silent > XML_TAG && !xml->stopped && !xml->broken)
			refuse_tags(xml);
		report_progress(xml->report, at);
	}
	xml->at_end = true;
	if (!xml->stopped && !xml->broken)
		xml->library->parse(xml->parser, NULL, 0, 1);
}

/* What the parser thought of it all. */
static bool judge(struct xml *xml)
{
	struct err *err = xml->report->err;

	if (xml->stopped)
		return false;
	if (xml->cut)
		return report_cut_off(xml->report, xml->broken_line);
	if (xml->broken || !xml->parser->wellFormed)
		return err_set(err, ERR_INPUT,
			       N_("line %lld: this is no sound XML (%s); the file was changed or "
				  "damaged on its way here: ask for it again"),
			       (long long)xml->broken_line, xml->broken_text);
	return true;
}

bool xml_read(struct report *report, const char *bytes, size_t n, const struct xml_reader *reader,
	      void *context)
{
	const struct xml_library *library = xml_library(report->err);

	if (!library)
		return false;
	struct xml *xml = mem_alloc(sizeof *xml);
	xml->library = library;
	xml->reader = reader;
	xml->context = context;
	xml->report = report;
	make_parser(xml);
	feed(xml, bytes, n);
	report->totals->lines = line_of(xml);
	bool done = judge(xml);
	free_parser(library, xml->parser);
	mem_free(xml);
	return done;
}

/* ---- the first names ---- */

struct look {
	const struct xml_library *library;
	struct xml_start *out;
	xmlParserCtxtPtr parser;
	int seen;
};

static void look_opens(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
		       int namespaces_count, const xmlChar **namespaces, int count, int defaulted,
		       const xmlChar **attributes)
{
	struct look *look = data;
	char *out = look->seen++ == 0 ? look->out->root : look->out->second;

	(void)prefix, (void)uri, (void)namespaces_count, (void)namespaces, (void)count;
	(void)defaulted, (void)attributes;
	if (look->seen <= 2)
		text_clean_into(out, XML_NAME, (const char *)name, strlen((const char *)name));
	if (look->seen >= 2)
		look->library->stop(look->parser);
}

static void look_error(void *data, xmlErrorPtr error)
{
	(void)data, (void)error;
}

bool xml_look(const char *bytes, size_t n, struct xml_start *out)
{
	struct look look = { .library = xml_library(NULL), .out = out };
	xmlSAXHandler calls = {
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = look_opens,
		.serror = look_error,
	};

	*out = (struct xml_start){ "", "" };
	if (!look.library)
		return false;
	look.parser = look.library->create(&calls, &look, NULL, 0, NULL);
	if (!look.parser)
		mem_fatal("out of memory");
	look.library->options(look.parser, XML_PARSE_NONET);
	look.library->parse(look.parser, bytes, (int)(n < LOOK_BYTES ? n : LOOK_BYTES), 0);
	free_parser(look.library, look.parser);
	return *out->root != '\0';
}
