import { describe, expect, it } from 'vitest';
import { Matches } from '../../../src/nomad/search/matches.ts';
import { PatternCollector } from '../../../src/nomad/search/pattern-collector.ts';
import { anUpload, now, times } from '../../builders.ts';

describe('what the search keeps', () => {
  it('is of each upload only what tells it from others, never its errors and warnings', () => {
    const matches = new Matches(undefined);
    matches.add(anUpload({ errors: ['long'], warnings: ['long'], statusMessage: 'long' }));
    expect(JSON.stringify(matches.uploads)).not.toContain('long');
    expect(matches.uploads).toMatchObject([{ id: 'upload-1', name: 'nightly', state: 'ended', published: false }]);
  });

  it('is no more uploads than can be judged, and how many there are', () => {
    const matches = new Matches(undefined);
    for (const upload of times(1500, (i) => anUpload({ id: `u-${i}` }))) matches.add(upload);
    expect([matches.uploads.length, matches.total]).toEqual([1000, 1500]);
  });

  it('is newest first, and without those whose processing is too old', () => {
    const matches = new Matches(now);
    const at = (ms: number): string => new Date(now + ms).toISOString();
    matches.add(anUpload({ id: 'old', createdAt: at(9000), completedAt: at(-1) }));
    matches.add(anUpload({ id: 'first', createdAt: at(1000), completedAt: at(0) }));
    matches.add(anUpload({ id: 'second', createdAt: at(2000), state: 'running', completedAt: at(-1) }));
    expect(matches.uploads.map(({ id }) => id)).toEqual(['second', 'first']);
    expect([matches.total, matches.newest?.id]).toEqual([2, 'old']);
  });
});

describe('patterns', () => {
  const signal = new AbortController().signal;
  const given = (raw: string): { raw: string; display: string } => ({ raw, display: raw });

  it('count an upload that several of them match once', async () => {
    const collector = new PatternCollector({ include: [given('a*'), given('*b')], exclude: ['ax*'] }, undefined, signal);
    for (const name of ['ab', 'a', 'b', 'axb', 'c']) {
      const upload = anUpload({ id: name, name, exactName: name });
      if (await collector.accepts(name)) await collector.add(upload);
    }
    expect(collector.total).toBe(3);
    expect(collector.results.map(({ matches }) => matches.uploads.map(({ id }) => id))).toEqual([
      ['ab', 'a'],
      ['ab', 'b'],
    ]);
  });

  it('lead to no upload that any of the exclusions matches, however many there are', async () => {
    const exclude = times(6, (i) => `not ${i}*`);
    const collector = new PatternCollector({ include: [given('*')], exclude }, undefined, signal);
    for (const i of times(7, (i) => i)) {
      const name = `not ${i} this`;
      expect(await collector.accepts(name)).toBe(i === 6);
      await collector.add(anUpload({ id: name, name, exactName: name }));
    }
    expect(collector.results.flatMap(({ matches }) => matches.uploads.map(({ id }) => id))).toEqual(['not 6 this']);
  });

  it('do not count an upload whose processing is too old, nor read one that none of them matches', async () => {
    const collector = new PatternCollector({ include: [given('a*')], exclude: [] }, now, signal);
    await collector.add(anUpload({ name: 'ab', exactName: 'ab' }));
    expect(collector.total).toBe(0);
    expect([await collector.accepts('ab'), await collector.accepts('b')]).toEqual([true, false]);
  });

  it('are given up in the middle when the step is cancelled, however long they and the names are', async () => {
    const stop = new AbortController();
    setImmediate(() => {
      stop.abort(new Error('cancelled'));
    });
    const include = times(1000, () => given(`${'*x'.repeat(400)}y`));
    const collector = new PatternCollector({ include, exclude: [] }, undefined, stop.signal);
    await expect(collector.accepts('x'.repeat(5000))).rejects.toThrow('cancelled');
  });

  it('are given up in the middle also where names or patterns are empty', async () => {
    const stop = new AbortController();
    setImmediate(() => {
      stop.abort(new Error('cancelled'));
    });
    const collector = new PatternCollector({ include: times(1000, () => given('x*')), exclude: [''] }, undefined, stop.signal);
    const work = async (): Promise<void> => {
      for (let i = 0; i < 100_000; i++) await collector.accepts('y'.repeat(i % 2));
    };
    await expect(work()).rejects.toThrow('cancelled');
  });
});
