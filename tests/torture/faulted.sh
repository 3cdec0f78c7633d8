# What runs with a fault in them (faults.c) have in common. They say in $about which run it is, and have $dir for their papers.

# ledgers FOLDER: items.csv, twenty-five clients with forty invoices; more.csv, as many others; rates.csv.
ledgers() {
	awk 'BEGIN {
		print "client;name;number;issued;due;amount;open;currency"
		for (i = 1; i <= 40; i++)
			printf "C%03d;Client %d;F%03d;2026-08-01;2026-09-01;%d.00;%d.00;EUR\n", i % 25, i % 25, i, 100 + i, 100 + i
	}' >"$1/items.csv"
	sed 's/;F0/;G0/' "$1/items.csv" >"$1/more.csv"
	printf 'from;rate_percent\n2026-07-01;12.15\n' >"$1/rates.csv"
}

# faulted CALL AT ERRNO WORD…: the program with these words, the AT-th such call of it failing with that number; 0 kills it there.
faulted() (
	FAULT_CALL=$1 FAULT_AT=$2 FAULT_ERRNO=$3 FAULT_COUNT=$dir/count
	export FAULT_CALL FAULT_AT FAULT_ERRNO FAULT_COUNT
	shift 3
	exec timeout 120 env LD_PRELOAD="$RELANCE_BUILD/tests/torture/faults.so" "$RELANCE_BUILD/relance" "$@"
)

# judged STATUS NUMBER: how a run may end whose fault had that number; 0 killed it. Done, with a sentence, or killed where it was to be.
judged() {
	tried=$((tried + 1))
	case $1 in
	0 | 3) ;;
	1) [ "$(grep -c '^relance: .' "$dir/said")" -eq 1 ] || echo "$about: no sentence" ;;
	137) [ "$2" -eq 0 ] && killed=$((killed + 1)) || echo "$about: killed" ;;
	*) echo "$about: status $1" ;;
	esac
}

# same_end STATUS: the store is as without a fault ($dir/wanted).
same_end() {
	state >"$dir/state" 2>&1
	cmp -s "$dir/wanted" "$dir/state" || {
		echo "$about: status $1, and the end is another"
		diff "$dir/wanted" "$dir/state" | head -n 4
	}
}

# sound_again STATUS WORD…: the store proves itself, and what was not done is done when it is asked for again.
sound_again() {
	ended=$1
	shift
	relance verify >"$dir/said" 2>&1 || sed "s/^/$about: /" "$dir/said"
	if [ "$ended" -eq 1 ] || [ "$ended" -eq 137 ]; then
		relance "$@" >/dev/null 2>"$dir/said" || [ $? -eq 3 ] || {
			echo "$about: not even the second time"
			cat "$dir/said"
		}
	fi
	same_end "$ended"
}

# each_point KIND WORD…: one of the tortures at so many calls of what was counted in $dir/count, `points` of them or three times as many.
each_point() {
	count=$(cat "$dir/count") || echo "$call: nobody counted"
	rm -f "$dir/count"
	at=1 step=$((count / $1 + 1))
	shift
	while [ "$at" -le "$count" ]; do
		"$@"
		at=$((at + step))
	done
}

# no_fault NAME: what the runs so far came to; the faults are in $dir/faults.
no_fault() {
	printf '# %s: %d faults, %d times killed\n' "$1" "$tried" "$killed" >>"$dir/told"
	cat "$dir/faults"
	[ "$tried" -ge "$points" ] && [ "$killed" -gt 0 ] && [ ! -s "$dir/faults" ]
}
