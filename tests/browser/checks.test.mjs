// The checks themselves: each finds the fault it is there for, and nothing on a page that is in order.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { axe } from './harness/axe.mjs';
import { openBrowser } from './harness/browser.mjs';
import { focusFaults } from './harness/focus.mjs';
import { look } from './harness/look.mjs';
import { makePapers } from './harness/paper.mjs';
import { wordFaults } from './harness/words.mjs';

let browser;
let page;
before(async () => {
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 360, height: 640 } });
});
after(() => browser.close());

const GOOD = `<label for="a">Nama</label><input id="a"><form><button class="main">Kirim surat-surat</button></form>`;

const show = (body, { title = 'Surat | Santun', style = '' } = {}) =>
  page.setContent(`<!doctype html><html lang="id"><title>${title}</title><style>button { min-height: 48px } :focus-visible { outline: 3px solid } ${style}</style>
    <body class="family"><main><h1>Surat</h1>${body}</main></body></html>`);

test('a page in order has no fault', async () => {
  await show(GOOD);
  assert.deepEqual(await look(page, 'id'), []);
  assert.deepEqual(await axe(page), []);
  assert.deepEqual((await focusFaults(page)).faults, []);
});

const FAULTS = [
  [/without a label/, `${GOOD}<input name="lost">`],
  [/scrolls sideways/, `${GOOD}<div style="width: 500px">lebar</div>`],
  [/filled buttons/, `${GOOD}<button class="main">Lagi</button>`],
  [/under 44 px/, `${GOOD}<button style="min-height: 0; height: 20px">Kecil</button>`],
  [/key frame-turn/, `${GOOD}<p>frame-turn</p>`],
  [/the name akta_kematian/, `${GOOD}<p>akta_kematian</p>`],
  [/placeholder/, `${GOOD}<p>sampai { $date }</p>`],
  [/says the, claim/, `${GOOD}<p>the claim</p>`],
  [/given twice/, `${GOOD}<p id="a">dua</p>`],
  [/has 2 h1/, `${GOOD}<h1>Dua</h1>`],
  [/title/, GOOD, { title: 'Lain | Santun' }],
];
for (const [expected, body, how] of FAULTS) {
  test(`a page with a fault: ${expected.source}`, async () => {
    await show(body, how);
    const faults = await look(page, 'id');
    assert.equal(faults.length, 1, faults.join('\n'));
    assert.match(faults[0], expected);
  });
}

test('words of the other language are found, and Indonesian doubled words are no keys', () => {
  const of = (text, lang) => wordFaults({ text, chrome: text }, lang);
  assert.deepEqual(of('Surat-surat laki-laki, e-mail', 'id'), []);
  assert.equal(of('Belum ada', 'en').length, 1);
  assert.equal(of('Nothing yet', 'en').length, 0);
});

test('a stop without a ring is found', async () => {
  await show(GOOD, { style: ':focus-visible { outline: none }' });
  assert.equal((await focusFaults(page)).faults.length, 2);
});

test('colours that are too near are found in either scheme', async () => {
  await show(GOOD, { style: '@media (prefers-color-scheme: dark) { body { background: #000; color: #333 } }' });
  const faults = await axe(page);
  assert.ok(faults.length > 0 && faults.every((fault) => /color-contrast.*\(dark\)/.test(fault)), faults.join('\n'));
});

test('papers made by the tests are different pictures', async () => {
  const papers = await makePapers(browser);
  const [one, two] = [await papers.jpeg('KTP'), await papers.jpeg('KK')];
  assert.equal(one.buffer.subarray(0, 3).toString('hex'), 'ffd8ff');
  assert.notDeepEqual(one.buffer, two.buffer);
  assert.equal(papers.pdf('KTP').buffer.subarray(0, 5).toString(), '%PDF-');
});
