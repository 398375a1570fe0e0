#!/bin/sh
# Prints the settings of a new installation for docker-compose.yml, with fresh passwords and keys:
#   docker/make-env.sh > .env
set -eu
umask 077

password() { openssl rand -hex 24; }
key() { openssl rand -base64 32; }

for name in POSTGRES REDIS; do echo "${name}_PASSWORD=$(password)"; done
for role in ACCOUNTS APPLICANTS INTERVIEWS CONTRACTS PAYROLL EVENTS SELF_IDENTIFICATION; do echo "DATABASE_PASSWORD_$role=$(password)"; done
echo "S3_SECRET_ACCESS_KEY=$(password)"
echo "ENVELOPE_KEYS=k1:$(key)"
echo "LINK_SIGNING_KEY=$(key)"
echo "CODE_HASH_KEY=$(key)"
echo "WEBHOOK_SECRETS_KEY=$(key)"
echo "FIRST_ADMIN_EMAIL=admin@guildhall.example"
echo "FIRST_ADMIN_PASSWORD=$(openssl rand -hex 12)"
echo "PUBLIC_URL=http://localhost:3000"
echo "# A mail server; without one nobody receives a code:"
echo "SMTP_URL="
