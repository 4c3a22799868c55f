import { expect, it } from 'vitest';
import { parseCommand } from './workflow-commands.ts';

const known = new Set(['error', 'set-output', 'debug']);

it('reads a command at the trimmed start of a line', () => {
  expect(parseCommand(' \t::Error  FILE=a.txt,line=3 ::broken', known)).toEqual({
    name: 'error',
    properties: new Map([
      ['file', 'a.txt'],
      ['line', '3'],
    ]),
    data: 'broken',
  });
});

it('sees no ::command:: behind text, but a ##[command] anywhere', () => {
  expect(parseCommand('name: ::error::x', known)).toBeUndefined();
  expect(parseCommand('name: ##[set-output name=a;x=b]c', known)).toEqual({
    name: 'set-output',
    properties: new Map([
      ['name', 'a'],
      ['x', 'b'],
    ]),
    data: 'c',
  });
});

it('takes unknown names as output', () => {
  expect(parseCommand('::unheard-of::x', known)).toBeUndefined();
  expect(parseCommand('##[unheard-of]x', known)).toBeUndefined();
  expect(parseCommand('::error without end', known)).toBeUndefined();
  expect(parseCommand('##[error without end', known)).toBeUndefined();
});

it('decodes the percent sign last, so that an encoded escape stays one', () => {
  expect(parseCommand('::error::100%25 %0Anext %250A', known)?.data).toBe('100% \nnext %0A');
});

it('decodes colons and commas in properties only', () => {
  const command = parseCommand('::error title=a%3Ab%2Cc::d%3Ae', known);
  expect(command?.properties.get('title')).toBe('a:b,c');
  expect(command?.data).toBe('d%3Ae');
});

it('decodes semicolons and brackets in the second form', () => {
  const command = parseCommand('##[error title=a%3Bb%5D]c%5D', known);
  expect(command?.properties.get('title')).toBe('a;b]');
  expect(command?.data).toBe('c]');
});

it('does not look for the second form inside the data of the first', () => {
  expect(parseCommand('::debug::##[error]x', known)).toMatchObject({ name: 'debug', data: '##[error]x' });
});
