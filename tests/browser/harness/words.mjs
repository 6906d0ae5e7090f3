// What no reader may see: a key instead of its words, a placeholder, a word of the other language.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './program.mjs';

/** The first parts of all keys of the word sheets: `frame`, `me`, …. */
const FAMILIES = new Set(
  readdirSync(join(ROOT, 'texts/id')).flatMap((sheet) =>
    [...readFileSync(join(ROOT, 'texts/id', sheet), 'utf8').matchAll(/^([a-z]+)-/gm)].map((found) => found[1]),
  ),
);

// Parts of Indonesian words that are written with a hyphen, and of names.
const WORDS = new Set(['e-mail', 'work-accident', 'work-related']);

const ENGLISH = [
  'the', 'and', 'claim', 'please', 'error', 'you', 'your', 'with', 'for', 'not', 'is', 'was', 'of', 'must', 'save',
  'send', 'paper', 'papers', 'money', 'death', 'accepted', 'refused', 'unknown', 'none', 'null', 'undefined', 'true',
  'false', 'pending', 'failed', 'submit', 'upload', 'version', 'history', 'deadline', 'approval', 'assessment', 'since',
  'through', 'attempts', 'delivery', 'paid', 'name', 'number', 'amount', 'account', 'expected', 'found', 'other', 'share',
];
const INDONESIAN = [
  'yang', 'dan', 'tidak', 'dengan', 'untuk', 'sudah', 'belum', 'anda', 'klaim', 'surat', 'keluarga', 'petugas', 'dari',
];

const has = (text, words) => {
  const found = text.match(new RegExp(`(?<![\\p{L}\\p{N}@._/-])(?:${words.join('|')})(?![\\p{L}\\p{N}@_/-])`, 'giu'));
  return [...new Set(found ?? [])];
};

/** What is wrong with the words of a page. `text` is everything shown, `chrome` its headings, labels and buttons. */
export function wordFaults({ text, chrome }, lang) {
  const faults = [];
  for (const [word] of text.matchAll(/[\p{L}\p{N}@./_-]+/gu)) {
    const token = word.replace(/[.]+$/, '');
    if (!/^[a-z]+(?:-[a-z0-9_]+)+$/.test(token)) continue;
    const parts = token.split('-');
    const doubled = parts.length === 2 && (parts[1].startsWith(parts[0]) || parts[0].slice(1) === parts[1].slice(1));
    if (FAMILIES.has(parts[0]) && !doubled && !WORDS.has(token)) faults.push(`shows the key ${token}`);
  }
  for (const [word] of text.matchAll(/[\p{L}\p{N}@./_-]+/gu)) {
    const token = word.replace(/[.]+$/, '');
    if (/^[a-z]+(?:_[a-z0-9]+)+$/.test(token)) faults.push(`shows the name ${token}`);
  }
  if (/[{}$\u2068\u2069]/.test(text)) faults.push(`shows a placeholder: ${text.match(/.{0,30}[{}$\u2068\u2069].{0,30}/)[0]}`);
  const foreign = lang === 'id' ? has(text, ENGLISH) : has(chrome, INDONESIAN);
  if (foreign.length) faults.push(`says ${foreign.join(', ')} on a page in ${lang === 'id' ? 'Indonesian' : 'English'}`);
  return faults;
}
