import { describe, expect, it } from 'vitest';
import { readCause } from '../../../src/nomad/answers/processing-log.ts';
import { recorded } from '../../nomad-server/recorded.ts';
import { versions } from '../../nomad-server/server.ts';
import { secretsOf } from '../../step/secrets/secrets-of.ts';
import { answerOf, during, frames, mainfile, reasonIn, reasonOf } from './processing-logs.ts';
import { complaint } from './recorded-answers.ts';

describe('the reason in a log that a real server wrote', () => {
  it.each([
    [
      '1.3',
      `ParserError: while parsing a flow sequence (line 3, column 9): expected ',' or ']', but got '<stream end>' (line 4, column 1)`,
    ],
    ['2.0', `ParserError: while parsing a flow sequence (line 3, column 9): expected ',' or ']', but got ':' (line 4, column 7)`],
  ] as const)('is one line with the place in the file: %s', (version, text) => {
    const { processing_logs: logs } = recorded(version, 'processing-logs', {
      UPLOAD_ID: 'jx53JHy3Tbqr2h5TMVdwxA',
      MAINFILE: mainfile,
    });
    expect(reasonOf(logs)).toMatchObject({ text, line: 4, column: version === '1.3' ? 1 : 7 });
    const items: unknown[] = Array.isArray(logs) ? logs : [];
    expect(items.length).toBeGreaterThan(2);
    // The last item alone, and with the first one of the two errors behind it.
    expect(reasonOf(items.slice(-1))).toMatchObject({ text });
    expect(reasonOf(items.toReversed())).toMatchObject({ text });
    expect(reasonOf(items.slice(0, 1))).toBeUndefined();
  });

  it.each(versions)('has no place where the log is about another file: %s', (version) => {
    const { processing_logs: logs } = recorded(version, 'processing-logs', { UPLOAD_ID: 'jx53', MAINFILE: 'data/other.yaml' });
    expect(reasonOf(logs)).toMatchObject({ line: undefined, column: undefined });
  });
});

const generic = `${frames}nomad.processing.base.ProcessFailure: parser failed with exception`;

describe('of several exceptions the cause is', () => {
  const direct = '\nThe above exception was the direct cause of the following exception:\n\n';

  it.each([during, direct])('the first one of a chain: %j', (link) => {
    expect(reasonIn(`ValueError: first\n${link}${frames}KeyError: 'second'\n${link}${generic}`)?.text).toBe('ValueError: first');
  });

  it('the first one that is not generic', () => {
    expect(reasonOf([{ level: 'ERROR', exception: `${generic}\n${during}${frames}KeyError: 'second'` }])?.text).toBe(
      "KeyError: 'second'",
    );
  });

  it('that of an item with a step, wherever it stands', () => {
    const items = [
      { level: 'ERROR', exception: `${frames}KeyError: 'far'` },
      { level: 'ERROR', step: 'n', exception: `${frames}KeyError: 'near'` },
    ];
    expect(reasonOf(items)?.text).toBe("KeyError: 'near'");
    expect(reasonOf(items.slice(0, 1))?.text).toBe("KeyError: 'far'");
  });

  it.each([
    'nomad.processing.base.ProcessFailure: parser failed with exception',
    'ProcessFailure: normalizer failed with exception',
    'SystemExit: 1',
    'builtins.SystemExit',
    '',
    '\n \n',
  ])('none that says nothing: %j', (message) => {
    expect(reasonIn(message)).toBeUndefined();
    expect(
      reasonOf([
        { level: 'ERROR', step: 'n', exception: frames + message },
        { level: 'ERROR', exception: 'KeyError: 1' },
      ])?.text,
    ).toBe('KeyError: 1');
  });

  it('none of a lower level, and none that is no text', () => {
    for (const level of ['DEBUG', 'INFO', 'WARNING', undefined, 40])
      expect(reasonIn('ValueError: bad', { level })).toBeUndefined();
    expect(reasonIn('ValueError: bad', { level: 'CRITICAL' })?.text).toBe('ValueError: bad');
    for (const exception of [undefined, null, 7, ['ValueError: bad']]) expect(reasonIn('', { exception })).toBeUndefined();
    expect(reasonOf([null, 'ValueError: bad', 7, '… 1 more'])).toBeUndefined();
    expect(reasonOf([])).toBeUndefined();
  });

  it.each([undefined, null, [], {}, { data: {} }, { data: { archive: [] } }, answerOf({}), answerOf(undefined)])(
    'not known where there is no log: %j',
    (json) => {
      expect(complaint(() => readCause(json, mainfile, String))).toBe('it has no processing log');
    },
  );
});

describe('the reason is one line', () => {
  it.each([
    ['ValueError: bad', 'ValueError: bad'],
    ['nomad.a.b.MetainfoError: bad', 'MetainfoError: bad'],
    ['AssertionError', 'AssertionError'],
    ['pkg.Empty', 'Empty'],
    ['ValueError: see a.b.c: bad', 'ValueError: see a.b.c: bad'],
    ['ValueError: one\n  two\r\n\r\nthree\r', 'ValueError: one two three'],
    ['ValueError: Grüße, 世界', 'ValueError: Grüße, 世界'],
  ])('%j', (message, text) => {
    expect(reasonIn(message)?.text).toBe(text);
  });

  it('without a traceback before it too', () => {
    expect(reasonOf([{ level: 'ERROR', exception: 'ValueError: bad' }])?.text).toBe('ValueError: bad');
    expect(reasonOf([{ level: 'ERROR', exception: `said before\n${frames}ValueError: bad` }])?.text).toBe('ValueError: bad');
  });

  it('of at most 500 characters', () => {
    expect(reasonIn(`ValueError: ${'x'.repeat(5000)}`)?.text).toMatch(/^ValueError: x{487}…$/);
  });

  it('without secrets, also where it is cut', () => {
    const secrets = secretsOf('hunter2-and-more');
    for (const before of ['', 'x'.repeat(480), 'x'.repeat(1980)]) {
      const logs = [{ level: 'ERROR', exception: `${frames}ValueError: ${before} hunter2-and-more` }];
      expect(reasonOf(logs, secrets.redact)?.text).not.toContain('hunter');
    }
  });
});

describe('the traceback is', () => {
  it('that of the cause alone, without the server’s paths', () => {
    expect(reasonIn(`KeyError: 'first'\n${during}${generic}`)?.traceback).toBe(
      'Traceback (most recent call last):\n  File "x/y.py", line 542, in parse\n    f(x)\nKeyError: \'first\'',
    );
  });

  it('cut at its beginning, and without secrets', () => {
    const redact = (text: string): string => text.replaceAll('hunter2', '***');
    const long = [{ level: 'ERROR', exception: `${frames.repeat(100)}KeyError: 'hunter2'` }];
    const traceback = reasonOf(long, redact)?.traceback ?? '';
    expect(traceback.length).toBeLessThanOrEqual(4000);
    expect(traceback.length).toBeGreaterThan(2000);
    expect(traceback).toMatch(/KeyError: '\*\*\*'$/);
  });

  it('without a secret that only leaving out a path puts together', () => {
    const redact = (text: string): string => text.replaceAll('hunter2', '***');
    const logs = [{ level: 'ERROR', exception: `${frames}KeyError: hun"/srv/raw/ter2"` }];
    expect(reasonOf(logs, redact)?.traceback).toMatch(/KeyError: \*\*\*$/);
  });

  it('empty where there is none', () => {
    expect(reasonOf([{ level: 'ERROR', exception: 'ValueError: no frames' }])?.traceback).toBe('');
  });
});
