/* Rows of the option table: mails, looks, the store, files and the night. rules/option.c alone includes this, within its braces.
 */
	[OPTION_MAIL_CONFIRM] = {
		.name = "mail.confirm", .section = OPTION_SECTION_MAIL,
		.type = OPTION_BOOLEAN, .fallback = "true", .min = 0, .max = 1,
		.help = N_("A promise queues a mail that confirms it."),
	},
	[OPTION_MAIL_DUPLICATE] = {
		.name = "mail.duplicate", .section = OPTION_SECTION_MAIL,
		.type = OPTION_BOOLEAN, .fallback = "true", .min = 0, .max = 1,
		.help = N_("A document that is asked for queues the mail it goes with."),
	},
	[OPTION_MAIL_REMIND] = {
		.name = "mail.remind", .section = OPTION_SECTION_MAIL,
		.type = OPTION_BOOLEAN, .fallback = "false", .min = 0, .max = 1,
		.help = N_("A callback, no answer, a message, an evasive answer and a refusal queue a reminder."),
	},
	[OPTION_MAIL_KEEP] = {
		.name = "mail.keep", .section = OPTION_SECTION_MAIL,
		.type = OPTION_INTEGER, .fallback = "5", .min = 0, .max = 60,
		.unit = N_("days"),
		.help = N_("A mail that could not leave for so long is given up."),
	},
	[OPTION_MAIL_LANGUAGE] = {
		.name = "mail.language", .section = OPTION_SECTION_MAIL,
		.type = OPTION_CHOICE, .fallback = "fr", .choices = letter_languages,
		.help = N_("Language of texts to clients that have none of their own."),
	},
	[OPTION_MAIL_TEXTS] = {
		.name = "mail.texts", .section = OPTION_SECTION_MAIL,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Folder of your own mail texts and call cards, which count before the "
			   "shipped ones (relance texts export)."),
	},
	[OPTION_MAIL_DOCUMENTS] = {
		.name = "mail.documents", .section = OPTION_SECTION_MAIL,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Folder of invoices as NUMBER.pdf, attached to the mail a duplicate goes "
			   "with; the request is then sent. Empty attaches nothing."),
	},
	[OPTION_MAIL_LETTERS] = {
		.name = "mail.letters", .section = OPTION_SECTION_MAIL,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Folder the letters of a scenario are written to as text, to be printed; "
			   "without one they wait in the list of mails."),
	},
	[OPTION_MAIL_FROM] = {
		.name = "mail.from", .section = OPTION_SECTION_MAIL,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Address mails are sent from; without one none leaves."),
	},
	[OPTION_MAIL_SENDMAIL] = {
		.name = "mail.sendmail", .section = OPTION_SECTION_MAIL,
		.type = OPTION_TEXT, .fallback = "/usr/sbin/sendmail",
		.help = N_("Program that takes a mail on its standard input."),
	},
	[OPTION_UI_THEME] = {
		.name = "ui.theme", .section = OPTION_SECTION_UI,
		.type = OPTION_CHOICE, .fallback = "dark", .choices = themes,
		.help = N_("Colours of the console."),
	},
	[OPTION_UI_ASCII] = {
		.name = "ui.ascii", .section = OPTION_SECTION_UI,
		.type = OPTION_BOOLEAN, .fallback = "false", .min = 0, .max = 1,
		.help = N_("Draw with plain ASCII signs only."),
	},
	[OPTION_UI_LANG] = {
		.name = "ui.lang", .section = OPTION_SECTION_UI,
		.type = OPTION_CHOICE, .fallback = "auto", .choices = languages,
		.help = N_("Language of the program; auto follows the environment."),
	},
	[OPTION_UI_EXPORT_DIR] = {
		.name = "ui.export_dir", .section = OPTION_SECTION_UI,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Directory the console writes exported lists to, as an absolute path; empty refuses to export."),
	},
	[OPTION_STORE_DB] = {
		.name = "store.db", .section = OPTION_SECTION_STORE,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("The store to work on; empty is the user's own."),
	},
	[OPTION_IMPORT_TERMS] = {
		.name = "import.terms", .section = OPTION_SECTION_IMPORT,
		.type = OPTION_INTEGER, .fallback = "-1", .min = -1, .max = DAYS_MAX,
		.unit = N_("days"),
		.help = N_("Days a client has to pay when a file gives no due date; -1 takes the "
			   "creditor's."),
	},
	[OPTION_INBOX_DIRECTORY] = {
		.name = "inbox.directory", .section = OPTION_SECTION_INBOX,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Folder in which accounting, banks and platforms leave their files; with "
			   "several creditors one folder within for each, called after its SIREN or "
			   "name."),
	},
	[OPTION_INBOX_SETTLE] = {
		.name = "inbox.settle", .section = OPTION_SECTION_INBOX,
		.type = OPTION_INTEGER, .fallback = "60", .min = 0, .max = 86400,
		.unit = N_("seconds"),
		.help = N_("A file changed later than so long ago may still be written, and waits."),
	},
	[OPTION_INBOX_LARGEST] = {
		.name = "inbox.largest", .section = OPTION_SECTION_INBOX,
		.type = OPTION_INTEGER, .fallback = "1024", .min = 1, .max = 1024,
		.unit = N_("MiB"),
		.help = N_("Larger files are refused."),
	},
	[OPTION_INBOX_OWNERS] = {
		.name = "inbox.owners", .section = OPTION_SECTION_INBOX,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Accounts that may deliver files beside relance's own and the folder's, "
			   "separated by commas."),
	},
	[OPTION_INBOX_PRESET] = {
		.name = "inbox.preset", .section = OPTION_SECTION_INBOX,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Preset CSV files are read with; empty finds the one that fits."),
	},
	[OPTION_INBOX_MAP] = {
		.name = "inbox.map", .section = OPTION_SECTION_INBOX,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Mapping file CSV files are read with, instead of a preset."),
	},
	[OPTION_INBOX_FULL] = {
		.name = "inbox.full", .section = OPTION_SECTION_INBOX,
		.type = OPTION_BOOLEAN, .fallback = "false", .min = 0, .max = 1,
		.help = N_("CSV files show all that is open: what they do not show is settled."),
	},
	[OPTION_NIGHT_MAIL_TO] = {
		.name = "night.mail_to", .section = OPTION_SECTION_NIGHT,
		.type = OPTION_TEXT, .fallback = "",
		.help = N_("Address the night's report is mailed to; empty mails none."),
	},
	[OPTION_NIGHT_SEND] = {
		.name = "night.send", .section = OPTION_SECTION_NIGHT,
		.type = OPTION_BOOLEAN, .fallback = "true", .min = 0, .max = 1,
		.help = N_("The night sends the mails that wait for clients."),
	},
