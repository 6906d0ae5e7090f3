// Pictures of pages: one PNG each, of few colours, so that all of them together stay small.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import UPNG from 'upng-js';

/** Colours of a picture: pages are flat. */
const COLOURS = 32;
/** A page that is longer is cut here, in pixels: at a desk, and on a phone, where pages are long. */
const LONGEST = { desk: 1800, phone: 2800 };

/** A folder of pictures, emptied first. */
export async function openAlbum(folder) {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    if (name.endsWith('.png')) await rm(join(folder, name));
  }
  const pictures = [];
  return {
    pictures,
    /** Takes a picture of the whole page that is shown, or from a place of it on. */
    async take(page, name, about, from) {
      const { width, height, whole } = await page.evaluate(() => ({
        width: innerWidth,
        height: innerHeight,
        whole: Math.max(innerHeight, document.documentElement.scrollHeight),
      }));
      // A picture that is longer than the window forgets that this is a phone's; so a phone's window is made longer.
      const phone = width < 600;
      const top = from ? await page.locator(from).first().evaluate((node) => Math.floor(node.getBoundingClientRect().top + scrollY) - 16) : 0;
      const tall = Math.min(whole - top, phone ? LONGEST.phone : LONGEST.desk);
      if (phone) await page.setViewportSize({ width, height: top + tall });
      const png = await page.screenshot({
        fullPage: !phone,
        animations: 'disabled',
        caret: 'hide',
        clip: { x: 0, y: top, width, height: tall },
      });
      if (phone) await page.setViewportSize({ width, height });
      const small = fewer(png);
      await writeFile(join(folder, `${name}.png`), small);
      pictures.push({ name, about, bytes: small.length });
    },
    /** Writes the list of all pictures. */
    async close() {
      const rows = pictures.map(({ name, about }) => `| [${name}](${name}.png) | ${about} |`);
      const bytes = pictures.reduce((sum, picture) => sum + picture.bytes, 0);
      await writeFile(join(folder, 'README.md'), [
        '# Pictures of the pages',
        '',
        'Made by `npm run screens` in `tests/browser`, from a demo office; all people in them are invented. A name says: page,',
        'width in pixels, language, and `dark` where it is.',
        '',
        '| picture | what it shows |',
        '| --- | --- |',
        ...rows,
        '',
      ].join('\n'));
      return bytes;
    },
  };
}

/** The same picture in few colours. */
export function fewer(png) {
  const image = UPNG.decode(png);
  const [rgba] = UPNG.toRGBA8(image);
  const small = Buffer.from(UPNG.encode([rgba], image.width, image.height, COLOURS));
  return small.length < png.length ? small : png;
}
