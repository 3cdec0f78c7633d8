/* Finds libxml2 and the few functions of it that are used.
 */
#include "intake/xml_library.h"

#include <dlfcn.h>
#include <string.h>

#include "base/gettext.h"

#define LIBRARY "libxml2.so.2"

/* POSIX gives functions as void *: their bytes are copied, since C has no such cast. */
static bool bind(void *library, const char *name, void *pointer)
{
	void *address = dlsym(library, name);

	memcpy(pointer, &address, sizeof address);
	return address != NULL;
}

static bool bind_all(void *library, struct xml_library *out)
{
	return bind(library, "xmlCreatePushParserCtxt", &out->create) &&
	       bind(library, "xmlCtxtUseOptions", &out->options) &&
	       bind(library, "xmlParseChunk", &out->parse) &&
	       bind(library, "xmlStopParser", &out->stop) &&
	       bind(library, "xmlDictLookup", &out->intern) &&
	       bind(library, "xmlDictSize", &out->names) &&
	       bind(library, "xmlFreeDoc", &out->free_document) &&
	       bind(library, "xmlFreeParserCtxt", &out->free_parser);
}

const struct xml_library *xml_library(struct err *err)
{
	static struct xml_library functions;
	static void *library; /* for the life of the process */

	if (library)
		return &functions;
	library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
	if (library && bind_all(library, &functions))
		return &functions;
	if (library)
		dlclose(library);
	library = NULL;
	err_set(err, ERR_MISSING,
		N_("the XML library %s cannot be used: install Debian's package libxml2"), LIBRARY);
	return NULL;
}
