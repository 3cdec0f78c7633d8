#!/bin/sh
# A month of cash at full size: every exact reference matched, nothing matched that is not true, every leftover listed.
set -eu
: "${CASH_MONTH:=100000}"
: "${RELANCE_BUILD:=$PWD}"
export CASH_MONTH
"${MAKE:-make}" -s -C "$RELANCE_BUILD" tests/desk/test_cash_month
exec "$RELANCE_BUILD/tests/desk/test_cash_month"
