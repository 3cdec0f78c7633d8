noinst_LIBRARIES += libintake.a
libintake_a_SOURCES = \
	src/intake/bank.c src/intake/bank.h \
	src/intake/camt.c src/intake/camt.h \
	src/intake/camt_part.c src/intake/camt_part.h \
	src/intake/camt_summary.c src/intake/camt_summary.h \
	src/intake/cfonb.c src/intake/cfonb.h \
	src/intake/charset.c src/intake/charset.h \
	src/intake/clients.c src/intake/clients.h \
	src/intake/csv.c \
	src/intake/csv_ahead.c src/intake/csv_ahead.h \
	src/intake/csv_group.c src/intake/csv_group.h \
	src/intake/csv_line.c src/intake/csv_line.h \
	src/intake/csv_plan.c src/intake/csv_plan.h \
	src/intake/csv_row.c src/intake/csv_row.h \
	src/intake/einvoice.c src/intake/einvoice.h \
	src/intake/fec.c \
	src/intake/fec_header.c src/intake/fec_header.h \
	src/intake/fec_ledger.c src/intake/fec_ledger.h \
	src/intake/identifiers.c src/intake/identifiers.h \
	src/intake/lifecycle.c src/intake/lifecycle.h \
	src/intake/mapping.c src/intake/mapping.h src/intake/mapping_parts.h \
	src/intake/mapping_guess.c \
	src/intake/mapping_presets.c src/intake/mapping_presets.h \
	src/intake/mapping_sample.c src/intake/mapping_sample.h \
	src/intake/mapping_words.c src/intake/mapping_words.h \
	src/intake/pdf.c src/intake/pdf.h \
	src/intake/rates.c src/intake/rates.h \
	src/intake/reader.c src/intake/reader.h \
	src/intake/report.c src/intake/report.h \
	src/intake/rows.c src/intake/rows.h \
	src/intake/sink.h \
	src/intake/table.c src/intake/table.h \
	src/intake/value.c src/intake/value.h \
	src/intake/value_date.c \
	src/intake/xml.c src/intake/xml.h \
	src/intake/xml_library.c src/intake/xml_library.h
libintake_a_CPPFLAGS = $(AM_CPPFLAGS) $(XML_CFLAGS) $(ZLIB_CFLAGS)

# The formats of open items, told and shown: a person copies the example and changes it.
intakedatadir = $(pkgdatadir)
dist_intakedata_DATA = data/formats-own-csv.md
# … and the presets: the first is our own format.
PRESET_FILES = \
	data/presets/relance.map \
	data/presets/ar-open-items.map \
	data/presets/dolibarr.map \
	data/presets/odoo.map \
	data/presets/sap-fbl5n.map \
	data/presets/sap-bsid.map \
	data/presets/xero.map \
	data/presets/quickbooks.map \
	data/presets/ximport.map \
	data/presets/ebp.map
presetsdir = $(pkgdatadir)/presets
dist_presets_DATA = $(PRESET_FILES)
nodist_libintake_a_SOURCES = src/intake/presets_builtin.c
CLEANFILES += src/intake/presets_builtin.c
src/intake/presets_builtin.c: $(PRESET_FILES) $(srcdir)/data/embed.sh
	$(AM_V_GEN)$(MKDIR_P) src/intake && for file in $(PRESET_FILES); do \
		if test -e "$$file"; then echo "$$file"; else echo "$(srcdir)/$$file"; fi; \
	done | xargs $(SHELL) $(srcdir)/data/embed.sh intake/mapping_presets.h 'struct mapping_preset presets_builtin' > $@.new && mv $@.new $@
