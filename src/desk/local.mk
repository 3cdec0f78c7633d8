noinst_LIBRARIES += libdesk.a
libdesk_a_SOURCES = \
	src/desk/agenda.c src/desk/agenda.h \
	src/desk/aging.c src/desk/aging.h \
	src/desk/audit.c src/desk/audit.h src/desk/audit_inside.h src/desk/audit_ledger.c \
	src/desk/bank_trial.c src/desk/bank_trial.h \
	src/desk/beside.c src/desk/beside.h \
	src/desk/call.c src/desk/call.h \
	src/desk/call_effects.c src/desk/call_effects.h \
	src/desk/circuit.c src/desk/circuit.h \
	src/desk/claim.c src/desk/claim.h \
	src/desk/contact.c src/desk/contact.h \
	src/desk/demo.c src/desk/demo.h src/desk/demo_dice.h \
	src/desk/demo_bank.c src/desk/demo_bank.h \
	src/desk/demo_care.c src/desk/demo_care.h \
	src/desk/demo_cash.c src/desk/demo_cash.h \
	src/desk/demo_client.c src/desk/demo_client.h \
	src/desk/demo_lead.c src/desk/demo_lead.h \
	src/desk/demo_load.c src/desk/demo_load.h \
	src/desk/demo_night.c src/desk/demo_night.h \
	src/desk/demo_names.c src/desk/demo_names.h \
	src/desk/demo_profile.c src/desk/demo_profile.h \
	src/desk/demo_story.c src/desk/demo_story.h \
	src/desk/demo_words.c src/desk/demo_words.h \
	src/desk/dry_run.c src/desk/dry_run.h \
	src/desk/escalation.c src/desk/escalation.h \
	src/desk/escalation_case.c \
	src/desk/export.c src/desk/export.h \
	src/desk/dispute.c src/desk/dispute.h \
	src/desk/document.c src/desk/document.h \
	src/desk/file.c src/desk/file.h \
	src/desk/figures.c src/desk/figures.h \
	src/desk/follow_up.c src/desk/follow_up.h \
	src/desk/import.c src/desk/import.h src/desk/import_job.h \
	src/desk/import_apply.c \
	src/desk/import_bank.c src/desk/import_bank.h \
	src/desk/import_bytes.c src/desk/import_bytes.h \
	src/desk/import_first.c \
	src/desk/import_guess.c src/desk/import_guess.h \
	src/desk/import_lines.c src/desk/import_lines.h \
	src/desk/import_lines_store.c src/desk/known_line.c src/desk/known_line.h \
	src/desk/import_plan.c src/desk/import_plan.h src/desk/import_plan_first.c \
	src/desk/import_preset.c src/desk/import_preset.h \
	src/desk/import_vanished.c src/desk/import_count.c \
	src/desk/import_einvoice.c \
	src/desk/import_rates.c \
	src/desk/import_records.c src/desk/import_records.h \
	src/desk/import_run.c \
	src/desk/import_set.c src/desk/import_set.h \
	src/desk/import_status.c \
	src/desk/night.c src/desk/night.h src/desk/night_report.c \
	src/desk/night_mail.c src/desk/night_mail.h \
	src/desk/platform.c src/desk/platform.h \
	src/desk/import_spool.c src/desk/import_spool.h \
	src/desk/imports.c src/desk/imports.h \
	src/desk/judge.c src/desk/judge.h \
	src/desk/inbox.c src/desk/inbox.h \
	src/desk/inbox_kind.c src/desk/inbox_kind.h \
	src/desk/live.c src/desk/live.h \
	src/desk/mail.c src/desk/mail.h \
	src/desk/mail_parts.c src/desk/mail_parts.h \
	src/desk/mail_print.c src/desk/mail_print.h \
	src/desk/mail_send.c src/desk/mail_send.h \
	src/desk/mail_steps.c src/desk/mail_steps.h \
	src/desk/matching.c src/desk/matching.h src/desk/matching_inside.h \
	src/desk/matching_apply.c \
	src/desk/matching_facts.c \
	src/desk/matching_find.c \
	src/desk/matching_hand.c \
	src/desk/matching_index.c \
	src/desk/matching_list.c \
	src/desk/matching_reversal.c \
	src/desk/migrate.c src/desk/migrate.h \
	src/desk/money.c src/desk/money.h \
	src/desk/money_waive.c \
	src/desk/people.c src/desk/people.h \
	src/desk/profile.c src/desk/profile.h \
	src/desk/promises.c src/desk/promises.h \
	src/desk/proposal.c src/desk/proposal.h \
	src/desk/rates.c src/desk/rates.h \
	src/desk/reasons.c src/desk/reasons.h \
	src/desk/refresh.c src/desk/refresh.h \
	src/desk/refresh_all.c src/desk/refresh_all.h \
	src/desk/refresh_read.c src/desk/refresh_read.h \
	src/desk/session.c src/desk/session.h \
	src/desk/shown.c src/desk/shown.h \
	src/desk/steps.c src/desk/steps.h \
	src/desk/team.c src/desk/team.h \
	src/desk/simulate.c src/desk/simulate.h \
	src/desk/simulate_check.c \
	src/desk/texts.c src/desk/texts.h \
	src/desk/transact.c src/desk/transact.h \
	src/desk/walk.c src/desk/walk.h \
	src/desk/worklist.c src/desk/worklist.h \
	src/desk/worklist_search.c \
	src/desk/wrapup.c src/desk/wrapup.h \
	src/desk/zones.c src/desk/zones.h
# The shipped texts to clients, as a table.
nodist_libdesk_a_SOURCES = src/desk/texts_builtin.c
CLEANFILES += src/desk/texts_builtin.c
src/desk/texts_builtin.c: $(TEXTS_FILES) $(srcdir)/data/embed.sh
	$(AM_V_GEN)$(MKDIR_P) src/desk && for file in $(TEXTS_FILES); do \
		if test -e "$$file"; then echo "$$file"; else echo "$(srcdir)/$$file"; fi; \
	done | xargs $(SHELL) $(srcdir)/data/embed.sh desk/texts.h 'struct text_file texts_builtin' > $@.new && mv $@.new $@
