// What families see of claims in every state: on a phone and at a desk, in both languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { focusFaults } from './harness/focus.mjs';
import { scene } from './harness/scene.mjs';
import { comeIn, kindOf, wanted } from './pages/family.mjs';
import { makeLinkForFirst } from './pages/link.mjs';

const here = scene();

const WAYS = [
  { size: 360, lang: 'id' },
  { size: 1366, lang: 'en' },
  { size: 360, lang: 'en', dark: true },
  { size: 360, lang: 'id', js: false },
];

test('every state of a claim, as its family sees it', async () => {
  const desk = await here.staff('hasan');
  const { items } = await here.office.ask('/claims?limit=200', 'auditor');
  const seen = new Map();
  await here.walk([desk], async () => {
    for (const claim of items) {
      if (seen.has(claim.state)) continue;
      const address = await makeLinkForFirst(desk, claim.number);
      if (!address) continue;
      const way = WAYS[seen.size % WAYS.length];
      seen.set(claim.state, way);
      const phone = await here.reader(way);
      await here.walk([phone], () => visit(phone, address));
    }
  });
  assert.ok(seen.size >= 8, `only ${[...seen.keys()].join()}`);
});

async function visit(phone, address) {
  await comeIn(phone, address);
  const { faults } = await focusFaults(phone.page);
  assert.deepEqual(faults, []);
  await phone.page.locator('details').evaluateAll((nodes) => nodes.forEach((node) => { node.open = true; }));
  await phone.judge();
  const papers = await wanted(phone);
  for (const paper of papers.filter((one, at) => papers.findIndex((other) => kindOf(other) === kindOf(one)) === at).slice(0, 2)) {
    await phone.go(paper);
    assert.equal(await phone.has('input[type=file][capture]'), true);
  }
  await phone.go('/keluarga');
  const objection = await phone.page.locator('main a[href$="/keberatan"]').count();
  if (objection) await phone.press('main a[href$="/keberatan"]');
}

test('a claim is small for a phone that opens it first', async () => {
  const [desk, phone] = [await here.staff('hasan'), await here.reader({ size: 360 })];
  await here.walk([desk, phone], async () => {
    const { items } = await here.office.ask('/claims?state=documents&limit=50', 'auditor');
    let address;
    for (const { number } of items) address ??= await makeLinkForFirst(desk, number);
    let bytes = 0;
    phone.page.on('response', async (response) => { bytes += (await response.body().catch(() => '')).length; });
    await phone.page.goto(new URL(address).pathname);
    await Promise.all([phone.page.waitForEvent('load'), phone.page.locator('main form button.main').click()]);
    await phone.page.waitForLoadState('networkidle');
    // Both pages together, as they come over the line before they are packed.
    assert.ok(bytes > 0 && bytes <= 50_000, `${bytes} bytes`);
  });
});
