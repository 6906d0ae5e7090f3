// /desk/claims/…/documents/new: staff send a paper for the family.
import { send } from '../harness/form.mjs';

/** The papers of the claim's list that are missing: where each is sent. */
export async function missing(reader, number) {
  await reader.go(`/desk/claims/${number}`);
  const rows = reader.page.locator('#papers ~ ul li:has(.tag.idle) a[href*="/documents/new?"]');
  return rows.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('href')));
}

/** Sends a paper by the address that names its kind and person. */
export async function sendForFamily(reader, address, file) {
  await reader.go(address);
  await send(reader, { file });
}
