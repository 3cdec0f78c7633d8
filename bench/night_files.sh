# What nights at length are run on: `. "$RELANCE_SOURCE/bench/night_files.sh"`, then night_room, which makes a folder of its own with an
# inbox, and books and a bank file by the functions below. Knows nothing of what is measured.

: "${RELANCE_BUILD:=$PWD}"
day=2026-11-24

# night_room CLIENTS: $dir with an empty inbox and the configuration that names it; home, too. What is in it goes when the script ends.
night_room() {
	clients=$1
	dir=$(mktemp -d "${TMPDIR:-/tmp}/relance-night.XXXXXX") || exit 1
	trap night_end EXIT
	trap 'exit 130' HUP INT TERM PIPE
	HOME=$dir
	export HOME
	mkdir -m 0700 "$dir/inbox"
	printf 'inbox { directory = "%s/inbox" settle = 0 full = true }\n' "$dir" >"$dir/relance.conf"
	store=$dir/relance.db
}

night_end() {
	rm -rf "$dir"
}

# relance WORD…: the program on $store, at $day.
relance() {
	"$RELANCE_BUILD/relance" --config "$dir/relance.conf" --db "$store" --today "$day" --lang en "$@"
}

# now_ms: the clock in milliseconds.
now_ms() {
	echo $(($(date +%s%N) / 1000000))
}

# book WHICH: ten invoices a client; in the second one, one in fifty is paid and one in fifty paid in part.
book() {
	awk -v clients="$clients" -v which="$1" 'BEGIN {
		print "client;name;number;issued;due;amount;open;currency"
		for (c = 1; c <= clients; c++) for (i = 0; i < 10; i++) {
			n = c * 10 + i; open = 100 + n % 900
			if (which == 2 && n % 50 == 0) continue
			if (which == 2 && n % 50 == 1) open -= 40
			printf "C%06d;Client %d;F2026%07d;01/08/2026;%s;%d;%d;EUR\n", c, c, n, i < 6 ? "31/08/2026" : "31/12/2026", 100 + n % 900, open
		}
	}'
}

# bank: a CFONB file with one credit for a hundred invoices, each naming its own.
bank() {
	awk -v clients="$clients" 'function amount(cents) { return sprintf("%013d", int(cents / 10)) substr("{ABCDEFGHI", cents % 10 + 1, 1) }
		BEGIN {
			printf "0130004    00169EUR2 00018978690  201126%50s%s%16s\n", "", amount(0), ""
			for (n = 12; n <= clients * 10; n += 100) {
				cents = (100 + n % 900) * 100; total += cents
				printf "0430004    00169EUR2 0001897869005231126  231126%-31s  0000000  %s%16s\n", sprintf("VIR F2026%07d", n), amount(cents), ""
			}
			printf "0730004    00169EUR2 00018978690  231126%50s%s%16s\n", "", amount(total), ""
		}'
}

# page_figures FILE: what a night's page says it did, on one line.
page_figures() {
	grep -E '^(Cash matched|Clients scored)' "$1" | tr '\n' ' '
}
