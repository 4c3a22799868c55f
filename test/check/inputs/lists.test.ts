import { visible } from '../../../src/core/wording.ts';
import { describe, expect, it } from 'vitest';
import { inputsOf, refusalOf } from './given.ts';

describe('several values, one a line:', () => {
  it.each([
    ['one', 'a', ['a']],
    ['two', 'a\nb', ['a', 'b']],
    ['line ends of Windows', 'a\r\nb\r\n', ['a', 'b']],
    ['old line ends', 'a\rb', ['a', 'b']],
    ['empty lines', '\n\na\n \n\nb\n', ['a', 'b']],
    ['doubles', 'b\na\nb\n b ', ['b', 'a']],
    ['blanks at the ends', '  a  \n\tb', ['a', 'b']],
    ['blanks inside', 'my  upload\nof today', ['my  upload', 'of today']],
    ['commas and quotes', 'a, "b"', ['a, "b"']],
    ['capitals', 'A\na', ['A', 'a']],
    ['a comment sign', '# a', ['# a']],
  ])('%s', (_, text, names) => {
    expect(inputsOf({ 'upload-name': text }).names.map(({ raw }) => raw)).toEqual(names);
  });

  it('ids and patterns are read in the same way', () => {
    const { ids, patterns } = inputsOf({ 'upload-id': '\r\n u-1 \r\nu_2\r\nu-1', 'upload-pattern': ' a*\r\n\r\nb ? \na*' });
    expect(ids).toEqual(['u-1', 'u_2']);
    expect(patterns.include.map(({ raw }) => raw)).toEqual(['a*', 'b ?']);
    expect(patterns.exclude).toEqual([]);
  });
});

describe('an upload id', () => {
  it.each(['-_abcDEF0123456789xyz', 'a', '-'])('can be %s', (id) => {
    expect(inputsOf({ 'upload-id': id }).ids).toEqual([id]);
  });

  it.each(['a b', 'a/b', '../x', 'a?b', 'a#b', 'a%2fb', 'ä', 'a.b', 'a,b', '*', '{"a":1}', 'a\u200bb'])('can not be %j', (id) => {
    const { reason, message } = refusalOf({ 'upload-id': id });
    expect(reason).toBe('invalid-input');
    expect(message).toContain(`upload-id is "${visible(id)}"`);
  });

  it('can be given as the address of its page, on this deployment only', () => {
    const page = 'https://nomad.example.org/o/gui/user/uploads/upload/id/u-1';
    const at = { 'nomad-url': 'https://nomad.example.org/o' };
    expect(inputsOf({ ...at, 'upload-id': `${page}\nu-1\n${page}/entry/id/x` }).ids).toEqual(['u-1']);
    const { reason, message } = refusalOf({ 'upload-id': page });
    expect(reason).toBe('invalid-input');
    expect(message).toContain('on another deployment');
  });

  it('is not repeated where it is an address that may hold a password', () => {
    const { message, advice } = refusalOf({ 'upload-id': 'https://ada:hunter2@elsewhere.example.org/x' });
    expect(message + advice).toContain('It must be the id');
    expect(message + advice).not.toContain('hunter2');
  });

  it('that is wrong is found among good ones, and named', () => {
    const { message } = refusalOf({ 'upload-id': 'good\nb a d\nbetter' });
    expect(message).toContain('b a d');
    expect(message).not.toContain('good');
  });
});

it('a pattern has at most 1000 characters', () => {
  expect(inputsOf({ 'upload-pattern': 'a'.repeat(1000) }).patterns.include).toHaveLength(1);
  for (const pattern of ['a'.repeat(1001), `ok*\n!${'*a'.repeat(600)}`]) {
    const { reason, message } = refusalOf({ 'upload-pattern': pattern });
    expect(reason).toBe('invalid-input');
    expect(message).toContain('A pattern has at most 1000 characters.');
    expect(message.length).toBeLessThanOrEqual(500);
  }
});

describe('at least one upload is named:', () => {
  it('one input of the three is enough', () => {
    expect(inputsOf({ 'upload-id': '', 'upload-name': 'a' })).toMatchObject({ ids: [], names: [{ raw: 'a' }] });
    expect(inputsOf({ 'upload-id': '', 'upload-pattern': '*' })).toMatchObject({
      ids: [],
      patterns: { include: [{ raw: '*' }] },
    });
  });

  it('if all are empty, the message asks whether the sending step failed', () => {
    for (const empty of ['', ' ', '\n\r\n']) {
      const { reason, message } = refusalOf({ 'upload-id': empty, 'upload-name': empty, 'upload-pattern': empty });
      expect(reason).toBe('invalid-input');
      expect(message).toMatch(/upload-id, upload-name and upload-pattern are all empty/);
      expect(message).toMatch(/did the step that sends the upload fail\?/);
    }
  });

  it('an id that is refused is not called missing', () => {
    expect(refusalOf({ 'upload-id': 'a b' }).message).not.toContain('all empty');
  });

  it('exclusions alone are refused', () => {
    expect(refusalOf({ 'upload-id': '', 'upload-pattern': '!a\n!b' }).message).toContain('only exclusions');
    expect(refusalOf({ 'upload-pattern': '!a' }).reason).toBe('invalid-input');
  });
});
