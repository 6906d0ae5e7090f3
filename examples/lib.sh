# Shared by the example scripts: calling the API, and the steps that both walks have in common.
# Needs curl and jq. SANTUN_URL and SANTUN_CREDENTIALS point the scripts at another office.

set -euo pipefail

CREDENTIALS=${SANTUN_CREDENTIALS:-data/demo/credentials.json}
[ -r "$CREDENTIALS" ] || { echo "no credentials at $CREDENTIALS: start 'cargo run -- demo', or set SANTUN_CREDENTIALS" >&2; exit 1; }
URL=${SANTUN_URL:-$(jq -r .url "$CREDENTIALS")}
API=$URL/api/v1
CASEWORKER=$(jq -r .tokens.caseworker "$CREDENTIALS")
SUPERVISOR=$(jq -r .tokens.supervisor "$CREDENTIALS")
RUN=$(date +%s)-$$
SCRATCH=$(mktemp -d)
trap 'rm -rf "$SCRATCH"' EXIT

# The last answer: its status in $STATUS, its body in $BODY, the claim's version in $VERSION.
call() { # call TOKEN METHOD PATH [curl options]
  local token=$1 method=$2 path=$3
  shift 3
  STATUS=$(curl -sS -o "$SCRATCH/body" -D "$SCRATCH/head" -w '%{http_code}' -X "$method" \
    -H "Authorization: Bearer $token" -H 'Accept-Language: en' "$@" "$API$path")
  BODY=$(cat "$SCRATCH/body")
  local tag
  tag=$(sed -n 's/^[Ee][Tt][Aa][Gg]: *"\([0-9]*\)".*/\1/p' "$SCRATCH/head" | tail -n 1)
  [ -z "$tag" ] || VERSION=$tag
}

expect() { # expect STATUS WHAT
  [ "$STATUS" = "$1" ] && return
  echo "$2: expected $1, got $STATUS" >&2
  jq . <<<"$BODY" >&2 || echo "$BODY" >&2
  exit 1
}

send() { # send TOKEN METHOD PATH JSON: a write that insists on the version last seen
  call "$1" "$2" "$3" -H 'Content-Type: application/json' -H "If-Match: \"$VERSION\"" -d "$4"
}

look() { # look: the claim as it is now
  call "$CASEWORKER" GET "/claims/$CLAIM"
  expect 200 "reading $CLAIM"
}

act() { # act TOKEN ACTION JSON
  send "$1" POST "/claims/$CLAIM/actions/$2" "${3:-"{}"}"
}

must() { # must TOKEN ACTION JSON STATE: the step is taken
  act "$1" "$2" "$3"
  expect 200 "$2"
  printf '   %-20s -> %s%s\n' "$2" "$(jq -r .state <<<"$BODY")" \
    "$(jq -r 'if any(.deadlines[]; .calendar_missing) then " (calendar_missing: the holidays of that year are not known yet)" else "" end' <<<"$BODY")"
  [ "$(jq -r .state <<<"$BODY")" = "$4" ] || { echo "expected state $4" >&2; exit 1; }
}

why_not() { # why_not TOKEN ACTION JSON: the step is refused, and says why
  act "$1" "$2" "$3"
  case $STATUS in
    403) echo "   $2: not allowed ($STATUS): $(jq -r .detail <<<"$BODY")" ;;
    422)
      echo "   $2: refused ($STATUS)"
      jq -r '.refusals[] | "     why:    \(.message)\n     law:    \(.law)\n     remedy: \(.remedy)"' <<<"$BODY"
      ;;
    *) expect 422 "$2 should have been refused" ;;
  esac
  look
}

upload() { # upload KIND [PERSON]: a paper arrives and is accepted; its id in $DOCUMENT
  local kind=$1 person=${2:-}
  printf '%%PDF-1.4\n%% %s of %s, %s %s\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n' \
    "$kind" "$CLAIM" "$person" "$RUN" >"$SCRATCH/$kind.pdf"
  local form=(-F "kind=$kind" -F "file=@$SCRATCH/$kind.pdf")
  [ -z "$person" ] || form+=(-F "person=$person")
  call "$CASEWORKER" POST "/claims/$CLAIM/documents" "${form[@]}"
  expect 201 "sending $kind"
  DOCUMENT=$(jq -r .id <<<"$BODY")
  [ "$(jq -r .sha256 <<<"$BODY")" = "$(sha256sum "$SCRATCH/$kind.pdf" | cut -d' ' -f1)" ] || { echo "the receipt of $kind is wrong" >&2; exit 1; }
  send "$CASEWORKER" POST "/claims/$CLAIM/documents/$DOCUMENT/review" '{"verdict":"accepted"}'
  expect 200 "accepting $kind"
}

