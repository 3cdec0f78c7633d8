#!/bin/sh
# Every rule of the checklist names a test that exists and is run: a rule whose test went is a rule nobody holds any more.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/tap.sh"

# named FILE.FUNCTION: it is written there, and in the list of what that file runs.
named() {
	file=$RELANCE_SOURCE/tests/${1%%.*}.c
	test -f "$file" && grep -q "^static void ${1#*.}(void \*\*state)" "$file" && grep -Eq "(cmocka_unit_test|FACT)\(${1#*.}\)" "$file"
}

# built FILE: the test is among those the build runs.
built() {
	grep -q "tests/$1 \\\\\$\|tests/$1\$" "$RELANCE_SOURCE"/tests/*/local.mk
}

tests=$(sed -n 's/^.*\.test = "\([^"]*\)".*$/\1/p' "$RELANCE_SOURCE/src/rules/checklist.c")
rows=$(grep -c '\.rule = N_(' "$RELANCE_SOURCE/src/rules/checklist.c")
is 'each rule names one' "$(printf '%s\n' "$tests" | wc -l | tr -d ' ')" "$rows"
for test in $(printf '%s\n' "$tests" | sort -u); do
	ok "$test" named "$test"
done
for file in $(printf '%s\n' "$tests" | sed 's/\..*//' | sort -u); do
	ok "$file is run" built "$file"
done
ok 'one that does not exist is seen' test "$(named rules/test_checklist.no_such_fact && echo found)" = ''
tap_end
