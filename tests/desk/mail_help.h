/* What tests of mails begin with: a client who owes and has an address, and what became of the mails.
 */
#ifndef TESTS_DESK_MAIL_HELP_H
#define TESTS_DESK_MAIL_HELP_H

#include "base/mem.h"
#include "tests/desk/fixture.h"

#define OPEN_CLIENT(session) client_with_mail(session, "compta@debtor.example")

static inline int64_t client_with_mail(struct session *session, const char *mail)
{
	int64_t id = fixture_client(session, "C1", "Hébrard");
	char *sql;

	fixture_contact(session, id, "Mme Lenoir", "0102030405");
	fixture_invoice(session, id, "A1", LATE(20), 50000);
	sql = mem_printf("UPDATE contact SET mail = '%s'", mail);
	fixture_sql(sql);
	mem_free(sql);
	return id;
}

static inline void expect_states(const char *wanted)
{
	fixture_is("SELECT kind, address, state, why FROM mail WHERE undone = 0 ORDER BY id", wanted);
}

#endif
