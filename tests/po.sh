#!/bin/sh
# The catalogues are whole: the template is that of the sources, every sentence is translated, formats agree.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/.." && pwd)}" "${MSGFMT:=msgfmt}"
. "$RELANCE_SOURCE/tests/tap.sh"

command -v "${XGETTEXT:-xgettext}" >/dev/null 2>&1 || tap_skip_all 'no xgettext'

template_is_of_these_sources() {
	sh "$RELANCE_SOURCE/po/extract.sh" "$RELANCE_SOURCE" | diff -u "$RELANCE_SOURCE/po/relance.pot" - | head -n 40 | grep . && {
		echo 'run: make update-po'
		return 1
	}
	return 0
}

every_sentence_is_translated() {
	statistics=$(LC_ALL=C "$MSGFMT" --check --statistics -o /dev/null "$1" 2>&1) || { echo "$statistics"; return 1; }
	case $statistics in
	*fuzzy* | *untranslated*) echo "$statistics"; return 1 ;;
	esac
}

# Merging the template in must change nothing but order and comments: same sentences on both sides.
catalogue_has_the_template() {
	msgcmp "$1" "$RELANCE_SOURCE/po/relance.pot"
}

ok template_is_of_these_sources template_is_of_these_sources
for po in "$RELANCE_SOURCE"/po/*.po; do
	ok "$(basename "$po") translates every sentence" every_sentence_is_translated "$po"
	ok "$(basename "$po") has the template's sentences" catalogue_has_the_template "$po"
done
tap_end
