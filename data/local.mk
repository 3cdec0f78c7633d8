# The sample configuration: every option with its default and its sentence, commented out, printed by the program from its own table.
# An installed one is never overwritten, and only an untouched one is removed.
nodist_pkgdata_DATA = data/relance.conf
CLEANFILES += data/relance.conf

confdir = $(sysconfdir)/relance

data/relance.conf: relance$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) data && $(ASK_RELANCE) config --sample > $@.new && mv $@.new $@

install-data-hook:
	$(MKDIR_P) '$(DESTDIR)$(confdir)'
	test -e '$(DESTDIR)$(confdir)/relance.conf' || $(INSTALL_DATA) data/relance.conf '$(DESTDIR)$(confdir)/relance.conf'
uninstall-hook:
	if cmp -s data/relance.conf '$(DESTDIR)$(confdir)/relance.conf'; then rm -f '$(DESTDIR)$(confdir)/relance.conf'; fi
	rmdir '$(DESTDIR)$(confdir)' 2>/dev/null || :

# What is said and written to clients: built into the program, and installed to be read.
TEXTS_FILES = \
	data/texts/card-bad_faith.en \
	data/texts/card-bad_faith.fr \
	data/texts/card-calculating.en \
	data/texts/card-calculating.fr \
	data/texts/card-circuit.en \
	data/texts/card-circuit.fr \
	data/texts/card-difficulty.en \
	data/texts/card-difficulty.fr \
	data/texts/card-dispute.en \
	data/texts/card-dispute.fr \
	data/texts/card-document.en \
	data/texts/card-document.fr \
	data/texts/card-firm.en \
	data/texts/card-firm.fr \
	data/texts/card-forgotten.en \
	data/texts/card-forgotten.fr \
	data/texts/card-insolvency.en \
	data/texts/card-insolvency.fr \
	data/texts/card-not_received.en \
	data/texts/card-not_received.fr \
	data/texts/card-paid.en \
	data/texts/card-paid.fr \
	data/texts/card.en \
	data/texts/card.fr \
	data/texts/confirmation.en \
	data/texts/confirmation.fr \
	data/texts/duplicate.en \
	data/texts/duplicate.fr \
	data/texts/letter.en \
	data/texts/letter.fr \
	data/texts/objections.en \
	data/texts/objections.fr \
	data/texts/reminder-calculating.en \
	data/texts/reminder-calculating.fr \
	data/texts/reminder-difficulty.en \
	data/texts/reminder-difficulty.fr \
	data/texts/reminder-firm.en \
	data/texts/reminder-firm.fr \
	data/texts/reminder-respectful.en \
	data/texts/reminder-respectful.fr \
	data/texts/reminder.en \
	data/texts/reminder.fr
textsdir = $(pkgdatadir)/texts
dist_texts_DATA = $(TEXTS_FILES)
EXTRA_DIST += data/embed.sh
