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

/** Makes a link for whoever may have one; nothing where nobody may. */
export async function makeLinkForFirst(reader, number, kind = 'printed') {
  await reader.go(`/desk/claims/${number}/link`);
  if (!(await reader.has('main form[method=post] [name=kind]'))) return null;
  await reader.page.locator('main [name=person]').first().check();
  await send(reader, { kind });
  return reader.page.locator('a[href*="/m/"]').first().getAttribute('href');
}
