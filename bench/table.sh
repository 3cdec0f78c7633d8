# The table `make bench` prints, a line at a time. Knows nothing of what is measured.

table_head() {
	printf '%-58s %12s  %-26s %9s %9s\n' 'median' 'relance' 'beside' 'ratio' 'target'
}

# verdict VALUE TARGET: what stands after the target.
verdict() {
	awk -v value="$1" -v target="$2" 'BEGIN { if (target != "-") print value + 0 <= target + 0 ? "" : "  missed" }'
}

# row WHAT MS BESIDE MS TARGET: the ratio is held to the target (- for none).
row() {
	ratio=$(awk -v a="$2" -v b="$4" 'BEGIN { printf "%.2f", (b > 0 ? a / b : 0) }')
	printf '%-58s %9.2f ms  %-26s %9s %9s%s\n' "$1" "$2" "$(printf '%s %.2f ms' "$3" "$4")" "$ratio" "$5" "$(verdict "$ratio" "$5")"
}

# against WHAT VALUE UNIT BESIDE VALUE TARGET: the value itself is held to the target, in the same unit; - for what there is not.
against() {
	beside=-
	ratio=-
	if [ "$5" != - ]; then
		beside="$4 $5 $3"
		ratio=$(awk -v a="$2" -v b="$5" 'BEGIN { if (b > 0) printf "%.2f", a / b; else print "-" }')
	fi
	target=$6
	[ "$6" = - ] || target="$6 $3"
	printf '%-58s %8s %-4s  %-26s %9s %9s%s\n' "$1" "$2" "$3" "$beside" "$ratio" "$target" "$(verdict "$2" "$6")"
}
