// Waiting for something that happens by itself: asked again and again, within a bound.
import { setTimeout as pause } from 'node:timers/promises';

/** What `ask` gives as soon as it gives something; fails after `within` milliseconds. */
export async function until(what, ask, { within = 60_000, every = 250 } = {}) {
  const end = Date.now() + within;
  for (;;) {
    const found = await ask();
    if (found) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${within / 1000} seconds`);
    await pause(every);
  }
}
