// An office of its own for each test file: the demo, in a folder that is thrown away.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { program } from './program.mjs';
import { until } from './until.mjs';

/** Starts a demo on a port that is free, and waits until it answers. Time in it can be let pass where `ahead` is asked for. */
export async function openOffice({ ahead = false } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'santun-browser-'));
  const data = join(folder, 'demo');
  const log = join(folder, 'log');
  const clock = join(folder, 'days-ahead');
  if (ahead) await writeFile(clock, '0');
  const more = ahead ? ['--clock-file', clock] : [];
  const child = spawn(program(), ['demo', '--fresh', '--data', data, '--port', '0', ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
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
    return new Office(credentials, folder, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A running demo. */
export class Office {
  constructor(credentials, folder, stop) {
    Object.assign(this, { url: credentials.url, today: credentials.today, credentials, folder, stop, enrolled: 0 });
  }

  /** The log-in of somebody: the first of a role, or the one whose address begins so. */
  user(who) {
    const found = this.credentials.users.find(({ role, email }) => role === who || email.startsWith(`${who}@`));
    if (!found) throw new Error(`the demo knows no ${who}`);
    return found;
  }

  /** Lets time pass until a day that is yet to come. */
  async goTo(day) {
    const { today } = await fetch(`${this.url}/healthz`).then((answer) => answer.json());
    const file = join(this.folder, 'days-ahead');
    const days = Number(await readFile(file, 'utf8')) + (Date.parse(day) - Date.parse(today)) / 86_400_000;
    await writeFile(file, String(days));
    this.today = day;
  }

  /** Asks the interface what pages do not say, to choose a claim for a test; never to change one. */
  async ask(path, role = 'caseworker') {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      headers: { authorization: `Bearer ${this.credentials.tokens[role]}`, 'accept-language': 'en' },
    });
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  /** Puts somebody into the register of the city who has been insured for two years; gives name and NIK. */
  async enrol(name) {
    this.enrolled += 1;
    const nik = `157102120480${String(9000 + this.enrolled)}`;
    const [year, month] = this.today.split('-').map(Number);
    const from = `${year - 2}-${String(month).padStart(2, '0')}`;
    const file = join(this.folder, 'register.csv');
    await writeFile(file, [
      'nik,nama,tanggal_lahir,jenis_kelamin,rt,kelurahan,kecamatan,pekerjaan,segmen,kpj,upah,iuran_dari,iuran_sampai,no_hp',
      `${nik},${name},1980-04-12,L,003,Payo Lebar,Jelutung,pengemudi ojek,pekerja_rentan,2600000000${this.enrolled},1000000,${from},${year + 1}-12,081200000000`,
    ].join('\n'));
    const database = `sqlite://${join(this.folder, 'demo', 'santun.db')}`;
    await promisify(execFile)(program(), ['--database', database, 'registry', 'import', file, '--office', 'Kota Jambi']);
    return { name, nik };
  }

  /** The last lines that the program said, for a failure. */
  async lastWords(lines = 4) {
    const said = await readFile(join(this.folder, 'log'), 'utf8');
    // Without the colours of a terminal.
    return said.replace(/\u001b\[[0-9;]*m/g, '').trim().split('\n').slice(-lines).join('\n');
  }
}
