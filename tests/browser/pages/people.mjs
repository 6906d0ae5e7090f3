// /desk/claims/…/people and /payees: who the family is, and who is paid.
import { fill, send } from '../harness/form.mjs';
import { openClaim } from './claim.mjs';

/** Records somebody; parents by their names. Gives the form's page back when it is refused with this status. */
export async function recordPerson(reader, number, { account, parents = [], ...details }, status = 200) {
  await reader.go(`/desk/claims/${number}/people/new`);
  const values = { ...details };
  for (const part of ['bank', 'number', 'holder']) if (account) values[`account.${part}`] = account[part];
  await fill(reader, values);
  if (parents.length) await choose(reader, 'parents', parents[0]);
  await reader.press('main form[method=post] button.main', status);
}

/** Chooses the option of a list that names somebody. */
async function choose(reader, name, words) {
  const option = reader.page.locator(`main [name="${name}"] option`, { hasText: words });
  await reader.page.locator(`main [name="${name}"]`).selectOption(await option.first().getAttribute('value'));
}

/** Opens the page of somebody recorded. */
export async function openPerson(reader, number, name) {
  await openClaim(reader, number);
  await reader.press(reader.page.locator('main a[href*="/people/"]', { hasText: name }).first());
}

/** Says that somebody is who they say. */
export async function verifyPerson(reader, number, name) {
  await openPerson(reader, number, name);
  await send(reader, { verdict: 'confirmed' }, { form: 'main form[action$="/verification"]' });
}

/** One heir receives all: the others' rows stay empty. Names and amounts are checked before it is saved. */
export async function setPayee(reader, number, name, basis = 'agreement') {
  await reader.go(`/desk/claims/${number}/payees`);
  const row = reader.page.locator('main fieldset.payee', { has: reader.page.locator('legend strong', { hasText: name }) });
  await reader.page.locator('main [name^="part-"]').evaluateAll((nodes) => nodes.forEach((node) => { node.value = ''; }));
  await row.locator('[name^="part-"]').fill('1');
  await row.locator('[name^="basis-"]').selectOption(basis);
  await reader.press('main form[method=post] button[value=check]');
  await reader.says(name);
  await reader.press('main form[method=post] button[value=save]');
}

/** Records where somebody's money goes: what changes is seen before it is saved. */
export async function setAccount(reader, number, name, { bank, number: account, holder }) {
  await openPerson(reader, number, name);
  await reader.press('main a[href$="?change=1"]');
  await fill(reader, { 'account.bank': bank, 'account.number': account, 'account.holder': holder });
  await reader.press('main form[method=post] button[value=check]');
  await reader.press('main form[method=post] button[value=save]');
}
