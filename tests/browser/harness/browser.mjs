// The browser: Debian's Chromium, never a downloaded one.
import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
  '--no-first-run', '--disable-dev-shm-usage',
];

/** A family's phone, and a desk. */
export const SIZES = {
  // What is left of 1280 at 400 percent.
  320: { width: 320, height: 512 },
  360: { width: 360, height: 640 },
  1366: { width: 1366, height: 768 },
  // A sheet at 96 dots an inch, without its margins.
  A4: { width: 680, height: 1010 },
};

/** Starts the browser. */
export function openBrowser() {
  return chromium.launch({ executablePath: process.env.SANTUN_CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
}

/** A context: how large, with or without JavaScript, in which language, light or dark. */
export async function openContext(browser, office, { size = 1366, js = true, lang = 'id', dark = false, cookies } = {}) {
  const context = await browser.newContext({
    baseURL: office.url,
    viewport: SIZES[size],
    javaScriptEnabled: js,
    locale: lang === 'id' ? 'id-ID' : 'en-GB',
    timezoneId: 'Asia/Jakarta',
    colorScheme: dark ? 'dark' : 'light',
    hasTouch: size < 600,
    storageState: cookies,
  });
  // A debug build on a busy machine is slow; what is slower than this hangs.
  context.setDefaultTimeout(20_000);
  return context;
}
