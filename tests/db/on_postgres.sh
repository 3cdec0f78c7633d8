#!/bin/sh
# The store's tests again, on PostgreSQL.
set -u
: "${RELANCE_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$RELANCE_SOURCE/tests/tap.sh"
. "$RELANCE_SOURCE/tests/db/pg.sh"
pg_tests tests/db/test_engine tests/db/test_schema tests/db/test_postgres
