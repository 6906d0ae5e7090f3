// By keyboard alone: coming in, the work list, a claim.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { focusFaults } from './harness/focus.mjs';
import { scene } from './harness/scene.mjs';

const here = scene();

const active = (reader, read) => reader.page.evaluate(`(${read})(document.activeElement)`);

/** Presses a key that leads to another page. */
async function keyTo(reader, key) {
  await Promise.all([reader.page.waitForEvent('load'), reader.page.keyboard.press(key)]);
  await reader.judge();
}

test('somebody logs in without a mouse', async () => {
  const reader = await here.reader();
  await here.walk([reader], async () => {
    const { email, password } = here.office.user('rina');
    await reader.go('/masuk');
    for (let n = 0; n < 20 && (await active(reader, (node) => node.name)) !== 'email'; n += 1) await reader.page.keyboard.press('Tab');
    await reader.page.keyboard.type(email);
    await reader.page.keyboard.press('Tab');
    await reader.page.keyboard.type(password);
    await keyTo(reader, 'Enter');
    assert.equal(new URL(reader.page.url()).pathname, '/desk');
  });
});

test('the first stop leads past the menu', async () => {
  const reader = await here.staff('rina');
  await here.walk([reader], async () => {
    await reader.page.keyboard.press('Tab');
    assert.equal(await active(reader, (node) => node.className), 'skip');
    assert.equal(await reader.page.locator('.skip').isVisible(), true);
    await reader.page.keyboard.press('Enter');
    await reader.page.keyboard.press('Tab');
    assert.equal(await active(reader, (node) => node.closest('main') !== null), true);
  });
});

test('j and k move in the work list, Enter opens, a slash searches', async () => {
  const reader = await here.staff('rina');
  await here.walk([reader], async () => {
    await reader.go('/desk?view=all');
    const rows = await reader.page.locator('tbody tr a[href*="/claims/"]').evaluateAll((nodes) => nodes.map((node) => node.getAttribute('href')));
    const at = () => active(reader, (node) => node.getAttribute('href'));
    await reader.page.keyboard.press('j');
    assert.equal(await at(), rows[0]);
    await reader.page.keyboard.press('j');
    await reader.page.keyboard.press('j');
    assert.equal(await at(), rows[2]);
    await reader.page.keyboard.press('k');
    assert.equal(await at(), rows[1]);
    assert.equal(await reader.page.locator('tbody tr[aria-selected=true]').count(), 1);
    await reader.page.keyboard.press('/');
    assert.equal(await active(reader, (node) => node.name), 'q');
    // Letters stay letters in a field.
    await reader.page.keyboard.type('jk/');
    assert.equal(await reader.page.inputValue('main [name=q]'), 'jk/');
    await reader.go('/desk?view=all');
    await reader.page.keyboard.press('j');
    await keyTo(reader, 'Enter');
    assert.equal(new URL(reader.page.url()).pathname, rows[0]);
  });
});

for (const size of [360, 1366]) {
  test(`every stop of a claim and of a step has a ring, at ${size}`, async () => {
    const reader = await here.staff('rina', { size });
    await here.walk([reader], async () => {
      const { items } = await here.office.ask('/claims?state=heirs&limit=1');
      for (const address of [`/desk/claims/${items[0].number}`, `/desk/claims/${items[0].number}/do/heirs_verified`, '/desk/claims/new']) {
        await reader.go(address);
        const { faults, seen } = await focusFaults(reader.page);
        assert.deepEqual(faults, [], address);
        assert.ok(seen.length > 5);
      }
    });
  });
}
