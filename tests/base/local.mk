if HAVE_CMOCKA
BASE_TESTS = \
	tests/base/test_clock \
	tests/base/test_conf \
	tests/base/test_date \
	tests/base/test_drop \
	tests/base/test_err \
	tests/base/test_hash \
	tests/base/test_id \
	tests/base/test_json \
	tests/base/test_json_read \
	tests/base/test_mapped \
	tests/base/test_mem \
	tests/base/test_mime \
	tests/base/test_money \
	tests/base/test_run \
	tests/base/test_said \
	tests/base/test_text \
	tests/base/test_thread \
	tests/base/test_whole \
	tests/base/test_zone
check_PROGRAMS += $(BASE_TESTS)
TESTS += $(BASE_TESTS)
tests_base_test_clock_SOURCES = tests/base/test_clock.c
tests_base_test_clock_LDADD = $(LINK_BASE) $(CMOCKA_LIBS)
tests_base_test_conf_SOURCES = tests/base/test_conf.c
tests_base_test_conf_LDADD = $(LINK_BASE) $(CMOCKA_LIBS)
tests_base_test_date_SOURCES = tests/base/test_date.c
tests_base_test_date_LDADD = $(LINK_BASE) $(CMOCKA_LIBS)
tests_base_test_drop_SOURCES = tests/base/test_drop.c tests/base/descriptors.h
tests_base_test_drop_LDADD = $(LINK_BASE) $(CMOCKA_LIBS)
tests_base_test_drop_LDFLAGS = -Wl,--wrap=read -Wl,--wrap=write -Wl,--wrap=readdir
tests_base_test_err_SOURCES = tests/base/test_err.c
tests_base_test_err_LDADD = $(LINK_BASE) $(CMOCKA_LIBS)
tests_base_test_hash_SOURCES = tests/base/test_hash.c
tests_base_test_hash_LDADD = $(LINK_BASE) $(CMOCKA_LIBS)
tests_base_test_id_SOURCES = tests/base/test_id.c
tests_base_test_id_LDADD = $(LINK_BASE) $(CMOCKA_LIBS)
tests_base_test_json_SOURCES = tests/base/test_json.c
tests_base_test_json_LDADD = $(LINK_BASE) $(CMOCKA_LIBS)
tests_base_test_json_read_SOURCES = tests/base/test_json_read.c
tests_base_test_json_read_LDADD = $(LINK_BASE) $(CMOCKA_LIBS)
tests_base_test_mapped_SOURCES = tests/base/test_mapped.c
tests_base_test_mapped_LDADD = $(LINK_BASE) $(CMOCKA_LIBS)
tests_base_test_mem_SOURCES = tests/base/test_mem.c
tests_base_test_mem_LDADD = $(LINK_BASE) $(CMOCKA_LIBS)
tests_base_test_mime_SOURCES = tests/base/test_mime.c
tests_base_test_mime_LDADD = $(LINK_BASE) $(CMOCKA_LIBS)
tests_base_test_run_SOURCES = tests/base/test_run.c
tests_base_test_run_LDADD = $(LINK_BASE) $(CMOCKA_LIBS)
tests_base_test_run_LDFLAGS = -Wl,--wrap=poll
tests_base_test_money_SOURCES = tests/base/test_money.c
tests_base_test_money_LDADD = $(LINK_BASE) $(CMOCKA_LIBS)
tests_base_test_thread_SOURCES = tests/base/test_thread.c
tests_base_test_thread_LDADD = $(LINK_BASE) $(CMOCKA_LIBS)
tests_base_test_text_SOURCES = tests/base/test_text.c
tests_base_test_text_LDADD = $(LINK_BASE) $(CMOCKA_LIBS)
tests_base_test_said_SOURCES = tests/base/test_said.c
tests_base_test_said_LDADD = $(LINK_BASE) $(CMOCKA_LIBS)
tests_base_test_whole_SOURCES = tests/base/test_whole.c
tests_base_test_whole_LDADD = $(LINK_BASE) $(CMOCKA_LIBS)
tests_base_test_whole_LDFLAGS = -Wl,--wrap=write,--wrap=renameat2,--wrap=link,--wrap=fsync
tests_base_test_zone_SOURCES = tests/base/test_zone.c
tests_base_test_zone_LDADD = $(LINK_BASE) $(CMOCKA_LIBS)
endif
