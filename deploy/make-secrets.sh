#!/bin/sh
# Makes the random secrets of docker-compose.yml in deploy/secrets, once. Run it as root: each file belongs to the user
# of the container that reads it. Keep a copy of site-key apart from the backups; without it nothing can be read.
# NATS_HOSTS names the servers of NATS where there are three.
set -eu
umask 077
cd -- "$(dirname -- "$0")"
if [ -e secrets ]; then
  echo 'deploy/secrets exists; nothing was changed.' >&2
  exit 1
fi

random() { od -An -N "$1" -tx1 /dev/urandom | tr -d ' \n'; }
# put FILE UID: standard input becomes the file
put() {
  cat >"secrets.new/$1"
  chown "$2" "secrets.new/$1"
}

rm -rf secrets.new
mkdir -m 755 secrets.new
services='registry intake lock-and-dedupe video-anonymizer pdf-reader metadata-llm verifier publisher'
nats_hosts=${NATS_HOSTS:-nats}
ours=1000
postgres=999
redis=999
database_password=$(random 24)
route_password=$(random 24)
redis_password=$(random 24)

printf '%s' "$database_password" | put postgres-password "$postgres"
put nats.conf "$ours" <<END
host: 0.0.0.0
port: 4222
# health only; unreachable from other containers
http: "127.0.0.1:8222"
max_payload: 65536
jetstream {
  store_dir: "/data"
  max_memory_store: 0
  max_file_store: 8GB
  # without this a power cut can lose the whole stream
  sync_interval: always
}
# users with the least rights: made by the service nats-users of docker-compose.yml
include "../../conf/users.conf"
END
routes=
for host in $nats_hosts; do
  routes="$routes    \"nats://route:$route_password@$host:6222\"
"
done
# for deploy/nats/cluster.compose.yml: three servers that know each other by a password
put nats-cluster.conf "$ours" <<END
include "nats.conf"
cluster {
  name: "endoveil"
  listen: "0.0.0.0:6222"
  authorization { user: "route", password: "$route_password" }
  routes: [
$routes  ]
}
END
put grafana-password 472 <<END
$(random 12)
END
put redis.conf "$redis" <<END
bind * -::*
requirepass $redis_password
save ""
appendonly no
maxmemory 256mb
maxmemory-policy volatile-ttl
END
printf 'postgres://endoveil:%s@postgres:5432/endoveil' "$database_password" | put database-url "$ours"
# each service logs in as itself, to Postgres and to NATS
postgres_logins=
nats_logins=
for service in $services; do
  in_postgres=$(random 24)
  in_nats=$(random 24)
  postgres_logins="$postgres_logins${postgres_logins:+, }\"$service\": \"$in_postgres\""
  nats_logins="$nats_logins${nats_logins:+, }\"$service\": \"$in_nats\""
  role=endoveil_$(printf '%s' "$service" | tr - _)
  printf 'postgres://%s:%s@postgres:5432/endoveil' "$role" "$in_postgres" | put "database-url-$service" "$ours"
  urls=
  for host in $nats_hosts; do urls="$urls${urls:+,}nats://$service:$in_nats@$host:4222"; done
  printf '%s' "$urls" | put "nats-url-$service" "$ours"
done
printf '{%s}\n' "$postgres_logins" | put postgres-logins.json "$ours"
printf '{%s}\n' "$nats_logins" | put nats-logins.json "$ours"
printf 'redis://:%s@redis:6379' "$redis_password" | put redis-url "$ours"
printf 'endoveil-site-key-1 %s\n' "$(random 32)" | put site-key "$ours"
mv secrets.new secrets
echo 'Made deploy/secrets. Copy site-key to a safe place now.'
