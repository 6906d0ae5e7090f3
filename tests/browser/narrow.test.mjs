// Names of sixty letters without a space, at the narrowest and the widest: nothing is cut, nothing scrolls sideways.
// And the letter to the family fits one sheet of paper.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { scene } from './harness/scene.mjs';
import { answer, takeStep } from './pages/claim.mjs';
import * as family from './pages/family.mjs';
import { makeLink } from './pages/link.mjs';
import { report } from './pages/opening.mjs';
import { openPerson, recordPerson } from './pages/people.mjs';

const here = scene();

const LATE = 'Wiraatmadjakusumahningratsastrowardoyodiningratmangkunegoroo';
const WIDOW = {
  name: 'Radenajengsitihartinahkusumawardhaniningrumsastrodiprodjoati',
  relation: 'spouse',
  birth_date: '1985-03-07',
  sex: 'female',
  account: { bank: 'Bank Perkreditan Rakyat', number: '012345678901234', holder: 'Radenajengsitihartinahkusumawardhaniningrumsastrodiprodjoati' },
};

test('a claim of people with names of sixty letters', async () => {
  const [wide, narrow, phone] = [
    await here.staff('rina', { size: 1366 }),
    await here.staff('rina', { size: 320 }),
    await here.reader({ size: 320 }),
  ];
  await here.walk([wide, narrow, phone], async () => {
    const late = await here.office.enrol(LATE);
    const number = await report(narrow, { ...late, event: here.office.today });
    await takeStep(narrow, number, 'accept');
    await answer(narrow, number, { died_at_work: 'no' });
    await takeStep(narrow, number, 'request_documents');
    await recordPerson(narrow, number, WIDOW);
    const paths = [`/desk?view=all&q=${number}`, `/desk/claims/${number}`, `/desk/claims/${number}/payees`, `/desk/claims/${number}/link`];
    for (const desk of [wide, narrow]) {
      for (const path of paths) await desk.go(path);
      await openPerson(desk, number, WIDOW.name);
    }
    await family.comeIn(phone, await makeLink(narrow, number, WIDOW.name));
    await phone.says(LATE);
    const [paper] = await family.wanted(phone);
    await family.sendPaper(phone, paper, await here.papers.jpeg(WIDOW.name));
    await wide.page.setViewportSize({ width: 1366, height: 768 });
    await makeLink(wide, number, WIDOW.name);
    assert.equal(await pagesOf(wide.page), 1);
  });
});

/** How many sheets of A4 a page is when it is printed. */
async function pagesOf(page) {
  const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
  const counts = [...pdf.matchAll(/\/Count (\d+)/g)].map((found) => Number(found[1]));
  return Math.max(...counts);
}
