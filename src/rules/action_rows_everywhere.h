/* Rows of the action table: moving, and what counts everywhere. rules/action.c alone includes this, within its braces.
 */
	[ACTION_UP] = {
		.name = "up", .label = N_("up"), .help = N_("Move to the row above."),
		.bindings = {
			{ IN(ROWS) | IN(FORM) | IN(SEARCH) | IN(HELP) | IN(CALENDAR) | IN(FILTER) | IN(CHOICE), { KEYMAP_UP } },
		},
	},
	[ACTION_DOWN] = {
		.name = "down", .label = N_("down"), .help = N_("Move to the row below."),
		.bindings = {
			{ IN(ROWS) | IN(FORM) | IN(SEARCH) | IN(HELP) | IN(CALENDAR) | IN(FILTER) | IN(CHOICE), { KEYMAP_DOWN } },
		},
	},
	[ACTION_PAGE_UP] = {
		.name = "page-up", .label = N_("page up"), .help = N_("Move one page up."),
		.bindings = {
			{ IN(ROWS) | IN(SEARCH) | IN(HELP) | IN(CALENDAR) | IN(FILTER) | IN(CHOICE), { KEYMAP_PAGE_UP } },
		},
	},
	[ACTION_PAGE_DOWN] = {
		.name = "page-down", .label = N_("page down"), .help = N_("Move one page down."),
		.bindings = {
			{ IN(ROWS) | IN(SEARCH) | IN(HELP) | IN(CALENDAR) | IN(FILTER) | IN(CHOICE), { KEYMAP_PAGE_DOWN } },
		},
	},
	[ACTION_FIRST] = {
		.name = "first", .label = N_("first"), .help = N_("Move to the first row."),
		.bindings = { { IN(ROWS) | IN(CALENDAR), { KEYMAP_HOME } } },
	},
	[ACTION_LAST] = {
		.name = "last", .label = N_("last"), .help = N_("Move to the last row."),
		.bindings = { { IN(ROWS) | IN(CALENDAR), { KEYMAP_END } } },
	},
	[ACTION_LEFT] = {
		.name = "left", .label = N_("left"), .help = N_("Move to the day before."),
		.bindings = { { IN(CALENDAR), { KEYMAP_LEFT } } },
	},
	[ACTION_RIGHT] = {
		.name = "right", .label = N_("right"), .help = N_("Move to the day after."),
		.bindings = { { IN(CALENDAR), { KEYMAP_RIGHT } } },
	},
	[ACTION_NEXT_PANE] = {
		.name = "next-pane", .label = N_("next pane"),
		.help = N_("Move to the next pane or field."),
		.bindings = { { IN(ANYWHERE), { KEYMAP_TAB } } },
	},
	[ACTION_PREVIOUS_PANE] = {
		.name = "previous-pane", .label = N_("previous pane"),
		.help = N_("Move to the previous pane or field."),
		.bindings = { { IN(ANYWHERE), { KEYMAP_BACK_TAB } } },
	},
	[ACTION_BACK] = {
		.name = "back", .label = N_("back"),
		.help = N_("Go back one step; something typed but not saved is warned of first."),
		.typed = true,
		.bindings = {
			{ IN(ANYWHERE), { KEYMAP_ESCAPE, KEYMAP_F12 } },
			{ IN(KEYS), { KEYMAP_LEFT, KEYMAP_BACKSPACE } },
			{ IN(CALENDAR) | IN(OUTCOMES) | IN(GO) | IN(BULK), { KEYMAP_BACKSPACE } },
		},
	},
	[ACTION_LEAVE] = {
		.name = "quit", .label = N_("leave"),
		.help = N_("Leave this screen; from the queue, the program."),
		.typed = true,
		.bindings = { { IN(ANYWHERE), { KEYMAP_F3 } }, { IN(KEYS), { 'q' } } },
	},
	[ACTION_OPEN] = {
		.name = "open", .label = N_("open"),
		.help = N_("Open the file of this client and take it in hand."),
		.typed = true, .needs = ACTION_NEEDS_CLIENT,
		.bindings = { { IN(LIST) | IN(SEARCH), { KEYMAP_ENTER } } },
	},
	[ACTION_NEXT_FILE] = {
		.name = "next", .label = N_("next file"),
		.help = N_("Open the next file of the queue."),
		.typed = true,
		.bindings = { { IN(FILE), { KEYMAP_ENTER, '+' } } },
	},
	[ACTION_PREVIOUS_FILE] = {
		.name = "previous", .label = N_("previous file"),
		.help = N_("Open the file that was open before."),
		.typed = true,
		.bindings = { { IN(FILE), { '-' } } },
	},
	[ACTION_HELP] = {
		.name = "help", .label = N_("help"),
		.help = N_("Show what can be done here; type to filter."),
		.typed = true,
		.bindings = { { IN(KEYS), { '?' } }, { IN(ANYWHERE), { KEYMAP_F1 } } },
	},
	[ACTION_HELP_RUN] = {
		.name = "run", .label = N_("run"),
		.help = N_("Do what this line of the help says."),
		.bindings = { { IN(HELP), { KEYMAP_ENTER } } },
	},
	[ACTION_SEARCH] = {
		.name = "search", .label = N_("search"),
		.help = N_("Find a client by name, account, invoice number, phone, mail or amount."),
		.typed = true,
		.bindings = { { IN(KEYS), { '/' } } },
	},
	[ACTION_COMMAND] = {
		.name = "command", .label = N_("command"),
		.help = N_("Type a command by its name."),
		.bindings = { { IN(KEYS), { ':' } } },
	},
	[ACTION_REFRESH] = {
		.name = "refresh", .label = N_("refresh"),
		.help = N_("Read everything shown again."),
		.typed = true,
		.bindings = { { IN(ANYWHERE), { KEYMAP_F5 } } },
	},
	[ACTION_SUSPEND] = {
		.name = "suspend", .label = N_("suspend"),
		.help = N_("Stop the program and give the shell back; fg returns."),
		.typed = true,
		.bindings = { { IN(ANYWHERE), { KEYMAP_SUSPEND } } },
	},
	[ACTION_UNDO] = {
		.name = "undo", .label = N_("undo"),
		.help = N_("Take back what was just recorded."),
		.typed = true,
		.bindings = { { IN(KEYS), { 'u' } } },
	},
	[ACTION_WHY] = {
		.name = "why", .label = N_("why"),
		.help = N_("Show why this client has its score, line by line."),
		.typed = true, .needs = ACTION_NEEDS_CLIENT,
		.bindings = { { IN(LIST) | IN(FILE), { 'y' } } },
	},
	[ACTION_OUTCOME_MENU] = {
		.name = "outcome", .label = N_("outcome"),
		.help = N_("Choose the outcome of the call from all of them."),
		.typed = true, .needs = CALL, .opens = ACTION_CONTEXT_OUTCOMES,
		.bindings = { { IN(FILE), { 'l', KEYMAP_F4, '0' } } },
	},
	[ACTION_GO_MENU] = {
		.name = "go", .label = N_("go"), .help = N_("Choose a screen to go to."),
		.opens = ACTION_CONTEXT_GO,
		.bindings = { { IN(KEYS), { 'g' } } },
	},
