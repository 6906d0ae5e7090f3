// Where the built program is: SANTUN_PROGRAM, else what cargo built last in its folder.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The program's path. */
export function program() {
  const target = resolve(ROOT, process.env.CARGO_TARGET_DIR ?? 'target');
  const places = process.env.SANTUN_PROGRAM
    ? [resolve(process.env.SANTUN_PROGRAM)]
    : [join(target, 'debug', 'santun'), join(target, 'release', 'santun')];
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error(`no program at ${places.join(' or ')}: run cargo build, or set SANTUN_PROGRAM`);
  return found;
}
