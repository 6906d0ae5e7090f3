// Pictures of accident claims and of a scholarship, at the desk and at the family's phone.
import { assessed, confirmed, daysBefore, diedOfIt, scholarshipOf, standsAt } from '../harness/accident.mjs';
import { clerk } from '../harness/clerk.mjs';
import { fill } from '../harness/form.mjs';
import { openQuestions } from '../pages/claim.mjs';
import { makeLink } from '../pages/link.mjs';
import { report } from '../pages/opening.mjs';
import { DESK, FAMILY, PHONE } from './ways.mjs';

const DARK = [{ size: 1366 }, { size: 1366, dark: true }];

/** A worker who lost a finger, a driver who died, and the scholarship of his son. */
export async function accidentPictures(studio) {
  const desk = await studio.reader({ cookies: await studio.staff('rina') });
  const one = clerk(studio.office, studio.papers);
  await finger(studio, desk, one);
  await traffic(studio, desk, one);
  await desk.context.close();
}

async function reported(studio, desk, name, days) {
  const who = await studio.office.enrol(name);
  const event = daysBefore(studio.office.today, days);
  return report(desk, { ...who, event, workflow: 'jkk', 'event.time': '07.15', 'event.place': 'Jalan Sudirman, Jambi', 'event.description': 'kecelakaan saat bekerja' });
}

async function finger(studio, desk, one) {
  const { office, shoot, staff, family } = studio;
  const [rina, chief] = [await staff('rina'), await staff('hasan')];
  const number = await reported(studio, desk, 'Sugeng Widodo', 90);
  await shoot('desk-accident-new', 'A work accident that was just reported', rina, (reader) => reader.go(`/desk/claims/${number}`), DESK);
  await confirmed(one, number, 'workplace', 'Telunjuk kanan.');
  await one.step(number, 'start_treatment');
  await one.answer(number, {
    incapacity_days: 60,
    paid_care_themselves: true,
    paid_transport_themselves: true,
    expenses: [{ kind: 'medical', amount: 1_250_000 }, { kind: 'transport_land', amount: 300_000 }],
  });
  await one.paper(number, 'surat_istirahat');
  const { people: [{ id }] } = await one.claim(number);
  const account = { bank: 'BRI', number: '998877665544332', holder: 'Sugeng Widodo' };
  await one.write('PATCH', number, `/people/${id}`, { account });
  await one.verify(number, id);
  await one.write('PUT', number, '/payees', [{ person: id, account_of: id, share: '1', basis: 'sole' }]);
  await one.step(number, 'file_instalment');
  await shoot('desk-accident-instalment', 'An instalment is approved during the treatment', chief,
    (reader) => reader.go(`/desk/claims/${number}/do/approve_instalment`), DESK);
  await clerk(office, studio.papers, 'supervisor').step(number, 'approve_instalment');
  await standsAt(one, number, 'treatment');
  const cookies = await family(await makeLink(desk, number, 'Sugeng Widodo'));
  await shoot('family-accident', 'The claim of a worker who is being treated, after an instalment', cookies, (reader) => reader.go('/keluarga'), FAMILY);
  await shoot('desk-accident-losses', 'The doctor has concluded: losses, a row for each', rina, async (reader) => {
    await openQuestions(reader, number);
    await fill(reader, { medical_outcome: 'partial_anatomical', 'losses.0.code': 'right_index' });
  }, DESK, '#losses');
  await one.answer(number, { medical_outcome: 'partial_anatomical', losses: [{ code: 'right_index' }] });
  await shoot('desk-accident', 'An accident claim on its way', rina, (reader) => reader.go(`/desk/claims/${number}`), DESK);
  await shoot('desk-accident-money', 'Money with lines that wait for the insurer', rina, (reader) => reader.go(`/desk/claims/${number}`), DESK, '#money');
}

async function traffic(studio, desk, one) {
  const { office, shoot, staff, family } = studio;
  const rina = await staff('rina');
  const number = await reported(studio, desk, 'Slamet Riyadi', 1);
  const year = Number(office.today.slice(0, 4));
  const children = [
    { name: 'Budi Saputra', birth_date: `${year - 13}-01-20` },
    { name: 'Lia Saputri', birth_date: `${year - 8}-05-02`, sex: 'female' },
  ];
  const people = await diedOfIt(one, number, children);
  await one.person(number, { name: 'Sarinah', relation: 'parent', sex: 'female', birth_date: '1955-06-01' });
  await shoot('desk-accident-family', 'The family of one who died, drawn as a tree', rina, (reader) => reader.go(`/desk/claims/${number}`), DARK, '#family');
  const cookies = await family(await makeLink(desk, number, 'Siti Aminah'));
  await shoot('family-heirs', 'The family looks at the list of heirs', cookies, async (reader) => {
    await reader.go('/keluarga');
    await reader.press('main a[href$="/ahli-waris"]');
  }, FAMILY);
  await shoot('family-accident-death', 'The claim of a family after a death in traffic', cookies, (reader) => reader.go('/keluarga'), PHONE);
  await assessed(one, number, people);
  await clerk(office, studio.papers, 'supervisor').step(number, 'approve');
  await standsAt(one, number, 'paid');
  await scholarship(studio, desk, one, await scholarshipOf(desk, number));
}

async function scholarship({ shoot, staff, family, office }, desk, one, number) {
  const rina = await staff('rina');
  await one.answer(number, { at_school: true });
  await one.step(number, 'ask_for_proof');
  const year = Number(office.today.slice(0, 4)) - (office.today.slice(5) < '07-01' ? 1 : 0);
  await one.answer(number, {
    school_years: [{ school_year: `${year}/${year + 1}`, level: 'smp', grade: 1 }],
    studying: true, married: false, work: 'none',
  });
  await shoot('desk-scholarship', 'A scholarship that waits for the school\'s letter', rina, (reader) => reader.go(`/desk/claims/${number}`), DESK);
  await shoot('desk-scholarship-years', 'The school years that are asked for', rina, (reader) => openQuestions(reader, number), DESK);
  const cookies = await family(await makeLink(desk, number, 'Siti Aminah'));
  await shoot('family-scholarship', 'The scholarship, as the guardian sees it', cookies, (reader) => reader.go('/keluarga'), FAMILY);
}
