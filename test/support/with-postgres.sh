#!/usr/bin/env bash
# with-postgres.sh COMMAND…: runs it with a Postgres server of its own, whose address is in VICHE_TEST_POSTGRES.
set -euo pipefail
tools=$(dirname "$(find /usr/lib/postgresql -name initdb -path '*/bin/*' | sort -V | tail -n 1)")
folder=$(mktemp -d /tmp/viche-pg-XXXXXX)
port=$((20000 + RANDOM % 20000))
as_owner=()
# Postgres refuses to run as root.
if [ "$(id -u)" = 0 ]; then
	chown postgres "$folder"
	as_owner=(runuser -u postgres --)
fi
cleanup() {
	"${as_owner[@]}" "$tools/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
	rm -rf "$folder"
}
trap cleanup EXIT
"${as_owner[@]}" "$tools/initdb" -D "$folder/data" -A trust -U viche --no-sync >/dev/null
"${as_owner[@]}" "$tools/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
	-o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200" start >/dev/null
VICHE_TEST_POSTGRES=postgres://viche@127.0.0.1:$port/postgres "$@"
