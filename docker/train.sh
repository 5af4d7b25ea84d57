#!/usr/bin/env bash
# Writes the ahead-of-time cache of the server that is in this folder: starts it as the image does, on a new PostgreSQL
# that is stopped afterwards, asks it what a first visitor asks, and ends it by SIGTERM. Run by the build of the image,
# as root, where Debian's PostgreSQL is installed.
#   docker/train.sh tenancy.aot
set -euo pipefail
cache=$1

data=$(mktemp -d)
binaries=$(dirname "$(find /usr/lib/postgresql -name initdb | sort -V | tail -1)")
chown postgres "$data"
as_postgres() { setpriv --reuid postgres --regid postgres --clear-groups -- "$@"; }
as_postgres "$binaries/initdb" -D "$data/base" --auth=trust --no-sync > "$data/initdb.log"
as_postgres "$binaries/pg_ctl" -D "$data/base" -w -o "-c listen_addresses=127.0.0.1 -c unix_socket_directories=" start > "$data/start.log"
trap 'as_postgres "$binaries/pg_ctl" -D "$data/base" -w -m immediate stop > /dev/null; rm -rf "$data"' EXIT

export TENANCY_DB_URL=jdbc:postgresql://127.0.0.1/tenancy
export TENANCY_DB_OWNER_USER=tenancy_owner TENANCY_DB_APP_USER=tenancy_app
export TENANCY_BASE_URL=http://localhost:8080 TENANCY_DRAIN_DELAY=PT0S
for secret in TENANCY_DB_OWNER_PASSWORD TENANCY_DB_APP_PASSWORD TENANCY_MASTER_KEY; do
  export "$secret=$(head -c 32 /dev/urandom | base64)"
done
"$binaries/psql" -q -h 127.0.0.1 -U postgres -v ON_ERROR_STOP=1 -f docker/roles.sql postgres

java -Xlog:aot=error "-XX:AOTCacheOutput=$cache" -jar tenancy-server.jar server config.yml &
server=$!
# The status of an answer by the server, on a port, to a request.
answer() {
  exec 3<> "/dev/tcp/127.0.0.1/$1" || return 1
  printf '%s\r\nHost: localhost:8080\r\nConnection: close\r\n%s' "$2" "$3" >&3
  read -r _ status _ <&3
  cat <&3 > /dev/null
  echo "$status"
}
until [ "$(answer 8081 'GET /ready HTTP/1.1' $'\r\n' 2> /dev/null)" = 200 ]; do
  kill -0 "$server" 2> /dev/null || { echo "The server has ended before it served." >&2; exit 1; }
  sleep 0.2
done
login='{"tenant": "platform", "email": "nobody@example.org", "password": "nobody has this password"}'
for path in /.well-known/jwks.json /openapi.json /console /v1/users; do
  answer 8080 "GET $path HTTP/1.1" $'\r\n'
done
answer 8080 'POST /v1/auth/login HTTP/1.1' $'Content-Type: application/json\r\nContent-Length: '"${#login}"$'\r\n\r\n'"$login"
kill "$server"
wait "$server" || [ $? = 143 ]
test -s "$cache"
