#!/usr/bin/env bash
# Sets up an office on an empty database, for the other scripts: register, staff, tokens, a credentials file.
#
#   SANTUN_DATABASE_URL=postgres://… examples/office.sh FOLDER
#
# then start `santun serve` with the same SANTUN_DATABASE_URL, and run the scripts with
# SANTUN_CREDENTIALS=FOLDER/credentials.json.
set -euo pipefail

folder=${1:?say which folder gets credentials.json}
santun=${SANTUN:-santun}
register=$(dirname "$0")/../data/registry-2025.csv
office="Kota Jambi"
secret=${SANTUN_INSURER_SECRET:-whsec_$(head -c 32 /dev/urandom | base64)}

mkdir -p "$folder"
"$santun" migrate
"$santun" registry import "$register" --office "$office"
"$santun" user add "Rina" --role caseworker --email rina@kota.example --office "$office"
"$santun" user add "Tuti" --role supervisor --email tuti@kota.example --office "$office"
jq -n --arg url "${SANTUN_URL:-http://127.0.0.1:8080}" --arg secret "$secret" --arg insurer "${SANTUN_INSURER_URL:-}" \
  --arg caseworker "$("$santun" token add --user rina@kota.example --name script)" \
  --arg supervisor "$("$santun" token add --user tuti@kota.example --name script)" \
  '{url: $url, tokens: {caseworker: $caseworker, supervisor: $supervisor}, insurer_secret: $secret}
   + if $insurer == "" then {} else {insurer_url: $insurer} end' >"$folder/credentials.json"
chmod 600 "$folder/credentials.json"
echo "credentials are in $folder/credentials.json"
