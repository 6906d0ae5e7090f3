// What each test file begins with: an office, a browser, papers to send, and readers that are judged when their test ends.
import { after, before } from 'node:test';

import { logIn } from '../pages/log-in.mjs';
import { openBrowser } from './browser.mjs';
import { openOffice } from './office.mjs';
import { makePapers } from './paper.mjs';
import { openReader } from './reader.mjs';

/** An office and a browser for the tests of a file; its time can be let pass where `ahead` is asked for. */
export function scene(how) {
  const here = {};
  before(async () => {
    here.office = await openOffice(how);
    here.browser = await openBrowser();
    here.papers = await makePapers(here.browser);
  }, { timeout: 180_000 });
  after(async () => {
    await here.browser?.close();
    await here.office?.stop();
  });

  /** Somebody at a browser, for one test. */
  here.reader = async (how) => openReader(here.browser, here.office, how);

  /** Somebody of the staff, logged in. */
  here.staff = async (who, how) => logIn(await here.reader(how), here.office.user(who));

  /** Runs a walk of readers; when it fails, it says what the page and the program said last. */
  here.walk = async (readers, act) => {
    try {
      await act(...readers);
    } catch (error) {
      const pages = await Promise.all(readers.map((reader) => reader.said().catch(() => 'closed')));
      const faults = readers.flatMap((reader) => reader.faults);
      error.message += `\n--- pages\n${pages.join('\n---\n')}\n--- faults\n${faults.join('\n')}\n--- program\n${await here.office.lastWords()}`;
      await Promise.all(readers.map((reader) => reader.context.close()));
      throw error;
    }
    for (const reader of readers) await reader.leave();
  };
  return here;
}
