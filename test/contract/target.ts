import { describe } from 'vitest';
import { type Version, startNomadServer } from '../nomad-server/server.ts';

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** A NOMAD that the contract is held against. */
export interface Target {
  readonly version: Version;
  readonly api: string;
  /** Owns all uploads of the tests. */
  readonly user: Login;
  /** A stranger to them. */
  readonly other: Login | undefined;
  /** May delete what is published. */
  readonly admin: Login | undefined;
  /** Keycloak says of this account that it is not fully set up. */
  readonly incomplete: Login | undefined;
  /** Nothing happens on the embedded server by itself, so nobody has to wait for it. */
  readonly pause: () => Promise<void>;
  /** Lets time pass: by the clock, or by the embedded server's own. */
  readonly pass: (seconds: number) => Promise<void>;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function embedded(version: Version): Promise<Target> {
  let ahead = 0;
  const server = await startNomadServer({ version, now: () => Date.now() + ahead });
  const login = (username: string): Login => ({ username, password: `${username}-password` });
  return {
    version,
    api: server.api,
    user: login('ada'),
    other: login('bob'),
    admin: login('admin'),
    incomplete: login('nina'),
    pause: () => Promise.resolve(),
    pass: (seconds) => {
      ahead += seconds * 1000;
      return Promise.resolve();
    },
  };
}

function loginIn(name: string): Login | undefined {
  const username = process.env[`NOMAD_CONTRACT_${name}USERNAME`];
  const password = process.env[`NOMAD_CONTRACT_${name}PASSWORD`];
  return username === undefined || password === undefined ? undefined : { username, password };
}

/** Only 1.3 still logs in by GET. */
async function versionAt(api: string): Promise<Version> {
  const told = process.env.NOMAD_CONTRACT_VERSION;
  if (told === '1.3' || told === '2.0') return told;
  return (await fetch(`${api}/auth/token`)).status === 405 ? '2.0' : '1.3';
}

async function real(api: string): Promise<Target> {
  const user = loginIn('');
  if (!user) throw new Error('NOMAD_CONTRACT_URL needs NOMAD_CONTRACT_USERNAME and NOMAD_CONTRACT_PASSWORD');
  return {
    version: await versionAt(api),
    api,
    user,
    other: loginIn('OTHER_'),
    admin: loginIn('ADMIN_'),
    incomplete: loginIn('INCOMPLETE_'),
    pause: () => sleep(150),
    pass: (seconds) => sleep(seconds * 1000),
  };
}

const url = process.env.NOMAD_CONTRACT_URL;

/** Where the environment names one. */
export const realTarget = url === undefined ? undefined : await real(url.replace(/\/$/, ''));

const targets: [string, Target][] = [
  ['the embedded NOMAD 1.3', await embedded('1.3')],
  ['the embedded NOMAD 2.0', await embedded('2.0')],
];
if (realTarget !== undefined) targets.push([`the NOMAD ${realTarget.version} at ${realTarget.api}`, realTarget]);

/** The same assertions, once for each NOMAD. */
export function describeEach(what: string, tests: (target: Target) => void): void {
  describe.each(targets)(`${what} on %s`, (_name, target) => {
    tests(target);
  });
}
