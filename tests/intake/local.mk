INTAKE_GATHER = tests/intake/gather.c tests/intake/gather.h
if HAVE_CMOCKA
INTAKE_TESTS = \
	tests/intake/test_camt \
	tests/intake/test_cfonb \
	tests/intake/test_charset \
	tests/intake/test_clients \
	tests/intake/test_csv \
	tests/intake/test_csv_ahead \
	tests/intake/test_csv_lines \
	tests/intake/test_einvoice \
	tests/intake/test_fec \
	tests/intake/test_foreign \
	tests/intake/test_guess \
	tests/intake/test_identifiers \
	tests/intake/test_lifecycle \
	tests/intake/test_mapping \
	tests/intake/test_presets \
	tests/intake/test_rows \
	tests/intake/test_value
check_PROGRAMS += $(INTAKE_TESTS)
TESTS += $(INTAKE_TESTS)
tests_intake_test_camt_SOURCES = tests/intake/test_camt.c $(INTAKE_GATHER)
tests_intake_test_camt_LDADD = $(LINK_INTAKE) $(CMOCKA_LIBS)
tests_intake_test_cfonb_SOURCES = tests/intake/test_cfonb.c $(INTAKE_GATHER)
tests_intake_test_cfonb_LDADD = $(LINK_INTAKE) $(CMOCKA_LIBS)
tests_intake_test_charset_SOURCES = tests/intake/test_charset.c
tests_intake_test_charset_LDADD = $(LINK_INTAKE) $(CMOCKA_LIBS)
tests_intake_test_clients_SOURCES = tests/intake/test_clients.c
tests_intake_test_clients_LDADD = $(LINK_INTAKE) $(CMOCKA_LIBS)
tests_intake_test_csv_ahead_SOURCES = tests/intake/test_csv_ahead.c $(INTAKE_GATHER)
tests_intake_test_csv_ahead_LDADD = $(LINK_INTAKE) $(CMOCKA_LIBS)
tests_intake_test_csv_SOURCES = tests/intake/test_csv.c tests/intake/csv_words.h $(INTAKE_GATHER)
tests_intake_test_csv_LDADD = $(LINK_INTAKE) $(CMOCKA_LIBS)
tests_intake_test_csv_lines_SOURCES = tests/intake/test_csv_lines.c tests/intake/csv_words.h $(INTAKE_GATHER)
tests_intake_test_csv_lines_LDADD = $(LINK_INTAKE) $(CMOCKA_LIBS)
tests_intake_test_einvoice_SOURCES = tests/intake/test_einvoice.c $(INTAKE_GATHER)
tests_intake_test_einvoice_LDADD = $(LINK_INTAKE) $(CMOCKA_LIBS)
tests_intake_test_fec_SOURCES = tests/intake/test_fec.c $(INTAKE_GATHER)
tests_intake_test_fec_LDADD = $(LINK_INTAKE) $(CMOCKA_LIBS)
tests_intake_test_foreign_SOURCES = tests/intake/test_foreign.c $(INTAKE_GATHER)
tests_intake_test_foreign_LDADD = $(LINK_INTAKE) $(CMOCKA_LIBS)
tests_intake_test_guess_SOURCES = tests/intake/test_guess.c $(INTAKE_GATHER)
tests_intake_test_guess_LDADD = $(LINK_INTAKE) $(CMOCKA_LIBS)
tests_intake_test_identifiers_SOURCES = tests/intake/test_identifiers.c
tests_intake_test_identifiers_LDADD = $(LINK_INTAKE) $(CMOCKA_LIBS)
tests_intake_test_lifecycle_SOURCES = tests/intake/test_lifecycle.c $(INTAKE_GATHER)
tests_intake_test_lifecycle_LDADD = $(LINK_INTAKE) $(CMOCKA_LIBS)
tests_intake_test_mapping_SOURCES = tests/intake/test_mapping.c
tests_intake_test_presets_SOURCES = tests/intake/test_presets.c $(INTAKE_GATHER)
tests_intake_test_mapping_LDADD = $(LINK_INTAKE) $(CMOCKA_LIBS)
tests_intake_test_presets_LDADD = $(LINK_INTAKE) $(CMOCKA_LIBS)
tests_intake_test_rows_SOURCES = tests/intake/test_rows.c
tests_intake_test_rows_LDADD = $(LINK_INTAKE) $(CMOCKA_LIBS)
tests_intake_test_value_SOURCES = tests/intake/test_value.c
tests_intake_test_value_LDADD = $(LINK_INTAKE) $(CMOCKA_LIBS)
endif

