import { describe, expect, it } from 'vitest';
import { hour } from '../../src/core/clock.ts';
import type { Upload } from '../../src/nomad/answers/upload.ts';
import { now } from '../builders.ts';
import { ended, judged, messageOf, type Scene } from './scene.ts';

describe('warnings are', () => {
  const warningsOf = (scene: Scene): readonly string[] => judged(scene).warnings;

  it('those of the upload itself, where it was processed', () => {
    const warnings = ['of NOMAD'];
    expect(warningsOf({ upload: { warnings } })).toEqual(['of NOMAD']);
    expect(warningsOf({ upload: { warnings, status: 'FAILURE' } })).toEqual(['of NOMAD']);
    expect(warningsOf({ upload: { warnings }, counters: { total: 3, successful: 2 } })).toEqual(['of NOMAD']);
  });

  it('not those of an earlier run, while it is READY or running', () => {
    const warnings = ['of an earlier run'];
    expect(warningsOf({ upload: { warnings, status: 'READY' } })).toEqual([]);
    expect(warningsOf({ upload: { warnings, status: 'RUNNING', state: 'running' } })).toEqual([]);
  });

  it('that no entry was found', () => {
    expect(warningsOf({ counters: { total: 0, successful: 0 } })).toEqual([expect.stringContaining('no parser accepted any')]);
  });

  it('what is tolerated', () => {
    const demands = { maxFailedEntries: { text: '1', kind: 'count', count: 1 } } as const;
    const counters = { total: 3, successful: 2, failed: 1 };
    expect(warningsOf({ counters, demands })).toEqual([
      expect.stringMatching(/1 of 3 entries failed .*, which max-failed-entries \(1\) allows/),
    ]);
    expect(messageOf({ counters, demands })).toContain('2 of 3 entries succeeded');
  });
});

describe('a success whose last process neither looks for entries nor publishes', () => {
  it.each(['edit_metadata', 'edit_upload_metadata', 'delete_upload', 'transfer_upload_ownership', 'something_new'])(
    'says that the end of the processing before is not known: %s',
    (process) => {
      expect(judged({ upload: { process, warnings: ['its own'] } })).toMatchObject({
        conclusion: 'success',
        warnings: [
          'its own',
          `The last process that NOMAD ran on upload "nightly" was "${process}", so it no longer says how the processing before that ended, and the entries may be from an earlier run. To be sure, process the upload again, or send it again.`,
        ],
      });
    },
  );

  it('says so also where NOMAD names no process', () => {
    const { warnings } = judged({ upload: { process: '' } });
    expect(warnings).toEqual([
      expect.stringMatching(/^NOMAD does not name the last process that it ran on upload "nightly", so /),
    ]);
  });

  it.each(['process_upload', 'publish_upload', 'publish_externally', 'import_bundle', 'put_file_and_process_local'])(
    'is told from one of "%s"',
    (process) => {
      expect(judged({ upload: { process } })).toMatchObject({ conclusion: 'success', warnings: [] });
    },
  );

  it('is none where entries failed', () => {
    const counters = { total: 3, successful: 2, failed: 1 };
    const verdict = judged({ upload: { process: 'edit_upload_metadata' }, counters });
    expect(verdict).toMatchObject({ conclusion: 'failure', failure: { reason: 'entries-failed' }, warnings: [] });
  });
});

describe('a success by name may be an old run’s, and a warning says so', () => {
  const oldRun = (scene: Scene): boolean => judged(scene).warnings.some((warning) => warning.includes('earlier run'));
  const old = { completedAt: ended(hour + 1000) };

  it('if it ended over an hour ago', () => {
    expect(oldRun({ target: { matchedBy: 'name' }, upload: old })).toBe(true);
    expect(oldRun({ target: { matchedBy: 'name' }, upload: { completedAt: ended(hour) } })).toBe(false);
  });

  it('beside the warnings of the upload itself', () => {
    expect(judged({ target: { matchedBy: 'name' }, upload: { ...old, warnings: ['its own'] } }).warnings).toEqual([
      'its own',
      expect.stringContaining('earlier run'),
    ]);
  });

  it('not where NOMAD gives no end time, which nobody asked for', () => {
    const verdict = judged({ target: { matchedBy: 'name' }, upload: { completedAt: '' } });
    expect(verdict).toMatchObject({ conclusion: 'success', warnings: [] });
  });

  it('not for an id, nor for a pattern, which audits', () => {
    expect(oldRun({ target: { matchedBy: 'id' }, upload: old })).toBe(false);
    expect(oldRun({ target: { matchedBy: 'pattern' }, upload: old })).toBe(false);
  });

  it('not where not-before says how old it may be', () => {
    expect(oldRun({ target: { matchedBy: 'name' }, upload: old, demands: { notBefore: now - 2 * hour } })).toBe(false);
  });

  it('not for a failure', () => {
    expect(oldRun({ target: { matchedBy: 'name' }, upload: { ...old, status: 'FAILURE' } })).toBe(false);
  });
});

describe('with not-before', () => {
  const notBefore = now - hour;
  const reasonOf = (upload: Partial<Upload>): string => {
    const verdict = judged({ upload, demands: { notBefore } });
    return verdict.conclusion === 'failure' ? verdict.failure.reason : 'success';
  };

  it.each(['SUCCESS', 'FAILURE'])('a %s that ended before it is stale, well or badly', (status) => {
    expect(reasonOf({ status, completedAt: ended(hour + 1) })).toBe('stale');
    expect(reasonOf({ status, completedAt: ended(hour) })).not.toBe('stale');
  });

  it.each(['SUCCESS', 'FAILURE'])('a %s without an end time is unexpected-answer', (status) => {
    expect(reasonOf({ status, completedAt: '' })).toBe('unexpected-answer');
  });

  it('what is running or READY is never stale', () => {
    const completedAt = ended(9 * hour);
    expect(reasonOf({ status: 'RUNNING', state: 'running', completedAt })).toBe('timeout');
    expect(reasonOf({ status: 'READY', completedAt })).toBe('not-processed');
    expect(reasonOf({ status: 'READY', completedAt: '' })).toBe('not-processed');
  });
});
