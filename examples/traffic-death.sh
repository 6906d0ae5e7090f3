#!/usr/bin/env bash
# A driver of a motorcycle taxi dies in traffic: the first report with the police report, the insurer's conclusion on the
# cause, the papers, the heirs, the benefit, approval by a second person, the money, and at once the children's
# scholarships.
. "$(dirname "$0")/lib.sh"

echo "1. the accident is reported"
open_claim "${1:-}" jkk
echo "   $CLAIM for $NAME, accident on $EVENT"
first_report '{"circumstance":"traffic","activity":"Mengantar penumpang ke pasar.","injury":"Wafat di tempat.","first_facility":"none","paid_care_themselves":false}'
upload laporan_polisi

echo "2. did work cause it?"
why_not "$CASEWORKER" conclude_without_treatment "{\"stated_on\":\"$TODAY\"}"
confirm_cause
facts "{\"medical_outcome\":\"died\",\"died_on\":\"$EVENT\"}"
must "$CASEWORKER" conclude_without_treatment "{\"stated_on\":\"$TODAY\"}" medical_conclusion

echo "3. the second report and the papers"
why_not "$CASEWORKER" request_documents '{}'
upload formulir_3a_kk_2
must "$CASEWORKER" request_documents '{}' documents
widow_and_children 14 9
why_not "$CASEWORKER" documents_complete '{}'
# Nobody in the family paid for care, so Jasa Raharja has no letter to write.
[ "$(jq '[.required_documents[] | select(.kind == "surat_jasa_raharja")] | length' <<<"$BODY")" = 0 ] || { echo "surat_jasa_raharja is asked for" >&2; exit 1; }
papers
must "$CASEWORKER" documents_complete '{}' heirs

echo "4. who inherits"
why_not "$CASEWORKER" heirs_verified '{}'
pay_into "$WIDOW" "$WIDOW" agreement
papers
upload surat_kuasa
must "$CASEWORKER" heirs_verified '{}' assessment

echo "5. how much, and a second pair of eyes"
must "$CASEWORKER" assess '{}' approval
lines
why_not "$CASEWORKER" approve '{}'
must "$SUPERVISOR" approve '{}' approved

echo "6. the insurer receives it and pays"
insurer_pays paid
paid_in_all "$TOTAL"
told

echo "7. the children"
for number in $(scholarships); do
  call "$CASEWORKER" GET "/claims/$number"
  jq -r '.heirs.heirs[0].id as $child | "   \(.number) for \(.people[] | select(.id == $child) | .name), opened by the paid claim"' <<<"$BODY"
done
echo "$CLAIM is paid: $(rupiah "$PAID")"
