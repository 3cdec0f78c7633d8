/* libxml2 on demand: it brings ICU and the C++ library along, which a console at a person's desk never
 * needs. Only xml.c includes this.
 */
#ifndef INTAKE_XML_LIBRARY_H
#define INTAKE_XML_LIBRARY_H

#include <libxml/parser.h>

#include "base/err.h"

struct xml_library {
	__typeof__(&xmlCreatePushParserCtxt) create;
	__typeof__(&xmlCtxtUseOptions) options;
	__typeof__(&xmlParseChunk) parse;
	__typeof__(&xmlStopParser) stop;
	__typeof__(&xmlDictLookup) intern;
	__typeof__(&xmlDictSize) names;
	__typeof__(&xmlFreeDoc) free_document;
	__typeof__(&xmlFreeParserCtxt) free_parser;
};

/* Loaded the first time; NULL with a sentence when it is not installed. */
const struct xml_library *xml_library(struct err *err);

#endif
