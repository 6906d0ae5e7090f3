# Shared by the example scripts: calling the API, and the steps that walks have in common.
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

open_claim() { # open_claim SEARCH [WORKFLOW [DAYS_AGO]]: reports an event of somebody in the register who has no claim yet
  TODAY=$(curl -sS "$URL/healthz" | jq -r '.today')
  local search=${1:-} workflow=${2:-jkm} cursor='' event month page nik report
  event=$(date -u -d "$TODAY -${3:-1} days" +%F)
  month=${event%-*}
  case $workflow in
    jkm) report='{"event":{"place":"rumah","description":"meninggal karena sakit"},"reporter":{"name":"Ketua RT","phone":"081234567890","relation":"ketua RT"}}' ;;
    jkk) report='{"event":{"time":"06:40","place":"Jalan Sudirman","description":"kecelakaan saat bekerja"},"reporter":{"name":"Ketua paguyuban","phone":"081234567890","relation":"paguyuban"}}' ;;
  esac
  while :; do
    call "$CASEWORKER" GET "/participants?limit=200&q=$search&cursor=$cursor"
    expect 200 "searching the register"
    page=$BODY
    # Insured on that day, for a year and more, with the income that most declare.
    for nik in $(jq -r --arg month "$month" --arg since "$(date -u -d "$event -12 months" +%Y-%m)" \
      '.items[] | select(.paid_through >= $month and .paid_from <= $since and .declared_income == 1000000) | .nik' <<<"$page" | shuf -n 40 --random-source=<(yes "$RUN")); do
      call "$CASEWORKER" POST /claims -H 'Content-Type: application/json' -H "Idempotency-Key: $RUN-$nik" -d "$(jq \
        --arg workflow "$workflow" --arg nik "$nik" --arg date "$event" \
        '. + {workflow: $workflow, participant: {nik: $nik}} | .event.date = $date' <<<"$report")"
      case $STATUS in
        201)
          CLAIM=$(jq -r .number <<<"$BODY")
          NAME=$(jq -r .participant.name <<<"$BODY")
          NIK=$nik
          EVENT=$event
          return
          ;;
        409) ;;
        *) expect 201 "reporting the event" ;;
      esac
    done
    cursor=$(jq -r '.next_cursor // empty' <<<"$page")
    [ -n "$cursor" ] || { echo "everybody in the register has a claim" >&2; exit 1; }
  done
}

facts() { # facts JSON: records answers
  send "$CASEWORKER" PATCH "/claims/$CLAIM/facts" "{\"facts\":$1}"
  expect 200 "answering the facts"
}

papers() { # papers: whatever is still required arrives and is accepted
  local kind whose
  look
  while IFS=$'\t' read -r kind whose; do upload "$kind" "$whose"; done \
    < <(jq -r '.required_documents[] | select(.status == "missing") | [.kind, .person // ""] | @tsv' <<<"$BODY")
  look
}

pay_into() { # pay_into PERSON ACCOUNT_OF BASIS: one account receives everything
  PAYEE=$1
  send "$CASEWORKER" PUT "/claims/$CLAIM/payees" "$(jq -n --arg person "$1" --arg account "$2" --arg basis "$3" \
    '[{person: $person, share: "1", account_of: $account, basis: $basis}]')"
  expect 200 "recording the payee"
}

lines() { # lines: what the benefit is made of
  TOTAL=$(jq -r .benefit.total <<<"$BODY")
  jq -r '.benefit.lines[] | "     \(.amount)\t\(.formula)\t\(.law)"' <<<"$BODY"
}

insurer_pays() { # insurer_pays STATE: waits until the insurer has received what was approved, and has paid
  for _ in $(seq 120); do
    look
    [ "$(jq -r .state <<<"$BODY")" = "$1" ] && break
    sleep 0.5
  done
  [ "$(jq -r .state <<<"$BODY")" = "$1" ] || { echo "not paid: $(jq -r .state <<<"$BODY")" >&2; exit 1; }
  PAID=$(jq '[.payments[].amount] | add' <<<"$BODY")
  printf '   %-20s -> %s\n' "paid $(rupiah "$(jq '.payments[-1].amount' <<<"$BODY")")" "$1"
}

paid_in_all() { # paid_in_all AMOUNT
  [ "$PAID" = "$1" ] || { echo "paid $PAID, owed $1" >&2; exit 1; }
}

told() { # told: what happened, step by step
  call "$CASEWORKER" GET "/claims/$CLAIM/history?limit=200"
  expect 200 "reading the history"
  jq -r '.items[] | select(.type == "action_taken") | "   \(.at[0:19])  \(.actor | split(":")[0])\t\(.data.action): \(.data.from) -> \(.data.to)"' <<<"$BODY"
}

first_report() { # first_report FACTS: an accident is told and stage I filed, and the insurer confirms that it was one
  look
  why_not "$CASEWORKER" file_stage_one "{\"filed_on\":\"$TODAY\"}"
  facts "$1"
  upload formulir_3_kk_1
  must "$CASEWORKER" file_stage_one "{\"filed_on\":\"$TODAY\"}" determination
}

confirm_cause() { # confirm_cause: the insurer has concluded
  must "$CASEWORKER" confirm_work_accident "{\"concluded_on\":\"$TODAY\"}" determination
}

widow_and_children() { # widow_and_children AGE...: a widow with an account, and children of these ages
  local age child children=()
  person '{"name":"Siti Aminah","relation":"spouse","birth_date":"1985-03-07","sex":"female","account":{"bank":"BRI","number":"012345678901234","holder":"Siti Aminah"}}'
  WIDOW=$PERSON
  for age in "$@"; do
    person "$(jq -n --arg age "$age" --arg born "$(date -u -d "$EVENT -$age years" +%F)" --arg widow "$WIDOW" \
      '{name: "Anak \($age) tahun", relation: "child", birth_date: $born, parents: [$widow]}')"
    children+=("$PERSON")
  done
  look
  confirm "$WIDOW"
  for child in "${children[@]}"; do confirm "$child"; done
}

scholarships() { # scholarships: the claims that the paid claim of $NIK has opened for children, one number a line
  local wanted numbers number _
  look
  wanted=$(jq '[.follow_ups[] | select(.workflow == "beasiswa")] | length' <<<"$BODY")
  for _ in $(seq 60); do
    call "$CASEWORKER" GET "/claims?workflow=beasiswa&limit=200"
    expect 200 "listing scholarships"
    numbers=''
    for number in $(jq -r --arg name "$NAME" '.items[] | select(.participant == $name) | .number' <<<"$BODY"); do
      call "$CASEWORKER" GET "/claims/$number"
      [ "$(jq -r '"\(.participant.nik) \(.event.date)"' <<<"$BODY")" != "$NIK $EVENT" ] || numbers+="$number"$'\n'
    done
    [ "$(grep -c . <<<"$numbers")" = "$wanted" ] && { printf '%s' "$numbers"; return; }
    sleep 0.5
  done
  echo "$wanted scholarships were wanted, and these are open: $numbers" >&2
  exit 1
}

to_approval() { # to_approval: a widow, a minor child and their papers, up to a computed benefit
  must "$CASEWORKER" accept '{}' intake
  echo "2. was it a work accident?"
  why_not "$CASEWORKER" request_documents '{}'
  facts '{"died_at_work":"no","cause_of_death":"sakit"}'
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
  pay_into "$widow" "$widow" agreement
  must "$CASEWORKER" heirs_verified '{}' assessment

  echo "5. how much, and a second pair of eyes"
  must "$CASEWORKER" assess '{}' approval
  lines
  why_not "$CASEWORKER" approve '{}'
}
