// Pictures of the family's pages, of claims of the demo in the states that families see most.
import { fill } from '../harness/form.mjs';
import { wanted } from '../pages/family.mjs';
import { makeLink, makeLinkForFirst } from '../pages/link.mjs';
import { both, FAMILY, PHONE } from './ways.mjs';

const STATES = ['intake', 'documents', 'heirs', 'approval', 'handed_over', 'returned', 'disputed', 'rejected', 'paid', 'closed'];

/** The link, the claim in its states, sending a paper, objecting. */
export async function familyPictures({ office, papers, reader: open, shoot, staff, family }) {
  const desk = await open({ cookies: await staff('hasan') });
  const { items } = await office.ask('/claims?limit=200', 'auditor');
  const linkOf = async (state) => {
    for (const { number } of items.filter((claim) => claim.state === state)) {
      const address = await makeLinkForFirst(desk, number);
      if (address) return address;
    }
    return null;
  };

  for (const state of STATES) {
    const address = await linkOf(state);
    if (!address) continue;
    const path = new URL(address).pathname;
    if (state === 'documents') {
      await shoot('family-link', 'The link is opened by one button', undefined, (reader) => reader.go(path), both(FAMILY));
    }
    const cookies = await family(address);
    const ways = state === 'documents' ? both(FAMILY) : PHONE;
    await shoot(`family-claim-${state}`, `The claim in plain words: ${state}`, cookies, (reader) => reader.go('/keluarga'), ways);
    if (state === 'documents') {
      await shoot('family-link-used', 'A link that was used', undefined, (reader) => reader.go(path, 410), both(PHONE));
      await sending(shoot, papers, cookies);
    }
    if (state === 'heirs') {
      await shoot('family-object', 'The family objects', cookies, async (reader) => {
        await reader.go('/keluarga');
        await reader.press('main a[href$="/keberatan"]');
      }, FAMILY);
    }
  }
  await arrived(desk, items, { office, shoot, family });
  await desk.context.close();
}

/** What whoever was paid is asked. */
async function arrived(desk, items, { office, shoot, family }) {
  const { number } = items.find((claim) => claim.state === 'paid');
  const { people, payees } = await office.ask(`/claims/${number}`, 'auditor');
  const { name } = people.find(({ id }) => id === payees[0].account_of);
  const cookies = await family(await makeLink(desk, number, name));
  await shoot('family-arrived', 'Whoever was paid says whether the money has arrived', cookies, async (reader) => {
    await reader.go('/keluarga');
    await reader.press('main a[href$="/uang"]');
  }, FAMILY);
}

async function sending(shoot, papers, cookies) {
  const first = async (reader) => {
    await reader.go('/keluarga');
    const [paper] = await wanted(reader);
    await reader.go(paper);
  };
  await shoot('family-send', 'Sending a paper', cookies, first, both(FAMILY));
  await shoot('family-send-chosen', 'A photo is chosen', cookies, async (reader) => {
    await first(reader);
    await fill(reader, { file: await papers.jpeg(await reader.page.locator('h1').innerText()) });
    await reader.page.locator('#progress:not([hidden])').waitFor();
  }, PHONE);
  await shoot('family-send-wrong', 'Error: nothing was chosen', cookies, async (reader) => {
    await first(reader);
    await reader.page.locator('main form button.main').click();
    await reader.page.locator('#broken:not([hidden])').waitFor();
  }, PHONE);
  await shoot('family-send-offline', 'Offline: what is safe and what is not', cookies, async (reader) => {
    await first(reader);
    await reader.context.setOffline(true);
    await reader.page.locator('#connection:not(:empty)').waitFor();
  }, PHONE);
  let receipt;
  await shoot('family-receipt', 'The receipt of a paper', cookies, async (reader) => {
    if (!receipt) {
      await first(reader);
      await fill(reader, { file: await papers.jpeg(await reader.page.locator('h1').innerText()) });
      await reader.press('main form button.main');
      receipt = new URL(reader.page.url()).pathname;
    }
    await reader.go(receipt);
  }, FAMILY);
}
