import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../src/core/clock.ts';
import type { Target } from '../../src/nomad/search/find.ts';
import type { Demands } from '../../src/judgement/demands.ts';
import type { Counters, Upload } from '../../src/nomad/answers/schema.ts';
import { judge, type Judgement } from '../../src/judgement/verdict.ts';
import type { Observation } from '../../src/judgement/watch.ts';
import { aSighting, aTarget, now, someDemands } from '../builders.ts';

interface Scene {
  upload?: Partial<Upload>;
  counters?: Partial<Counters>;
  demands?: Partial<Demands>;
  target?: Partial<Target>;
  seen?: Partial<Pick<Observation, 'settled' | 'still'>>;
}

function judged({ upload, counters, demands, target, seen }: Scene): Judgement {
  const observation = { ...aSighting(upload, counters), settled: 'ended' as const, still: 0, ...seen };
  return judge({ kind: 'seen', seen: observation }, aTarget(target), someDemands(demands), now);
}

function messageOf(scene: Scene): string {
  const judgement = judged(scene);
  return judgement.conclusion === 'failure' ? judgement.failure.message : judgement.message;
}

function adviceOf(scene: Scene): string {
  const judgement = judged(scene);
  return judgement.conclusion === 'failure' ? judgement.failure.advice : '';
}

function ended(msAgo: number): string {
  return new Date(now - msAgo).toISOString();
}

describe('the message of a judged upload says when its processing ended:', () => {
  const completedAt = ended(3 * minute);
  const few = { total: 3, successful: 2, failed: 1 };

  it.each<[string, Scene]>([
    ['a success', { upload: { completedAt } }],
    ['processing-failed', { upload: { completedAt, status: 'FAILURE' } }],
    ['entries-failed', { upload: { completedAt }, counters: few }],
    ['too-few-entries', { upload: { completedAt }, demands: { minEntries: 9 } }],
    ['warnings', { upload: { completedAt, warnings: ['w'] }, demands: { failOnWarnings: true } }],
    ['stale', { upload: { completedAt }, demands: { notBefore: now } }],
  ])('%s', (_, scene) => {
    expect(messageOf(scene)).toContain('3 minutes ago');
  });

  it('or that NOMAD does not say it', () => {
    expect(messageOf({ upload: { completedAt: '' } })).toContain('NOMAD does not say when');
  });
});

describe('the message names the upload', () => {
  it('by its name, or by its id if it has none', () => {
    expect(messageOf({ upload: { name: 'nightly' } })).toContain('"nightly"');
    expect(messageOf({ upload: { name: '', id: 'u-1' } })).toContain('upload u-1');
  });

  it('and stays short, however long the name is', () => {
    expect(messageOf({ upload: { name: 'x'.repeat(5000) } }).length).toBeLessThan(300);
  });
});

describe('a failed upload says why, in one line:', () => {
  it.each([
    ['the first error that says something', ['', '---', 'bad zip', 'other'], 'x', '"bad zip"'],
    ['the end of a traceback', ['Traceback:\n  File "a.py"\nOSError: no space'], 'x', '"OSError: no space"'],
    ['the status message if there is no error', [], 'Process failed: bad zip', '"Process failed: bad zip"'],
    ['that there is no reason', [], '', 'it gave no reason'],
  ])('%s', (_, errors, statusMessage, said) => {
    expect(messageOf({ upload: { status: 'FAILURE', errors, statusMessage } })).toContain(`"nightly": ${said};`);
  });
});

it('a timeout says the last status, its message, the progress, and for how long nothing moved', () => {
  const message = messageOf({
    upload: { running: true, status: 'WAITING_FOR_RESULT', statusMessage: 'Parsing all files' },
    counters: { total: 32, successful: 20, failed: 2 },
    seen: { settled: 'deadline', still: 90_000 },
  });
  expect(message).toContain('WAITING_FOR_RESULT');
  expect(message).toContain('Parsing all files');
  expect(message).toContain('22 of 32 entries done, 2 failed');
  expect(message).toContain('nothing has changed for 1 minute 30 seconds');
});

it('a timeout before NOMAD has matched any file says so, and counts nothing', () => {
  const message = messageOf({
    upload: { running: true, status: 'PENDING', statusMessage: 'Pending: _process_upload' },
    counters: { total: 0, successful: 0, failed: 0 },
    seen: { settled: 'deadline' },
  });
  expect(message).toContain('(PENDING, "Pending: _process_upload"; no entries yet)');
});

it('what was never processed names the usual mistake, and how long it was READY', () => {
  const ready = { upload: { status: 'READY' } };
  expect(adviceOf(ready)).toMatch(/curl --data-binary without a content type/);
  expect(messageOf({ ...ready, seen: { settled: 'ready' } })).toContain('READY for a minute');
  expect(messageOf({ ...ready, seen: { settled: 'deadline' } })).toContain('READY when the timeout was reached');
});

it('a SUCCESS that hides how the processing ended names the process', () => {
  const scene = { upload: { process: 'edit_upload_metadata' }, counters: { total: 0, successful: 0 } };
  expect(messageOf(scene)).toContain('edit_upload_metadata');
  expect(messageOf(scene)).toMatch(/^Upload "nightly" has no entries/);
  expect(messageOf({ ...scene, upload: { process: '' } })).toContain('it names no last process');
});

it('an unknown status is in the message', () => {
  expect(messageOf({ upload: { status: 'HALTED' } })).toContain('"nightly" has the status "HALTED"');
});

