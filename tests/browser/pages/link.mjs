// /desk/claims/…/link: the letter or message that lets one person of the family in.
import { send } from '../harness/form.mjs';

/** Makes a link for somebody named so; gives its address, as the page tells it once. */
export async function makeLink(reader, number, name, kind = 'printed') {
  await reader.go(`/desk/claims/${number}/link`);
  const label = reader.page.locator('label', { hasText: name });
  const person = await label.first().getAttribute('for');
  await reader.page.locator(`#${person}`).check();
  await send(reader, { kind });
  return reader.page.locator('a[href*="/m/"]').first().getAttribute('href');
}
