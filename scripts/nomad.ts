import type { Version } from '../test/nomad-server/server.ts';
import { onInterrupt } from './real-nomad/interrupt.ts';
import { Problem } from './real-nomad/problem.ts';
import { endAll, isAlive, processesOf } from './real-nomad/processes.ts';
import { type Seed, seed } from './real-nomad/seed.ts';
import { startNomad } from './real-nomad/start.ts';
import { ada, bob } from './real-nomad/users.ts';
import { apiOf, versions } from './real-nomad/versions.ts';
import { print, table } from './start/terminal.ts';

const help = `A real NOMAD on this machine, to try the action on and for its tests.

  npm run nomad -- start VERSION    installs what is missing into .nomad/, starts an empty NOMAD, and sends a few uploads
  npm run nomad -- stop [VERSION]   stops it, or all; the uploads are gone then
  npm run nomad -- status           tells what runs

VERSION is ${versions.join(' or ')}. Needs Debian, Python 3.10 or 3.11, a JDK of version 17, Maven, and RabbitMQ for 1.3;
for each version 2.5 GB of memory and 1.5 GB of disk.`;

function versionOf(text = ''): Version {
  const found = versions.find((version) => version === text);
  if (!found) throw new Problem(`The version is "${text}" and must be ${versions.join(' or ')}.`);
  return found;
}

function show(version: Version, seeds: Seed[]): void {
  print(
    '',
    `NOMAD ${version} answers at ${apiOf(version)}`,
    '',
    ...table([ada, bob].map(({ username, password }) => ['  user', username, 'password', password])),
    '',
    `  What ${ada.username} has sent:`,
    '',
    ...table(seeds.map(({ name, id, status, entries }) => [`  ${name}`, id, status, entries])),
    '',
    `  NOMAD_USERNAME=${ada.username} NOMAD_PASSWORD=${ada.password} npm start -- --nomad-url ${apiOf(version)} --upload-name good`,
    `  npm run nomad -- stop ${version}`,
  );
}

async function start(version: Version): Promise<void> {
  const interrupted = onInterrupt();
  await startNomad(version, interrupted);
  try {
    show(version, await seed(version, interrupted));
  } catch (error) {
    await endAll(version);
    throw error;
  }
}

async function stop(chosen: readonly Version[]): Promise<void> {
  for (const version of chosen) {
    const ended = await endAll(version);
    print(ended.length === 0 ? `NOMAD ${version} does not run.` : `Stopped of NOMAD ${version}: ${ended.join(', ')}.`);
  }
}

function status(): void {
  for (const version of versions) {
    const processes = processesOf(version);
    print(processes.length === 0 ? `NOMAD ${version} does not run.` : `NOMAD ${version}, ${apiOf(version)}`);
    print(...table(processes.map((one) => [`  ${one.name}`, String(one.pid), isAlive(one) ? 'runs' : 'has ended by itself'])));
  }
}

async function run([command, version, ...more]: readonly string[]): Promise<number> {
  if (more.length > 0) throw new Problem(`"${more.join(' ')}" is too much.`);
  if (command === 'start') await start(versionOf(version));
  else if (command === 'stop') await stop(version === undefined ? versions : [versionOf(version)]);
  else if (command === 'status') status();
  else print(help);
  return ['start', 'stop', 'status', '--help'].includes(command ?? '') ? 0 : 2;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
