/* The action table: keys, names and sentences of everything a person can do. Knows no terminal, no
 * screen and no handler.
 *
 * Keys never move between releases, and letters are the same in every language: reserve a key here
 * before using it.
 */
#include "rules/action.h"

#include "base/gettext.h"
#include "rules/keymap.h"

#define IN(context) (1u << ACTION_CONTEXT_##context)

#define CALL (ACTION_NEEDS_CLIENT | ACTION_NEEDS_CLAIM)

const struct action_context_row action_contexts[ACTION_CONTEXT_COUNT] = {
	[ACTION_CONTEXT_ANYWHERE] = { ACTION_CONTEXT_ANYWHERE, false, false, N_("Always") },
	[ACTION_CONTEXT_KEYS] = { ACTION_CONTEXT_ANYWHERE, false, false, N_("Everywhere") },
	[ACTION_CONTEXT_ROWS] = { ACTION_CONTEXT_KEYS, false, false, N_("Rows") },
	[ACTION_CONTEXT_LIST] = { ACTION_CONTEXT_ROWS, false, false, N_("Lists") },
	[ACTION_CONTEXT_QUEUE] = { ACTION_CONTEXT_LIST, false, false, N_("Queue") },
	[ACTION_CONTEXT_AGENDA] = { ACTION_CONTEXT_LIST, false, false, N_("Agenda") },
	[ACTION_CONTEXT_PROMISES] = { ACTION_CONTEXT_LIST, false, false, N_("Promises") },
	[ACTION_CONTEXT_MAILS] = { ACTION_CONTEXT_LIST, false, false, N_("Mails") },
	[ACTION_CONTEXT_MATCHING] = { ACTION_CONTEXT_LIST, false, false, N_("Payments") },
	[ACTION_CONTEXT_DISPUTES] = { ACTION_CONTEXT_LIST, false, false, N_("Disputes") },
	[ACTION_CONTEXT_DOCUMENTS] = { ACTION_CONTEXT_LIST, false, false, N_("Documents") },
	[ACTION_CONTEXT_APPROVALS] = { ACTION_CONTEXT_LIST, false, false, N_("Approvals") },
	[ACTION_CONTEXT_PORTFOLIO] = { ACTION_CONTEXT_LIST, false, false, N_("Files of an agent") },
	[ACTION_CONTEXT_TEAM] = { ACTION_CONTEXT_ROWS, false, false, N_("Team") },
	[ACTION_CONTEXT_FILE] = { ACTION_CONTEXT_ROWS, false, false, N_("Client file") },
	[ACTION_CONTEXT_MONEY] = { ACTION_CONTEXT_FILE, false, false, N_("Money and clocks") },
	[ACTION_CONTEXT_DECISION] = { ACTION_CONTEXT_ROWS, false, false, N_("Decision") },
	[ACTION_CONTEXT_FORM] = { ACTION_CONTEXT_ANYWHERE, true, false, N_("Entry") },
	[ACTION_CONTEXT_SEARCH] = { ACTION_CONTEXT_ANYWHERE, true, false, N_("Search") },
	[ACTION_CONTEXT_HELP] = { ACTION_CONTEXT_ANYWHERE, true, false, N_("Help") },
	[ACTION_CONTEXT_CALENDAR] = { ACTION_CONTEXT_ANYWHERE, false, false, N_("Calendar") },
	[ACTION_CONTEXT_CONTACTS] = { ACTION_CONTEXT_FILE, false, false, N_("Contacts") },
	[ACTION_CONTEXT_FILTER] = { ACTION_CONTEXT_ANYWHERE, true, false, N_("Filter") },
	[ACTION_CONTEXT_CHOICE] = { ACTION_CONTEXT_ANYWHERE, true, false, N_("Choice") },
	[ACTION_CONTEXT_ASK] = { ACTION_CONTEXT_ANYWHERE, true, false, N_("Question") },
	[ACTION_CONTEXT_OUTCOMES] = { ACTION_CONTEXT_ANYWHERE, false, true, N_("Outcome") },
	[ACTION_CONTEXT_GO] = { ACTION_CONTEXT_ANYWHERE, false, true, N_("Go to") },
	[ACTION_CONTEXT_BULK] = { ACTION_CONTEXT_ANYWHERE, false, true, N_("For the marked clients") },
};

const struct action_row action_rows[ACTION_COUNT] = {
#include "rules/action_rows_everywhere.h"
#include "rules/action_rows_file.h"
#include "rules/action_rows_list.h"
#include "rules/action_rows_lead.h"
};

static bool same_name(const char *a, const char *b)
{
	for (; *a && *b; a++, b++)
		if (*a != *b && !(*a == '-' && *b == '_'))
			return false;
	return *a == *b;
}

bool action_from_name(const char *name, enum action *out)
{
	for (int i = 0; i < ACTION_COUNT; i++) {
		const struct action_row *row = &action_rows[i];
		if (row->typed && same_name(row->name, name)) {
			*out = (enum action)i;
			return true;
		}
	}
	return false;
}

bool action_from_outcome(enum outcome outcome, enum action *out)
{
	for (int i = 0; i < ACTION_COUNT; i++) {
		if (action_rows[i].records && action_rows[i].outcome == outcome) {
			*out = (enum action)i;
			return true;
		}
	}
	return false;
}
