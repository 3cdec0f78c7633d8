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
	[ACTION_UP] = {
		.name = "up", .label = N_("up"), .help = N_("Move to the row above."),
		.offered = true,
		.bindings = {
			{ IN(ROWS) | IN(FORM) | IN(SEARCH) | IN(HELP) | IN(CALENDAR) | IN(FILTER) | IN(CHOICE), { KEYMAP_UP } },
		},
	},
	[ACTION_DOWN] = {
		.name = "down", .label = N_("down"), .help = N_("Move to the row below."),
		.offered = true,
		.bindings = {
			{ IN(ROWS) | IN(FORM) | IN(SEARCH) | IN(HELP) | IN(CALENDAR) | IN(FILTER) | IN(CHOICE), { KEYMAP_DOWN } },
		},
	},
	[ACTION_PAGE_UP] = {
		.name = "page-up", .label = N_("page up"), .help = N_("Move one page up."),
		.offered = true,
		.bindings = {
			{ IN(ROWS) | IN(SEARCH) | IN(HELP) | IN(CALENDAR) | IN(FILTER) | IN(CHOICE), { KEYMAP_PAGE_UP } },
		},
	},
	[ACTION_PAGE_DOWN] = {
		.name = "page-down", .label = N_("page down"), .help = N_("Move one page down."),
		.offered = true,
		.bindings = {
			{ IN(ROWS) | IN(SEARCH) | IN(HELP) | IN(CALENDAR) | IN(FILTER) | IN(CHOICE), { KEYMAP_PAGE_DOWN } },
		},
	},
	[ACTION_FIRST] = {
		.name = "first", .label = N_("first"), .help = N_("Move to the first row."),
		.offered = true,
		.bindings = { { IN(ROWS) | IN(CALENDAR), { KEYMAP_HOME } } },
	},
	[ACTION_LAST] = {
		.name = "last", .label = N_("last"), .help = N_("Move to the last row."),
		.offered = true,
		.bindings = { { IN(ROWS) | IN(CALENDAR), { KEYMAP_END } } },
	},
	[ACTION_LEFT] = {
		.name = "left", .label = N_("left"), .help = N_("Move to the day before."),
		.offered = true,
		.bindings = { { IN(CALENDAR), { KEYMAP_LEFT } } },
	},
	[ACTION_RIGHT] = {
		.name = "right", .label = N_("right"), .help = N_("Move to the day after."),
		.offered = true,
		.bindings = { { IN(CALENDAR), { KEYMAP_RIGHT } } },
	},
	[ACTION_NEXT_PANE] = {
		.name = "next-pane", .label = N_("next pane"),
		.help = N_("Move to the next pane or field."),
		.offered = true,
		.bindings = { { IN(ANYWHERE), { KEYMAP_TAB } } },
	},
	[ACTION_PREVIOUS_PANE] = {
		.name = "previous-pane", .label = N_("previous pane"),
		.help = N_("Move to the previous pane or field."),
		.offered = true,
		.bindings = { { IN(ANYWHERE), { KEYMAP_BACK_TAB } } },
	},
	[ACTION_BACK] = {
		.name = "back", .label = N_("back"),
		.help = N_("Go back one step; something typed but not saved is warned of first."),
		.offered = true, .typed = true,
		.bindings = {
			{ IN(ANYWHERE), { KEYMAP_ESCAPE, KEYMAP_F12 } },
			{ IN(KEYS), { KEYMAP_LEFT, KEYMAP_BACKSPACE } },
			{ IN(CALENDAR) | IN(OUTCOMES) | IN(GO) | IN(BULK), { KEYMAP_BACKSPACE } },
		},
	},
	[ACTION_LEAVE] = {
		.name = "quit", .label = N_("leave"),
		.help = N_("Leave this screen; from the queue, the program."),
		.offered = true, .typed = true,
		.bindings = { { IN(ANYWHERE), { KEYMAP_F3 } }, { IN(KEYS), { 'q' } } },
	},
	[ACTION_OPEN] = {
		.name = "open", .label = N_("open"),
		.help = N_("Open the file of this client and take it in hand."),
		.offered = true, .typed = true, .needs = ACTION_NEEDS_CLIENT,
		.bindings = { { IN(LIST) | IN(SEARCH), { KEYMAP_ENTER } } },
	},
	[ACTION_NEXT_FILE] = {
		.name = "next", .label = N_("next file"),
		.help = N_("Open the next file of the queue."),
		.offered = true, .typed = true,
		.bindings = { { IN(FILE), { KEYMAP_ENTER, '+' } } },
	},
	[ACTION_PREVIOUS_FILE] = {
		.name = "previous", .label = N_("previous file"),
		.help = N_("Open the file that was open before."),
		.offered = true, .typed = true,
		.bindings = { { IN(FILE), { '-' } } },
	},
	[ACTION_HELP] = {
		.name = "help", .label = N_("help"),
		.help = N_("Show what can be done here; type to filter."),
		.offered = true, .typed = true,
		.bindings = { { IN(KEYS), { '?' } }, { IN(ANYWHERE), { KEYMAP_F1 } } },
	},
	[ACTION_HELP_RUN] = {
		.name = "run", .label = N_("run"),
		.help = N_("Do what this line of the help says."),
		.offered = true,
		.bindings = { { IN(HELP), { KEYMAP_ENTER } } },
	},
	[ACTION_SEARCH] = {
		.name = "search", .label = N_("search"),
		.help = N_("Find a client by name, account, invoice number or phone."),
		.offered = true, .typed = true,
		.bindings = { { IN(KEYS), { '/' } } },
	},
	[ACTION_COMMAND] = {
		.name = "command", .label = N_("command"),
		.help = N_("Type a command by its name."),
		.offered = true,
		.bindings = { { IN(KEYS), { ':' } } },
	},
	[ACTION_REFRESH] = {
		.name = "refresh", .label = N_("refresh"),
		.help = N_("Read everything shown again."),
		.offered = true, .typed = true,
		.bindings = { { IN(ANYWHERE), { KEYMAP_F5 } } },
	},
	[ACTION_SUSPEND] = {
		.name = "suspend", .label = N_("suspend"),
		.help = N_("Stop the program and give the shell back; fg returns."),
		.offered = true, .typed = true,
		.bindings = { { IN(ANYWHERE), { KEYMAP_SUSPEND } } },
	},
	[ACTION_UNDO] = {
		.name = "undo", .label = N_("undo"),
		.help = N_("Take back what was just recorded."),
		.offered = true, .typed = true,
		.bindings = { { IN(KEYS), { 'u' } } },
	},
	[ACTION_WHY] = {
		.name = "why", .label = N_("why"),
		.help = N_("Show why this client has its score, line by line."),
		.offered = true, .typed = true, .needs = ACTION_NEEDS_CLIENT,
		.bindings = { { IN(LIST) | IN(FILE), { 'y' } } },
	},
	[ACTION_OUTCOME_MENU] = {
		.name = "outcome", .label = N_("outcome"),
		.help = N_("Choose the outcome of the call from all of them."),
		.offered = true, .typed = true, .needs = CALL, .opens = ACTION_CONTEXT_OUTCOMES,
		.bindings = { { IN(FILE), { 'l', KEYMAP_F4, '0' } } },
	},
	[ACTION_GO_MENU] = {
		.name = "go", .label = N_("go"), .help = N_("Choose a screen to go to."),
		.offered = true, .opens = ACTION_CONTEXT_GO,
		.bindings = { { IN(KEYS), { 'g' } } },
	},
	[ACTION_PROMISE] = {
		.name = "promise", .label = N_("promise"),
		.help = N_("Record a promise or a plan: amount and date in one line, such as 500 fri, eom, 3x eom."),
		.offered = true, .records = true, .typed = true, .outcome = OUTCOME_PROMISE,
		.needs = CALL | ACTION_NEEDS_ENTRY,
		.bindings = { { IN(FILE) | IN(OUTCOMES), { 'p', '1' } } },
	},
	[ACTION_CALLBACK] = {
		.name = "callback", .label = N_("callback"),
		.help = N_("Record when to call back: a date, an hour, or nothing for the next business day."),
		.offered = true, .records = true, .typed = true, .outcome = OUTCOME_CALLBACK,
		.needs = CALL | ACTION_NEEDS_ENTRY,
		.bindings = { { IN(FILE) | IN(OUTCOMES), { 'r', '2' } } },
	},
	[ACTION_NO_ANSWER] = {
		.name = "no-answer", .label = N_("no answer"),
		.help = N_("Record that nobody answered, at once."),
		.offered = true, .records = true, .typed = true, .outcome = OUTCOME_NO_ANSWER,
		.needs = CALL,
		.bindings = { { IN(FILE) | IN(OUTCOMES), { 'n', '3' } } },
	},
	[ACTION_MESSAGE] = {
		.name = "message", .label = N_("message left"),
		.help = N_("Record that a message was left, with its words if any."),
		.offered = true, .records = true, .typed = true, .outcome = OUTCOME_MESSAGE,
		.needs = CALL | ACTION_NEEDS_ENTRY,
		.bindings = { { IN(FILE) | IN(OUTCOMES), { 'm', '4' } } },
	},
	[ACTION_EVASIVE] = {
		.name = "evasive", .label = N_("evasive"),
		.help = N_("Record an evasive answer and the date of the next call."),
		.offered = true, .records = true, .typed = true, .outcome = OUTCOME_EVASIVE,
		.needs = CALL | ACTION_NEEDS_ENTRY,
		.bindings = { { IN(OUTCOMES), { 'e', '5' } }, { IN(FILE), { '5' } } },
	},
	[ACTION_DISPUTE] = {
		.name = "dispute", .label = N_("dispute"),
		.help = N_("Record a dispute: invoices by line or number, its kind, then -- and a note."),
		.offered = true, .records = true, .typed = true, .outcome = OUTCOME_DISPUTE,
		.needs = CALL | ACTION_NEEDS_ENTRY,
		.bindings = { { IN(FILE) | IN(OUTCOMES), { 'd', '6' } } },
	},
	[ACTION_PAID] = {
		.name = "paid", .label = N_("paid already"),
		.help = N_("Record that it was paid: the date, and the amount if not all of it."),
		.offered = true, .records = true, .typed = true, .outcome = OUTCOME_PAID,
		.needs = CALL | ACTION_NEEDS_ENTRY,
		.bindings = { { IN(FILE) | IN(OUTCOMES), { 'v', '7' } } },
	},
	[ACTION_DIFFICULTY] = {
		.name = "difficulty", .label = N_("difficulty"),
		.help = N_("Record financial difficulty and the date of the next call."),
		.offered = true, .records = true, .typed = true, .outcome = OUTCOME_DIFFICULTY,
		.needs = CALL | ACTION_NEEDS_ENTRY,
		.bindings = { { IN(OUTCOMES), { 'f', '8' } }, { IN(FILE), { '8' } } },
	},
	[ACTION_REFUSAL] = {
		.name = "refusal", .label = N_("refusal"),
		.help = N_("Record a refusal to pay, with its words."),
		.offered = true, .records = true, .typed = true, .outcome = OUTCOME_REFUSAL,
		.needs = CALL | ACTION_NEEDS_ENTRY,
		.bindings = { { IN(FILE) | IN(OUTCOMES), { 'x', '9' } } },
	},
	[ACTION_NOTE] = {
		.name = "note", .label = N_("note"),
		.help = N_("Write a note: not a chase, the file stays as it is."),
		.offered = true, .records = true, .typed = true, .outcome = OUTCOME_NOTE,
		.needs = CALL | ACTION_NEEDS_ENTRY,
		.bindings = { { IN(FILE) | IN(OUTCOMES), { 'o' } } },
	},
	[ACTION_CIRCUIT] = {
		.name = "circuit", .label = N_("circuit"),
		.help = N_("Record where an invoice stands at the client's and who has it, such as b lenoir 3."),
		.offered = true, .records = true, .typed = true, .outcome = OUTCOME_CIRCUIT,
		.needs = CALL | ACTION_NEEDS_ENTRY,
		.bindings = { { IN(FILE) | IN(OUTCOMES), { 'i' } } },
	},
	[ACTION_DOCUMENT] = {
		.name = "document", .label = N_("document"),
		.help = N_("Record which document the client asks for."),
		.offered = true, .records = true, .typed = true, .outcome = OUTCOME_DOCUMENT,
		.needs = CALL | ACTION_NEEDS_ENTRY,
		.bindings = { { IN(OUTCOMES), { 't' } } },
	},
	[ACTION_WRONG_CONTACT] = {
		.name = "wrong-contact", .label = N_("wrong contact"),
		.help = N_("Record that the contact is wrong and who is right."),
		.offered = true, .records = true, .typed = true, .outcome = OUTCOME_WRONG_CONTACT,
		.needs = CALL | ACTION_NEEDS_ENTRY,
		.bindings = { { IN(OUTCOMES), { 'w' } } },
	},
	[ACTION_INSOLVENCY] = {
		.name = "insolvency", .label = N_("insolvency"),
		.help = N_("Record an insolvency: the court and the date of publication."),
		.offered = true, .records = true, .typed = true, .outcome = OUTCOME_INSOLVENCY,
		.needs = CALL | ACTION_NEEDS_ENTRY,
		.bindings = { { IN(OUTCOMES), { 'j' } } },
	},
	[ACTION_SCRIPT] = {
		.name = "script", .label = N_("script"), .help = N_("Show or hide what to say."),
		.offered = true, .typed = true, .needs = ACTION_NEEDS_CLIENT,
		.bindings = { { IN(FILE), { 's' } } },
	},
	[ACTION_CONTACTS] = {
		.name = "contacts", .label = N_("contacts"),
		.help = N_("Show the people of this client and their phones."),
		.offered = true, .typed = true, .needs = ACTION_NEEDS_CLIENT,
		.bindings = { { IN(FILE), { 'c' } } },
	},
	[ACTION_HISTORY] = {
		.name = "history", .label = N_("history"),
		.help = N_("Show everything that was recorded for this client."),
		.offered = true, .typed = true, .needs = ACTION_NEEDS_CLIENT,
		.bindings = { { IN(FILE), { 'h' } } },
	},
	[ACTION_CONTACT_SPEAK] = {
		.name = "speak", .label = N_("on the phone"),
		.help = N_("This is who is on the phone: what is recorded bears the name."),
		.offered = true,
		.bindings = { { IN(CONTACTS), { ' ' } } },
	},
	[ACTION_CONTACT_EDIT] = {
		.name = "edit-contact", .label = N_("change"),
		.help = N_("Change the name, role, phones or hours of this contact."),
		.offered = true,
		.bindings = { { IN(CONTACTS), { 'f' } } },
	},
	[ACTION_CONTACT_ADD] = {
		.name = "add-contact", .label = N_("add"),
		.help = N_("Add a contact to this client."),
		.offered = true,
		.bindings = { { IN(CONTACTS), { 'j', KEYMAP_INSERT } } },
	},
	[ACTION_CONTACT_WRONG] = {
		.name = "mark-wrong", .label = N_("wrong"),
		.help = N_("Mark this contact wrong, or right again."),
		.offered = true,
		.bindings = { { IN(CONTACTS), { 'w' } } },
	},
	[ACTION_CONTACT_RIGHT] = {
		.name = "mark-right", .label = N_("right person"),
		.help = N_("Mark this contact as the right person to speak to, or no longer."),
		.offered = true,
		.bindings = { { IN(CONTACTS), { 'z' } } },
	},
	[ACTION_MAIL] = {
		.name = "mail", .label = N_("mail"), .help = N_("Prepare a mail to this client."),
		.offered = true, .typed = true, .needs = CALL,
		.bindings = { { IN(FILE), { 'e' } } },
	},
	[ACTION_DOCUMENTS] = {
		.name = "file-documents", .label = N_("documents"),
		.help = N_("Show the documents this client asked for: sent, settled."),
		.offered = true, .typed = true, .needs = ACTION_NEEDS_CLIENT,
		.bindings = { { IN(FILE), { 't' } } },
	},
	[ACTION_UNANSWERED] = {
		.name = "unanswered", .label = N_("unanswered"),
		.help = N_("Show which overdue invoices have no answer, and when they are taken up."),
		.offered = true, .typed = true, .needs = ACTION_NEEDS_CLIENT,
		.bindings = { { IN(FILE), { 'a' } } },
	},
	[ACTION_SAVE] = {
		.name = "save", .label = N_("save, next"),
		.help = N_("Save what is typed and open the next file."),
		.offered = true,
		.bindings = { { IN(FORM), { KEYMAP_ENTER } } },
	},
	[ACTION_SAVE_STAY] = {
		.name = "save-stay", .label = N_("save, stay"),
		.help = N_("Save what is typed and stay on this file."),
		.offered = true,
		.bindings = { { IN(FORM), { KEYMAP_F2 } } },
	},
	[ACTION_CALENDAR] = {
		.name = "calendar", .label = N_("calendar"),
		.help = N_("Choose the date on a calendar."),
		.offered = true,
		.bindings = { { IN(FORM), { KEYMAP_F4 } } },
	},
	[ACTION_CALENDAR_TAKE] = {
		.name = "take-day", .label = N_("take"), .help = N_("Take this day."),
		.offered = true,
		.bindings = { { IN(CALENDAR), { KEYMAP_ENTER } } },
	},
	[ACTION_REASON] = {
		.name = "reason", .label = N_("reason"),
		.help = N_("Say why it is not paid, or which excuse was given."),
		.offered = true,
		.bindings = { { IN(FORM), { KEYMAP_F6 } } },
	},
	[ACTION_EVERYONE] = {
		.name = "everyone", .label = N_("everyone"),
		.help = N_("Show also the clients that are not to be called now, and why; again for the queue alone."),
		.offered = true, .typed = true,
		.bindings = { { IN(QUEUE), { 'l', KEYMAP_F4 } } },
	},
	[ACTION_MARK] = {
		.name = "mark", .label = N_("mark"),
		.help = N_("Mark or unmark this row and go to the next."),
		.offered = true,
		.bindings = { { IN(LIST), { ' ' } } },
	},
	[ACTION_BULK] = {
		.name = "bulk", .label = N_("bulk"),
		.help = N_("Act on every marked client, or this one."),
		.offered = true, .opens = ACTION_CONTEXT_BULK,
		.bindings = { { IN(QUEUE), { 'a' } } },
	},
	[ACTION_FILTER] = {
		.name = "filter", .label = N_("filter"), .help = N_("Show only the rows with the words typed."),
		.offered = true, .typed = true,
		.bindings = { { IN(LIST), { 'f' } } },
	},
	[ACTION_SORT] = {
		.name = "sort", .label = N_("sort"),
		.help = N_("Order by a column; again turns it round."),
		.offered = true, .typed = true,
		.bindings = { { IN(LIST), { 't' } } },
	},
	[ACTION_PREVIEW] = {
		.name = "preview", .label = N_("preview"),
		.help = N_("Show or hide the file beside the list."),
		.offered = true, .typed = true,
		.bindings = { { IN(LIST), { 'z' } } },
	},
	[ACTION_EXPORT] = {
		.name = "export", .label = N_("export"),
		.help = N_("Write the rows shown to a CSV file."),
		.offered = true, .typed = true,
		.bindings = { { IN(LIST), { 'w' } } },
	},
	[ACTION_FILTER_KEEP] = {
		.name = "keep-filter", .label = N_("keep"),
		.help = N_("Keep the filter and go back to the rows."),
		.offered = true,
		.bindings = { { IN(FILTER), { KEYMAP_ENTER } } },
	},
	[ACTION_CHOOSE] = {
		.name = "choose", .label = N_("choose"), .help = N_("Take this line."),
		.offered = true,
		.bindings = { { IN(CHOICE), { KEYMAP_ENTER } } },
	},
	[ACTION_ANSWER] = {
		.name = "answer", .label = N_("do it"), .help = N_("Do it with what is typed."),
		.offered = true,
		.bindings = { { IN(ASK), { KEYMAP_ENTER } } },
	},
	[ACTION_MINE] = {
		.name = "mine", .label = N_("mine/all"),
		.help = N_("Show only what is mine, or everybody's."),
		.offered = true,
		.bindings = { { IN(AGENDA) | IN(PROMISES), { 'l', KEYMAP_F4 } } },
	},
	[ACTION_WITHDRAW] = {
		.name = "withdraw", .label = N_("withdraw"),
		.help = N_("Withdraw this promise, or the marked ones: it no longer counts."),
		.offered = true,
		.bindings = { { IN(PROMISES), { 'x' } } },
	},
	[ACTION_RESOLVE] = {
		.name = "resolve", .label = N_("settle"),
		.help = N_("Say how this dispute ended: a credit note, rejected, agreed."),
		.offered = true,
		.bindings = { { IN(DISPUTES), { 'r' } } },
	},
	[ACTION_OWNER] = {
		.name = "owner", .label = N_("owner"),
		.help = N_("Give this dispute another owner or another date."),
		.offered = true,
		.bindings = { { IN(DISPUTES), { 'o' } } },
	},
	[ACTION_RAISE] = {
		.name = "raise", .label = N_("raise"),
		.help = N_("Put this dispute before its owner's manager: its date is past."),
		.offered = true,
		.bindings = { { IN(DISPUTES), { 'm' } } },
	},
	[ACTION_OLD] = {
		.name = "old", .label = N_("old/all"),
		.help = N_("Show only the disputes open for too long (dispute.old), or all."),
		.offered = true,
		.bindings = { { IN(DISPUTES), { 'l', KEYMAP_F4 } } },
	},
	[ACTION_SENT] = {
		.name = "sent", .label = N_("sent"),
		.help = N_("This document was sent: the file comes back within 7 days."),
		.offered = true,
		.bindings = { { IN(DOCUMENTS), { 's' } } },
	},
	[ACTION_SETTLE] = {
		.name = "settle", .label = N_("done with"),
		.help = N_("This document was received, or is no longer wanted."),
		.offered = true,
		.bindings = { { IN(DOCUMENTS), { 'x' } } },
	},
	[ACTION_MARK_ALL] = {
		.name = "mark-all", .label = N_("mark all"),
		.help = N_("Mark every row shown; when all are, unmark them."),
		.offered = true, .typed = true,
		.bindings = { { IN(BULK), { 'm' } } },
	},
	[ACTION_BULK_ASSIGN] = {
		.name = "assign", .label = N_("assign"),
		.help = N_("Give the marked files to an agent or a team."),
		.offered = true, .typed = true, .needs = ACTION_NEEDS_SUPERVISOR,
		.bindings = { { IN(BULK), { 'a' } } },
	},
	[ACTION_BULK_CALLBACK] = {
		.name = "callback-all", .label = N_("callback"),
		.help = N_("Record the same callback date for the marked clients."),
		.offered = true, .typed = true,
		.bindings = { { IN(BULK), { 'r' } } },
	},
	[ACTION_BULK_NOTE] = {
		.name = "note-all", .label = N_("note"),
		.help = N_("Write the same note on the marked files."),
		.offered = true, .typed = true,
		.bindings = { { IN(BULK), { 'o' } } },
	},
	[ACTION_GO_QUEUE] = {
		.name = "queue", .label = N_("queue"), .help = N_("Go to the queue."),
		.offered = true, .typed = true,
		.bindings = { { IN(GO), { 'q' } } },
	},
	[ACTION_GO_MESSAGES] = {
		.name = "messages", .label = N_("messages"),
		.help = N_("Read again what the program said."),
		.offered = true, .typed = true,
		.bindings = { { IN(GO), { 'm' } } },
	},
	[ACTION_GO_AGENDA] = {
		.name = "agenda", .label = N_("agenda"),
		.help = N_("Go to callbacks and follow-ups by day and hour."),
		.offered = true, .typed = true,
		.bindings = { { IN(GO), { 'a' } } },
	},
	[ACTION_GO_PROMISES] = {
		.name = "promises", .label = N_("promises"),
		.help = N_("Go to promises due and broken."),
		.offered = true, .typed = true,
		.bindings = { { IN(GO), { 'p' } } },
	},
	[ACTION_GO_DISPUTES] = {
		.name = "disputes", .label = N_("disputes"),
		.help = N_("Go to open disputes: those of the file that is open, or all."),
		.offered = true, .typed = true,
		.bindings = { { IN(GO), { 'd' } } },
	},
	[ACTION_GO_DOCUMENTS] = {
		.name = "documents", .label = N_("documents"),
		.help = N_("Go to the documents clients asked for: to be sent, to be chased."),
		.offered = true, .typed = true,
		.bindings = { { IN(GO), { 't' } } },
	},
	[ACTION_GO_REASONS] = {
		.name = "reasons", .label = N_("no reason"),
		.help = N_("Go to the overdue clients who told no reason in time."),
		.offered = true, .typed = true,
		.bindings = { { IN(GO), { 'n' } } },
	},
	[ACTION_GO_MATCHING] = {
		.name = "matching", .label = N_("matching"),
		.help = N_("Go to payments that match no invoice."),
		.offered = true, .typed = true,
		.bindings = { { IN(GO), { 'r' } } },
	},
	[ACTION_CASH_TAKE] = {
		.name = "match", .label = N_("match"),
		.help = N_("Set this payment, or the marked ones, against the first candidate."),
		.offered = true,
		.bindings = { { IN(MATCHING), { 'm' } } },
	},
	[ACTION_CASH_CHOOSE] = {
		.name = "match-other", .label = N_("choose"),
		.help = N_("Set this payment against another candidate, other invoices or a client's account."),
		.offered = true,
		.bindings = { { IN(MATCHING), { 'o' } } },
	},
	[ACTION_CASH_IGNORE] = {
		.name = "set-aside", .label = N_("set aside"),
		.help = N_("Take this payment out of the list, with words: it is no client's."),
		.offered = true,
		.bindings = { { IN(MATCHING), { 'x' } } },
	},
	[ACTION_CASH_ALL] = {
		.name = "decided", .label = N_("decided"),
		.help = N_("Show what was decided too; again for what is left to clear."),
		.offered = true,
		.bindings = { { IN(MATCHING), { 'l', KEYMAP_F4 } } },
	},
	[ACTION_GO_MAILS] = {
		.name = "mails", .label = N_("mails"),
		.help = N_("Go to the mails that are queued, held back or sent."),
		.offered = true, .typed = true,
		.bindings = { { IN(GO), { 'e' } } },
	},
	[ACTION_GO_IMPORTS] = {
		.name = "imports", .label = N_("imports"),
		.help = N_("Go to the files that were taken in or refused."),
		.offered = true, .typed = true,
		.bindings = { { IN(GO), { 'i' } } },
	},
	[ACTION_MAIL_CANCEL] = {
		.name = "take-back", .label = N_("take back"),
		.help = N_("Take this mail back before it leaves."),
		.offered = true,
		.bindings = { { IN(MAILS), { 'x' } } },
	},
	[ACTION_GO_SUPERVISOR] = {
		.name = "team", .label = N_("team"),
		.help = N_("Go to the team, its queues and its figures."),
		.offered = true, .typed = true, .needs = ACTION_NEEDS_SUPERVISOR,
		.bindings = { { IN(GO), { 's' } } },
	},
	[ACTION_MONEY] = {
		.name = "money", .label = N_("money"),
		.help = N_("Show what is at stake: exposure, limits, interest and fees, waivers, clocks."),
		.offered = true, .typed = true, .needs = ACTION_NEEDS_CLIENT,
		.bindings = { { IN(FILE), { 'b' } } },
	},
	[ACTION_WAIVE] = {
		.name = "waive", .label = N_("waive"),
		.help = N_("Give up interest and fees in your own name, saying why."),
		.offered = true, .needs = ACTION_NEEDS_CLIENT | ACTION_NEEDS_SUPERVISOR,
		.bindings = { { IN(MONEY), { 'w' } } },
	},
	[ACTION_DECIDE] = {
		.name = "decide", .label = N_("decide"),
		.help = N_("Show what is proposed, threatened and imposed, and what speaks for and against."),
		.offered = true, .typed = true, .needs = ACTION_NEEDS_CLIENT,
		.bindings = { { IN(FILE) | IN(APPROVALS) | IN(DECISION), { 'k' } } },
	},
	[ACTION_APPROVE] = {
		.name = "approve", .label = N_("approve"),
		.help = N_("Approve what is proposed: legal action may be told then, a hold is in force at once."),
		.offered = true, .needs = ACTION_NEEDS_SUPERVISOR,
		.bindings = { { IN(APPROVALS) | IN(DECISION), { 'o' } } },
	},
	[ACTION_REFUSE] = {
		.name = "refuse", .label = N_("refuse"),
		.help = N_("Refuse what is proposed, saying from when it may be proposed again."),
		.offered = true, .needs = ACTION_NEEDS_SUPERVISOR,
		.bindings = { { IN(APPROVALS) | IN(DECISION), { 'x' } } },
	},
	[ACTION_HAND_OVER] = {
		.name = "hand-over", .label = N_("hand over"),
		.help = N_("Hand the file over to legal, a bailiff or an agency: nobody calls any more."),
		.offered = true, .needs = ACTION_NEEDS_SUPERVISOR,
		.bindings = { { IN(DECISION), { 'h' } } },
	},
	[ACTION_RECALL] = {
		.name = "recall", .label = N_("recall"),
		.help = N_("Take a file back that was handed over: agents may call again."),
		.offered = true, .needs = ACTION_NEEDS_SUPERVISOR,
		.bindings = { { IN(DECISION), { 'r' } } },
	},
	[ACTION_THREATEN] = {
		.name = "threaten", .label = N_("threaten"),
		.help = N_("Decide a measure the client may be told of, to be carried out the day it is told."),
		.offered = true, .needs = ACTION_NEEDS_SUPERVISOR,
		.bindings = { { IN(DECISION), { 'm' } } },
	},
	[ACTION_TELL] = {
		.name = "tell", .label = N_("told"),
		.help = N_("Record that the client was told of the measure decided."),
		.offered = true,
		.bindings = { { IN(DECISION), { 'd' } } },
	},
	[ACTION_SANCTION] = {
		.name = "sanction", .label = N_("sanction"),
		.help = N_("Set a sanction, or lift the one in force."),
		.offered = true, .needs = ACTION_NEEDS_SUPERVISOR,
		.bindings = { { IN(DECISION), { 's' } } },
	},
	[ACTION_AGENT_FILES] = {
		.name = "files", .label = N_("client files"),
		.help = N_("Show the files of this agent, in the order of the queue."),
		.offered = true,
		.bindings = { { IN(TEAM), { KEYMAP_ENTER } } },
	},
	[ACTION_REASSIGN] = {
		.name = "reassign", .label = N_("reassign"),
		.help = N_("Give these files to another agent, or to everybody."),
		.offered = true, .needs = ACTION_NEEDS_SUPERVISOR,
		.bindings = { { IN(PORTFOLIO), { 'b' } } },
	},
	[ACTION_GO_AGING] = {
		.name = "aging", .label = N_("aged balance"),
		.help = N_("Go to the aged balance, its trend and who owes most."),
		.offered = true, .typed = true, .needs = ACTION_NEEDS_SUPERVISOR,
		.bindings = { { IN(GO), { 'b' } } },
	},
	[ACTION_GO_APPROVALS] = {
		.name = "approvals", .label = N_("approvals"),
		.help = N_("Go to what waits for a supervisor's decision."),
		.offered = true, .typed = true, .needs = ACTION_NEEDS_SUPERVISOR,
		.bindings = { { IN(GO), { 'k' } } },
	},
	[ACTION_GO_JOURNAL] = {
		.name = "journal", .label = N_("journal"),
		.help = N_("Go to who did what: of the client at hand, or of everybody for a supervisor."),
		.offered = true, .typed = true,
		.bindings = { { IN(GO), { 'j' } } },
	},
	[ACTION_GO_POLICY] = {
		.name = "policy", .label = N_("another policy"),
		.help = N_("Try another configuration on the live book: which files would change, and how."),
		.offered = true, .typed = true, .needs = ACTION_NEEDS_SUPERVISOR,
		.bindings = { { IN(GO), { 'c' } } },
	},
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
		if (row->offered && row->typed && same_name(row->name, name)) {
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
