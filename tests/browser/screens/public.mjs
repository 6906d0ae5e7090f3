// Pictures of what everybody sees, and of what is refused.
import { fill } from '../harness/form.mjs';
import { both, DESK, FAMILY, PHONE, WIDE } from './ways.mjs';

/** Front page, log-in, and the pages that say no. */
export async function publicPictures({ shoot, staff }) {
  await shoot('front', 'The front page, with the log-ins of the demo', undefined, (reader) => reader.go('/'), both(FAMILY));
  await shoot('log-in', 'The log-in of staff', undefined, (reader) => reader.go('/masuk'), both(DESK));
  await shoot('log-in-wrong', 'Error: a wrong password, the address kept', undefined, async (reader) => {
    await reader.go('/masuk');
    await fill(reader, { email: 'rina@santun.example', password: 'salah sekali' });
    await reader.press('main button.main', 422);
  }, DESK);
  await shoot('not-found', 'Not found', undefined, (reader) => reader.go('/tidak-ada', 404), both(PHONE));
  await shoot('link-unknown', 'A link that is not known', undefined, (reader) => reader.go('/m/tidak-dikenal', 404), PHONE);
  const auditor = await staff('auditor');
  await shoot('forbidden', 'Forbidden: an auditor asks for the users', auditor, (reader) => reader.go('/desk/admin/users', 403), both(WIDE));
}
