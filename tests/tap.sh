# TAP for shell tests: `. "$RELANCE_SOURCE/tests/tap.sh"`, then ok/is/contains, then tap_end. Knows nothing of the program.

tap_count=0
tap_failed=0

# ok NAME COMMAND…: passes when the command does; what it printed is shown when it does not.
ok() {
	tap_name=$1
	shift
	tap_count=$((tap_count + 1))
	if tap_output=$("$@" 2>&1); then
		printf 'ok %d - %s\n' "$tap_count" "$tap_name"
	else
		tap_failed=$((tap_failed + 1))
		printf 'not ok %d - %s\n' "$tap_count" "$tap_name"
		printf '%s\n' "$tap_output" | sed 's/^/# /'
	fi
}

# is NAME GOT WANTED: the same text.
is() {
	ok "$1" tap_same "$2" "$3"
}

# contains NAME TEXT PART: PART, taken literally, stands somewhere in TEXT.
contains() {
	ok "$1" tap_within "$2" "$3"
}

tap_same() {
	[ "$1" = "$2" ] || {
		printf 'got:    %s\nwanted: %s\n' "$1" "$2"
		return 1
	}
}

tap_within() {
	case $1 in
	*"$2"*) ;;
	*)
		printf 'not found: %s\nin:\n%s\n' "$2" "$1"
		return 1
		;;
	esac
}

tap_skip_all() {
	printf '1..0 # SKIP %s\n' "$1"
	exit 0
}

# tap_end: the plan; false when something failed: whoever runs a script by hand sees it at its end.
tap_end() {
	printf '1..%d\n' "$tap_count"
	[ "$tap_failed" -eq 0 ]
}
