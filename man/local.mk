# The manual: prose from here, tables from the program itself, so that a key, an option or a verb is written once.
nodist_man_MANS = man/relance.1 man/relance.conf.5 man/relance-policy.7 man/relance-listings.7 man/relance-night.8
EXTRA_DIST += man/relance.1.in man/relance.conf.5.in man/relance-policy.7.in man/relance-listings.7.in man/relance-night.8.in man/queue.png
CLEANFILES += $(nodist_man_MANS)

# The program asked for its own tables during the build: in English, without a home or a configuration of this machine.
ASK_RELANCE = LC_ALL=C.UTF-8 ./relance$(EXEEXT) --lang en --config /dev/null --db /dev/null

man/relance.1: relance$(EXEEXT) man/relance.1.in
man/relance.conf.5: relance$(EXEEXT) man/relance.conf.5.in
man/relance-policy.7: relance$(EXEEXT) man/relance-policy.7.in
man/relance-listings.7: relance$(EXEEXT) man/relance-listings.7.in
man/relance-night.8: relance$(EXEEXT) man/relance-night.8.in
$(nodist_man_MANS):
	$(AM_V_GEN)$(MKDIR_P) man && $(ASK_RELANCE) manual $(srcdir)/$@.in > $@.new && mv $@.new $@
