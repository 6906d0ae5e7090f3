#!/usr/bin/env bash
# A death claim from the first report to the money: reported, checked, documented, approved by a second person, handed
# over to the insurer by its interface, and paid.
. "$(dirname "$0")/lib.sh"

echo "1. the death is reported"
open_claim "${1:-}"
echo "   $CLAIM for $NAME, died $EVENT"
look
to_approval
must "$SUPERVISOR" approve '{}' approved

echo "6. the insurer receives it and pays"
for _ in $(seq 120); do
  look
  [ "$(jq -r .state <<<"$BODY")" = paid ] && break
  sleep 0.5
done
[ "$(jq -r '"\(.state) \(.outcome)"' <<<"$BODY")" = "paid paid" ] || { echo "not paid: $(jq -r .state <<<"$BODY")" >&2; exit 1; }
PAID=$(jq '[.payments[].amount] | add' <<<"$BODY")
[ "$PAID" = "$TOTAL" ] || { echo "paid $PAID, owed $TOTAL" >&2; exit 1; }

call "$CASEWORKER" GET "/claims/$CLAIM/history?limit=200"
expect 200 "reading the history"
jq -r '.items[] | select(.type == "action_taken") | "   \(.at[0:19])  \(.actor | split(":")[0])\t\(.data.action): \(.data.from) -> \(.data.to)"' <<<"$BODY"
echo "$CLAIM is paid: $(rupiah "$PAID")"
