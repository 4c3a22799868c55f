import { describe, expect, it } from 'vitest';
import { startGitHubServer } from '../github-server/server.ts';
import type { EntrySpec, NomadServer } from '../nomad-server/server.ts';
import { both, checkWith, on, onlyCheckRun, onlyOne, pullRequest, warningsOf } from './on-github.ts';
import { type Inputs, expectEnding, named, times } from './step.ts';

const texts = { hostile: '@', wide: '\u{1f9ea}' } as const;

function failed(count: number, text: string): EntrySpec[] {
  return times(count, (i) => ({ mainfile: `${i}${text}`, status: 'FAILURE', parser: text, errors: [text], logs: [] }));
}

/** 120 failed of 5,000, each with long texts. */
function large(nomad: NomadServer, text: string): Inputs {
  const entries = [...failed(120, text), ...times(4880, (i) => ({ mainfile: String(i) }))];
  const lists = { errors: times(9, () => text.repeat(9)), warnings: times(40, (i) => `${i} ${text}`) };
  return { 'upload-id': nomad.add({ name: text, status: 'FAILURE', message: text, entries, ...lists }) };
}

/** Short rows fill every part of the page to the brim, and long texts stand where nothing is counted. */
function full(nomad: NomadServer, text: string): Inputs {
  const first = { name: text, errors: [text], warnings: times(90, (i) => `warning ${i}`), entries: failed(300, 'd.yaml') };
  const others = times(180, (i) => ({ name: `u${i}`, errors: ['error '.repeat(12)], entries: [] }));
  return named(nomad, ...[first, ...others].map((upload) => ({ ...upload, status: 'FAILURE' })));
}

describe.concurrent.each(Object.entries(texts))('within the limits of GitHub, with %s texts', (_, character) => {
  it.each([
    { what: 'one upload with 120 failed of 5,000 entries', prepare: large },
    { what: '181 failed uploads', prepare: full },
  ])('are the check run and the comment of $what', async ({ prepare }) => {
    await using github = await startGitHubServer();
    const comments = github.comments(pullRequest);
    const run = await checkWith({ ...both, timeout: '0' }, (nomad) => prepare(nomad, character.repeat(500)), on(github));
    expectEnding(run, 'processing-failed');
    expect(warningsOf(run).filter((warning) => warning.includes('could not be written'))).toEqual([]);
    const { status, title, summary } = onlyCheckRun(github);
    expect(status).toBe('completed');
    expect(title?.length).toBeLessThanOrEqual(255);
    // Not by leaving nearly all of it out.
    for (const text of [summary ?? '', onlyOne(comments).body]) {
      expect(Buffer.byteLength(text)).toBeGreaterThan(20_000);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_535);
    }
  });
});