# Fuzzing: `make fuzz`.
INTAKE_FUZZ = \
	tests/intake/fuzz_camt \
	tests/intake/fuzz_cfonb \
	tests/intake/fuzz_csv \
	tests/intake/fuzz_einvoice \
	tests/intake/fuzz_fec \
	tests/intake/fuzz_guess \
	tests/intake/fuzz_lifecycle \
	tests/intake/fuzz_mapping \
	tests/intake/fuzz_rates
FUZZ_BIN += $(INTAKE_FUZZ)
tests_intake_fuzz_camt_SOURCES = tests/intake/fuzz_camt.c tests/intake/fuzz_sink.h
tests_intake_fuzz_camt_LDADD = $(LINK_INTAKE)
tests_intake_fuzz_camt_LDFLAGS = $(LINK_FUZZ)
tests_intake_fuzz_cfonb_SOURCES = tests/intake/fuzz_cfonb.c tests/intake/fuzz_sink.h
tests_intake_fuzz_cfonb_LDADD = $(LINK_INTAKE)
tests_intake_fuzz_cfonb_LDFLAGS = $(LINK_FUZZ)
tests_intake_fuzz_csv_SOURCES = tests/intake/fuzz_csv.c tests/intake/fuzz_sink.h
tests_intake_fuzz_csv_LDADD = $(LINK_INTAKE)
tests_intake_fuzz_csv_LDFLAGS = $(LINK_FUZZ)
tests_intake_fuzz_einvoice_SOURCES = tests/intake/fuzz_einvoice.c tests/intake/fuzz_sink.h
tests_intake_fuzz_einvoice_LDADD = $(LINK_INTAKE)
tests_intake_fuzz_einvoice_LDFLAGS = $(LINK_FUZZ)
tests_intake_fuzz_fec_SOURCES = tests/intake/fuzz_fec.c tests/intake/fuzz_sink.h
tests_intake_fuzz_fec_LDADD = $(LINK_INTAKE)
tests_intake_fuzz_fec_LDFLAGS = $(LINK_FUZZ)
tests_intake_fuzz_guess_SOURCES = tests/intake/fuzz_guess.c tests/intake/fuzz_sink.h
tests_intake_fuzz_guess_LDADD = $(LINK_INTAKE)
tests_intake_fuzz_guess_LDFLAGS = $(LINK_FUZZ)
tests_intake_fuzz_lifecycle_SOURCES = tests/intake/fuzz_lifecycle.c tests/intake/fuzz_sink.h
tests_intake_fuzz_lifecycle_LDADD = $(LINK_INTAKE)
tests_intake_fuzz_lifecycle_LDFLAGS = $(LINK_FUZZ)
tests_intake_fuzz_mapping_SOURCES = tests/intake/fuzz_mapping.c tests/intake/fuzz_sink.h
tests_intake_fuzz_mapping_LDADD = $(LINK_INTAKE)
tests_intake_fuzz_mapping_LDFLAGS = $(LINK_FUZZ)
tests_intake_fuzz_rates_SOURCES = tests/intake/fuzz_rates.c tests/intake/fuzz_sink.h
tests_intake_fuzz_rates_LDADD = $(LINK_INTAKE)
tests_intake_fuzz_rates_LDFLAGS = $(LINK_FUZZ)
EXTRA_DIST += \
	tests/intake/fuzz_camt.seeds/statement.xml \
	tests/intake/fuzz_camt.seeds/notice.xml \
	tests/intake/fuzz_cfonb.seeds/lines.txt \
	tests/intake/fuzz_cfonb.seeds/flowing.txt \
	tests/intake/fuzz_csv.seeds/relance.csv \
	tests/intake/fuzz_csv.seeds/ar.csv \
	tests/intake/fuzz_csv.seeds/dolibarr.csv \
	tests/intake/fuzz_csv.seeds/odoo.csv \
	tests/intake/fuzz_csv.seeds/sap.csv \
	tests/intake/fuzz_csv.seeds/xero.csv \
	tests/intake/fuzz_csv.seeds/quickbooks.csv \
	tests/intake/fuzz_csv.seeds/ximport.csv \
	tests/intake/fuzz_csv.seeds/ebp.csv \
	tests/intake/fuzz_csv.seeds/stars.csv \
	tests/intake/fuzz_einvoice.seeds/cii.xml \
	tests/intake/fuzz_einvoice.seeds/ubl.xml \
	tests/intake/fuzz_einvoice.seeds/plain.pdf \
	tests/intake/fuzz_einvoice.seeds/packed.pdf \
	tests/intake/fuzz_fec.seeds/tab.txt \
	tests/intake/fuzz_fec.seeds/bar.txt \
	tests/intake/fuzz_guess.seeds/french.csv \
	tests/intake/fuzz_guess.seeds/german.txt \
	tests/intake/fuzz_lifecycle.seeds/dispute.xml \
	tests/intake/fuzz_mapping.seeds/ar-open-items.map \
	tests/intake/fuzz_rates.seeds/table.csv
