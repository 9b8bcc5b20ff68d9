#!/bin/sh
# The rules and alerts of deploy/prometheus as the Prometheus operator takes them:
#   deploy/kubernetes/rules.sh | kubectl apply -f -
set -eu
cd -- "$(dirname -- "$0")/../prometheus/rules"
cat <<END
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: endoveil, namespace: endoveil }
spec:
  groups:
END
sed '/^groups:$/d; /^#/d; s/^/  /' recording.yml alerts.yml
