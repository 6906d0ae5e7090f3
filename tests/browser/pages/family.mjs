// The family's own pages.
import assert from 'node:assert/strict';

import { send } from '../harness/form.mjs';

/** Opens the letter's address and presses its one button. */
export async function comeIn(reader, address) {
  await reader.go(new URL(address).pathname);
  await reader.press('main form[method=post] button.main');
  assert.match(new URL(reader.page.url()).pathname, /^\/keluarga\//);
  return reader;
}

/** The claim, from anywhere. */
export function home(reader) {
  return reader.go('/keluarga');
}

/** Where the papers are sent that are still wanted: their addresses. */
export async function wanted(reader) {
  const links = reader.page.locator('main ul.papers:not(details ul) a[href*="/kirim/"]');
  return links.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('href')));
}

/** The other papers that may be sent. */
export async function others(reader) {
  const links = reader.page.locator('main details a[href*="/kirim/"]');
  return links.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('href')));
}

/** Sends one paper; ends at its receipt. */
export async function sendPaper(reader, address, file, box = 'file') {
  await reader.go(address);
  await send(reader, { [box]: file }, { button: 'button.main' });
  assert.match(new URL(reader.page.url()).pathname, /\/tanda-terima\//, await reader.said());
}

/** The kind of paper that an address is for. */
export function kindOf(address) {
  return new URL(address, 'http://x').pathname.split('/').at(-1);
}
