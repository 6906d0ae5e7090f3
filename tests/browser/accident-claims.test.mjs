// Two accident claims by hand, from the report to the money: a driver who died in traffic, with his family at a phone,
// and a worker who lost a finger. Each kind of page is used by hand; a colleague at the interface does the repetitions.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { daysBefore } from './harness/accident.mjs';
import { clerk } from './harness/clerk.mjs';
import { fill, send } from './harness/form.mjs';
import { scene } from './harness/scene.mjs';
import { until } from './harness/until.mjs';
import { answer, offers, openClaim, openQuestions, openStep, takeStep } from './pages/claim.mjs';
import * as family from './pages/family.mjs';
import { makeLink } from './pages/link.mjs';
import { report } from './pages/opening.mjs';
import { sendForFamily } from './pages/papers.mjs';
import { recordPerson, setAccount, setPayee, verifyPerson } from './pages/people.mjs';
import * as review from './pages/review.mjs';

const here = scene();

const WIDOW = { name: 'Siti Aminah', relation: 'spouse', birth_date: '1985-03-07', sex: 'female' };
const CHILDREN = [
  { name: 'Budi Saputra', relation: 'child', birth_date: '2014-06-30', sex: 'male' },
  { name: 'Lia Saputri', relation: 'child', birth_date: '2017-02-11', sex: 'female' },
];
const LATE = /almarhum|mendiang/i;

test('a driver dies in traffic: the heirs are paid and the children earn scholarships', async () => {
  const desk = await here.staff('rina', { size: 1366 });
  const chief = await here.staff('tuti', { size: 1366 });
  const phone = await here.reader({ size: 360 });
  await here.walk([desk, chief, phone], () => deathInTraffic(desk, chief, phone));
});

test('a worker loses a finger: an instalment during the treatment, the rest after it', async () => {
  const desk = await here.staff('rina', { size: 1366 });
  const plain = await here.staff('rina', { size: 1366, js: false });
  const chief = await here.staff('tuti', { size: 1366 });
  const phone = await here.reader({ size: 360 });
  await here.walk([desk, plain, chief, phone], () => lostFinger(desk, plain, chief, phone));
});

async function deathInTraffic(desk, chief, phone) {
  const driver = await here.office.enrol('Slamet Riyadi');
  const event = daysBefore(here.office.today, 1);
  const colleague = clerk(here.office, here.papers);
  const number = await reportAccident(desk, driver, event, 'Jalan Sudirman, Jambi');

  // Before the form is answered and filed there is no way on.
  await openClaim(desk, number);
  assert.equal(await offers(desk, 'file_stage_one'), false);
  await answer(desk, number, {
    circumstance: 'traffic',
    activity: 'Mengantar penumpang ke pasar.',
    injury: 'Ditabrak truk di simpang.',
    first_facility: 'plkk',
  });
  await judgedByHand(desk, number, 'formulir_3_kk_1', driver, event);
  await takeStep(desk, number, 'file_stage_one', { filed_on: here.office.today });
  await takeStep(desk, number, 'confirm_work_accident', { concluded_on: here.office.today });
  await answer(desk, number, { medical_outcome: 'died', died_on: event });
  await takeStep(desk, number, 'conclude_without_treatment', { stated_on: here.office.today });
  await stands(number, 'medical_conclusion');
  await colleague.paper(number, 'formulir_3a_kk_2');
  await takeStep(desk, number, 'request_documents');

  // The family, and its tree at the desk.
  await recordPerson(desk, number, { ...WIDOW, account: { bank: 'BRI', number: '012345678901234', holder: WIDOW.name } });
  for (const child of CHILDREN) await recordPerson(desk, number, { ...child, parents: [WIDOW.name] });
  await openClaim(desk, number);
  for (const { name } of [WIDOW, ...CHILDREN]) {
    assert.equal(await desk.page.locator('#family ~ .tree .kin', { hasText: name }).count() > 0, true, await desk.said());
  }

  // On the widow's phone it is her turn; she sends the police report.
  await family.comeIn(phone, await makeLink(desk, number, WIDOW.name));
  assert.equal(await phone.has('.card.yours'), true, await phone.said());
  const police = (await family.wanted(phone)).find((paper) => family.kindOf(paper) === 'laporan_polisi');
  assert.ok(police, await phone.said());
  await family.sendPaper(phone, police, await here.papers.jpeg('Laporan polisi', [driver.name]), 'camera');
  const [waiting] = await review.waiting(desk, number);
  await desk.go(waiting);
  await review.compare(desk, { 'read.event_date': event });
  await review.accept(desk);
  await colleague.papers(number);
  await takeStep(desk, number, 'documents_complete');
  await stands(number, 'heirs');

  // She looks at the list of heirs and says that it is right.
  await family.home(phone);
  await phone.press('.card.yours .button.main');
  await phone.says(CHILDREN[1].name);
  await phone.press('main form[method=post][action=""] button, main form[method=post] button.wide');
  await phone.says('Anda menyatakan daftar ini benar.');
  for (const { name } of [WIDOW, ...CHILDREN]) await verifyPerson(desk, number, name);
  await setPayee(desk, number, WIDOW.name);
  await colleague.paper(number, 'surat_kuasa');
  await colleague.papers(number);
  await takeStep(desk, number, 'heirs_verified');
  await takeStep(desk, number, 'assess');
  await approve(desk, chief, number, 'approve', [/Rp70\.000\.000/, WIDOW.name]);
  await paid(phone, /Rp70\.000\.000/);
  await stands(number, 'paid');

  // Both children's claims are open and lead back here.
  await until('the scholarships are opened', async () => {
    await openClaim(desk, number);
    return (await desk.page.locator('#links ~ ul a').count()) === 2;
  });
  await desk.press('#links ~ ul a');
  await desk.says(/Beasiswa/);
  await desk.press(`#links ~ ul a[href$="${number}"]`);
}

