import type { NomadServer } from '../nomad-server/server.ts';
import { type Inputs, named, times } from './step.ts';

const bad = { mainfile: 'bad.archive.yaml', status: 'FAILURE' };
const good = { mainfile: 'good.archive.yaml' };
const longAgo = new Date(Date.now() - 7_200_000);

/** The way to an ending; `says` is in the message. */
export interface Case {
  readonly ending: string;
  readonly how: string;
  readonly says?: string;
  readonly prepare: (nomad: NomadServer) => Inputs;
}

const refusesOasis = { kind: 'status', status: 403, body: '{"detail":"You are not authorized to access this Oasis"}' } as const;

export const cases: readonly Case[] = [
  { ending: 'success', how: 'a processed upload by id', prepare: (nomad) => ({ 'upload-id': nomad.add({ name: 'a' }) }) },
  {
    ending: 'success',
    how: 'a processed upload by name',
    prepare: (nomad) => named(nomad, { name: 'a' }),
  },
  {
    ending: 'success',
    how: 'one that ends while it is waited for',
    prepare: (nomad) => ({ 'upload-id': nomad.add({ states: [{ status: 'PENDING' }, { status: 'SUCCESS' }] }) }),
  },
  {
    ending: 'success',
    how: 'a published one of somebody else, by id',
    prepare: (nomad) => ({ 'upload-id': nomad.add({ owner: 'bob', published: true }) }),
  },
  {
    ending: 'invalid-input',
    how: 'several inputs at once',
    says: 'timeout is "30"',
    prepare: () => ({ 'upload-id': 'a/b', timeout: '30', 'allow-http': 'yes' }),
  },
  { ending: 'invalid-input', how: 'no upload', says: 'did the step that sends', prepare: () => ({}) },
  {
    ending: 'invalid-input',
    how: 'a token of GitHub',
    says: 'token of GitHub',
    prepare: () => ({ 'upload-id': 'x', token: 'ghp_0123456789' }),
  },
  {
    ending: 'invalid-input',
    how: 'both logins',
    prepare: () => ({ 'upload-id': 'x', token: 'abc', username: 'ada', password: 'ada-password' }),
  },
  { ending: 'invalid-input', how: 'an empty address', prepare: () => ({ 'upload-id': 'x', 'nomad-url': '' }) },
  {
    ending: 'invalid-input',
    how: 'more than a thousand matches',
    says: '1001 uploads',
    prepare: (nomad: NomadServer): Inputs => {
      times(1001, (i) => nomad.add({ name: `n${i}` }));
      return { 'upload-pattern': 'n*' };
    },
  },
  { ending: 'no-credentials', how: 'no token', prepare: () => ({ 'upload-id': 'x', token: '' }) },
  {
    ending: 'no-credentials',
    how: 'a user without password',
    prepare: () => ({ 'upload-id': 'x', username: 'ada', password: '' }),
  },
  { ending: 'authentication', how: 'a token that is none', prepare: () => ({ 'upload-id': 'x', token: 'abc' }) },
  {
    ending: 'authentication',
    how: 'a wrong password',
    says: 'Incorrect username or password',
    prepare: () => ({ 'upload-id': 'x', username: 'ada', password: 'wrong' }),
  },
  {
    ending: 'permission',
    how: 'an upload of somebody else',
    prepare: (nomad) => ({ 'upload-id': nomad.add({ owner: 'bob' }) }),
  },
  {
    ending: 'permission',
    how: 'an Oasis that refuses the account',
    says: 'not authorized to access this Oasis',
    prepare: (nomad: NomadServer): Inputs => {
      nomad.intercept(() => refusesOasis);
      return { 'upload-id': 'x' };
    },
  },
  {
    ending: 'not-found',
    how: 'an unknown id',
    says: 'There is no upload with the id',
    prepare: () => ({ 'upload-id': 'unknown' }),
  },
  {
    ending: 'not-found',
    how: 'an unknown name',
    says: 'Similar names: "week 47"',
    prepare: (nomad) => ({ ...named(nomad, { name: 'week 47' }), 'upload-name': 'week 74' }),
  },
  { ending: 'not-found', how: 'a pattern that matches nothing', prepare: () => ({ 'upload-pattern': 'a*' }) },
  {
    ending: 'not-found',
    how: 'a name that is only shared',
    says: 'include-shared: true',
    prepare: (nomad) => named(nomad, { name: 'a', owner: 'bob', coauthors: ['ada'] }),
  },
  {
    ending: 'duplicate',
    how: 'two of a name',
    says: '2 uploads',
    prepare: (nomad) => ({ ...named(nomad, { name: 'a' }, { name: 'a' }), 'on-duplicate': 'fail' }),
  },
  ...(['upload-id', 'upload-name', 'upload-pattern'] as const).map((input): Case => ({
    ending: 'stale',
    how: `an old one by ${input}`,
    says: 'not-before',
    prepare: (nomad: NomadServer): Inputs => {
      const id = nomad.add({ name: 'old', completedAt: longAgo });
      return { [input]: input === 'upload-id' ? id : 'old', 'not-before': '1h' };
    },
  })),
  {
    ending: 'not-processed',
    how: 'READY at the one look',
    says: 'READY',
    prepare: (nomad) => ({ 'upload-id': nomad.add({ status: 'READY' }), timeout: '0' }),
  },
  {
    ending: 'not-processed',
    how: 'SUCCESS of a rename, without entries',
    says: 'edit',
    prepare: (nomad) => ({ 'upload-id': nomad.add({ process: '_edit_upload_metadata', entries: [] }) }),
  },
  {
    ending: 'timeout',
    how: 'PENDING at the one look',
    says: 'PENDING',
    prepare: (nomad) => ({ 'upload-id': nomad.add({ status: 'PENDING' }), timeout: '0' }),
  },
  {
    ending: 'processing-failed',
    how: 'FAILURE',
    says: 'failed to process',
    prepare: (nomad) => ({ 'upload-id': nomad.add({ status: 'FAILURE' }) }),
  },
  {
    ending: 'entries-failed',
    how: 'one failed entry',
    says: '1 of 2 entries failed',
    prepare: (nomad) => ({ 'upload-id': nomad.add({ entries: [good, bad] }) }),
  },
  {
    ending: 'too-few-entries',
    how: 'one entry of two',
    prepare: (nomad) => ({ 'upload-id': nomad.add({}), 'min-entries': '2' }),
  },
  {
    ending: 'warnings',
    how: 'a warning of the upload',
    says: 'careful',
    prepare: (nomad) => ({ 'upload-id': nomad.add({ warnings: ['careful'] }), 'fail-on-warnings': 'true' }),
  },
  {
    ending: 'unreachable',
    how: 'a 503 that asks for more patience than there is',
    says: 'asked the action to wait 1 hour',
    prepare: (nomad: NomadServer): Inputs => {
      nomad.intercept(() => ({ kind: 'status', status: 503, headers: { 'retry-after': '3600' } }));
      return { 'upload-id': 'x' };
    },
  },
  {
    ending: 'unexpected-answer',
    how: 'an address beside NOMAD',
    prepare: (nomad) => ({ 'upload-id': 'x', 'nomad-url': new URL(nomad.api).origin }),
  },
  {
    ending: 'unexpected-answer',
    how: 'an unknown status',
    says: '"MELTED"',
    prepare: (nomad) => ({ 'upload-id': nomad.add({ status: 'MELTED' }) }),
  },
  {
    ending: 'unexpected-answer',
    how: 'SUCCESS without a time, where one is needed',
    prepare: (nomad) => ({ 'upload-id': nomad.add({ completedAt: null }), 'not-before': '1h' }),
  },
  {
    ending: 'deleted',
    how: 'one that vanishes during the wait',
    prepare: (nomad) => ({ 'upload-id': nomad.add({ states: [{ status: 'PENDING' }, { deleted: true }] }) }),
  },
];
