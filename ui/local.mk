# The terminal is a library of its own, so that tests can link the memory grid instead. Order: libui.a, then libterm.a or libtermgrid.a, then LINK_WORDS.
noinst_LIBRARIES += libterm.a libui.a
check_LIBRARIES += libtermgrid.a
TERM_SOURCES = \
	ui/cells.c ui/cells.h \
	ui/keys.c ui/keys.h \
	ui/style.c ui/style.h \
	ui/term.h
libterm_a_CPPFLAGS = $(AM_CPPFLAGS) $(NCURSESW_CFLAGS)
libterm_a_SOURCES = $(TERM_SOURCES) ui/term.c
libtermgrid_a_SOURCES = $(TERM_SOURCES) ui/term_grid.c ui/term_grid.h
libui_a_CPPFLAGS = $(AM_CPPFLAGS) $(EDIT_CFLAGS)
libui_a_SOURCES = \
	ui/agenda.c \
	ui/app.h \
	ui/ask.c ui/ask.h \
	ui/aging.c \
	ui/approvals.c \
	ui/bulk.c ui/bulk.h \
	ui/calendar.c ui/calendar.h \
	ui/choice.c ui/choice.h \
	ui/client_form.c ui/client_form.h \
	ui/console.c ui/console.h \
	ui/contact_form.c \
	ui/contacts.c ui/contacts.h \
	ui/disputes.c \
	ui/documents.c \
	ui/decision.c ui/decision.h \
	ui/draft.c \
	ui/draw.c ui/draw.h \
	ui/entry.c ui/entry.h \
	ui/entry_circuit.c \
	ui/entry_draw.c \
	ui/entry_words.c \
	ui/field.c ui/field.h \
	ui/file_circuit.c \
	ui/file_draw.c \
	ui/file_rows.c \
	ui/file_screen.c ui/file_screen.h \
	ui/filter.c ui/filter.h \
	ui/form.c ui/form.h \
	ui/frame.c ui/frame.h ui/frame_inside.h \
	ui/frame_command.c \
	ui/frame_paint.c \
	ui/frame_question.c \
	ui/handlers.c ui/handlers.h \
	ui/help.c \
	ui/journal.c \
	ui/keep.c ui/keep.h \
	ui/line.c ui/line.h \
	ui/list.c ui/list.h \
	ui/mail_screen.c \
	ui/imports.c \
	ui/mails.c \
	ui/matching.c \
	ui/messages.c \
	ui/money_pane.c \
	ui/now.c ui/now.h \
	ui/pane.h \
	ui/panes.c \
	ui/preview.c ui/preview.h \
	ui/policy.c ui/policy.h \
	ui/promises.c \
	ui/prompt.c ui/prompt.h \
	ui/queue.c ui/queue_inside.h \
	ui/queue_bulk.c \
	ui/queue_export.c \
	ui/queue_paint.c \
	ui/queue_view.c \
	ui/reasons.c \
	ui/roll.c ui/roll.h ui/roll_inside.h \
	ui/roll_export.c \
	ui/roll_order.c \
	ui/roll_paint.c \
	ui/screen.h \
	ui/script.c ui/script.h \
	ui/script_texts.c ui/script_texts.h \
	ui/search.c \
	ui/sheet.c ui/sheet.h \
	ui/supervisor.c ui/supervisor_alerts.c ui/supervisor_cash.c ui/supervisor_inside.h ui/supervisor_paint.c \
	ui/portfolio.c ui/portfolio.h \
	ui/table.c ui/table.h \
	ui/trail.c ui/trail.h
