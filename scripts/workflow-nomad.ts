import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startNomadServer } from '../test/nomad-server/server.ts';

/**
 * A NOMAD with a few uploads for the steps of e2e.yml: `start` leaves it running and sets outputs, `stop` ends it. A process of
 * its own rather than `&` of a shell, so that all systems do the same.
 */
const [what = ''] = process.argv.slice(2);
const note = join(process.env['RUNNER_TEMP'] ?? '', 'nomad.pid');

async function serve(): Promise<void> {
  const nomad = await startNomadServer();
  const outputs = {
    api: nomad.api,
    token: nomad.pat('ada'),
    good: nomad.add({ name: 'good' }),
    entries: nomad.add({ name: 'entries', entries: [{ mainfile: 'README.md', status: 'FAILURE', errors: ['why'], logs: [] }] }),
    broken: nomad.add({ name: 'broken', status: 'FAILURE', errors: ['Not a zip file'] }),
    endless: nomad.add({ name: 'endless', status: 'RUNNING' }),
  };
  process.send?.(outputs);
  process.disconnect();
}

function start(): void {
  const server = spawn(process.execPath, [import.meta.filename, 'serve'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  server.once('exit', (code) => {
    process.stderr.write(`That NOMAD ended at once: ${code ?? 'killed'}\n`);
    process.exitCode = 1;
  });
  server.once('message', (outputs) => {
    const lines = Object.entries(outputs).map(([name, value]) => `${name}=${String(value)}\n`);
    appendFileSync(process.env['GITHUB_OUTPUT'] ?? '', lines.join(''));
    writeFileSync(note, String(server.pid));
    server.unref();
  });
}

if (what === 'serve') await serve();
else if (what === 'start') start();
else if (what === 'stop') process.kill(Number(readFileSync(note, 'utf8')));
else throw new Error('start or stop?');
