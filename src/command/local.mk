noinst_LIBRARIES += libcommand.a
libcommand_a_SOURCES = \
	src/command/agenda.c \
	src/command/agents.c \
	src/command/aging.c \
	src/command/approvals.c \
	src/command/assign.c \
	src/command/cash.c \
	src/command/circuit.c \
	src/command/client.c \
	src/command/client_deed.c src/command/client_deed.h \
	src/command/client_text.c src/command/client_text.h \
	src/command/command.c src/command/command.h \
	src/command/config.c \
	src/command/deed.h \
	src/command/contact.c \
	src/command/demo.c \
	src/command/dispute.c \
	src/command/document.c \
	src/command/figures.c \
	src/command/help.c \
	src/command/import.c \
	src/command/imports.c \
	src/command/inbox.c src/command/inbox_request.h \
	src/command/init.c \
	src/command/journal.c \
	src/command/interest.c \
	src/command/mail.c \
	src/command/manual.c \
	src/command/migrate.c \
	src/command/night.c \
	src/command/output.c src/command/output.h \
	src/command/policy.c \
	src/command/promises.c \
	src/command/queue.c src/command/queue_rows.h \
	src/command/rates.c \
	src/command/reasons.c \
	src/command/record.c \
	src/command/rescore.c \
	src/command/sanction.c \
	src/command/script.c \
	src/command/search.c \
	src/command/team.c \
	src/command/teams.c \
	src/command/texts.c \
	src/command/threat.c \
	src/command/verbs.h
