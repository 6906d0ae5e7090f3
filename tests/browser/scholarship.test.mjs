// A scholarship over three school years by hand, in a demo whose clock is let run on to each July.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assessed, daysBefore, diedOfIt, scholarshipOf, standsAt } from './harness/accident.mjs';
import { clerk } from './harness/clerk.mjs';
import { fill, send } from './harness/form.mjs';
import { scene } from './harness/scene.mjs';
import { until } from './harness/until.mjs';
import { answer, openClaim, openQuestions, openStep, takeStep } from './pages/claim.mjs';
import { report } from './pages/opening.mjs';
import { missing, sendForFamily } from './pages/papers.mjs';
import { setPayee, verifyPerson } from './pages/people.mjs';
import * as review from './pages/review.mjs';

const here = scene({ ahead: true });

const CHILD = 'Budi Saputra';
const YEAR = /Rp2\.000\.000/;

test('a child at school is paid three years, and is asked again each July', async () => {
  const number = await earned();
  for (const grade of [1, 2, 3]) {
    // Whoever was logged in has been logged out by the months that passed.
    const desk = await here.staff('rina', { size: 1366 });
    const chief = await here.staff('tuti', { size: 1366 });
    await here.walk([desk, chief], async () => {
      if (grade === 1) await begin(desk, number);
      else await asked(desk, number);
      await yearPaid(desk, chief, number, grade);
      const { payments } = await here.office.ask(`/claims/${number}`);
      assert.deepEqual(payments.map(({ amount }) => amount), Array(grade).fill(2_000_000));
    });
    if (grade < 3) await here.office.goTo(afterNextJuly(here.office.today));
  }
});

/** The father's claim is paid; gives the scholarship that it opened. */
async function earned() {
  const desk = await here.staff('rina', { size: 1366 });
  let number;
  await here.walk([desk], async () => {
    const colleague = clerk(here.office, here.papers);
    const father = await here.office.enrol('Slamet Riyadi');
    const event = daysBefore(here.office.today, 1);
    const born = `${Number(event.slice(0, 4)) - 13}-01-20`;
    const origin = await report(desk, { ...father, event, workflow: 'jkk', 'event.time': '07.15' });
    await assessed(colleague, origin, await diedOfIt(colleague, origin, [{ name: CHILD, birth_date: born }]));
    await clerk(here.office, here.papers, 'supervisor').step(origin, 'approve');
    await standsAt(colleague, origin, 'paid');
    number = await scholarshipOf(desk, origin);
  });
  return number;
}

/** The first call: the child goes to school, and the guardian's account is known. */
async function begin(desk, number) {
  await answer(desk, number, { at_school: 'true' });
  await takeStep(desk, number, 'ask_for_proof');
}

/** July has come, and by itself the claim waits for a new letter. */
async function asked(desk, number) {
  await until('July asks for the letter', async () => (await missing(desk, number)).some((paper) => paper.includes('kind=surat_sekolah')));
}

/** One year: the school's letter, the answers, the money. */
async function yearPaid(desk, chief, number, grade) {
  for (const address of await missing(desk, number)) await sendForFamily(desk, address, here.papers.pdf('Surat sekolah'));
  await judgeAll(desk, number);
  await openQuestions(desk, number);
  await fill(desk, {
    'school_years.0.school_year': schoolYear(here.office.today),
    'school_years.0.level': 'smp',
    'school_years.0.grade': String(grade),
    studying: 'true',
    married: 'false',
    work: 'none',
  });
  await send(desk, {});
  if (grade === 1) {
    await verifyPerson(desk, number, CHILD);
    await setPayee(desk, number, CHILD, 'guardian');
    for (const address of await missing(desk, number)) await sendForFamily(desk, address, here.papers.pdf('Rekening'));
    await judgeAll(desk, number);
  }
  await takeStep(desk, number, 'proof_complete');
  await takeStep(desk, number, 'assess');
  await openStep(chief, number, 'approve');
  await chief.says(YEAR);
  await chief.press('main form[method=post] button.main');
  await standsAt(clerk(here.office, here.papers), number, 'year_paid');
  await openClaim(desk, number);
  assert.equal(await desk.page.locator('#money ~ ul li', { hasText: YEAR }).count() >= grade, true, await desk.said());
}

/** Every paper that waits is accepted. */
async function judgeAll(desk, number) {
  for (const next of await review.waiting(desk, number)) {
    await desk.go(next);
    await review.compare(desk, {});
    await review.accept(desk);
  }
}

function schoolYear(today) {
  const year = Number(today.slice(0, 4)) - (today.slice(5) < '07-01' ? 1 : 0);
  return `${year}/${year + 1}`;
}

/** A day on which the next first of July has passed. */
function afterNextJuly(today) {
  return `${Number(today.slice(0, 4)) + (today.slice(5) < '07-01' ? 0 : 1)}-07-04`;
}
