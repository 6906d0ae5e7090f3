// /desk/claims/new: somebody is found in the register, and a death or an accident is reported.
import { send } from '../harness/form.mjs';
import { numberOf } from './claim.mjs';

/** Looks for somebody in the register; shows what was found. */
export async function search(reader, words) {
  await reader.go('/desk/claims/new');
  await send(reader, { q: words });
}

/** Reports the death of somebody of the register, or an accident; gives the claim's number. */
export async function report(reader, { name, nik, event, ...details }) {
  // Whoever comes from the register brings what the form does not ask.
  const asked = Object.fromEntries(Object.entries(details).filter(([field]) => field === 'workflow' || field.includes('.')));
  await search(reader, nik ?? name);
  await reader.press(reader.page.locator('main ul.papers a', { hasText: name }).first());
  await send(reader, {
    workflow: 'jkm',
    'event.date': event,
    'event.place': 'rumah',
    'event.description': 'meninggal karena sakit',
    'reporter.name': 'Ketua RT',
    'reporter.relation': 'ketua RT',
    'reporter.phone': '081234567890',
    ...asked,
  });
  return numberOf(reader);
}
