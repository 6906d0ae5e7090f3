// Accident claims as far as a picture or a walk needs them, by a colleague at the interface.
import assert from 'node:assert/strict';

import { until } from './until.mjs';

const WIDOW = {
  name: 'Siti Aminah', relation: 'spouse', birth_date: '1985-03-07', sex: 'female',
  account: { bank: 'BRI', number: '012345678901234', holder: 'Siti Aminah' },
};

/** A day so many days before another. */
export function daysBefore(date, days) {
  return new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10);
}

/** Everything up to the insurer's conclusion, for whoever the claim is about. */
export async function confirmed(one, number, circumstance, injury) {
  const { event } = await one.claim(number);
  await one.answer(number, { circumstance, activity: 'Bekerja seperti biasa.', injury, first_facility: 'plkk' });
  await one.paper(number, 'formulir_3_kk_1');
  await one.step(number, 'file_stage_one', { filed_on: event.date });
  await one.step(number, 'confirm_work_accident', { concluded_on: event.date });
}

/** The worker died: the family is recorded, and its papers are wanted. */
export async function diedOfIt(one, number, children) {
  const { event } = await one.claim(number);
  await confirmed(one, number, 'traffic', 'Ditabrak truk di simpang.');
  await one.answer(number, { medical_outcome: 'died', died_on: event.date });
  await one.step(number, 'conclude_without_treatment', { stated_on: event.date });
  await one.paper(number, 'formulir_3a_kk_2');
  await one.step(number, 'request_documents');
  const { id } = await one.person(number, WIDOW);
  const born = [];
  for (const child of children) born.push(await one.person(number, { relation: 'child', sex: 'male', parents: [id], ...child }));
  return [id, ...born.map((child) => child.id)];
}

/** The papers are there, the heirs are settled, the widow receives for all, and the benefit is worked out. */
export async function assessed(one, number, [widow, ...children]) {
  await one.papers(number);
  await one.step(number, 'documents_complete');
  for (const heir of [widow, ...children]) await one.verify(number, heir);
  await one.write('PUT', number, '/payees', [{ person: widow, account_of: widow, share: '1', basis: 'agreement' }]);
  await one.papers(number);
  await one.paper(number, 'surat_kuasa');
  await one.step(number, 'heirs_verified');
  await one.step(number, 'assess');
}

/** Waits until a claim stands somewhere by itself. */
export function standsAt(one, number, state) {
  return until(`${number} is ${state}`, async () => (await one.claim(number)).state === state, { within: 90_000 });
}

/** The page of the first scholarship that a paid claim has opened. */
export async function scholarshipOf(desk, number) {
  const link = '#links ~ ul a';
  await until('the scholarship is opened', async () => (await desk.go(`/desk/claims/${number}`)).has(link));
  await desk.press(link);
  const found = new URL(desk.page.url()).pathname.split('/').at(-1);
  assert.notEqual(found, number);
  return found;
}
