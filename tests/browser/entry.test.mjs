// Coming in: the front page, the log-in, the own account, and the pages that say no.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { focusFaults } from './harness/focus.mjs';
import { scene } from './harness/scene.mjs';

const here = scene();

for (const size of [360, 1366]) {
  for (const lang of ['id', 'en']) {
    test(`front and log-in at ${size}, ${lang}`, async () => {
      const reader = await here.reader({ size, lang });
      await here.walk([reader], async () => {
        await reader.go('/');
        await reader.go('/masuk');
        const { faults, seen } = await focusFaults(reader.page);
        assert.deepEqual(faults, []);
        assert.ok(seen.length >= 5, seen.join('\n'));
      });
    });
  }
}

test('the language is chosen by hand and kept', async () => {
  const reader = await here.reader({ lang: 'id' });
  await here.walk([reader], async () => {
    await reader.go('/');
    reader.how.lang = 'en';
    await reader.press('a[hreflang=en]');
    await reader.go('/masuk');
  });
});

test('a wrong password is told, the address is kept, and the summary has the focus', async () => {
  const reader = await here.reader();
  await here.walk([reader], async () => {
    await reader.go('/masuk');
    await reader.page.fill('[name=email]', 'rina@santun.example');
    await reader.page.fill('[name=password]', 'salah sama sekali');
    await reader.press('button.main', 422);
    assert.equal(await reader.page.inputValue('[name=email]'), 'rina@santun.example');
    assert.equal(await reader.page.inputValue('[name=password]'), '');
    assert.ok(await reader.page.evaluate(() => document.activeElement.matches('.summary')));
    await reader.page.click('.summary a');
    assert.ok(await reader.page.evaluate(() => document.activeElement.name === 'email' || location.hash === '#email'));
  });
});

for (const js of [true, false]) {
  test(`everybody comes in to a page of their own, ${js ? 'with' : 'without'} JavaScript`, async () => {
    for (const role of ['caseworker', 'supervisor', 'admin', 'auditor']) {
      const reader = await here.staff(role, { js });
      await here.walk([reader], async () => {
        assert.match(new URL(reader.page.url()).pathname, /^\/desk/);
        await reader.go('/desk/me');
        await reader.press('form[action="/keluar"] button');
        assert.equal(new URL(reader.page.url()).pathname, '/');
        await reader.go('/desk/me');
        assert.equal(new URL(reader.page.url()).pathname, '/masuk');
      });
    }
  });
}

test('what is not there, and what is not for this reader, is said in the frame of the desk', async () => {
  for (const lang of ['id', 'en']) {
    const [nobody, auditor] = [await here.reader({ lang }), await here.staff('auditor', { lang })];
    await here.walk([nobody, auditor], async () => {
      await nobody.go('/tidak-ada', 404);
      await auditor.go('/desk/admin/users', 403);
      await auditor.go('/desk/claims/JKM-2026-999999-9', 404);
    });
  }
});

test('another device is logged out from the account page', async () => {
  const [first, second] = [await here.staff('bayu'), await here.staff('bayu')];
  await here.walk([first, second], async () => {
    await first.go('/desk/me');
    await first.press('form[action="/desk/me/sessions/end-others"] button');
    await second.go('/desk/me');
    assert.equal(new URL(second.page.url()).pathname, '/masuk');
  });
});

test('without scripts, styles or pictures from elsewhere, a first page is small', async () => {
  const reader = await here.reader({ size: 360 });
  await here.walk([reader], async () => {
    let bytes = 0;
    reader.page.on('response', async (response) => {
      bytes += (await response.body()).length;
      assert.ok(response.url().startsWith(here.office.url), response.url());
    });
    await reader.page.goto('/', { waitUntil: 'networkidle' });
    assert.ok(bytes > 0 && bytes <= 50_000, `${bytes} bytes`);
  });
});
