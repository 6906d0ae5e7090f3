// A family without an address: the call in place of each letter, worked off by keyboard; the clock that waits for them,
// stopped and let go on; and the letter that is read before a claim is refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fill } from './harness/form.mjs';
import { focusFaults } from './harness/focus.mjs';
import { nobodyYet } from './harness/people.mjs';
import { scene } from './harness/scene.mjs';
import { openCall, tabTo, waits } from './pages/calls.mjs';
import { answer, openStep, takeStep } from './pages/claim.mjs';
import { openClock, resume, stop } from './pages/clock.mjs';
import { report } from './pages/opening.mjs';
import { recordPerson } from './pages/people.mjs';

const here = scene();

const WIDOW = { name: 'Siti Aminah', relation: 'spouse', birth_date: '1985-03-07', sex: 'female', phone: '081299990000' };

/** A claim of the reader's own that waits for papers, its widow recorded with a telephone and no address. */
async function waiting(desk) {
  const late = await nobodyYet(here.office);
  const number = await report(desk, { ...late, event: here.office.today });
  await desk.press(`main form[action="/desk/claims/${number}/take"] button`);
  await takeStep(desk, number, 'accept');
  await answer(desk, number, { died_at_work: 'no' });
  await recordPerson(desk, number, WIDOW);
  await takeStep(desk, number, 'request_documents');
  return number;
}

for (const how of [{ size: 1366, lang: 'id' }, { size: 360, lang: 'id' }, { size: 360, lang: 'en', dark: true }]) {
  test(`a call in place of a letter, by keyboard, at ${how.size}, ${how.lang}`, async () => {
    const rina = await here.staff('rina', how);
    await here.walk([rina], async () => {
      const number = await waiting(rina);
      await rina.go('/desk/calls');
      assert.deepEqual((await focusFaults(rina.page, { stops: 400 })).faults, []);
      await openCall(rina, number, WIDOW.name);
      assert.equal(await rina.page.locator('main a[href="tel:+6281299990000"]').count(), 1);
      assert.match(await rina.page.locator('main textarea[readonly]').first().inputValue(), /Siti.*surat/s);
      await tabTo(rina, 'main [name^="outcome-"]');
      await rina.page.keyboard.press('Space');
      await tabTo(rina, 'main [name^="note-"]');
      await rina.page.keyboard.type('Datang Rabu.');
      await tabTo(rina, 'main form button');
      await Promise.all([rina.page.waitForEvent('load'), rina.page.keyboard.press('Enter')]);
      await rina.judge();
      assert.equal(new URL(rina.page.url()).pathname, '/desk/calls');
      assert.equal(await rina.has('.note.done'), true, await rina.said());
      assert.equal(await waits(rina, number, WIDOW.name), false);
      await rina.go(`/desk/claims/${number}`);
      await rina.says('Datang Rabu.');
      // The letter itself, as the family reads it.
      await rina.go(`/desk/claims/${number}/messages`);
      await rina.press('main a[href^="/desk/letters/"]');
      assert.match(await rina.page.locator('.letter-text').innerText(), /Yth\. Bapak\/Ibu Siti/);
      assert.deepEqual((await focusFaults(rina.page)).faults, []);
      // On paper, with a code that lets its reader in.
      await rina.press('main form[action^="/desk/letters/"] button');
      assert.equal(await rina.page.locator('.letter svg.qr').count(), 1);
      assert.match(await rina.page.locator('.letter-text').innerText(), /Yth\. Bapak\/Ibu Siti/);
    });
  });
}

test('what is said is copied by a button', async () => {
  const rina = await here.staff('rina');
  await here.walk([rina], async () => {
    const number = await waiting(rina);
    await rina.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openCall(rina, number, WIDOW.name);
    const said = await rina.page.locator('main textarea[readonly]').first().inputValue();
    await rina.page.locator('main [data-copy]').first().click();
    await rina.page.locator('main [role=status]', { hasText: 'Tersalin.' }).waitFor();
    assert.equal(await rina.page.evaluate(() => navigator.clipboard.readText()), said.trimEnd());
  });
});

for (const how of [{ size: 1366, js: true }, { size: 360, js: false }]) {
  test(`a clock is stopped and goes on, at ${how.size}${how.js ? '' : ' without JavaScript'}`, async () => {
    const rina = await here.staff('rina', how);
    await here.walk([rina], async () => {
      const number = await waiting(rina);
      await openClock(rina, number);
      await rina.says('Cara menghitungnya');
      await rina.says('Minta pengawas kantor ini.');
      await stop(rina, '', 422);
      assert.equal(await rina.has('[id="stop_reason-wrong"]'), true);
      await stop(rina, 'Akta masih di Dukcapil.');
      await rina.says('Jamnya berhenti.');
      await rina.says('Akta masih di Dukcapil.');
      await rina.go(`/desk/claims/${number}`);
      await rina.says('berhenti sementara');
      await openClock(rina, number);
      await resume(rina, 'Akta sudah datang.');
      await rina.says('Jamnya berjalan lagi.');
      assert.equal(await rina.has('main [name=stop_reason]'), true);
    });
  });
}

for (const js of [true, false]) {
  test(`the letter is read before a claim is refused${js ? '' : ', without JavaScript'}`, async () => {
    const [rina, hasan] = [await here.staff('rina'), await here.staff('hasan', { js, size: js ? 1366 : 360 })];
    await here.walk([rina, hasan], async () => {
      const number = await waiting(rina);
      await openStep(hasan, number, 'reject');
      assert.equal(await hasan.has('.letter-text'), false);
      await fill(hasan, { reason: 'Iuran terakhir tahun lalu.', rule: 'PP 44/2015 ps. 31' });
      await hasan.press('main button.grave');
      assert.match(await hasan.page.locator('details[open] .letter-text').innerText(), /Iuran terakhir tahun lalu\./);
      assert.equal(await hasan.page.locator('[name=reason]').inputValue(), 'Iuran terakhir tahun lalu.');
      assert.equal((await here.office.ask(`/claims/${number}`)).state, 'documents');
      await hasan.press('main button.grave');
      assert.equal((await here.office.ask(`/claims/${number}`)).state, 'rejected');
      assert.equal(await waits(rina, number, WIDOW.name), true);
    });
  });
}
