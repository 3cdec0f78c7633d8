#!/bin/sh
# The night at length: killed 300 times, 500 hostile deliveries, names swapped 500 times under the hand that takes them.
set -u
: "${RELANCE_BUILD:=$PWD}"
export RELANCE_BUILD
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
export RELANCE_SOURCE
NIGHT_KILLS=${NIGHT_KILLS:-300} sh "$RELANCE_SOURCE/tests/e2e/night_kill.sh" || exit 1
HOSTILE_ATTEMPTS=${HOSTILE_ATTEMPTS:-500} sh "$RELANCE_SOURCE/tests/e2e/night_hostile.sh" || exit 1
[ ! -x "$RELANCE_BUILD/tests/base/test_drop" ] || DROP_ATTEMPTS=${DROP_ATTEMPTS:-500} "$RELANCE_BUILD/tests/base/test_drop"
