/* libpq on demand: every PQ… function used in db/, by the name and type of <libpq-fe.h>, handed on to the loaded library.
 *
 * Add a line to a list when a new one is used; without it the program does not link.
 */
#include "db/postgres_library.h"

#include <dlfcn.h>
#include <string.h>

#include <libpq-fe.h>

#include "base/gettext.h"

#define LIBRARY "libpq.so.5"

/* name, result, parameters, arguments */
#define FUNCTIONS(X) \
	X(PQbackendPID, int, (const PGconn *c), (c)) \
	X(PQcmdStatus, char *, (PGresult * r), (r)) \
	X(PQcmdTuples, char *, (PGresult * r), (r)) \
	X(PQconnectdbParams, PGconn *, (const char *const *k, const char *const *v, int e), (k, v, e)) \
	X(PQconninfoParse, PQconninfoOption *, (const char *s, char **e), (s, e)) \
	X(PQconsumeInput, int, (PGconn * c), (c)) \
	X(PQdb, char *, (const PGconn *c), (c)) \
	X(PQerrorMessage, char *, (const PGconn *c), (c)) \
	X(PQexec, PGresult *, (PGconn * c, const char *q), (c, q)) \
	X(PQexecParams, PGresult *, \
	  (PGconn * c, const char *q, int n, const Oid *t, const char *const *v, const int *l, const int *f, int b), \
	  (c, q, n, t, v, l, f, b)) \
	X(PQexecPrepared, PGresult *, \
	  (PGconn * c, const char *s, int n, const char *const *v, const int *l, const int *f, int b), (c, s, n, v, l, f, b)) \
	X(PQfname, char *, (const PGresult *r, int i), (r, i)) \
	X(PQftype, Oid, (const PGresult *r, int i), (r, i)) \
	X(PQgetResult, PGresult *, (PGconn * c), (c)) \
	X(PQgetisnull, int, (const PGresult *r, int i, int j), (r, i, j)) \
	X(PQgetvalue, char *, (const PGresult *r, int i, int j), (r, i, j)) \
	X(PQhost, char *, (const PGconn *c), (c)) \
	X(PQnfields, int, (const PGresult *r), (r)) \
	X(PQnotifies, PGnotify *, (PGconn * c), (c)) \
	X(PQntuples, int, (const PGresult *r), (r)) \
	X(PQprepare, PGresult *, (PGconn * c, const char *s, const char *q, int n, const Oid *t), (c, s, q, n, t)) \
	X(PQputCopyData, int, (PGconn * c, const char *b, int n), (c, b, n)) \
	X(PQputCopyEnd, int, (PGconn * c, const char *e), (c, e)) \
	X(PQresultErrorField, char *, (const PGresult *r, int f), (r, f)) \
	X(PQresultStatus, ExecStatusType, (const PGresult *r), (r)) \
	X(PQsendQuery, int, (PGconn * c, const char *q), (c, q)) \
	X(PQsetNoticeReceiver, PQnoticeReceiver, (PGconn * c, PQnoticeReceiver f, void *a), (c, f, a)) \
	X(PQsocket, int, (const PGconn *c), (c)) \
	X(PQstatus, ConnStatusType, (const PGconn *c), (c)) \
	X(PQtransactionStatus, PGTransactionStatusType, (const PGconn *c), (c))
#define PROCEDURES(X) \
	X(PQclear, (PGresult * r), (r)) \
	X(PQconninfoFree, (PQconninfoOption * o), (o)) \
	X(PQfinish, (PGconn * c), (c)) \
	X(PQfreemem, (void *p), (p))

#define FUNCTION(name, result, parameters, arguments) \
	static __typeof__(&name) call_##name; \
	result name parameters \
	{ \
		return call_##name arguments; \
	}
#define PROCEDURE(name, parameters, arguments) \
	static __typeof__(&name) call_##name; \
	void name parameters \
	{ \
		call_##name arguments; \
	}
FUNCTIONS(FUNCTION)
PROCEDURES(PROCEDURE)

/* The address of one function into its pointer. POSIX gives functions as void *: their bytes are copied, since C has no such cast. */
static bool bind(void *library, const char *name, void *pointer)
{
	void *address = dlsym(library, name);

	memcpy(pointer, &address, sizeof address);
	return address != NULL;
}

static bool bind_all(void *library)
{
	bool all = true;

#define BIND_FUNCTION(name, result, parameters, arguments) all = all && bind(library, #name, &call_##name);
#define BIND_PROCEDURE(name, parameters, arguments) all = all && bind(library, #name, &call_##name);
	FUNCTIONS(BIND_FUNCTION)
	PROCEDURES(BIND_PROCEDURE)
	return all;
}

bool postgres_library(struct err *err)
{
	static void *library; /* for the life of the process */

	if (library)
		return true;
	library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
	if (library && bind_all(library))
		return true;
	err_set(err, ERR_MISSING, N_("PostgreSQL's client library %s cannot be used: install Debian's package libpq5"), LIBRARY);
	if (library)
		dlclose(library);
	library = NULL;
	return false;
}
