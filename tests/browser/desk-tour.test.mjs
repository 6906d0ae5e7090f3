// Every page of the desk, with claims in every state of the demo: what every page must stand, for every role.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { focusFaults } from './harness/focus.mjs';
import { scene } from './harness/scene.mjs';

const here = scene();

/** One claim for each state that the demo has. */
async function claims() {
  const { items } = await here.office.ask('/claims?limit=200', 'auditor');
  const byState = new Map(items.map((claim) => [claim.state, claim]));
  return [...byState.values()];
}

/** The addresses on the page that match. */
async function links(reader, selector) {
  const found = await reader.page.locator(selector).evaluateAll((nodes) => nodes.map((node) => node.getAttribute('href')));
  return [...new Set(found)];
}

// Where a claim's page leads; of papers and people a few are enough.
const ONWARD = ['/do/', '/alerts/', '/facts', '/history', '/deadlines', '/messages', '/documents/new', '/people/new', '/payees', '/link'];
const SOME = [/\/documents\/[0-9a-f-]{36}$/, /\/people\/[0-9a-f-]{36}$/];

for (const how of [{ lang: 'id', size: 1366 }, { lang: 'en', size: 360 }]) {
  test(`claims in every state, and all they lead to, at ${how.size}, ${how.lang}`, async () => {
    const chief = await here.staff('hasan', how);
    await here.walk([chief], async () => {
      const all = await claims();
      assert.ok(all.length >= 9, `${all.length} states`);
      for (const { number } of all) {
        await chief.go(`/desk/claims/${number}`);
        const onward = await links(chief, `main a[href^="/desk/claims/${number}/"]`);
        const next = onward.filter((address) => ONWARD.some((part) => address.includes(part)));
        const some = SOME.flatMap((which) => onward.filter((address) => which.test(address)).slice(0, 2));
        for (const address of new Set([...next.filter((address) => !address.includes('?')), ...some])) await chief.go(address);
      }
    });
  });
}

for (const role of ['caseworker', 'supervisor', 'auditor', 'admin']) {
  test(`the pages of a ${role}, by the menu`, async () => {
    const [inIndonesian, inEnglish] = [
      await here.staff(role, { lang: 'id', size: 1366, dark: true }),
      await here.staff(role, { lang: 'en', size: 360 }),
    ];
    await here.walk([inIndonesian, inEnglish], async () => {
      for (const reader of [inIndonesian, inEnglish]) {
        const menu = await links(reader, 'header nav a');
        assert.ok(menu.length >= 2, menu.join());
        for (const address of menu) {
          await reader.go(address);
          const { faults } = await focusFaults(reader.page);
          assert.deepEqual(faults, [], address);
        }
      }
    });
  });
}

test('the work list: its views, its filters, its pages', async () => {
  const reader = await here.staff('rina');
  await here.walk([reader], async () => {
    for (const address of await links(reader, '.counters a')) await reader.go(address);
    await reader.go('/desk?view=all');
    assert.ok((await reader.page.locator('tbody tr').count()) >= 10);
    // Whoever works sees what to do, and why it is stuck, in every row.
    for (const cell of await reader.page.locator('tbody td:nth-child(4)').allInnerTexts()) assert.ok(cell.trim(), 'an empty task');
    if (await reader.has('a[rel=next]')) await reader.press('a[rel=next]');
    await reader.page.fill('main [name=q]', 'JKM-2026-000008-9');
    await reader.press('main form[role=search] button');
    assert.equal(await reader.page.locator('tbody tr').count(), 1, await reader.said());
    await reader.go('/desk?view=all&q=tidak+ada+orang+ini');
    assert.equal(await reader.has('tbody tr'), false);
  });
});

test('ten rows of work and the counters are on the first screen of a desk', async () => {
  const reader = await here.staff('rina');
  await here.walk([reader], async () => {
    await reader.go('/desk?view=all');
    const tenth = await reader.page.locator('tbody tr').nth(9).boundingBox();
    assert.ok(tenth.y + tenth.height <= 768, `the tenth row ends at ${tenth.y + tenth.height} px`);
  });
});

test('an auditor sees no button that writes', async () => {
  const auditor = await here.staff('auditor');
  await here.walk([auditor], async () => {
    for (const { number } of await claims()) {
      await auditor.go(`/desk/claims/${number}`);
      assert.equal(await auditor.has('main form[method=post], main a.button[href*="/do/"]'), false, number);
    }
  });
});
