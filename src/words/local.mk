noinst_LIBRARIES += libwords.a
libwords_a_SOURCES =
