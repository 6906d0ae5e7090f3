// An office of its own for each test file: the demo, in a folder that is thrown away.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { program } from './program.mjs';
import { until } from './until.mjs';

/** Starts a demo on a port that is free, and waits until it answers. */
export async function openOffice() {
  const folder = await mkdtemp(join(tmpdir(), 'santun-browser-'));
  const data = join(folder, 'demo');
  const log = join(folder, 'log');
  const child = spawn(program(), ['demo', '--fresh', '--data', data, '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = createWriteStream(log);
  child.stdout.pipe(said, { end: false });
  child.stderr.pipe(said, { end: false });
  const ended = once(child, 'exit');
  // Whatever ends this process takes its office along.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);

  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    process.removeListener('exit', kill);
    said.end();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const credentials = await until('the demo answers', async () => {
      if (child.exitCode !== null) throw new Error(`the demo ended:\n${await readFile(log, 'utf8')}`);
      const known = await readFile(join(data, 'credentials.json'), 'utf8').then(JSON.parse).catch(() => null);
      const health = known && (await fetch(`${known.url}/healthz`).catch(() => null));
      return health?.ok ? { ...known, today: (await health.json()).today } : null;
    }, { within: 120_000 });
    return new Office(credentials, log, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A running demo. */
export class Office {
  constructor(credentials, log, stop) {
    Object.assign(this, { url: credentials.url, today: credentials.today, credentials, log, stop });
  }

  /** The log-in of somebody: the first of a role, or the one whose address begins so. */
  user(who) {
    const found = this.credentials.users.find(({ role, email }) => role === who || email.startsWith(`${who}@`));
    if (!found) throw new Error(`the demo knows no ${who}`);
    return found;
  }

  /** Asks the interface what pages do not say, to choose a claim for a test; never to change one. */
  async ask(path, role = 'caseworker') {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      headers: { authorization: `Bearer ${this.credentials.tokens[role]}`, 'accept-language': 'en' },
    });
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  /** The last lines that the program said, for a failure. */
  async lastWords(lines = 12) {
    return (await readFile(this.log, 'utf8')).trim().split('\n').slice(-lines).join('\n');
  }
}
