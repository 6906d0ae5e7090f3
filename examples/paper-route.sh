#!/usr/bin/env bash
# The same claim where the insurer's branch takes paper: the caseworker records the stamped receipt, and later the
# insurer's letter that says that it has paid.
. "$(dirname "$0")/lib.sh"

# The demo's stand-in insurer takes no machine's hand-over while this runs.
INSURER=$(jq -r '.insurer_url // empty' "$CREDENTIALS")
insurer_plan() { [ -z "$INSURER" ] || curl -sS -o /dev/null -H 'Content-Type: application/json' -d "{\"plan\":\"$1\"}" "$INSURER/plan"; }
insurer_plan down
trap 'insurer_plan pay; rm -rf "$SCRATCH"' EXIT

echo "1. the death is reported"
open_claim "${1:-}"
echo "   $CLAIM for $NAME, died $EVENT"
look
to_approval
must "$SUPERVISOR" approve '{}' approved

echo "6. by paper: the stamped receipt"
upload tanda_terima
receipt=$(jq -n --arg date "$TODAY" --arg document "$DOCUMENT" '{channel: "paper", received_on: $date, receipt_number: "TT-0815/JBI", document: $document}')
for _ in $(seq 60); do
  look
  act "$CASEWORKER" hand_over "$receipt"
  # A delivery that is on its way right now has to fail first.
  [ "$STATUS" = 422 ] && [ "$(jq -r '.refusals[0].rule' <<<"$BODY")" = delivery_under_way ] || break
  sleep 0.5
done
expect 200 hand_over
printf '   %-20s -> %s, due %s\n' hand_over "$(jq -r .state <<<"$BODY")" "$(jq -r '.deadlines[0].due_at' <<<"$BODY")"

echo "7. the insurer's letter"
letter=$(jq -n --arg person "$PAYEE" --arg date "$TODAY" --argjson amount "$((TOTAL - 1000000))" '{payments: [{person: $person, amount: $amount, paid_at: $date, reference: "BRI 88123"}]}')
upload surat_penanggung
act "$CASEWORKER" paid "$(jq --arg document "$DOCUMENT" '. + {document: $document}' <<<"$letter")"
expect 202 "a payment of another amount"
echo "   a payment of $(rupiah "$((TOTAL - 1000000))") moves nothing: $(jq -r '[.alerts[] | select(.settled == null) | .kind] | join(", ")' <<<"$BODY")"
alert=$(jq -r '.alerts[] | select(.kind == "amount_differs" and .settled == null) | .id' <<<"$BODY")
call "$CASEWORKER" POST "/alerts/$alert/settlement" -H 'Content-Type: application/json' -d '{"outcome":"corrected","note":"salah baca surat"}'
expect 200 "settling the alert"
look
must "$CASEWORKER" paid "$(jq --arg document "$DOCUMENT" --argjson amount "$TOTAL" '.payments[0].amount = $amount | . + {document: $document}' <<<"$letter")" paid
PAID=$(jq '[.payments[].amount] | add' <<<"$BODY")
echo "$CLAIM is paid by paper: $(rupiah "$PAID")"
