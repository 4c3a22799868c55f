import { describe, expect, it } from 'vitest';
import { minute } from '../../src/core/clock.ts';
import { now } from '../builders.ts';
import { adviceOf, ended, judged, messageOf, type Scene } from './scene.ts';

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
    expect(messageOf(scene)).toMatch(/ ended at 2026-05-04 11:57:00 UTC\.$/);
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
    upload: { state: 'running', status: 'WAITING_FOR_RESULT', statusMessage: 'Parsing all files' },
    counters: { total: 32, successful: 20, failed: 2 },
    settled: { because: 'deadline', unchangedFor: 90_000 },
  });
  expect(message).toContain('WAITING_FOR_RESULT');
  expect(message).toContain('Parsing all files');
  expect(message).toContain('22 of 32 entries done, 2 failed');
  expect(message).toContain('nothing has changed for 1 minute 30 seconds');
});

it('a timeout before NOMAD has matched any file says so, and counts nothing', () => {
  const message = messageOf({
    upload: { state: 'running', status: 'PENDING', statusMessage: 'Pending: _process_upload' },
    counters: { total: 0, successful: 0, failed: 0 },
    settled: { because: 'deadline' },
  });
  expect(message).toContain('(PENDING, "Pending: _process_upload"; no entries yet)');
});

it('what was never processed names the usual mistake, and how long it was READY', () => {
  const ready = { upload: { status: 'READY' } };
  expect(adviceOf(ready)).toMatch(/curl --data-binary without a content type/);
  expect(messageOf({ ...ready, settled: { because: 'ready' } })).toContain('READY for a minute');
  expect(messageOf({ ...ready, settled: { because: 'deadline' } })).toContain('READY when the timeout was reached');
});

it('a SUCCESS that hides how the processing ended names the process', () => {
  const scene = { upload: { process: 'edit_upload_metadata' }, counters: { total: 0, successful: 0 } };
  expect(messageOf(scene)).toContain('edit_upload_metadata');
  expect(messageOf(scene)).toMatch(/^Upload "nightly" has no entries/);
  expect(messageOf({ ...scene, upload: { process: '' } })).toContain('it names no last process');
});

it('a SUCCESS with an error of the upload itself is not understood, and says the error', () => {
  const scene = { upload: { errors: ['Traceback\nOSError: no space'] } };
  expect(judged(scene)).toMatchObject({ conclusion: 'failure', failure: { reason: 'unexpected-answer' } });
  expect(messageOf(scene)).toContain(
    '"nightly" has the status SUCCESS, but also lists an error of the upload itself: "OSError: no space"',
  );
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
