// /desk/claims/…/deadlines: the clock of a claim is stopped, and goes on.
import { send } from '../harness/form.mjs';

const form = (deed) => `main form[method=post]:has([name=do][value=${deed}])`;

/** Opens the clock by the link beside the deadline on the claim's page. */
export async function openClock(reader, number) {
  await reader.go(`/desk/claims/${number}`);
  await reader.press(`main a[href="/desk/claims/${number}/deadlines"]`);
}

/** Stops it, for a reason. */
export function stop(reader, reason, status = 200) {
  return send(reader, { stop_reason: reason }, { form: form('stop'), status });
}

/** Lets it go on. */
export function resume(reader, note = '') {
  return send(reader, { resume_note: note }, { form: form('resume') });
}
