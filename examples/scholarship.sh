#!/usr/bin/env bash
# A child's scholarship over three school years. The demo's clock is moved: start it with a file that says how many days
# it is ahead, and name that file here.
#
#   echo 0 >days && cargo run -- demo --fresh --clock-file days
#   SANTUN_CLOCK_FILE=days examples/scholarship.sh
. "$(dirname "$0")/lib.sh"

DAYS=${SANTUN_CLOCK_FILE:?name the file of "santun demo --clock-file FILE"}

until_day() { # until_day DATE: the years pass in which nobody has to do anything
  TODAY=$(curl -sS "$URL/healthz" | jq -r .today)
  local days=$((($(date -u -d "$1" +%s) - $(date -u -d "$TODAY" +%s)) / 86400))
  echo "$(($(cat "$DAYS") + days))" >"$DAYS.new"
  mv "$DAYS.new" "$DAYS"
  TODAY=$(curl -sS "$URL/healthz" | jq -r .today)
  [ "$TODAY" = "$1" ] || { echo "it is $TODAY, not $1: was the demo started with --clock-file $DAYS?" >&2; exit 1; }
}

school_year() { # school_year GRADE: this year's letter, the answers, the money
  local start=${TODAY%%-*} month=${TODAY:5:2}
  [ "$((10#$month))" -ge 7 ] || start=$((start - 1))
  facts "$(jq -n --arg year "$start/$((start + 1))" --argjson grade "$1" \
    '{school_years: [{school_year: $year, level: "smp", grade: $grade}], studying: true, married: false, work: "none"}')"
  papers
  must "$CASEWORKER" proof_complete '{}' assessment
  if [ "$(jq '.payees | length' <<<"$BODY")" = 0 ]; then
    why_not "$CASEWORKER" assess '{}'
    pay_into "$CHILD" "$WIDOW" guardian
    papers
  fi
  must "$CASEWORKER" assess '{}' approval
  lines
  must "$SUPERVISOR" approve '{}' approved
  insurer_pays year_paid
}

echo "1. a paid work accident opens it"
open_claim "${1:-}" jkk
first_report '{"circumstance":"workplace","activity":"Mengecat dinding.","injury":"Wafat di tempat.","first_facility":"none"}' >/dev/null
confirm_cause >/dev/null
facts "{\"medical_outcome\":\"died\",\"died_on\":\"$EVENT\"}"
must "$CASEWORKER" conclude_without_treatment "{\"stated_on\":\"$TODAY\"}" medical_conclusion >/dev/null
upload formulir_3a_kk_2
must "$CASEWORKER" request_documents '{}' documents >/dev/null
widow_and_children 12
papers
must "$CASEWORKER" documents_complete '{}' heirs >/dev/null
pay_into "$WIDOW" "$WIDOW" agreement
papers
upload surat_kuasa
must "$CASEWORKER" heirs_verified '{}' assessment >/dev/null
must "$CASEWORKER" assess '{}' approval >/dev/null
must "$SUPERVISOR" approve '{}' approved >/dev/null
insurer_pays paid
ORIGIN=$CLAIM
CLAIM=$(scholarships)
look
CHILD=$(jq -r '.heirs.heirs[0].id' <<<"$BODY")
echo "   $ORIGIN opened $CLAIM"

echo "2. the first school year, $TODAY"
why_not "$CASEWORKER" ask_for_proof '{}'
facts '{"at_school":true}'
must "$CASEWORKER" ask_for_proof '{}' proof_of_study
why_not "$CASEWORKER" proof_complete '{}'
school_year 1

for grade in 2 3; do
  DUE=$(jq -r '.deadlines[0].due_at' <<<"$BODY")
  until_day "$(date -u -d "$DUE + 1 day" +%F)"
  echo "$((grade + 1)). school year number $grade, $TODAY: the desk asks by itself"
  # It looks at its clocks twice a minute.
  for _ in $(seq 180); do
    look
    [ "$(jq -r .state <<<"$BODY")" = proof_of_study ] && break
    sleep 0.5
  done
  [ "$(jq -r .state <<<"$BODY")" = proof_of_study ] || { echo "nobody was asked: $(jq -r .state <<<"$BODY")" >&2; exit 1; }
  why_not "$CASEWORKER" proof_complete '{}'
  school_year "$grade"
done

told
paid_in_all 6000000
echo "$CLAIM is paid: three school years, $(rupiah "$PAID")"
