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
insurer_pays paid
paid_in_all "$TOTAL"
told
echo "$CLAIM is paid: $(rupiah "$PAID")"
