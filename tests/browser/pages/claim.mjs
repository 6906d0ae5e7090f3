// /desk/claims/…: a claim, its steps and its questions.
import assert from 'node:assert/strict';

import { send } from '../harness/form.mjs';

/** Opens a claim. */
export function openClaim(reader, number) {
  return reader.go(`/desk/claims/${number}`);
}

/** The number of the claim whose page is shown. */
export function numberOf(reader) {
  const found = new URL(reader.page.url()).pathname.match(/\/desk\/claims\/(JK[MK]-[0-9-]+)/);
  assert.ok(found, reader.page.url());
  return found[1];
}

/** Takes a step: by its link on the claim's page, then by the button of the step's own page. */
export async function takeStep(reader, number, action, inputs = {}, status = 200) {
  await openStep(reader, number, action);
  await send(reader, inputs, { status });
}

/** Opens a step's own page from the claim's. */
export async function openStep(reader, number, action) {
  await openClaim(reader, number);
  const link = reader.page.locator(`main a[href$="/do/${action}"]`).first();
  // Steps that do not lead on are folded away.
  if (!(await link.isVisible())) await reader.page.locator(`details:has(a[href$="/do/${action}"]) > summary`).click();
  await reader.press(link);
}

/** Whether the claim's page offers a step as a button. */
export function offers(reader, action) {
  return reader.has(`main a.button[href$="/do/${action}"]`);
}

/** Answers questions of the procedure. */
export async function answer(reader, number, facts) {
  await openQuestions(reader, number);
  await send(reader, facts);
}

/** Opens the questions; those of other stages are folded away. */
export async function openQuestions(reader, number) {
  await openClaim(reader, number);
  await reader.press(`main a[href$="/${number}/facts"]`);
  const folded = reader.page.locator('main details:not([open]) > summary');
  if (await folded.count()) await folded.click();
}
