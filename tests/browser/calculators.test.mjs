// The public calculators: by anybody, with and without JavaScript, down to 320 px, light and dark.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fill as fillIn } from './harness/form.mjs';
import { scene } from './harness/scene.mjs';

const here = scene();
const fill = (reader, values) => fillIn(reader, values, 'main form');

const WAYS = [
  { size: 320, js: false, lang: 'id' },
  { size: 360, js: true, lang: 'en', dark: true },
  { size: 1366, js: true, lang: 'id' },
];
for (const how of WAYS) {
  test(`what is paid, and who inherits, at ${how.size}, ${how.lang}`, async () => {
    const reader = await here.reader(how);
    await here.walk([reader], async () => {
      await reader.go('/santunan');
      await reader.says('Rp42.000.000');
      await fill(reader, { what: 'function' });
      await reader.press('main button.main');
      await reader.press('main button.main', 422);
      await fill(reader, {
        event_date: '2026-03-01', monthly_wage: '1.000.000', 'loss1.code': 'right_thumb',
        'membership.from.m': '1', 'membership.from.y': '2025', 'membership.paid_through.m': '3', 'membership.paid_through.y': '2026',
      });
      await reader.press('main button.main', 422);
      await fill(reader, { 'loss1.function_loss_percent': '50' });
      await reader.press('main button.main');
      await reader.says('Rp6.000.000');
      await reader.go('/ahli-waris');
      await reader.press('button[name=orang]');
      await fill(reader, {
        event_date: '2026-03-01', 'person1.relation': 'spouse', 'person2.relation': 'sibling', 'person4.relation': 'child', 'person4.age': '9',
      });
      await reader.press('main button.main');
      assert.equal(await reader.page.locator('.standing').count(), 3);
      assert.deepEqual((await reader.context.cookies()).map((cookie) => cookie.name), []);
    });
  });
}
