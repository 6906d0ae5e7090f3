#!/usr/bin/env bash
# A porter loses the right index finger: an instalment while the doctor keeps the worker from working, and the rest with
# the finger when the doctor has concluded.
. "$(dirname "$0")/lib.sh"

echo "1. the accident is reported, late"
open_claim "${1:-}" jkk 75
echo "   $CLAIM for $NAME, accident on $EVENT"
first_report '{"circumstance":"workplace","activity":"Mengangkat karung di pasar.","injury":"Jari telunjuk kanan.","first_facility":"plkk"}'

echo "2. treatment, and sixty days without work"
why_not "$CASEWORKER" start_treatment '{}'
confirm_cause
must "$CASEWORKER" start_treatment '{}' treatment
why_not "$CASEWORKER" file_instalment '{}'
look
WORKER=$(jq -r '.people[] | select(.relation == "participant") | .id' <<<"$BODY")
send "$CASEWORKER" PATCH "/claims/$CLAIM/people/$WORKER" "$(jq '{account: {bank: "BRI", number: "012345678901234", holder: (.people[] | select(.relation == "participant") | .name)}}' <<<"$BODY")"
expect 200 "recording the account"
confirm "$WORKER"
facts '{"incapacity_days":60}'
upload surat_istirahat
pay_into "$WORKER" "$WORKER" sole
must "$CASEWORKER" file_instalment '{}' instalment
lines
why_not "$CASEWORKER" approve_instalment '{}'
must "$SUPERVISOR" approve_instalment '{}' instalment_approved
insurer_pays treatment
paid_in_all "$TOTAL"
FIRST=$TOTAL
why_not "$CASEWORKER" file_instalment '{}'

echo "3. the doctor has concluded"
facts '{"incapacity_days":75,"medical_outcome":"partial_anatomical"}'
must "$CASEWORKER" conclude_treatment "{\"stated_on\":\"$TODAY\"}" medical_conclusion
why_not "$CASEWORKER" request_documents '{}'
facts '{"losses":[{"code":"right_index"}]}'
upload formulir_3a_kk_2
must "$CASEWORKER" request_documents '{}' documents
why_not "$CASEWORKER" documents_complete '{}'
papers
must "$CASEWORKER" documents_complete '{}' assessment

echo "4. how much, and a second pair of eyes"
must "$CASEWORKER" assess '{}' approval
lines
why_not "$CASEWORKER" approve '{}'
must "$SUPERVISOR" approve '{}' approved

echo "5. the insurer receives it and pays"
insurer_pays paid
paid_in_all "$((FIRST + TOTAL))"
told
echo "$CLAIM is paid: $(rupiah "$FIRST") and $(rupiah "$TOTAL"), together $(rupiah "$PAID")"
