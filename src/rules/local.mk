noinst_LIBRARIES += librules.a
librules_a_SOURCES = \
	src/rules/action.c src/rules/action.h src/rules/action_rows_everywhere.h src/rules/action_rows_file.h \
	src/rules/action_rows_lead.h src/rules/action_rows_list.h \
	src/rules/aging.c src/rules/aging.h \
	src/rules/amount.c src/rules/amount.h \
	src/rules/brief.c src/rules/brief.h \
	src/rules/brief_circuit.c src/rules/brief_circuit.h \
	src/rules/calendar.c src/rules/calendar.h \
	src/rules/callable.c src/rules/callable.h \
	src/rules/checklist.c src/rules/checklist.h \
	src/rules/chase.c src/rules/chase.h \
	src/rules/circuit.c src/rules/circuit.h \
	src/rules/circuit_entry.c src/rules/circuit_entry.h \
	src/rules/clocks.c src/rules/clocks.h \
	src/rules/contact.c src/rules/contact.h \
	src/rules/contact_entry.c src/rules/contact_entry.h \
	src/rules/dispute.c src/rules/dispute.h \
	src/rules/dispute_entry.c \
	src/rules/document.c src/rules/document.h \
	src/rules/document_entry.c src/rules/document_entry.h \
	src/rules/entry.c src/rules/entry.h \
	src/rules/entry_currency.c src/rules/entry_currency.h \
	src/rules/entry_date.c src/rules/entry_date.h \
	src/rules/entry_line.c src/rules/entry_line.h \
	src/rules/entry_reading.c src/rules/entry_reading.h \
	src/rules/entry_token.c src/rules/entry_token.h \
	src/rules/escalation.c src/rules/escalation.h \
	src/rules/follow_up.c src/rules/follow_up.h \
	src/rules/insolvency.c src/rules/insolvency.h \
	src/rules/interest.c src/rules/interest.h \
	src/rules/keymap.c src/rules/keymap.h \
	src/rules/mailing.c src/rules/mailing.h \
	src/rules/matching.c src/rules/matching.h src/rules/matching_inside.h \
	src/rules/matching_amount.c src/rules/matching_case.c src/rules/matching_number.c \
	src/rules/matching_text.c src/rules/matching_text.h \
	src/rules/narrow.c src/rules/narrow.h \
	src/rules/netting.c src/rules/netting.h \
	src/rules/option.c src/rules/option_read.c src/rules/option.h src/rules/option_rows_house.h \
	src/rules/option_rows_score.h src/rules/option_rows_trade.h \
	src/rules/outcome.c src/rules/outcome.h \
	src/rules/paid.c src/rules/paid.h \
	src/rules/phrase.c src/rules/phrase.h \
	src/rules/plan.c src/rules/plan.h \
	src/rules/platform_reason.c src/rules/platform_reason.h \
	src/rules/policy.c src/rules/policy.h \
	src/rules/promise.c src/rules/promise.h \
	src/rules/proportion.c src/rules/proportion.h \
	src/rules/reason.c src/rules/reason.h \
	src/rules/records.c src/rules/records.h \
	src/rules/scenario.c src/rules/scenario.h \
	src/rules/scenario_text.c src/rules/scenario_text.h \
	src/rules/score.c src/rules/score.h \
	src/rules/template.c src/rules/template.h \
	src/rules/wrapup.c src/rules/wrapup.h
