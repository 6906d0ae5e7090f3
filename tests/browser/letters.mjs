// `npm run letters`: a picture of every letter in both languages, in docs/letters, as a mail program would show it.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { openBrowser } from './harness/browser.mjs';
import { fewer } from './harness/picture.mjs';
import { ROOT, program } from './harness/program.mjs';

const WIDTH = 640;
const folder = process.env.SANTUN_LETTERS ?? join(ROOT, 'docs/letters');
const made = await mkdtemp(join(tmpdir(), 'letters-'));
const browser = await openBrowser();
try {
  await promisify(execFile)(program(), ['letters', 'preview', '--out', made]);
  const files = (await readdir(made)).filter((file) => file.endsWith('.html')).sort();
  await mkdir(folder, { recursive: true });
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 400 } });
  let bytes = 0;
  for (const file of files) {
    await page.goto(pathToFileURL(join(made, file)).href);
    const png = fewer(await page.screenshot({ fullPage: true }));
    bytes += png.length;
    await writeFile(join(folder, file.replace(/\.html$/, '.png')), png);
  }
  await writeFile(join(folder, 'README.md'), index(files));
  console.log(`${files.length} letters, ${Math.round(bytes / 1000)} kB`);
} finally {
  await browser.close();
  await rm(made, { recursive: true });
}

function index(files) {
  const names = [...new Set(files.map((file) => file.split('.')[0]))];
  const rows = names.map((name) => `| ${name} | ![${name}](${name}.id.png) | ![${name}](${name}.en.png) |`);
  return `# The letters

Each as a mail program shows it, made of invented facts by \`npm run letters\` in \`tests/browser\`. The words are in
\`texts/{id,en}/letters.ftl\`; \`santun letters preview\` writes them all as text and HTML.

| letter | Indonesian | English |
| --- | --- | --- |
${rows.join('\n')}
`;
}
