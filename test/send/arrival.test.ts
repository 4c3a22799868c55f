import { describe, expect, it } from 'vitest';
import { NoVerdictError } from '../../src/core/errors.ts';
import type { FolderPage } from '../../src/nomad/answers/folder.ts';
import type { Sender } from '../../src/nomad/sender.ts';
import { checkArrival, type Arrival, type Expected } from '../../src/send/arrival.ts';
import { aFailure, times } from '../builders.ts';
import { SimulatedClock } from '../simulated-clock.ts';

/** A NOMAD that has these files, and what it was asked for. */
function checkAgainst(
  stored: Readonly<Record<string, number>>,
  sent: readonly Expected[],
  onAsk: (path: string, clock: SimulatedClock) => void = () => undefined,
): { readonly arrival: Promise<Arrival>; readonly asked: string[] } {
  const clock = new SimulatedClock();
  const asked: string[] = [];
  const listFolder: Sender['listFolder'] = (_, path) => {
    asked.push(path);
    onAsk(path, clock);
    const files = new Map<string, number>();
    const folders = new Map<string, number>();
    const prefix = path === '' ? '' : `${path}/`;
    for (const [file, size] of Object.entries(stored).filter(([one]) => one.startsWith(prefix))) {
      const [name = '', ...below] = file.slice(prefix.length).split('/');
      if (below.length === 0) files.set(name, size);
      else folders.set(name, (folders.get(name) ?? 0) + size);
    }
    const page: FolderPage = { files, folders, total: files.size + folders.size };
    return Promise.resolve(page.total === 0 && path !== '' ? 'absent' : page);
  };
  const sender: Sender = { ...unused, listFolder };
  return { arrival: checkArrival('id', sent, { sender, clock }), asked };
}

const unused: Sender = {
  createUpload: () => Promise.reject(new Error('not asked for')),
  putArchive: () => Promise.reject(new Error('not asked for')),
  removeFiles: () => Promise.reject(new Error('not asked for')),
  listFolder: () => Promise.reject(new Error('not asked for')),
  readTime: () => undefined,
};

function filesOf(sizes: Readonly<Record<string, number>>): Expected[] {
  return Object.entries(sizes).map(([path, size]) => ({ path, size }));
}

const nothingWrong = { problems: [], unproved: 0, bySum: 0, replaced: [] };

describe('what arrived', () => {
  const sent = { a: 1, 'd/b': 2, 'd/e/c': 0 };

  it('is right where every file has its size, whatever else is there', async () => {
    const { arrival, asked } = checkAgainst({ ...sent, more: 5, 'd/more': 6, 'x/y': 7 }, filesOf(sent));
    expect(await arrival).toEqual(nothingWrong);
    expect(asked.sort()).toEqual(['', 'd', 'd/e']);
  });

  it.each<[string, Readonly<Record<string, number>>, string[]]>([
    ['a missing file', { a: 1, 'd/e/c': 0 }, ['"d/b" is missing']],
    ['a missing empty file', { a: 1, 'd/b': 2, 'd/e/x': 0 }, ['"d/e/c" is missing']],
    ['another size', { ...sent, 'd/b': 3 }, ['"d/b" has 3 bytes instead of 2']],
    ['a missing folder', { a: 1 }, ['the folder "d" is missing']],
    ['nothing at all', {}, ['"a" is missing', 'the folder "d" is missing']],
    ['a file in place of a folder', { a: 1, d: 2 }, ['the folder "d" is missing']],
    ['another case', { A: 1, 'd/b': 2, 'd/e/c': 0 }, ['"a" is missing']],
  ])('%s is a problem', async (_, stored, problems) => {
    expect(await checkAgainst(stored, filesOf(sent)).arrival).toEqual({ ...nothingWrong, problems });
  });

  it.each<[string, Readonly<Record<string, number>>, Partial<Arrival>]>([
    ['a POTCAR of which only the header is left', { 'POTCAR.stripped': 3 }, { replaced: ['POTCAR'] }],
    ['a POTCAR beside its header', { POTCAR: 9, 'POTCAR.stripped': 3 }, {}],
    ['half a POTCAR beside its header', { POTCAR: 4, 'POTCAR.stripped': 3 }, { problems: ['"POTCAR" has 4 bytes instead of 9'] }],
    ['a POTCAR that is gone', {}, { problems: ['"POTCAR" is missing'] }],
  ])('%s', async (_, stored, expected) => {
    expect(await checkAgainst(stored, [{ path: 'POTCAR', size: 9 }]).arrival).toEqual({ ...nothingWrong, ...expected });
  });

  it('an archive that NOMAD wrote again may have another size, but must be there', async () => {
    const archive = [{ path: 'a.archive.yaml', size: 9 }];
    expect(await checkAgainst({ 'a.archive.yaml': 12 }, archive).arrival).toEqual({
      ...nothingWrong,
      replaced: ['a.archive.yaml'],
    });
    expect(await checkAgainst({}, archive).arrival).toMatchObject({ problems: ['"a.archive.yaml" is missing'] });
  });
});

describe('of many folders', () => {
  const many = Object.fromEntries(times(300, (i) => [`d${i}/a`, i] as const));

  it('200 are listed, those with a wrong sum first, and the others are accepted by their sum', async () => {
    const { arrival, asked } = checkAgainst({ ...many, 'd250/more': 1, 'd299/a': 5 }, filesOf(many));
    expect(await arrival).toEqual({ ...nothingWrong, bySum: 101, problems: ['"d299/a" has 5 bytes instead of 299'] });
    expect(asked).toHaveLength(200);
    expect(asked).toEqual(expect.arrayContaining(['d250', 'd299']));
  });

  it('one whose sum is wrong and for which no request is left is unproved', async () => {
    const stored = Object.fromEntries(Object.entries(many).map(([path, size]) => [path, size + 1]));
    const { unproved, problems } = await checkAgainst(stored, filesOf(many)).arrival;
    expect({ unproved, problems: problems.length }).toEqual({ unproved: 101, problems: 199 });
  });

  it('what NOMAD does not show in a minute is unproved, even if the sum is right', async () => {
    const { arrival } = checkAgainst(many, filesOf(many), (_, clock) => {
      clock.pass(1000);
    });
    expect(await arrival).toEqual({ ...nothingWrong, unproved: 140, bySum: 101 });
  });

  it('what NOMAD refuses to show is unproved', async () => {
    const { arrival } = checkAgainst(many, filesOf(many), (path) => {
      // The folders beyond the 200th are not asked for.
      if (path !== '') throw new NoVerdictError(aFailure('unreachable'));
    });
    expect(await arrival).toEqual({ ...nothingWrong, unproved: 199, bySum: 101 });
  });
});
