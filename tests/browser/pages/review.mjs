// /desk/claims/…/documents/…: a paper is read, compared and judged.
import assert from 'node:assert/strict';

import { fill } from '../harness/form.mjs';

const FORM = 'main form[method=post]';

/** The papers of the claim that wait for a review: their addresses, from the claim's page. */
export async function waiting(reader, number) {
  await reader.go(`/desk/claims/${number}`);
  const rows = reader.page.locator('#papers ~ ul li:has(.tag.soon, .tag.yours) a[href*="/documents/"]:not([href*="/new"])');
  return rows.evaluateAll((nodes) => nodes.map((node) => new URL(node.href).pathname));
}

/** Types what stands on the paper, and asks for the comparison. Before that nothing that is known is told. */
export async function compare(reader, readings) {
  assert.equal(await reader.has('.compared'), false, 'a comparison before anything was typed');
  const named = await names(reader);
  await fill(reader, Object.fromEntries(Object.entries(readings).filter(([name]) => named.includes(name))), FORM);
  if (named.length) {
    await reader.press(`${FORM} button[value=compare]`);
    assert.equal(await reader.has('.compared'), true, await reader.said());
  }
}

/** Which boxes the form has, without the parts of a date. */
async function names(reader) {
  const all = await reader.page.locator(`${FORM} [name^="read."]`).evaluateAll((nodes) => nodes.map((node) => node.name));
  return [...new Set(all.map((name) => name.replace(/\.[dmy]$/, '')))];
}

/** Accepts the paper that is shown. */
export async function accept(reader) {
  await fill(reader, { verdict: 'accepted' }, FORM);
  await reader.press(`${FORM} button[value=save]`);
}

/** Refuses it: the family's letter is seen first, then the refusal is saved. */
export async function refuse(reader, reason) {
  await fill(reader, { verdict: 'rejected', reason }, FORM);
  await reader.press(`${FORM} button[value=save]`);
  assert.equal(await reader.has('#letter'), true, 'a refusal without the letter');
  await reader.press(`${FORM} button[value=save]`);
}
