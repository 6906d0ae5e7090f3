// Pictures of the desk's pages.
import { fill } from '../harness/form.mjs';
import { answer, takeStep } from '../pages/claim.mjs';
import { comeIn } from '../pages/family.mjs';
import { makeLink, makeLinkForFirst } from '../pages/link.mjs';
import { report } from '../pages/opening.mjs';
import { recordPerson } from '../pages/people.mjs';
import { both, DESK, FAMILY, WIDE } from './ways.mjs';

/** Work list, claims, steps, reviews, people, money, link, users. */
export async function deskPictures(studio) {
  const { office, shoot, staff } = studio;
  const chief = await staff('hasan');
  const rina = await staff('rina');
  const { items } = await office.ask('/claims?limit=200', 'auditor');
  const waits = await waiting(office, items);
  // Of the claims that wait for papers, one whose family has begun to send them.
  const of = (state) => (state === 'documents' ? waits.number : items.find((claim) => claim.state === state).number);
  const at = (path, status) => (reader) => reader.go(path, status);

  await shoot('desk-list', 'The work list', rina, at('/desk'), both(DESK));
  await shoot('desk-list-dark', 'The work list', rina, at('/desk?view=all'), [{ size: 1366, dark: true }]);
  await shoot('desk-list-empty', 'Empty: nothing found', rina, at('/desk?view=all&q=tidak+ada'), DESK);
  await shoot('desk-approvals', 'What waits for approval', chief, at('/desk/approvals'), DESK);
  await shoot('desk-search', 'Somebody is looked for in the register', rina, async (reader) => {
    await reader.go('/desk/claims/new');
    await fill(reader, { q: 'Siti' });
    await reader.press('main form button.main');
  }, DESK);
  await shoot('desk-report', 'A death is reported', rina, openingForm, DESK);
  await shoot('desk-report-wrong', 'Error: a date that has not come yet, the rest kept', rina, async (reader) => {
    await openingForm(reader);
    await fill(reader, { 'event.date': `${Number(office.today.slice(0, 4)) + 1}-01-15`, 'reporter.name': 'Ketua RT' });
    await reader.press('main form[method=post] button.main', 422);
  }, DESK);

  await shoot('desk-claim', 'A claim that waits for papers', chief, at(`/desk/claims/${of('documents')}`), both(DESK));
  await shoot('desk-claim-dark', 'A claim', chief, at(`/desk/claims/${of('heirs')}`), [{ size: 1366, dark: true }]);
  await shoot('desk-claim-paid', 'A claim that is paid', chief, at(`/desk/claims/${of('paid')}`), WIDE);
  await shoot('desk-history', 'The history of a claim', chief, at(`/desk/claims/${of('paid')}/history`), DESK);
  await shoot('desk-clock', 'The clock of a claim: how it was counted, who is told when', chief, at(`/desk/claims/${of('documents')}/deadlines`), both(DESK));
  await shoot('desk-clock-late', 'The insurer is late: what it owes', chief, at(`/desk/claims/${of('handed_over')}/deadlines`), WIDE);
  await shoot('desk-messages', 'The letters of a claim, the calls that wait, the next reminder', chief, at(`/desk/claims/${of('documents')}/messages`), both(DESK));
  const letterOf = async (reader) => {
    await reader.go(`/desk/claims/${of('documents')}/messages`);
    await reader.press('main a[href^="/desk/letters/"]');
  };
  await shoot('desk-message', 'A letter as the family reads it', chief, letterOf, DESK);
  await shoot('desk-message', 'The same as it is printed', chief, letterOf, [{ size: 'A4', print: true }]);
  await shoot('desk-calls', 'Calls that wait', chief, at('/desk/calls'), both(DESK));
  await shoot('desk-facts', 'Questions of the procedure', chief, at(`/desk/claims/${of('intake')}/facts`), DESK);
  await shoot('desk-step-refused', 'A step that cannot be taken yet, and why', chief, at(`/desk/claims/${of('documents')}/do/documents_complete`), DESK);
  await shoot('desk-step-approve', 'Approval: names and amounts before the button', chief, at(`/desk/claims/${of('approval')}/do/approve`), both(DESK));
  await shoot('desk-step-reject', 'A claim is refused', chief, at(`/desk/claims/${of('documents')}/do/reject`), WIDE);
  await shoot('desk-alert', 'A finding with its evidence', chief, async (reader) => {
    const claim = (await office.ask('/alerts?open=true', 'auditor')).items[0].claim;
    await reader.go(`/desk/claims/${claim}`);
    await reader.press('main a[href*="/alerts/"]');
  }, DESK);

  await reviews(studio, chief, waits);
  await people(studio, chief, of);
  await shoot('desk-link', 'Whom a link is for', chief, at(`/desk/claims/${of('documents')}/link`), DESK);
  const letter = (reader) => makeLinkForFirst(reader, of('documents'));
  await shoot('desk-link-letter', 'The letter with the code, told once', chief, letter, DESK);
  await shoot('desk-link-letter', 'The same as it is printed', chief, letter, [{ size: 'A4', print: true }]);
  await shoot('desk-link-message', 'The message to copy', chief, (reader) => makeLinkForFirst(reader, of('documents'), 'sent'), DESK);

  await shoot('desk-procedures', 'The procedures', chief, at('/desk/procedures'), WIDE);
  await shoot('desk-procedure', 'A procedure as a picture', chief, at('/desk/procedures/jkm'), both(WIDE));
  await shoot('desk-me', 'The own account', rina, at('/desk/me'), DESK);
  await shoot('admin-users', 'Users', await staff('admin'), at('/desk/admin/users'), both(DESK));
  await longNames(studio);
}

