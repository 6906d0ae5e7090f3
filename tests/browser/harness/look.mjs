// A look at a page that every page must stand: its outline, its words, its forms, its width.
import { wordFaults } from './words.mjs';

/** What is wrong with the page that is shown. */
export async function look(page, lang) {
  const seen = await page.evaluate(read);
  const faults = wordFaults(seen, lang);
  if (seen.lang !== lang) faults.push(`says it is in "${seen.lang}", expected "${lang}"`);
  if (seen.h1.length !== 1) faults.push(`has ${seen.h1.length} h1`);
  else if (seen.title.replace(/^[^:|]*: (?=.* \| )/, '') !== `${seen.h1[0]} | Santun` && seen.title !== `${seen.h1[0]} | Santun`) {
    faults.push(`title "${seen.title}" is not h1 "${seen.h1[0]}"`);
  }
  if (seen.mains !== 1) faults.push(`has ${seen.mains} main`);
  if (seen.wide) faults.push(`scrolls sideways: ${seen.wide}`);
  if (seen.unlabelled.length) faults.push(`controls without a label: ${seen.unlabelled.join(', ')}`);
  if (seen.twice.length) faults.push(`ids given twice: ${seen.twice.join(', ')}`);
  if (seen.dangling.length) faults.push(`names ids that are not there: ${seen.dangling.join(', ')}`);
  const filled = seen.pair ? 0 : 1;
  if (seen.family && seen.asks && seen.filled !== filled) faults.push(`has ${seen.filled} filled buttons, expected ${filled}`);
  if (seen.small.length) faults.push(`buttons under 44 px on a family's page: ${seen.small.join(', ')}`);
  return faults;
}

// Runs in the page.
function read() {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (node) => node.checkVisibility() && node.getClientRects().length > 0;
  const name = (node) => `${node.tagName.toLowerCase()}[${node.name || node.id || node.className || node.textContent.trim().slice(0, 30)}]`;
  // Words of the page's own language: no code, no quotation in another language, no picture.
  const words = (root) => {
    const copy = root.cloneNode(true);
    const other = `[lang]:not([lang="${document.documentElement.lang}"])`;
    copy.querySelectorAll(`script, style, svg, code, pre, .code, textarea, option[data-raw], ${other}`).forEach((node) => node.remove());
    copy.querySelectorAll('p, li, td, th, dd, dt, div, h1, h2, h3, label, legend, button, option, a').forEach((node) => node.append('\n'));
    return copy.textContent.replace(/[ \t]+/g, ' ').replace(/\s*\n\s*/g, '\n');
  };
  const ids = all('[id]').map((node) => node.id);
  const controls = all('input, select, textarea').filter((node) => node.type !== 'hidden');
  const root = document.documentElement;
  const wide = root.scrollWidth > window.innerWidth;
  const outside = wide && all('body *').find((node) => shown(node) && node.getBoundingClientRect().right > window.innerWidth + 1);
  const refs = all('[aria-describedby], [aria-labelledby], [for]').flatMap((node) =>
    [node.getAttribute('aria-describedby'), node.getAttribute('aria-labelledby'), node.getAttribute('for')].join(' ').split(/\s+/));
  const own = (node) => node.closest('[lang]') === root;
  const chrome = document.createElement('div');
  all('header, footer, h1, h2, legend, label, button, th, dt').filter(own).forEach((node) => chrome.append(node.cloneNode(true), '\n'));
  const family = document.body.classList.contains('family');
  return {
    lang: root.lang,
    title: document.title,
    h1: all('h1').map((node) => node.textContent.trim()),
    mains: all('main').length,
    wide: wide && `${root.scrollWidth} > ${window.innerWidth} px${outside ? `, ${name(outside)}` : ''}`,
    unlabelled: controls.filter((node) => !node.labels?.length && !node.getAttribute('aria-label') && !node.getAttribute('aria-labelledby')).map(name),
    twice: ids.filter((id, at) => ids.indexOf(id) !== at),
    dangling: refs.filter((id) => id && id !== 'null' && !ids.includes(id)),
    family,
    // Two answers of equal weight: neither is the one to press.
    pair: all('main .pair').length > 0,
    asks: all('main form, main .button').length > 0,
    filled: all('button.main, .button.main').filter(shown).length,
    small: family && window.innerWidth < 600
      ? all('main button:not(.plain), main .button').filter((node) => shown(node) && node.getBoundingClientRect().height < 44).map(name)
      : [],
    text: words(document.body),
    chrome: words(chrome),
  };
}
