// Running the desk: what is owed, what must leave the house, holidays with a look at what moves, one's own absence.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

import { focusFaults } from './harness/focus.mjs';
import { fill, send } from './harness/form.mjs';
import { scene } from './harness/scene.mjs';
import { comeIn } from './pages/family.mjs';
import { makeLinkForFirst } from './pages/link.mjs';

const here = scene();

/** A day of a Monday-to-Friday week, some days from today, as `2026-11-23`. */
function workingDay(from, ahead) {
  const day = new Date(`${from}T00:00:00Z`);
  for (let left = ahead; left > 0; ) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (![0, 6].includes(day.getUTCDay())) left -= 1;
  }
  return day.toISOString().slice(0, 10);
}

for (const how of [{ size: 1366, lang: 'id' }, { size: 360, lang: 'en' }, { size: 360, lang: 'id', js: false }]) {
  test(`the pages of an administrator and a supervisor, at ${how.size}, ${how.lang}${how.js === false ? ', no JavaScript' : ''}`, async () => {
    const [admin, chief] = [await here.staff('admin', how), await here.staff('hasan', how)];
    await here.walk([admin, chief], async () => {
      for (const path of ['obligations', 'outbox', 'outbox?state=delivered', 'holidays', 'holidays/all']) {
        await admin.go(`/desk/admin/${path}`);
        if (how.js !== false) assert.deepEqual((await focusFaults(admin.page)).faults, [], path);
      }
      await chief.go('/desk/admin/obligations');
      assert.ok((await chief.page.locator('tbody tr').count()) >= 10, await chief.said());
      await chief.press('tbody td a[href^="/desk/claims/"]');
      await admin.go('/desk/admin/obligations');
      assert.equal(await admin.has('main a[href^="/desk/claims/"]'), false, 'an administrator opens no claim');
      await chief.go('/desk/me');
      if (how.js !== false) assert.deepEqual((await focusFaults(chief.page)).faults, []);
    });
  });
}

for (const how of [{ size: 1366, lang: 'id' }, { size: 360, lang: 'en', js: false }]) {
  test(`a holiday is looked at, then applied, at ${how.size}, ${how.lang}`, async () => {
    const admin = await here.staff('admin', how);
    await here.walk([admin], async () => {
      await admin.go('/desk/admin/holidays');
      await admin.press('tbody th a');
      const office = new URL(admin.page.url()).pathname;
      const day = workingDay(here.office.today, how.size === 360 ? 2 : 1);
      const year = day.slice(0, 4);
      await admin.go(`${office}?year=${year}`);
      const rows = admin.page.locator('[name=rows]');
      const kept = await rows.inputValue();
      await send(admin, { rows: `${kept}\n${day},Hari jadi kota,libur` }, { form: `form[action="${office}/days"]`, status: 422 });
      assert.match(await rows.inputValue(), /Hari jadi kota/);
      const right = `${kept}\n${day},Hari jadi kota,libur nasional`;
      await send(admin, { rows: right }, { form: `form[action="${office}/days"]` });
      const said = await admin.page.locator('main strong').first().innerText();
      const [moved, open] = said.match(/\d+/g).map(Number);
      assert.ok(moved > 0 && open >= moved, said);
      assert.ok(await admin.has('tbody tr'));
      await admin.press('button.main');
      assert.ok(await admin.has('main .tag.else'), await admin.said());
      await admin.says(String(moved));
      await admin.says('Hari jadi kota');
    });
  });
}

test('hours are looked at, then applied', async () => {
  const admin = await here.staff('admin');
  await here.walk([admin], async () => {
    await admin.go('/desk/admin/holidays');
    await admin.press(admin.page.locator('tbody th a').last());
    const form = 'form[action$="/hours"]';
    await send(admin, { opens: '16.00', closes: '08.00' }, { form, status: 422 });
    await send(admin, { opens: '07.30', closes: '15.30', zone: 'Asia/Jakarta', joint_leave: false }, { form });
    await admin.press('button.main');
    await admin.go('/desk/admin/holidays');
    await admin.says('07.30-15.30');
    await admin.says('hari kerja');
  });
});

test('what was given up is tried again', async () => {
  // Nobody can wait four days for a delivery to be given up: the office's database is told that one was.
  const database = join(here.office.folder, 'demo', 'santun.db');
  const script = [
    'import sqlite3, sys', 'db = sqlite3.connect(sys.argv[1], timeout=10)',
    "db.execute(\"UPDATE outbox SET state = 'dead', attempts = 9, last_error = '550 <siti@keluarga.example> unknown' WHERE id IN (SELECT id FROM outbox WHERE kind = 'open_claim' LIMIT 2)\")",
    'db.commit()',
  ].join('\n');
  execFileSync('python3', ['-c', script, database]);
  const [chief, auditor] = [await here.staff('hasan', { lang: 'id' }), await here.staff('auditor', { lang: 'en', size: 360 })];
  await here.walk([chief, auditor], async () => {
    await auditor.go('/desk/admin/outbox?state=dead');
    assert.equal(await auditor.has('main form[method=post]'), false);
    await chief.go('/desk/admin/outbox');
    await chief.says('550');
    assert.doesNotMatch(await chief.said(), /siti@/);
    const before = await chief.page.locator('td .tag.late').count();
    assert.ok(before > 0, await chief.said());
    await chief.press('main form[action="/desk/admin/outbox/retry"] button.main');
    assert.equal(await chief.page.locator('td .tag.late').count(), 0, await chief.said());
  });
});

for (const js of [true, false]) {
  test(`somebody is away and a colleague stands in, ${js ? 'with' : 'without'} JavaScript`, async () => {
    const reader = await here.staff('rina', { js, size: js ? 1366 : 360, lang: js ? 'id' : 'en' });
    const form = 'form[action="/desk/me/letters"]';
    await here.walk([reader], async () => {
      await reader.go('/desk/me');
      const colleague = await reader.page.locator('[name=deputy] option').nth(1).getAttribute('value');
      const [from, until] = [here.office.today, workingDay(here.office.today, 5)];
      await send(reader, { away_from: until, away_until: from }, { form, status: 422 });
      await send(reader, { away_from: from, away_until: until, deputy: colleague }, { form });
      assert.ok(await reader.has('main .note.soon'), await reader.said());
      assert.equal(await reader.page.locator('[name=deputy]').inputValue(), colleague);
      await fill(reader, { language: 'en' }, form);
      for (const box of await reader.page.locator(`${form} .date input`).all()) await box.fill('');
      await reader.press(`${form} button`);
      assert.equal(await reader.has('main .note.soon'), false);
    });
  });
}

for (const how of [{ size: 360, lang: 'id', js: false }, { size: 1366, lang: 'en' }]) {
  test(`an old link leads to a new one in one press, at ${how.size}, ${how.lang}`, async () => {
    const desk = await here.staff('hasan');
    let address = null;
    await here.walk([desk], async () => {
      const { items } = await here.office.ask('/claims?limit=200', 'auditor');
      for (const claim of items.filter(({ ended, state }) => !ended && state === 'documents')) {
        address ??= await makeLinkForFirst(desk, claim.number, 'sent');
      }
    });
    const [phone, other] = [await here.reader(how), await here.reader(how)];
    await here.walk([phone, other], async () => {
      await comeIn(phone, address);
      await other.go(address, 410);
      await other.press('form[action$="/baru"] button.main', 410);
      assert.ok(await other.has('main .note.done'), await other.said());
      assert.equal(await other.has('form[action$="/baru"]'), false);
      await other.go('/m/tidak-ada', 404);
      await other.go('/surat/berhenti/tidak-ada', 404);
    });
  });
}