async function lostFinger(desk, plain, chief, phone) {
  const worker = await here.office.enrol('Sugeng Widodo');
  const event = daysBefore(here.office.today, 90);
  const colleague = clerk(here.office, here.papers);
  const number = await reportAccident(desk, worker, event, 'Bengkel kayu, Jelutung');
  // Reported late: Santun says so by itself, and would otherwise do it while somebody fills in a form.
  await until('the late report is told', async () => (await here.office.ask(`/claims/${number}`)).alerts.some(({ kind }) => kind === 'overdue'));
  await answer(desk, number, { circumstance: 'workplace', activity: 'Menggergaji kayu.', injury: 'Telunjuk kanan.', first_facility: 'plkk' });
  await colleague.paper(number, 'formulir_3_kk_1');
  await takeStep(desk, number, 'file_stage_one', { filed_on: daysBefore(here.office.today, 10) });
  await takeStep(desk, number, 'confirm_work_accident', { concluded_on: daysBefore(here.office.today, 8) });
  await takeStep(desk, number, 'start_treatment');

  // Sixty days so far: the money for them, into his own account.
  await answer(desk, number, { incapacity_days: '60' });
  await colleague.paper(number, 'surat_istirahat');
  await setAccount(desk, number, worker.name, { bank: 'BRI', number: '998877665544332', holder: worker.name });
  await verifyPerson(desk, number, worker.name);
  await setPayee(desk, number, worker.name, 'sole');
  await takeStep(plain, number, 'file_instalment');
  await approve(desk, chief, number, 'approve_instalment', [/Rp2\.000\.000/, worker.name]);
  await family.comeIn(phone, await makeLink(desk, number, worker.name));
  assert.doesNotMatch(await phone.said(), LATE);
  await paid(phone, /Rp2\.000\.000/);
  await stands(number, 'treatment');

  // The doctor concludes: a row of losses, without JavaScript, and one row more than is needed.
  await openQuestions(plain, number);
  const rows = plain.page.locator('fieldset#losses .table-row');
  const before = await rows.count();
  await fill(plain, { medical_outcome: 'partial_anatomical', 'losses.0.code': 'right_index' });
  await plain.press('fieldset#losses button[name=more]');
  assert.equal(await rows.count(), before + 1);
  await send(plain, {});
  await plain.says(/telunjuk/i);
  await takeStep(desk, number, 'conclude_treatment', { stated_on: here.office.today });
  await colleague.paper(number, 'formulir_3a_kk_2');
  await takeStep(desk, number, 'request_documents');
  await colleague.papers(number);
  await takeStep(desk, number, 'documents_complete');
  await takeStep(desk, number, 'assess');
  await approve(desk, chief, number, 'approve', [/Rp7\.200\.000/, worker.name]);
  await paid(phone, /Rp7\.200\.000/);
  assert.doesNotMatch(await phone.said(), LATE);
  await stands(number, 'paid');
}

/** Reports a work accident: the hour and the place are asked for. */
function reportAccident(desk, who, event, place) {
  return report(desk, {
    ...who,
    event,
    workflow: 'jkk',
    'event.time': '07.15',
    'event.place': place,
    'event.description': 'kecelakaan saat bekerja',
    'reporter.relation': 'teman kerja',
  });
}

/** Staff send a paper; it is read, compared and accepted. */
async function judgedByHand(desk, number, kind, who, event) {
  await sendForFamily(desk, `/desk/claims/${number}/documents/new?kind=${kind}`, here.papers.pdf(kind));
  const [waiting] = await review.waiting(desk, number);
  await desk.go(waiting);
  await review.compare(desk, { 'read.name': who.name, 'read.nik': who.nik, 'read.event_date': event });
  await review.accept(desk);
}

/** Somebody else approves, on a page with names and amounts. */
async function approve(desk, chief, number, step, said) {
  await openClaim(desk, number);
  assert.equal(await offers(desk, step), false);
  await openStep(chief, number, step);
  for (const words of said) await chief.says(words);
  await chief.press('main form[method=post] button.main');
}

/** The insurer takes it and pays, by itself; the family reads the sum. */
async function paid(phone, sum) {
  await until('the insurer pays', async () => {
    await family.home(phone);
    const notes = await phone.page.locator('main .note.done').allInnerTexts();
    return notes.some((note) => sum.test(note));
  }, { within: 90_000, every: 1000 });
}

async function stands(number, state) {
  assert.equal((await here.office.ask(`/claims/${number}`)).state, state);
}
