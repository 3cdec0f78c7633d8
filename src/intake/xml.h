/* XML files by their elements' paths: a reader names the paths it wants and is called for them.
 *
 * Names are compared without prefix or namespace. The file is parsed in pieces: memory does not grow
 * with it. Nothing outside the file is ever opened, and a file with a DOCTYPE is refused, so there are
 * no entities but the five everybody knows. Internal to the readers; knows nothing of formats.
 */
#ifndef INTAKE_XML_H
#define INTAKE_XML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "intake/report.h"

#define XML_DEPTH 64   /* elements within elements */
#define XML_NAMES 16384 /* different names of a file; the parser's table of them gets slower the more there are */
#define XML_TAG   262144 /* bytes about in which nothing begins, ends or is said … */
#define XML_ATTRIBUTES 256 /* … and attributes of an element: the parser compares each with all others */
#define XML_TEXT  4096 /* bytes of one element that is wanted; one with more refuses the file */
#define XML_NAME  64   /* room for a name or an attribute's value */

struct xml_rule {
	const char *path; /* from the root: "Document/BkToCstmrStmt/Stmt" */
	int field;        /* > 0: what the reader calls it */
};

struct xml_open; /* an element being opened, borrowed for the call */
/* The attribute's value cut to room - 1 bytes; "" when there is none. */
const char *xml_attribute(const struct xml_open *open, const char *name, char *out, size_t room);

/* Both return false to stop, like a sink; they may fill report->err. */
struct xml_reader {
	const struct xml_rule *rules;
	size_t count;
	bool (*open)(void *context, int field, const struct xml_open *open, int64_t line);
	/* text: of an element without elements inside; UTF-8, not cleaned */
	bool (*close)(void *context, int field, struct piece text, int64_t line);
};

/* Reads the whole, tells progress, counts lines. False with report->err filled when the file is no
 * sound XML or the reader refused it; false without when the sink had enough. */
bool xml_read(struct report *report, const char *bytes, size_t n, const struct xml_reader *reader,
	      void *context);

struct xml_start {
	char root[XML_NAME], second[XML_NAME]; /* names of the first two elements, or "" */
};
/* Looks at the start of a file only. False when it is no XML. */
bool xml_look(const char *bytes, size_t n, struct xml_start *out);

#endif
