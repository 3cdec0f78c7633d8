#!/bin/sh
# The floors, checked on the #include lines: nothing looks up, foreign libraries stay in their one room, rules and readers have no clock.
# ARCHITECTURE.md says why. The link lines of Makefile.am check the rest.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/.." && pwd)}"
. "$RELANCE_SOURCE/tests/tap.sh"

# floor FOLDER PREFIXES: the files of FOLDER include, of ours, only what stands in a room of PREFIXES. A name without a room is refused too,
# but for the configuration and the global options, which both faces read.
floor() {
	folder=$1 allowed=$2
	also=none
	case $folder in
	ui | src/command) also='(configuration|globals)\.h' ;;
	esac
	found=$(find "$folder" -name '*.[ch]' -exec grep -HnE '^[[:blank:]]*#[[:blank:]]*include[[:blank:]]*"' {} + |
		grep -vE "include[[:blank:]]*\"(($allowed)/[^/\"]+|$also)\"")
	[ -z "$found" ] || {
		printf '%s\n' "$found"
		return 1
	}
}

# only HEADERS FILES: HEADERS (a pattern between < > or quotes) are included in FILES (a pattern of paths) and nowhere else.
only() {
	found=$(sources | xargs grep -nE "^[[:blank:]]*#[[:blank:]]*include[[:blank:]]*[<\"]($1)[>\"]" /dev/null | grep -vE "^($2):")
	[ -z "$found" ] || {
		printf '%s\n' "$found"
		return 1
	}
}

# never WORDS FOLDERS…: the functions WORDS are not called in FOLDERS.
never() {
	words=$1
	shift
	found=$(find "$@" -name '*.[ch]' -exec grep -HnE "(^|[^[:alnum:]_])($words)\(" {} +)
	[ -z "$found" ] || {
		printf '%s\n' "$found"
		return 1
	}
}

sources() {
	find src db ui -name '*.[ch]'
}

# The plan of the house, in the current folder.
check_house() {
	ok 'base stands on nothing' floor src/base 'base'
	ok 'rules stand on base' floor src/rules 'rules|base'
	ok 'intake stands on rules' floor src/intake 'intake|rules|base'
	ok 'db stands on rules and never meets intake' floor db 'db|rules|base'
	ok 'desk stands on db and intake' floor src/desk 'desk|db|intake|rules|base'
	ok 'words stand on the desk' floor src/words 'words|desk|intake|rules|base'
	ok 'commands do not see the store' floor src/command 'command|words|desk|intake|rules|base'
	ok 'screens do not see the store' floor ui 'ui|words|desk|rules|base'
	ok 'curses in ui/term.c only' only '(ncurses[a-z]*/)?(n?curses|term|panel|menu|form)\.h' 'ui/term\.c'
	ok 'sqlite in db only' only 'sqlite3(ext)?\.h' 'db/.*'
	ok 'libpq in db only' only '(postgresql/)?libpq(-fe|-events)?\.h' 'db/.*'
	ok 'libconfuse in base/conf only' only 'confuse\.h' 'src/base/conf[a-z_]*\.[ch]'
	ok 'libedit in ui/prompt only' only 'histedit\.h|editline/.*|readline/.*' 'ui/prompt[a-z_]*\.[ch]'
	ok 'libunistring in base only' only 'uni(str|norm|case|ctype|conv|name|types|width|gbrk|lbrk|wbrk|stdio|metadata)\.h' 'src/base/.*'
	ok 'no clock in rules and intake' never 'time|localtime|localtime_r|gmtime|gettimeofday|clock_gettime' src/rules src/intake
	ok 'no shell anywhere' never 'system|popen|exec[lv][pe]*|wordexp' src/rules src/intake src/desk src/words src/command db ui
	ok 'base starts programs, and only by their path' never 'system|popen|execl[pe]?|execvp?|execvpe|wordexp' src/base
}

# A check that cannot fail is none: the same plan over a house with a fault in every room sees every fault.
check_faults_are_seen() {
	planted=$(mktemp -d) || return 1
	for room in src/base src/rules src/intake src/desk src/words src/command db ui; do
		mkdir -p "$planted/$room"
		printf '#include "main/up.h"\n#include <curses.h>\n#include <sqlite3.h>\n#include <confuse.h>\n' >"$planted/$room/fault.c"
		printf '#include <histedit.h>\n#include <libpq-fe.h>\n#include <unistr.h>\nint x = time(0) + system("");\n' >>"$planted/$room/fault.c"
	done
	seen=$(cd "$planted" && tap_count=0 && check_house | grep -c '^not ok')
	rm -rf "$planted"
	plan=$(grep -c "^	ok '" "$RELANCE_SOURCE/tests/layers.sh")
	tap_same "$seen" "$plan"
}

cd "$RELANCE_SOURCE" || exit 1
check_house
ok 'every kind of fault is seen' check_faults_are_seen
tap_end