it('with fail-on-warnings the first warning is in the message', () => {
  const scene = { upload: { warnings: ['first\nof them', 'second'] }, demands: { failOnWarnings: true } };
  expect(messageOf(scene)).toMatch(/with 2 warnings \(the first: of them\), and fail-on-warnings is set; /);
});

it('the counters are in the message', () => {
  const counters = { total: 7, successful: 4, failed: 2 };
  expect(messageOf({ counters })).toMatch(/2 of 7 entries failed and 1 never finished .*\(tolerated: 0\)/);
  expect(messageOf({ counters: { total: 3, successful: 2, failed: 0 } })).toMatch(/1 of 3 entries never finished/);
  expect(messageOf({ counters: { total: 3, successful: 2, failed: 1 } })).not.toContain('never finished');
  expect(messageOf({ counters: { total: 1, successful: 0, failed: 1 } })).toMatch(/1 of 1 entry failed/);
  expect(messageOf({ counters: { total: 0, successful: 0 } })).toContain('it has no entries');
  expect(messageOf({})).toContain('all 3 entries succeeded');
  expect(messageOf({ counters: { total: 1, successful: 1 } })).toContain('its one entry succeeded');
  expect(messageOf({ demands: { minEntries: 12 } })).toMatch(/found 3 entries .* min-entries asks for 12/);
});

describe('warnings are', () => {
  const warningsOf = (scene: Scene): readonly string[] => judged(scene).warnings;

  it('those of the upload itself, where it was processed', () => {
    const warnings = ['of NOMAD'];
    expect(warningsOf({ upload: { warnings } })).toEqual(['of NOMAD']);
    expect(warningsOf({ upload: { warnings, status: 'FAILURE' } })).toEqual(['of NOMAD']);
    expect(warningsOf({ upload: { warnings }, counters: { total: 3, successful: 2 } })).toEqual(['of NOMAD']);
  });

  it('not those of a former run, while it is READY or running', () => {
    const warnings = ['of a former run'];
    expect(warningsOf({ upload: { warnings, status: 'READY' } })).toEqual([]);
    expect(warningsOf({ upload: { warnings, status: 'RUNNING', running: true } })).toEqual([]);
  });

  it('that no entry was found', () => {
    expect(warningsOf({ counters: { total: 0, successful: 0 } })).toEqual([expect.stringContaining('no parser took any')]);
  });

  it('what is tolerated', () => {
    const demands = { maxFailedEntries: { text: '1', kind: 'count', count: 1 } } as const;
    const counters = { total: 3, successful: 2, failed: 1 };
    expect(warningsOf({ counters, demands })).toEqual([expect.stringMatching(/1 of 3 entries failed .*\(1\) tolerates/)]);
    expect(messageOf({ counters, demands })).toContain('2 of 3 entries succeeded');
  });
});

describe('a success whose last process was an edit', () => {
  it.each(['edit_metadata', 'edit_upload_metadata'])('says that the end of the processing before is not known: %s', (process) => {
    expect(judged({ upload: { process, warnings: ['its own'] } })).toMatchObject({
      conclusion: 'success',
      warnings: [
        'its own',
        `The last thing that NOMAD did with upload "nightly" was "${process}": it no longer says how the processing before that ended. A rename or an edit hides how the processing before it ended. Process the upload again, or send it again.`,
      ],
    });
  });

  it.each(['process_upload', 'publish_upload', 'publish_externally', 'import_bundle', 'put_file_and_process_local', ''])(
    'is told from one of "%s"',
    (process) => {
      expect(judged({ upload: { process } })).toMatchObject({ conclusion: 'success', warnings: [] });
    },
  );

  it('is none where entries failed', () => {
    const counters = { total: 3, successful: 2, failed: 1 };
    const judgement = judged({ upload: { process: 'edit_upload_metadata' }, counters });
    expect(judgement).toMatchObject({ conclusion: 'failure', failure: { reason: 'entries-failed' }, warnings: [] });
  });
});

describe('a success by name may be an old run’s, and a warning says so', () => {
  const oldRun = (scene: Scene): boolean => judged(scene).warnings.some((warning) => warning.includes('former run'));
  const old = { completedAt: ended(hour + 1000) };

  it('if it ended over an hour ago', () => {
    expect(oldRun({ target: { by: 'name' }, upload: old })).toBe(true);
    expect(oldRun({ target: { by: 'name' }, upload: { completedAt: ended(hour - 1000) } })).toBe(false);
    expect(oldRun({ target: { by: 'name' }, upload: { completedAt: '' } })).toBe(false);
  });

  it('not for an id, nor for a pattern, which audits', () => {
    expect(oldRun({ target: { by: 'id' }, upload: old })).toBe(false);
    expect(oldRun({ target: { by: 'pattern' }, upload: old })).toBe(false);
  });

  it('not where not-before says how old it may be', () => {
    expect(oldRun({ target: { by: 'name' }, upload: old, demands: { notBefore: now - 2 * hour } })).toBe(false);
  });

  it('not for a failure', () => {
    expect(oldRun({ target: { by: 'name' }, upload: { ...old, status: 'FAILURE' } })).toBe(false);
  });
});

describe('with not-before', () => {
  const notBefore = now - hour;
  const reasonOf = (upload: Partial<Upload>): string => {
    const judgement = judged({ upload, demands: { notBefore } });
    return judgement.conclusion === 'failure' ? judgement.failure.reason : 'success';
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
    expect(reasonOf({ status: 'RUNNING', running: true, completedAt })).toBe('timeout');
    expect(reasonOf({ status: 'READY', completedAt })).toBe('not-processed');
    expect(reasonOf({ status: 'READY', completedAt: '' })).toBe('not-processed');
  });
});
