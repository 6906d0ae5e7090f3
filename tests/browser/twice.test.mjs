// What people really do: press twice, work in two tabs, come back after the session has ended.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fill } from './harness/form.mjs';
import { nobodyYet } from './harness/people.mjs';
import { scene } from './harness/scene.mjs';
import { openClaim, takeStep, openQuestions } from './pages/claim.mjs';
import { report } from './pages/opening.mjs';

const here = scene();

/** A claim of this test's own, at the first check. */
async function fresh(reader) {
  const late = await nobodyYet(here.office);
  const number = await report(reader, { ...late, event: here.office.today });
  await takeStep(reader, number, 'accept');
  return number;
}

const events = async (number, type) => {
  const history = await here.office.ask(`/claims/${number}/history?limit=200`);
  return history.items.filter((item) => item.type === type);
};

for (const js of [true, false]) {
  const how = js ? 'with' : 'without';
  test(`a double click on a step takes it once, ${how} JavaScript`, async () => {
    const reader = await here.staff('rina', { js });
    await here.walk([reader], async () => {
      const late = await nobodyYet(here.office);
      const number = await report(reader, { ...late, event: here.office.today });
      await reader.go(`/desk/claims/${number}/do/accept`);
      await Promise.all([
        reader.page.waitForURL((url) => url.pathname === `/desk/claims/${number}`),
        reader.page.locator('main form[method=post] button').last().dblclick(),
      ]);
      await reader.page.waitForLoadState();
      await reader.judge();
      assert.equal((await events(number, 'action_taken')).length, 1);
    });
  });

  test(`a double click on a report opens one claim, ${how} JavaScript`, async () => {
    const reader = await here.staff('rina', { js });
    await here.walk([reader], async () => {
      const late = await nobodyYet(here.office);
      await reader.go('/desk/claims/new');
      await fill(reader, { q: late.nik });
      await reader.press('main form button.main');
      await reader.press(reader.page.locator('main ul.papers a').first());
      const [year, month, day] = here.office.today.split('-');
      await fill(reader, { workflow: 'jkm', 'event.date': `${year}-${month}-${day}`, 'reporter.name': 'Ketua RT' });
      await Promise.all([
        reader.page.waitForURL(/\/desk\/claims\/JKM-/),
        reader.page.locator('main form[method=post] button.main').dblclick(),
      ]);
      await reader.page.waitForLoadState();
      const all = (await here.office.ask(`/claims?limit=200&q=${encodeURIComponent(late.name)}`)).items;
      assert.equal(all.filter((claim) => claim.participant === late.name).length, 1);
    });
  });

  test(`the second of two tabs is told what changed, and keeps its text, ${how} JavaScript`, async () => {
    const reader = await here.staff('rina', { js });
    await here.walk([reader], async () => {
      const number = await fresh(reader);
      const second = await reader.tab();
      await openQuestions(reader, number);
      await openQuestions(second, number);
      await fill(reader, { cause_of_death: 'sakit jantung' });
      await reader.press('main form button.main');
      await fill(second, { cause_of_death: 'sakit paru, kata anaknya' });
      await second.press('main form button.main', 412);
      assert.equal(await second.has('.summary'), true, await second.said());
      assert.equal(await second.page.inputValue('[name=cause_of_death]'), 'sakit paru, kata anaknya');
      assert.equal(await second.page.locator('[name=cause_of_death]').isVisible(), true, 'what was typed is in sight');
      await second.press('main form button.main');
      const claim = await here.office.ask(`/claims/${number}`);
      assert.equal(claim.facts.cause_of_death, 'sakit paru, kata anaknya');
    });
  });
}

test('a step that somebody else took meanwhile is told', async () => {
  const [rina, bayu] = [await here.staff('rina'), await here.staff('bayu')];
  await here.walk([rina, bayu], async () => {
    const late = await nobodyYet(here.office);
    const number = await report(rina, { ...late, event: here.office.today });
    await rina.go(`/desk/claims/${number}/do/accept`);
    await takeStep(bayu, number, 'accept');
    await rina.press('main form[method=post] button.main', 409);
    await openClaim(rina, number);
    assert.equal((await events(number, 'action_taken')).length, 1);
  });
});

/** Ends every other session of the same user. */
async function endOthers(reader) {
  await reader.go('/desk/me');
  await reader.press('form[action="/desk/me/sessions/end-others"] button');
}

/** Logs in on the page that a form without a session is answered with; what was written is offered again, and sent. */
async function logInAndSend(reader, who) {
  // The page says that what was written is safe.
  assert.equal(await reader.has('main .note'), true, await reader.said());
  const { email, password } = here.office.user(who);
  await fill(reader, { email, password });
  await reader.press('main form[action="/masuk"] button.main');
  await reader.press('main form[method=post] button.main');
}

for (const js of [true, false]) {
  test(`what was written when the session ended is sent after the log-in, ${js ? 'with' : 'without'} JavaScript`, async () => {
    const [reader, other] = [await here.staff('bayu', { js }), await here.staff('bayu')];
    await here.walk([reader, other], async () => {
      const number = await fresh(reader);
      await openQuestions(reader, number);
      await fill(reader, { cause_of_death: 'sakit, sudah lama' });
      await endOthers(other);
      await reader.press('main form button.main', 401);
      await logInAndSend(reader, 'bayu');
      assert.equal(new URL(reader.page.url()).pathname, `/desk/claims/${number}`);
      assert.equal((await here.office.ask(`/claims/${number}`)).facts.cause_of_death, 'sakit, sudah lama');
    });
  });
}

test('a session that ends in a review loses nothing that was typed', async () => {
  const [reader, other] = [await here.staff('hasan'), await here.staff('hasan')];
  await here.walk([reader, other], async () => {
    const paper = await pending();
    await reader.go(paper);
    await fill(reader, { 'read.name': 'Nama Yang Diketik' });
    await endOthers(other);
    await reader.press('main form button[value=compare]', 401);
    await logInAndSend(reader, 'hasan');
    assert.equal(new URL(reader.page.url()).pathname, paper);
    assert.equal(await reader.page.inputValue('[name="read.name"]'), 'Nama Yang Diketik');
  });
});

/** A paper of the demo that waits, and has a name on it. */
async function pending() {
  const { items } = await here.office.ask('/claims?state=documents&limit=50', 'auditor');
  for (const { number } of items) {
    const { documents } = await here.office.ask(`/claims/${number}`, 'auditor');
    const found = documents.find((paper) => paper.status === 'pending' && ['ktp', 'akta_kematian', 'kk', 'buku_nikah'].includes(paper.kind));
    if (found) return `/desk/claims/${number}/documents/${found.id}`;
  }
  throw new Error('no paper waits');
}

test('a page from before the log-out does not act in the name of whoever logged in next', async () => {
  const reader = await here.staff('rina');
  await here.walk([reader], async () => {
    const number = await fresh(reader);
    const old = await reader.tab();
    await openQuestions(old, number);
    await fill(old, { cause_of_death: 'sakit' });
    await reader.press('form[action="/keluar"] button');
    const { email, password } = here.office.user('tuti');
    await reader.go('/masuk');
    await fill(reader, { email, password });
    await reader.press('main form button.main');
    await old.press('main form button.main', 403);
    assert.equal((await here.office.ask(`/claims/${number}`)).facts.cause_of_death ?? null, null);
  });
});
