import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratchFolder } from '../../scratch-folder.ts';
import { failureOf, makeTree, pathsOf, select, type TreeItems, treesIn } from './tree.ts';

const tree = treesIn(scratchFolder('unsafe'));

describe('unsafe files', () => {
  it.each<[what: string, items: TreeItems, sentence: string]>([
    ['a broken link', { 'd/l': { to: 'nothing' } }, '"d/l" is a link to something that does not exist.'],
    ['a link to itself', { 'd/l': { to: 'l' } }, '"d/l" is a link or folder that leads back to itself.'],
    ['a link to a folder above', { 'd/e/l': { to: '../..' } }, '"d/e/l" is a link or folder that leads back to itself.'],
    ['folders that contain each other', { 'd/a/l': { to: '../b' }, 'd/b/l': { to: '../a' } }, 'lead back to themselves.'],
    ['a link to a file outside', { 'd/l': { to: '/etc/passwd' } }, '"d/l" is a link that leads out of the workspace.'],
    ['a link to a folder outside', { 'd/l': { to: '/etc' } }, '"d/l" is a link that leads out of the workspace.'],
    ['a link to a device', { 'd/l': { to: '/dev/zero' } }, '"d/l" is a link that leads out of the workspace.'],
    [
      'LFS pointers',
      {
        'd/a': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
        'd/b': 'version https://git-lfs.github.com/spec/v1\r\n',
      },
      'are Git LFS pointers, not the content.',
    ],
    [
      'a git-annex pointer',
      { 'd/a': '/annex/objects/SHA256E-s1--0.csv\n' },
      '"d/a" is a git-annex pointer or link, not the content.',
    ],
    [
      'a git-annex link',
      { 'd/a': { to: '../.git/annex/objects/x/y' } },
      '"d/a" is a git-annex pointer or link, not the content.',
    ],
    ['a backslash', { 'd/a\\b': '' }, '"d/a\\b" has a backslash'],
    ['a control character in a folder', { 'd/a\nb/c': '' }, 'a control character'],
  ])('%s', async (_, items, sentence) => {
    const { reason, message, advice } = failureOf(await select(tree({ ...items, 'd/good': '' }), ['d']));
    expect(reason).toBe('unsafe-files');
    expect(message).toContain(sentence);
    expect(advice).not.toBe('');
  });

  it('a pipe and a socket, which are not opened', async () => {
    const folder = tree({ 'd/a': '', 'd/link': { to: 'pipe' } });
    execFileSync('mkfifo', [join(folder, 'd/pipe')]);
    const server = createServer().listen(join(folder, 'd/socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    const { message } = failureOf(await select(folder, ['d']));
    server.close();
    expect(message).toMatch(/^Nothing was sent: ("d\/(link|pipe|socket)"(, | and )?){3} are not regular files\.$/);
  });

  it('a name that is not UTF-8, of a file or a folder', async () => {
    const folder = tree({ 'd/a': '' });
    writeFileSync(Buffer.concat([Buffer.from(join(folder, 'd/')), Buffer.from([0xff, 0x61])]), '');
    mkdirSync(Buffer.concat([Buffer.from(join(folder, 'd/')), Buffer.from([0xfe])]));
    expect(failureOf(await select(folder, ['d'])).message).toContain(
      'have a backslash, a control character or bytes that are not UTF-8',
    );
    expect(pathsOf(await select(folder, ['d/a']))).toEqual(['d/a']);
  });

  it('of several kinds are all named, or counted where they are many', async () => {
    const few = tree({ 'd/x': { to: 'nothing' }, 'd/y': { to: '/etc' } });
    const both = failureOf(await select(few, ['d']));
    expect(both.message).toMatch(/"d\/x" is a link to something.* "d\/y" is a link that leads out|"d\/y".* "d\/x"/);
    expect(both.advice.split('\n')).toHaveLength(2);
    const long = 'n'.repeat(200);
    const links: TreeItems = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`d/${long}${i}`, { to: 'nothing' }]));
    const names: TreeItems = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`d/${long}${i}\\`, '']));
    const many = tree({ ...links, ...names });
    const { message, advice } = failureOf(await select(many, ['d']));
    expect(message).toBe("Nothing was sent: 18 files can't be sent safely, for 2 reasons.");
    expect(advice).toContain('and 6 more are links to something that does not exist.');
  });

  it('that no line includes are no problem', async () => {
    const folder = tree({
      'd/a.csv': '',
      'd/python': { to: '/bin/sh' },
      'd/l': { to: 'x' },
      'e/f': { to: '/etc' },
      'd/up': { to: '..' },
    });
    expect(pathsOf(await select(folder, ['d', '!d/python', '!d/l', '!d/up']))).toEqual(['d/a.csv']);
    expect(pathsOf(await select(folder, ['d/*.csv']))).toEqual(['d/a.csv']);
  });

  it('are not what only looks like a pointer', async () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\n';
    const folder = tree({ a: pointer.padEnd(1024), b: `${pointer.trim()}0\n`, c: ` ${pointer}`, d: 'x/annex/objects/' });
    expect(pathsOf(await select(folder, ['.']))).toEqual(['a', 'b', 'c', 'd']);
    makeTree(folder, { a: pointer.padEnd(1023) });
    expect(failureOf(await select(folder, ['.'])).advice).toContain('lfs: true');
  });
});
