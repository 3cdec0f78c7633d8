noinst_LIBRARIES += libintake.a
libintake_a_SOURCES =
