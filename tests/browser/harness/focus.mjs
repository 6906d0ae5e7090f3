// Whoever uses a keyboard sees where they are: a ring on every stop, and nothing above it.

/** Walks through all stops of the page by the Tab key; gives the faults and the stops. */
export async function focusFaults(page, { stops = 200 } = {}) {
  const faults = [];
  const seen = [];
  await page.evaluate(() => { document.activeElement?.blur(); window.scrollTo(0, 0); });
  for (let n = 0; n < stops; n += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(read);
    if (!stop || (seen.length && stop.key === seen[0])) return { faults, seen };
    if (stop.key === seen.at(-1)) continue;
    seen.push(stop.key);
    if (!stop.ring) faults.push(`no ring on ${stop.key}`);
    if (!stop.inView) faults.push(`${stop.key} is out of sight when it has the focus`);
    if (stop.hiddenBy) faults.push(`${stop.key} is hidden by ${stop.hiddenBy} when it has the focus`);
  }
  faults.push(`more than ${stops} stops: ${seen.slice(-3).join(', ')}`);
  return { faults, seen };
}

// Runs in the page.
function read() {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const path = [];
  for (let at = node; at && at !== document.body; at = at.parentElement) {
    path.unshift(`${at.tagName.toLowerCase()}${at.id ? `#${at.id}` : ''}:${[...at.parentElement.children].indexOf(at)}`);
  }
  // A box that is only its label to the eye shows the ring there.
  const unseen = node.getBoundingClientRect().width <= 2;
  const shown = unseen ? (node.labels?.[0] ?? node) : node;
  const style = getComputedStyle(shown);
  const box = shown.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 0), innerHeight - 1);
  const above = document.elementFromPoint(x, y);
  const clear = !above || node.contains(above) || above.contains(node) || above.closest('label')?.control === node;
  return {
    key: `${path.join('>')} "${(node.textContent || node.name || '').trim().slice(0, 30)}"`,
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    hiddenBy: clear ? null : `${above.tagName.toLowerCase()}.${above.className}`,
  };
}
