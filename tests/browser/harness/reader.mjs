// Somebody at a browser. Every page they reach is looked at; what is wrong with any of them fails the test at its end.
import assert from 'node:assert/strict';

import { axe } from './axe.mjs';
import { openContext } from './browser.mjs';
import { look } from './look.mjs';
import { watch } from './watch.mjs';

// The same page need not be judged by axe a hundred times in one file: claims, papers, steps and what is read off a
// paper are all alike.
const judged = new Set();
const PARTICULAR = /(?:JK[MK]|BEASISWA)-[0-9-]+|[0-9a-f]{8}-[0-9a-f-]{27}|(?<=\/(?:do|kirim)\/)\w+|(?<=\bread\.)[\w.]+|(?<=\/m\/)[\w-]+/g;

/** Opens a context and a page in it. */
export async function openReader(browser, office, how = {}) {
  const context = await openContext(browser, office, how);
  const reader = new Reader(browser, office, context, { size: 1366, js: true, lang: 'id', ...how });
  reader.page = reader.watched(await context.newPage());
  return reader;
}

class Reader {
  constructor(browser, office, context, how) {
    Object.assign(this, { browser, office, context, how, faults: [], allowed: new Set() });
  }

  /** A page whose faults are this reader's. */
  watched(page) {
    watch(page, this.faults, this.allowed);
    return page;
  }

  /** Another tab of the same reader. */
  async tab() {
    const tab = Object.create(this);
    tab.page = this.watched(await this.context.newPage());
    return tab;
  }

  /** Opens an address; expects the status; looks at the page. */
  async go(path, status = 200) {
    const answer = await this.during(status, () => this.page.goto(path));
    assert.equal(answer.status(), status, `${path}\n${await this.said()}`);
    await this.judge();
    return this;
  }

  /** Presses what leads to another page, and looks at that. */
  async press(what, status = 200) {
    const answer = await this.during(status, async () => {
      const loaded = this.page.waitForEvent('load');
      const answers = [];
      const keep = (response) => response.request().isNavigationRequest() && answers.push(response);
      this.page.on('response', keep);
      try {
        await Promise.all([loaded, this.locate(what).click()]);
      } finally {
        this.page.off('response', keep);
      }
      return answers.at(-1);
    });
    assert.equal(answer?.status(), status, `after ${what}\n${await this.said()}`);
    await this.judge();
    return this;
  }

  /** Does something that may be answered with this status. */
  async during(status, act) {
    if (status >= 400) this.allowed.add(status);
    try {
      return await act();
    } finally {
      this.allowed.delete(status);
    }
  }

  /** A place on the page: a selector, or what was located already. */
  locate(what) {
    return typeof what === 'string' ? this.page.locator(what).first() : what;
  }

  /** Whether the page holds something. */
  async has(selector) {
    return (await this.page.locator(selector).count()) > 0;
  }

  /** The words of the page's main part, for a failure and for comparing. */
  async said() {
    const main = this.page.locator('main');
    const text = (await main.count()) ? await main.first().innerText() : await this.page.content();
    return `${this.page.url()}\n${text.slice(0, 3000)}`;
  }

  /** Fails unless the page says something. */
  async says(words) {
    const text = await this.page.locator('body').innerText();
    assert.match(text, words instanceof RegExp ? words : new RegExp(escape(words)), await this.said());
  }

  /** Looks at the page that is shown; not where only a picture is wanted. */
  async judge() {
    const { page, how } = this;
    if (how.unjudged) return;
    const at = `${new URL(page.url()).pathname} at ${how.size}${how.js ? '' : ' without JavaScript'}, ${how.lang}`;
    this.faults.push(...(await look(page, how.lang)).map((fault) => `${at}: ${fault}`));
    const key = `${at} ${await page.evaluate(shape)}`.replace(PARTICULAR, '*');
    if (judged.has(key)) return;
    judged.add(key);
    const found = how.js ? await axe(page, how) : await this.axeBeside();
    this.faults.push(...found.map((fault) => `${at}: ${fault}`));
  }

  /** axe is a script: where there is none, it reads the same address in a browser that has it. */
  async axeBeside() {
    const cookies = await this.context.storageState();
    const context = await openContext(this.browser, this.office, { ...this.how, js: true, cookies });
    try {
      const page = await context.newPage();
      await page.goto(this.page.url());
      return await axe(page, this.how);
    } finally {
      await context.close();
    }
  }

  /** Nothing was wrong with any page; then the context is closed. */
  async leave() {
    await this.context.close();
    assert.deepEqual([...new Set(this.faults)], []);
  }
}

// Runs in the page: what it is made of.
function shape() {
  const names = [...document.querySelectorAll('main [name]')].map((node) => node.name.replace(/^(read|part|basis|account_of|document)[-.].*/, '$1'));
  const parts = ['.summary', '.note', 'table', '.compared', 'details', '#letter'].filter((part) => document.querySelector(`main ${part}`));
  return [...new Set(names)].sort().concat(parts).join();
}

function escape(words) {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
