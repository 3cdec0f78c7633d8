#!/bin/sh
# Print the template of the catalogues: every marked sentence of the sources under the folder given. No line numbers and no date,
# so that it changes only when a sentence does.
set -eu
cd "$1"
LC_ALL=C find src db ui -name '*.[ch]' | LC_ALL=C sort |
	"${XGETTEXT:-xgettext}" --files-from=- --output=- --language=C --from-code=UTF-8 --add-location=file --width=120 \
		--keyword --keyword=_ --keyword=N_ --keyword=ngettext:1,2 --keyword=C_:1c,2 --keyword=NC_:1c,2 \
		--keyword=err_set:3 --keyword=err_context:2 --keyword=err_errno:3 \
		--flag=err_set:3:c-format --flag=err_context:2:c-format --flag=err_errno:3:c-format \
		--add-comments=TRANSLATORS --package-name=relance --copyright-holder='the authors of relance' \
		--msgid-bugs-address='the authors of relance' |
	sed '/^"POT-Creation-Date:/d; 1,/^$/{ s/^# SOME DESCRIPTIVE TITLE\./# Sentences of relance/; /^# FIRST AUTHOR/d; s/(C) YEAR/(C) 2026/; s/=CHARSET/=UTF-8/; }'