person() { # person JSON: records somebody; the id in $PERSON
  call "$CASEWORKER" POST "/claims/$CLAIM/people" -H 'Content-Type: application/json' -d "$1"
  expect 201 "recording a relative"
  PERSON=$(jq -r .id <<<"$BODY")
}

confirm() { # confirm PERSON
  send "$CASEWORKER" POST "/claims/$CLAIM/people/$1/verification" '{"verdict":"confirmed"}'
  expect 200 "confirming a relative"
}

rupiah() { # rupiah AMOUNT: 42000000 -> Rp42,000,000
  sed -e ':a' -e 's/\([0-9]\)\([0-9]\{3\}\)\($\|,\)/\1,\2\3/;ta' -e 's/^/Rp/' <<<"$1"
}

open_claim() { # open_claim: reports the death of somebody in the register who has no claim yet
  TODAY=$(curl -sS "$URL/healthz" | jq -r '.today')
  local cursor='' event month
  event=$(date -u -d "$TODAY -1 day" +%F)
  month=${event%-*}
  while :; do
    call "$CASEWORKER" GET "/participants?limit=200&q=${1:-}&cursor=$cursor"
    expect 200 "searching the register"
    local page=$BODY nik
    # Insured on that day, for a year and more.
    for nik in $(jq -r --arg month "$month" --arg since "$(date -u -d "$event -12 months" +%Y-%m)" \
      '.items[] | select(.paid_through >= $month and .paid_from <= $since) | .nik' <<<"$page" | shuf -n 40 --random-source=<(yes "$RUN")); do
      call "$CASEWORKER" POST /claims -H 'Content-Type: application/json' -H "Idempotency-Key: $RUN-$nik" -d "$(jq -n \
        --arg nik "$nik" --arg date "$event" '{workflow: "jkm", participant: {nik: $nik},
        event: {date: $date, place: "rumah", description: "meninggal karena sakit"},
        reporter: {name: "Ketua RT", phone: "081234567890", relation: "ketua RT"}}')"
      case $STATUS in
        201) CLAIM=$(jq -r .number <<<"$BODY"); NAME=$(jq -r .participant.name <<<"$BODY"); EVENT=$event; return ;;
        409) ;;
        *) expect 201 "reporting the death" ;;
      esac
    done
    cursor=$(jq -r '.next_cursor // empty' <<<"$page")
    [ -n "$cursor" ] || { echo "everybody in the register has a claim" >&2; exit 1; }
  done
}

to_approval() { # to_approval: a widow, a minor child and their papers, up to a computed benefit
  must "$CASEWORKER" accept '{}' intake
  echo "2. was it a work accident?"
  why_not "$CASEWORKER" request_documents '{}'
  send "$CASEWORKER" PATCH "/claims/$CLAIM/facts" '{"facts":{"died_at_work":"no","cause_of_death":"sakit"}}'
  expect 200 "answering the facts"
  must "$CASEWORKER" request_documents '{}' documents

  echo "3. papers of the claim and of two heirs"
  why_not "$CASEWORKER" documents_complete '{}'
  local widow child born
  person '{"name":"Siti Aminah","relation":"spouse","birth_date":"1985-03-07","sex":"female","account":{"bank":"BRI","number":"012345678901234","holder":"Siti Aminah"}}'
  widow=$PERSON
  born=$(date -u -d "$EVENT -9 years" +%F)
  person "$(jq -n --arg born "$born" --arg widow "$widow" '{name: "Budi Saputra", relation: "child", birth_date: $born, sex: "male", parents: [$widow]}')"
  child=$PERSON
  local kind
  for kind in kpj ktp kk akta_kematian surat_ahli_waris formulir_4; do upload "$kind"; done
  upload ktp "$widow"
  upload buku_nikah "$widow"
  upload akta_lahir "$child"
  must "$CASEWORKER" documents_complete '{}' heirs

  echo "4. who inherits"
  why_not "$CASEWORKER" heirs_verified '{}'
  confirm "$widow"
  confirm "$child"
  upload rekening "$widow"
  upload surat_kuasa "$widow"
  send "$CASEWORKER" PUT "/claims/$CLAIM/payees" "$(jq -n --arg widow "$widow" '[{person: $widow, share: "1", account_of: $widow, basis: "agreement"}]')"
  expect 200 "recording the payee"
  PAYEE=$widow
  must "$CASEWORKER" heirs_verified '{}' assessment

  echo "5. how much, and a second pair of eyes"
  must "$CASEWORKER" assess '{}' approval
  TOTAL=$(jq -r .benefit.total <<<"$BODY")
  jq -r '.benefit.lines[] | "     \(.amount)\t\(.formula)\t\(.law)"' <<<"$BODY"
  why_not "$CASEWORKER" approve '{}'
}
