# What lives around the program: shell completion, the nightly units, the SSH door.
bashcompletiondir = $(datadir)/bash-completion/completions
dist_bashcompletion_DATA = contrib/completion/relance

systemdunitdir = $(prefix)/lib/systemd/system
nodist_systemdunit_DATA = contrib/systemd/relance-night.service
dist_systemdunit_DATA = contrib/systemd/relance-night.timer
EXTRA_DIST += contrib/systemd/relance-night.service.in
CLEANFILES += $(nodist_systemdunit_DATA)

dist_doc_DATA += contrib/sshd/relance-sshd.conf

contrib/systemd/relance-night.service: contrib/systemd/relance-night.service.in Makefile
	$(AM_V_GEN)$(MKDIR_P) $(@D) && $(SED) 's|@bindir[@]|$(bindir)|g' $(srcdir)/$@.in > $@
