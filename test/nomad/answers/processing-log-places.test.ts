import { describe, expect, it } from 'vitest';
import { readCause } from '../../../src/nomad/answers/processing-log.ts';
import { secretsOf } from '../../step/secrets/secrets-of.ts';
import { answerOf, frames, mainfile, reasonIn, reasonOf } from './processing-logs.ts';

describe('no path of the server is shown, only the file:', () => {
  it.each([
    ["No such file: '/app/.volumes/fs/staging/og/og-Id_1/raw/data/a.csv'", "No such file: 'data/a.csv'"],
    ['No such file: .volumes/fs/staging/og/og-Id_1/raw/data/a.csv', 'No such file: data/a.csv'],
    ['"/srv/data/raw/a.csv": bad', 'a.csv: bad'],
    ['"/srv/my data/raw/my a.csv": bad', 'my a.csv: bad'],
    ['in /opt/venv/lib/python3.11/site-packages/x/y.py', 'in y.py'],
    ['in (/opt/lib/y.py), /usr/share/z+1.xml', 'in (y.py), z+1.xml'],
    ['path=/home/nomad/.cache/x', 'path=x'],
    ['archive .volumes/fs/staging/og/og-Id_1/archive/x.msg', 'archive x.msg'],
    ['b"/app/.volumes/fs/tmp/q"', 'b"q"'],
    ['m/s and 1/2/3/4 and a/b/c/d stay', 'm/s and 1/2/3/4 and a/b/c/d stay'],
  ])('%s', (message, shown) => {
    expect(reasonIn(`OSError: ${message}`)?.text).toBe(`OSError: ${shown}`);
  });
});

describe('a secret is hidden also where it is put together', () => {
  const secrets = secretsOf('correct horse', 'pass-word-of-ada', 'b horse battery');

  it.each([
    ['by joining lines', 'it was correct\nhorse', 'it was ***'],
    ['by joining lines that blanks begin', 'it was correct\n    horse', 'it was ***'],
    ['by leaving out a path of the server', 'it was pass-/opt/lib/word-of-ada', 'it was ***'],
    ['by leaving out a path of the upload', 'it was "/srv/x/raw/b" horse battery', 'it was ***'],
  ])('%s', (_, message, text) => {
    const logs = [{ level: 'ERROR', exception: `${frames}ValueError: ${message}` }];
    expect(reasonOf(logs, (said) => secrets.redact(said))?.text).toBe(`ValueError: ${text}`);
  });
});

describe('line and column are', () => {
  const raw = '/app/.volumes/fs/staging/og/og-Id_1/raw';

  it.each([
    ['Expecting value: line 3 column 5 (char 40)', 3, 5],
    ['bad, line 3, column 5', 3, 5],
    ['bad in line 3, col 5', 3, 5],
    ['bad on line 3', 3, undefined],
    ['line 1, column 2; then line 3', 3, undefined],
    [`in "${raw}/${mainfile}", line 3, column 5`, 3, 5],
    [`${raw}/${mainfile}: line 3`, 3, undefined],
    ['/entry/data/x is missing, see line 3', 3, undefined],
    ['bad in "<unicode string>", line 3, column 5', 3, 5],
  ])('those of the mainfile: %s', (message, line, column) => {
    expect(reasonIn(`ValueError: ${message}`)).toMatchObject({ line, column });
  });

  it.each([
    ['nothing is said', 'bad'],
    ['another word ends so', 'outline 3, column 5'],
    ['there is no such line', 'line 0, column 0'],
    ['the number is endless', 'line 12345678'],
    ['it is of another file', `in "${raw}/data/other.yaml", line 3, column 5`],
    ['it is of another file with the same end', `in "${raw}/more/${mainfile}", line 3, column 5`],
    ['it is of another file in the next line', `bad\n  in "${raw}/other.yaml", line 3, column 5`],
    ['one of two files is another', `${raw}/${mainfile} includes ${raw}/b.yaml: line 3`],
    ['it is of a file of the server', 'in "/opt/lib/schemas/a.yaml", line 3, column 5'],
    ['it is of a file of the server, in the next line', 'bad\n  in "/opt/lib/schemas/a.yaml", line 3, column 5'],
    ['it is of a file of the server without quotes', '/a.yaml: line 3'],
    ['it is of a file in brackets', 'bad (helper.py, line 99)'],
    ['it is of a file that is only mentioned', 'see input.dat line 5'],
    ['it is of a file with a colon', 'input.dat: line 5'],
    ['it is of another file with a blank in its name', `in "${raw}/data/my other.yaml", line 3, column 5`],
    ['it is of another file that ends so after a blank', `"${raw}/x ${mainfile}", line 3`],
    ['it is of a file without a path', 'bad\n  in "other.yaml", line 3, column 5'],
  ])('not known where %s', (_, message) => {
    expect(reasonIn(`ValueError: ${message}`)).toMatchObject({ line: undefined, column: undefined });
  });

  it.each(['my data/a b.yaml', 'a(b).yaml', "it's.yaml", 'plain.yaml'])('found for a file of any name: %s', (name) => {
    const exception = `${frames}ParserError: bad\n  in "${raw}/${name}", line 3, column 5`;
    const reason = { text: 'ParserError: bad (line 3, column 5)', line: 3, column: 5 };
    expect(readCause(answerOf([{ level: 'ERROR', exception }]), name, String)).toMatchObject(reason);
  });

  it('those of a text that has no file', () => {
    const reason = { text: 'ParserError: bad (line 3, column 5)', line: 3, column: 5 };
    expect(reasonIn('ParserError: bad\n  in "<unicode string>", line 3, column 5')).toMatchObject(reason);
  });

  it('said with the name of the file that they are of, where that is another', () => {
    expect(reasonIn(`ParserError: bad\n  in "${raw}/data/other.yaml", line 3`)?.text).toBe(
      'ParserError: bad (data/other.yaml, line 3)',
    );
  });

  it('not those of a line of Python, which are before the message', () => {
    expect(reasonIn('  File "<string>", line 7\n    a b\n      ^\nSyntaxError: invalid syntax')).toMatchObject({
      text: 'SyntaxError: invalid syntax',
      line: undefined,
      column: undefined,
    });
  });
});

describe('a log that somebody made long does not take a time that grows with its square:', () => {
  const megabyte = 1024 * 1024;
  const during = '\nDuring handling of the above exception, another exception occurred:\n';

  it.each([
    ...['\n', '\r', ' ', '/', './', '.', '"', "'", 'a.', 'a/', '/a', '/raw/', '"/raw/a"', 'in "', 'line 1', 'line 1, ', ':', ')'],
    ...['in "a", line 1\n', '  File "x"\n', 'Traceback \n', 'x\n', during, `x\n${during}`, '1', '\\', '{', '😀', '\u200b'],
  ])('%j', (part) => {
    const long = part.repeat(megabyte / part.length);
    const secrets = secretsOf('hunter2-and-more');
    for (const exception of [long, `${frames}ValueError: ${long}`, `${frames}ValueError: x${long}x`]) {
      const started = performance.now();
      const reason = reasonOf([{ level: 'ERROR', exception }], secrets.redact);
      expect(performance.now() - started).toBeLessThan(10_000);
      expect(reason?.text.length ?? 0).toBeLessThanOrEqual(500);
      expect(reason?.text ?? '').not.toMatch(/[\r\n]/);
    }
  });
});
