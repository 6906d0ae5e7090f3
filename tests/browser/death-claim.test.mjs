// A whole death claim by hand, through the pages only: from the report to the money, on a phone and at a desk, with and
// without JavaScript. The interface is only asked whether the desk thinks the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { nobodyYet } from './harness/people.mjs';
import { scene } from './harness/scene.mjs';
import { until } from './harness/until.mjs';
import { answer, offers, openClaim, takeStep } from './pages/claim.mjs';
import * as family from './pages/family.mjs';
import { makeLink } from './pages/link.mjs';
import { recordPerson, setPayee, verifyPerson } from './pages/people.mjs';
import { report } from './pages/opening.mjs';
import * as review from './pages/review.mjs';

const here = scene();

const WIDOW = { name: 'Siti Aminah', relation: 'spouse', birth_date: '1985-03-07', sex: 'female' };
const ACCOUNT = { bank: 'BRI', number: '012345678901234', holder: 'Siti Aminah' };

const WAYS = [
  { size: 360, js: true, lang: 'id' },
  { size: 1366, js: false, lang: 'id' },
  { size: 360, js: false, lang: 'en' },
  { size: 1366, js: true, lang: 'en' },
];

for (const way of WAYS) {
  test(`a death claim from report to money at ${way.size}, ${way.js ? 'with' : 'without'} JavaScript, ${way.lang}`, async () => {
    const desk = await here.staff('rina', way);
    const chief = await here.staff('tuti', way);
    const phone = await here.reader({ ...way, lang: 'id' });
    await here.walk([desk, chief, phone], () => deathClaim(desk, chief, phone));
  });
}

async function deathClaim(desk, chief, phone) {
  const late = await nobodyYet(here.office);
  const event = dayBefore(here.office.today);
  const known = { ...late, event };
  const number = await report(desk, known);
  const stands = async (state) => assert.equal((await here.office.ask(`/claims/${number}`)).state, state);

  // The first check: without an answer there is no way on, and the page says why.
  await takeStep(desk, number, 'accept');
  await openClaim(desk, number);
  assert.equal(await offers(desk, 'request_documents'), false);
  await desk.says(/PP 44\/2015/);
  await answer(desk, number, { died_at_work: 'no', cause_of_death: 'sakit' });
  await takeStep(desk, number, 'request_documents');
  await stands('documents');

  // The family: a widow and a child who is nine.
  const child = { name: 'Budi Saputra', relation: 'child', birth_date: yearsBefore(event, 9), sex: 'male' };
  await recordPerson(desk, number, { ...WIDOW, account: ACCOUNT });
  await recordPerson(desk, number, { ...child, parents: [WIDOW.name] });
  const people = { [WIDOW.name]: { ...WIDOW, account: ACCOUNT }, [child.name]: child };

  // The link opens once, on the widow's phone.
  const address = await makeLink(desk, number, WIDOW.name);
  await family.comeIn(phone, address);
  await isYourTurn(phone);

  // Every missing paper is sent; the first by the camera.
  const sent = await family.wanted(phone);
  assert.ok(sent.length >= 9, `${sent.length} papers wanted`);
  for (const [at, paper] of sent.entries()) {
    const kind = family.kindOf(paper);
    const file = at % 3 === 2 ? here.papers.pdf(kind) : await here.papers.jpeg(kind, [late.name]);
    await family.sendPaper(phone, paper, file, at === 0 ? 'camera' : 'file');
  }
  await family.home(phone);
  assert.deepEqual(await family.wanted(phone), []);

  // Each is read, compared and judged; one comes back with its reason, and is sent again.
  const refused = await judgeAll(desk, number, known, people, { refuse: 'akta_kematian' });
  assert.equal(refused, 1);
  await family.home(phone);
  assert.equal(await phone.has('main li:has(a[href*="/kirim/akta_kematian"]) .tag.late'), true, await phone.said());
  await phone.says(/buram/i);
  const again = await family.wanted(phone);
  assert.deepEqual(again.map(family.kindOf), ['akta_kematian']);
  await family.sendPaper(phone, again[0], await here.papers.jpeg('Akta kematian', [late.name, 'jelas']));
  await judgeAll(desk, number, known, people);
  await takeStep(desk, number, 'documents_complete');
  await stands('heirs');

  // Who inherits, and where the money goes.
  await verifyPerson(desk, number, WIDOW.name);
  await verifyPerson(desk, number, child.name);
  await setPayee(desk, number, WIDOW.name);
  await family.home(phone);
  const rest = [...(await family.wanted(phone)), ...(await family.others(phone)).filter((one) => family.kindOf(one) === 'surat_kuasa')];
  assert.deepEqual([...new Set(rest.map(family.kindOf))].sort(), ['rekening', 'surat_kuasa']);
  for (const paper of rest) await family.sendPaper(phone, paper, await here.papers.jpeg(family.kindOf(paper)));
  await judgeAll(desk, number, known, people);
  await takeStep(desk, number, 'heirs_verified');
  await takeStep(desk, number, 'assess');
  await stands('approval');

  // Whoever assessed does not approve; another person does, on a page with names and amounts.
  await openClaim(desk, number);
  assert.equal(await offers(desk, 'approve'), false);
  await chief.go('/desk/approvals');
  assert.equal(await chief.has(`main a[href*="${number}"]`), true, await chief.said());
  await openClaim(chief, number);
  await chief.press('main a[href$="/do/approve"]');
  await chief.says(/Rp42\.000\.000/);
  await chief.says(WIDOW.name);
  await chief.press('main form[method=post] button.main');

  // The insurer takes it and pays, by itself.
  await until('the insurer pays', async () => {
    await family.home(phone);
    return phone.has('main .note.done li, main .note.done p') && /Rp42\.000\.000/.test(await phone.page.locator('main .note.done').allInnerTexts().then((all) => all.join()));
  }, { within: 90_000, every: 1000 });
  await stands('paid');
}

/** Whose turn it is, until when, and the one button are on the first screen of a phone. */
async function isYourTurn(phone) {
  assert.equal(await phone.has('.card.yours'), true, await phone.said());
  if (phone.how.size !== 360) return;
  const button = await phone.page.locator('.card.yours .button.main').boundingBox();
  assert.ok(button.y + button.height <= 640, `the button ends at ${button.y + button.height} px`);
}

/** Judges every paper that waits; gives how many were refused. */
async function judgeAll(desk, number, known, people, { refuse } = {}) {
  let refused = 0;
  for (let left = 40; left > 0; left -= 1) {
    const [next] = await review.waiting(desk, number);
    if (!next) return refused;
    await desk.go(next);
    const paper = await here.office.ask(`/claims/${number}`).then((claim) => claim.documents.find(({ id }) => next.endsWith(id)));
    await review.compare(desk, stands(paper, known, people));
    if (paper.kind === refuse) {
      await review.refuse(desk, 'blur');
      refused += 1;
    } else {
      await review.accept(desk);
    }
  }
  throw new Error('the papers never end');
}

/** What stands on a paper of somebody. */
function stands(paper, late, people) {
  const of = Object.values(people).find(({ id }) => id === paper.person) ?? late;
  return {
    'read.name': of.name,
    'read.nik': of.nik ?? '',
    'read.birth_date': of.birth_date,
    'read.date_of_death': late.event,
    'read.account': of.account?.number ?? '',
    'read.holder': of.account?.holder ?? WIDOW.name,
  };
}

function dayBefore(date) {
  return new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
}

function yearsBefore(date, years) {
  return `${Number(date.slice(0, 4)) - years}${date.slice(4, 8)}01`;
}
