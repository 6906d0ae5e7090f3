// /desk/calls/…: somebody is called, and how it went is written down.

/** Opens the call to somebody from the messages of a claim. */
export async function openCall(reader, number, name) {
  await reader.go(`/desk/claims/${number}/messages`);
  await reader.press(reader.page.locator('main a[href^="/desk/calls/"]', { hasText: name }).first());
}

/** Whether a call to somebody waits on the messages of a claim. */
export async function waits(reader, number, name) {
  await reader.go(`/desk/claims/${number}/messages`);
  return (await reader.page.locator('main a[href^="/desk/calls/"]', { hasText: name }).count()) > 0;
}

/** Goes with the Tab key to a place of the page. */
export async function tabTo(reader, selector, most = 60) {
  for (let n = 0; n < most; n += 1) {
    await reader.page.keyboard.press('Tab');
    if (await reader.page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  throw new Error(`the Tab key does not come to ${selector}\n${await reader.said()}`);
}
