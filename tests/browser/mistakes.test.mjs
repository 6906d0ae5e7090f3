// What is typed or sent wrongly: it is told in words at its place, and nothing that was typed is lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fill } from './harness/form.mjs';
import { nobodyYet } from './harness/people.mjs';
import { scene } from './harness/scene.mjs';
import { answer, takeStep } from './pages/claim.mjs';
import * as family from './pages/family.mjs';
import { makeLink } from './pages/link.mjs';
import { report, search } from './pages/opening.mjs';
import { recordPerson } from './pages/people.mjs';

const here = scene();

const WIDOW = { name: 'Siti Aminah', relation: 'spouse', birth_date: '1985-03-07', sex: 'female' };

/** Told at its field: the box is marked, its words stand beside it, and the summary leads to it. */
async function toldAt(reader, name) {
  const box = reader.page.locator(`[name="${name}"], [name="${name}.d"]`).first();
  assert.equal(await box.getAttribute('aria-invalid'), 'true', `${name}\n${await reader.said()}`);
  const described = (await box.getAttribute('aria-describedby')) ?? '';
  assert.ok(described.includes(`${name}-wrong`), described);
  assert.equal(await reader.page.locator(`.summary a[href="#${name}"]`).count(), 1);
  assert.match(await reader.page.title(), /^(Salah|Wrong|Error|Not right)/i);
  return reader.page.locator(`[id="${name}-wrong"]`).innerText();
}

/** A claim that waits for papers, its widow recorded. */
async function waiting(desk) {
  const late = await nobodyYet(here.office);
  const number = await report(desk, { ...late, event: here.office.today });
  await takeStep(desk, number, 'accept');
  await answer(desk, number, { died_at_work: 'no' });
  await takeStep(desk, number, 'request_documents');
  await recordPerson(desk, number, WIDOW);
  return number;
}

for (const js of [true, false]) {
  const how = js ? 'with' : 'without';

  test(`a report of a death that has not happened yet, ${how} JavaScript`, async () => {
    const reader = await here.staff('rina', { js });
    await here.walk([reader], async () => {
      const late = await nobodyYet(here.office);
      await search(reader, late.nik);
      await reader.press('main ul.papers a');
      const next = `${Number(here.office.today.slice(0, 4)) + 1}-01-15`;
      await fill(reader, { workflow: 'jkm', 'event.date': next, 'reporter.name': 'Ketua RT', 'event.description': 'cerita yang panjang' });
      await reader.press('main form[method=post] button.main', 422);
      assert.match(await toldAt(reader, 'event.date'), /belum|depan/);
      assert.equal(await reader.page.inputValue('[name="event.description"]'), 'cerita yang panjang');
      assert.equal(await reader.page.inputValue('[name="event.date.y"]'), next.slice(0, 4));
      await fill(reader, { 'event.date': here.office.today });
      await reader.press('main form[method=post] button.main');
      assert.match(reader.page.url(), /JKM-/);
    });
  });

  test(`a NIK of fifteen digits, and no name, ${how} JavaScript`, async () => {
    const reader = await here.staff('rina', { js });
    await here.walk([reader], async () => {
      const number = await waiting(reader);
      await recordPerson(reader, number, { name: 'Budi Saputra', relation: 'child', nik: '157102120480900', sex: 'male' }, 422);
      assert.match(await toldAt(reader, 'nik'), /15|16/);
      assert.equal(await reader.page.inputValue('[name=name]'), 'Budi Saputra');
      assert.equal(await reader.page.inputValue('[name=nik]'), '157102120480900');
      await recordPerson(reader, number, { name: '', relation: 'child', sex: 'male' }, 422);
      await toldAt(reader, 'name');
    });
  });

  test(`a file of 30 MB, an empty file and no photo are told in words, ${how} JavaScript`, async () => {
    const [desk, phone] = [await here.staff('rina', { js }), await here.reader({ js, size: 360 })];
    await here.walk([desk, phone], async () => {
      const number = await waiting(desk);
      await family.comeIn(phone, await makeLink(desk, number, WIDOW.name));
      const [paper] = await family.wanted(phone);
      for (const [file, words] of [
        [here.papers.large(30 * 1024 * 1024), /MB/],
        [{ name: 'kosong.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) }, /kosong/],
        [{ name: 'catatan.txt', mimeType: 'text/plain', buffer: Buffer.from('bukan foto') }, /foto/],
      ]) {
        await phone.go(paper);
        await fill(phone, { file });
        await told(phone, words);
      }
      await phone.go(paper);
      await told(phone, /foto/);
      // After all that, the right one arrives.
      await family.sendPaper(phone, paper, await here.papers.jpeg('KTP'));
    });
  });
}

/** Presses send, and reads what is wrong: on the page that comes back, or where the script says it. */
async function told(phone, words) {
  if (!phone.how.js) {
    await phone.press('main form[method=post] button.main', 422);
    assert.match(await phone.page.locator('.summary').innerText(), words);
    return;
  }
  await phone.during(422, async () => {
    await phone.page.locator('main form[method=post] button.main').click();
    await phone.page.waitForSelector('#broken:not([hidden])');
  });
  assert.match(await phone.page.locator('#broken').innerText(), words);
}

test('a link opens once: the second phone is told how to go on, staff do not use it up', async () => {
  const [desk, phone, other] = [await here.staff('rina'), await here.reader({ size: 360 }), await here.reader({ size: 360 })];
  await here.walk([desk, phone, other], async () => {
    const number = await waiting(desk);
    const address = await makeLink(desk, number, WIDOW.name);
    const path = new URL(address).pathname;
    await desk.go(path);
    assert.equal(await desk.has('main form button.main'), false);
    await other.go(path);
    await family.comeIn(phone, address);
    await other.press('main form button.main', 410);
    assert.equal(await other.has('main a[href^="tel:"]'), true, await other.said());
    await other.go(path, 410);
    await other.go('/m/tidak-ada-tautan-seperti-ini-AAAAAAAAAAAAAAAA', 404);
    // Whoever is in stays in, and sees no claim but their own and nothing of the desk.
    await phone.go(path);
    assert.match(new URL(phone.page.url()).pathname, /^\/keluarga\//);
    await phone.go('/keluarga/JKM-2026-000008-9', 404);
    await phone.go(`/desk/claims/${number}`, 404);
    await other.go('/keluarga', 401);
  });
});
