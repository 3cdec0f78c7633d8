# The catalogues. msgfmt builds them in the build folder, where an uninstalled ./relance looks for them (beside itself, in locale/).
# `make update-po` is by hand after adding a sentence; tests/po.sh fails when it was forgotten or left half done.
PO_FILES = po/fr.po
EXTRA_DIST += $(PO_FILES) po/relance.pot po/extract.sh

frlocaledir = $(localedir)/fr/LC_MESSAGES
nodist_frlocale_DATA = locale/fr/LC_MESSAGES/relance.mo
CLEANFILES += $(nodist_frlocale_DATA)

locale/fr/LC_MESSAGES/relance.mo: po/fr.po
	$(AM_V_GEN)$(MKDIR_P) $(@D) && $(MSGFMT) --check -o $@ $(srcdir)/po/fr.po

.PHONY: pot update-po
pot:
	XGETTEXT='$(XGETTEXT)' $(SHELL) $(srcdir)/po/extract.sh $(srcdir) > $(srcdir)/po/relance.pot.new
	mv $(srcdir)/po/relance.pot.new $(srcdir)/po/relance.pot
update-po: pot
	for po in $(PO_FILES); do \
		$(MSGMERGE) --quiet --update --backup=none --no-fuzzy-matching --sort-by-file --width=120 $(srcdir)/$$po $(srcdir)/po/relance.pot; \
	done
