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
