#!/bin/sh
# Makes the random secrets of docker-compose.yml and the certificates of its servers in deploy/secrets, once. Run it as
# root: each file belongs to the user of the container that reads it. Keep copies of site-key and ca.key apart from the
# backups: without the first nothing can be read, with the second anybody can pose as a server of yours.
# POSTGRES_HOST, NATS_HOSTS and REDIS_HOSTS name the servers where they are not the containers of docker-compose.yml.
# `deploy/make-secrets.sh certificates`, with the same names, makes new certificates alone, by the authority there is.
set -eu
umask 077
cd -- "$(dirname -- "$0")"

postgres_host=${POSTGRES_HOST:-postgres}
nats_hosts=${NATS_HOSTS:-nats}
redis_hosts=${REDIS_HOSTS:-redis}
services='registry intake lock-and-dedupe video-anonymizer pdf-reader metadata-llm verifier publisher'
ours=1000
postgres=999
redis=999
days=3650

random() { od -An -N "$1" -tx1 /dev/urandom | tr -d ' \n'; }
# put FILE UID: standard input becomes the file
put() {
  cat >"$dir/$1"
  chown "$2" "$dir/$1"
}
# sign NAME EXTENSIONS OPTION…: a key and a certificate, made.key and made.pem
sign() {
  printf '[req]\ndistinguished_name = who\nprompt = no\n[who]\nCN = %s\n[made]\n%b' "$1" "$2" >"$dir/openssl.cnf"
  shift 2
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days "$days" -config "$dir/openssl.cnf" \
    -extensions made -keyout "$dir/made.key" -out "$dir/made.pem" "$@" 2>"$dir/openssl.log" || {
    cat "$dir/openssl.log" >&2
    echo 'No certificate was made: OpenSSL 3 is needed.' >&2
    exit 1
  }
  rm "$dir/openssl.cnf" "$dir/openssl.log"
}
authority() {
  sign 'authority of endoveil' \
    'basicConstraints = critical, CA:TRUE, pathlen:0\nkeyUsage = critical, keyCertSign\nsubjectKeyIdentifier = hash\n'
  put ca.key 0 <"$dir/made.key"
  put ca.pem "$ours" <"$dir/made.pem"
  # it holds no secret, and servers of several users read it
  chmod 644 "$dir/ca.pem"
}
# certify FILE UID USE HOST…
certify() {
  file=$1 owner=$2 use=$3
  shift 3
  names=
  for host; do
    case $host in
      *[!0-9.]*) names="$names${names:+, }DNS:$host" ;;
      *) names="$names${names:+, }IP:$host" ;;
    esac
  done
  sign "$file" "basicConstraints = critical, CA:FALSE\nextendedKeyUsage = $use\nsubjectAltName = $names\n" \
    -CA "$dir/ca.pem" -CAkey "$dir/ca.key"
  put "$file.key" "$owner" <"$dir/made.key"
  put "$file.pem" "$owner" <"$dir/made.pem"
}
certificates() {
  certify postgres "$postgres" serverAuth "$postgres_host"
  # servers of NATS are each other's clients: what may only serve is refused there
  # shellcheck disable=SC2086 # names are words
  certify nats "$ours" 'serverAuth, clientAuth' $nats_hosts
  # shellcheck disable=SC2086
  certify redis "$redis" serverAuth $redis_hosts
  rm "$dir/made.key" "$dir/made.pem"
}

if [ "${1:-}" = certificates ]; then
  dir=secrets
  if [ ! -e secrets/ca.key ]; then
    echo 'Put ca.key into deploy/secrets first.' >&2
    exit 1
  fi
  certificates
  echo 'Made new certificates. Postgres, NATS and Redis read them when they start again.'
  exit
fi
if [ -e secrets ]; then
  echo 'deploy/secrets exists; nothing was changed.' >&2
  exit 1
fi
dir=secrets.new
rm -rf "$dir"
mkdir -m 755 "$dir"
authority
certificates
database_password=$(random 24)
route_password=$(random 24)
redis_password=$(random 24)

printf '%s' "$database_password" | put postgres-password "$postgres"
# over the network with TLS only
put pg_hba.conf "$postgres" <<END
local all all scram-sha-256
hostssl all all all scram-sha-256
END
put nats.conf "$ours" <<END
host: 0.0.0.0
port: 4222
# health only; unreachable from other containers
http: "127.0.0.1:8222"
max_payload: 65536
tls { cert_file: "/run/secrets/nats.pem", key_file: "/run/secrets/nats.key" }
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
# for deploy/nats/cluster.compose.yml: three servers that know each other by a certificate and a password
put nats-cluster.conf "$ours" <<END
include "nats.conf"
cluster {
  name: "endoveil"
  listen: "0.0.0.0:6222"
  # both sides of a route show a certificate of the authority
  tls {
    cert_file: "/run/secrets/nats.pem"
    key_file: "/run/secrets/nats.key"
    ca_file: "/run/secrets/ca.pem"
    verify: true
    timeout: 5
  }
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
port 0
tls-port 6379
tls-cert-file /run/secrets/redis.pem
tls-key-file /run/secrets/redis.key
tls-auth-clients no
requirepass $redis_password
save ""
appendonly no
maxmemory 256mb
maxmemory-policy volatile-ttl
END
in_database="$postgres_host:5432/endoveil?sslmode=verify-full"
printf 'postgres://endoveil:%s@%s' "$database_password" "$in_database" | put database-url "$ours"
# each service logs in as itself, to Postgres and to NATS
postgres_logins=
nats_logins=
for service in $services; do
  in_postgres=$(random 24)
  in_nats=$(random 24)
  postgres_logins="$postgres_logins${postgres_logins:+, }\"$service\": \"$in_postgres\""
  nats_logins="$nats_logins${nats_logins:+, }\"$service\": \"$in_nats\""
  role=endoveil_$(printf '%s' "$service" | tr - _)
  printf 'postgres://%s:%s@%s' "$role" "$in_postgres" "$in_database" | put "database-url-$service" "$ours"
  urls=
  for host in $nats_hosts; do urls="$urls${urls:+,}tls://$service:$in_nats@$host:4222"; done
  printf '%s' "$urls" | put "nats-url-$service" "$ours"
done
printf '{%s}\n' "$postgres_logins" | put postgres-logins.json "$ours"
printf '{%s}\n' "$nats_logins" | put nats-logins.json "$ours"
urls=
for host in $redis_hosts; do urls="$urls${urls:+,}rediss://:$redis_password@$host:6379"; done
printf '%s' "$urls" | put redis-url "$ours"
printf 'endoveil-site-key-1 %s\n' "$(random 32)" | put site-key "$ours"
mv "$dir" secrets
echo 'Made deploy/secrets. Move ca.key to a safe place now, and copy site-key to another.'
