import { expect, it } from 'vitest';
import { keyValuePairs } from './file-commands.ts';

function read(...lines: string[]): Record<string, string> {
  return Object.fromEntries(keyValuePairs(lines.map((line) => `${line}\n`).join('')));
}

it('reads both forms', () => {
  expect(read('a=1=2', '', 'b<<END', 'x', '', 'y', 'END', 'c=<<', 'd<<E', 'E')).toEqual({
    a: '1=2',
    b: 'x\n\ny',
    c: '<<',
    d: '',
  });
});

it('takes an equals sign after << as part of the delimiter', () => {
  expect(read('a<<E=F', 'x', 'E=F')).toEqual({ a: 'x' });
});

it('does not end a value at a line that only contains the delimiter', () => {
  expect(read('a<<END', ' END', 'END.', 'END')).toEqual({ a: ' END\nEND.' });
});

it.each([
  ['no separator', ['nothing'], "Invalid format 'nothing'"],
  ['no end', ['a<<END', 'x'], "Matching delimiter not found 'END'"],
  ['no delimiter', ['a<<', 'x'], 'delimiter must not be empty'],
  ['no name', ['<<END', 'END'], 'Name must not be empty'],
])('refuses %s', (_, lines, message) => {
  expect(() => read(...lines)).toThrow(message);
});