async function openingForm(reader) {
  await reader.go('/desk/claims/new');
  await fill(reader, { q: 'Siti' });
  await reader.press('main form button.main');
  await reader.press('main ul.papers a');
}

/** A claim with a paper that waits for a review. */
async function waiting(office, items) {
  for (const { number } of items.filter((claim) => claim.state === 'documents')) {
    const claim = await office.ask(`/claims/${number}`, 'auditor');
    const paper = claim.documents.find(({ status, kind }) => status === 'pending' && kind !== 'lainnya');
    if (paper) return { number, paper: `/desk/claims/${number}/documents/${paper.id}` };
  }
  throw new Error('no paper waits');
}

/** A paper is read, compared, and refused with its letter. */
async function reviews({ shoot }, chief, { number, paper: found }) {
  const form = 'main form[method=post]';
  await shoot('desk-review', 'A paper is read; nothing that is known is told yet', chief, (reader) => reader.go(found), both(DESK));
  const compared = async (reader) => {
    await reader.go(found);
    const name = reader.page.locator(`${form} [name="read.name"]`);
    if (await name.count()) await name.fill('Sutrisno');
    await reader.press(`${form} button[value=compare]`);
  };
  await shoot('desk-review-compared', 'What was typed beside what is known', chief, compared, DESK);
  await shoot('desk-review-letter', 'What the family will read, before the refusal is saved', chief, async (reader) => {
    await compared(reader);
    await fill(reader, { verdict: 'rejected', reason: 'blur' }, form);
    await reader.press(`${form} button[value=save]`);
  }, DESK);
  await shoot('desk-send-paper', 'Staff send a paper for the family', chief, (reader) => reader.go(`/desk/claims/${number}/documents/new?kind=ktp`), DESK);
}

/** Family and money. */
async function people({ shoot }, chief, of) {
  await shoot('desk-person-new', 'Somebody of the family is recorded', chief, (reader) => reader.go(`/desk/claims/${of('documents')}/people/new`), DESK);
  await shoot('desk-person', 'Somebody of the family', chief, async (reader) => {
    await reader.go(`/desk/claims/${of('heirs')}`);
    await reader.press('main .kin a[href*="/people/"]');
  }, DESK);
  await shoot('desk-payees', 'Who is paid', chief, (reader) => reader.go(`/desk/claims/${of('heirs')}/payees`), DESK);
}

/** Names of 60 letters without a space. */
async function longNames({ office, reader: open, shoot, staff }) {
  const rina = await staff('rina');
  const late = await office.enrol('Wiraatmadjakusumahningratsastrowardoyodiningratmangkunegoroo');
  const desk = await open({ cookies: rina });
  const number = await report(desk, { ...late, event: office.today });
  await takeStep(desk, number, 'accept');
  await answer(desk, number, { died_at_work: 'no' });
  await takeStep(desk, number, 'request_documents');
  const widow = 'Radenajengsitihartinahkusumawardhaniningrumsastrodiprodjoati';
  await recordPerson(desk, number, { name: widow, relation: 'spouse', birth_date: '1985-03-07', sex: 'female' });
  const address = await makeLink(desk, number, widow);
  await desk.context.close();
  await shoot('long-name-list', 'A name of 60 letters in the work list', rina, (reader) => reader.go(`/desk?view=all&q=${number}`), DESK);
  await shoot('long-name-claim', 'A name of 60 letters on the claim', rina, (reader) => reader.go(`/desk/claims/${number}`), DESK);
  const phone = await open({});
  await comeIn(phone, address);
  const cookies = await phone.context.storageState();
  await phone.context.close();
  await shoot('long-name-family', 'Names of 60 letters on the family\'s page', cookies, (reader) => reader.go('/keluarga'), FAMILY);
}
