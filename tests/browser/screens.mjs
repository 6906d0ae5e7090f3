// `npm run screens`: a picture of every page, in docs/screens.
import { join } from 'node:path';

import { openBrowser } from './harness/browser.mjs';
import { openOffice } from './harness/office.mjs';
import { makePapers } from './harness/paper.mjs';
import { openAlbum } from './harness/picture.mjs';
import { ROOT } from './harness/program.mjs';
import { openReader } from './harness/reader.mjs';
import { logIn } from './pages/log-in.mjs';
import { comeIn } from './pages/family.mjs';
import { accidentPictures } from './screens/accident.mjs';
import { deskPictures } from './screens/desk.mjs';
import { familyPictures } from './screens/family.mjs';
import { publicPictures } from './screens/public.mjs';

const office = await openOffice();
const browser = await openBrowser();
try {
  const album = await openAlbum(process.env.SANTUN_SCREENS ?? join(ROOT, 'docs/screens'));
  const studio = {
    office,
    papers: await makePapers(browser),

    /** Somebody at a browser whose pages are not judged. */
    reader: (how) => openReader(browser, office, { unjudged: true, ...how }),

    /** What a log-in leaves in the browser; each is done once. */
    staff: remembered(async (who) => {
      const reader = await studio.reader();
      await logIn(reader, office.user(who));
      return kept(reader);
    }),

    /** What a link leaves in the browser. */
    family: async (address) => {
      const reader = await studio.reader();
      await comeIn(reader, address);
      return kept(reader);
    },

    /** Takes a page in several ways: its name, what it shows, who looks, how it is reached, in which ways, from where on. */
    async shoot(name, about, cookies, reach, ways, from) {
      for (const way of ways) {
        const reader = await studio.reader({ ...way, cookies });
        try {
          await reach(reader);
          const full = [name, way.size, way.lang ?? 'id', way.dark && 'dark', way.print && 'print'].filter(Boolean).join('.');
          if (way.print) await reader.page.emulateMedia({ media: 'print' });
          await album.take(reader.page, full, about, from);
          console.log(full);
        } finally {
          await reader.context.close();
        }
      }
    },
  };
  await publicPictures(studio);
  await familyPictures(studio);
  await deskPictures(studio);
  await accidentPictures(studio);
  const bytes = await album.close();
  console.log(`${album.pictures.length} pictures, ${Math.round(bytes / 1000)} kB`);
} finally {
  await browser.close();
  await office.stop();
}

async function kept(reader) {
  const cookies = await reader.context.storageState();
  await reader.context.close();
  return cookies;
}

function remembered(make) {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key);
  };
}
