import { describe, expect, it } from 'vitest';
import { centralNames, linkEntry, linkEntryLog, readAddress, readUploadId, linkUpload } from '../../src/nomad/deployment.ts';

function baseOf(text: string, allowHttp = false): string {
  const read = readAddress(text, allowHttp);
  if (typeof read === 'string') throw new Error(read);
  expect(read.api).toBe(`${read.base}/api/v1`);
  return read.base;
}

it.each([
  ['prod', 'https://nomad-lab.eu/prod/v1'],
  ['staging', 'https://nomad-lab.eu/prod/v1/staging'],
  ['test', 'https://nomad-lab.eu/prod/v1/test'],
  ['develop', 'https://nomad-lab.eu/prod/v1/develop'],
])('%s is a deployment of nomad-lab.eu', (name, base) => {
  expect(baseOf(name)).toBe(base);
  expect(centralNames).toContain(name);
});

describe('one deployment is reached by any address of it:', () => {
  it.each([
    ['its base', ''],
    ['its base with a slash', '/'],
    ['its API', '/api/v1'],
    ['its API with a slash', '/api/v1/'],
    ['its API without version', '/api'],
    ['a route of its API', '/api/v1/uploads?page_size=10'],
    ['the page of its API', '/api/v1/extensions/docs#/uploads'],
    ['its GUI', '/gui'],
    ['the start page of its GUI', '/gui/about/information'],
    ['the page of an upload', '/gui/user/uploads/upload/id/abc_DEF-123'],
    ['the page of an entry', '/gui/user/uploads/upload/id/abc/entry/id/def/overview?x=1#y'],
    ['a page of the GUI of 2.0', '/gui/v2/projects/abc/entries/def'],
  ])('%s', (_, path) => {
    expect(baseOf(`https://nomad.example.org/nomad-oasis${path}`)).toBe('https://nomad.example.org/nomad-oasis');
  });
});

it.each([
  ['the root of a host', 'https://nomad.example.org', 'https://nomad.example.org'],
  ['the API at the root of a host', 'https://nomad.example.org/api/v1', 'https://nomad.example.org'],
  ['a host without https://', 'nomad.example.org/nomad-oasis', 'https://nomad.example.org/nomad-oasis'],
  ['a host with a port', 'nomad.example.org:8443/o', 'https://nomad.example.org:8443/o'],
  ['a host in capitals', 'HTTPS://NOMAD.Example.ORG/o', 'https://nomad.example.org/o'],
  ['a short name of the intranet', 'https://nomad/o', 'https://nomad/o'],
  [
    'a path of several parts',
    'https://nomad.example.org/fairdi/nomad/latest/gui/',
    'https://nomad.example.org/fairdi/nomad/latest',
  ],
])('%s is an address', (_, text, base) => {
  expect(baseOf(text)).toBe(base);
});

describe('http://', () => {
  it.each(['localhost', '127.0.0.1', '127.1.2.3', '[::1]'])('needs no permission on the own machine (%s)', (host) => {
    expect(baseOf(`http://${host}:8000/o`)).toBe(`http://${host}:8000/o`);
  });

  it.each(['localhost:8000', '127.0.0.1:8000'])('is meant by %s alone', (text) => {
    expect(baseOf(text)).toBe(`http://${text}`);
  });

  it.each(['nomad.example.org', '10.0.0.1', 'localhost.example.org', '127.0.0.1.example.org', 'nomad', '[::2]'])(
    'needs allow-http for %s',
    (host) => {
      expect(readAddress(`http://${host}/o`, false)).toContain('allow-http');
      expect(baseOf(`http://${host}/o`, true)).toBe(`http://${host}/o`);
    },
  );

  it('is never what an address without scheme means, though it is allowed', () => {
    expect(baseOf('nomad.example.org', true)).toBe('https://nomad.example.org');
  });
});

describe('credentials inside the address are refused and not repeated:', () => {
  it.each([
    'https://ada:hunter2@nomad.example.org/o',
    'https://hunter2@nomad.example.org/o',
    'https://:hunter2@nomad.example.org/o',
    'http://ada:hunter2@nomad.example.org/o',
    'http://ada:hunter2@localhost/o',
    'ada:hunter2@nomad.example.org/o',
    'ftp://ada:hunter2@nomad.example.org/o',
  ])('%s', (text) => {
    const problem = readAddress(text, false);
    expect(problem).toContain('user name or password');
    expect(problem).not.toContain('hunter2');
  });
});

describe('no address is', () => {
  it.each([
    ['a name that is near a deployment', 'production'],
    ['a name in capitals', 'PROD'],
    ['a word', 'nomad'],
    ['a word that every object knows', 'constructor'],
    ['another such word', 'toString'],
    ['the word that sets a prototype', '__proto__'],
    ['a blank inside', 'https://nomad.example.org/my oasis'],
    ['a line end inside', 'https://nomad.example.org\n/o'],
    ['a scheme without host', 'https://'],
    ['a scheme with one slash', 'https:/nomad.example.org/o'],
    ['no host, as where a variable is empty', 'https:///nomad-oasis'],
    ['no host, and a real one after it', 'https:///nomad.example.org/o'],
    ['no scheme and no host', '//nomad.example.org/o'],
    ['a path alone', '/nomad-oasis/api/v1'],
    ['nothing before the host but a sign', '@nomad.example.org'],
    ['a scheme without slashes', 'https:nomad.example.org/o'],
    ['a port that there can not be', 'https://nomad.example.org:99999'],
  ])('%s', (_, text) => {
    expect(readAddress(text, false)).toContain('neither an address nor one of prod, staging, test, develop');
  });

  it.each(['ftp://nomad.example.org', 'file:///etc/passwd', 'ws://nomad.example.org'])('another protocol: %s', (text) => {
    expect(readAddress(text, true)).toMatch(/must begin with https:|neither an address/);
  });
});

it('links lead to the pages that the GUIs of 1.3 and 2.0 both know', () => {
  const at = { base: 'https://nomad.example.org/o', api: '' };
  expect(linkUpload(at, 'u_1')).toBe('https://nomad.example.org/o/gui/user/uploads/upload/id/u_1');
  expect(linkEntry(at, 'u_1', 'e-1')).toBe('https://nomad.example.org/o/gui/user/uploads/upload/id/u_1/entry/id/e-1');
  expect(linkEntryLog(at, 'e-1')).toBe('https://nomad.example.org/o/gui/entry/id/e-1/logs');
});

describe('the id of an upload is read from', () => {
  const oasis = { base: 'https://nomad.example.org/o', api: 'https://nomad.example.org/o/api/v1' };
  const page = linkUpload(oasis, 'u_1-X');

  it.each([
    ['itself', 'u_1-X'],
    ['the address of its page', page],
    ['the same with a slash', `${page}/`],
    ['the same with a query and a fragment', `${page}?tab=data#top`],
    ['the page of an entry', `${page}/entry/id/e-1/overview`],
    ['the same in a host of capitals', page.replace('nomad.example', 'NOMAD.Example')],
    ['the same without https://', page.replace('https://', '')],
  ])('%s', (_, text) => {
    expect(readUploadId(text, oasis)).toEqual({ id: 'u_1-X' });
    expect(readUploadId(text, undefined)).toEqual({ id: 'u_1-X' });
  });

  it('the address that a deployment of nomad-lab.eu has', () => {
    const test = readAddress('test', false);
    if (typeof test === 'string') throw new Error(test);
    expect(readUploadId('https://nomad-lab.eu/prod/v1/test/gui/user/uploads/upload/id/abc', test)).toEqual({ id: 'abc' });
    expect(readUploadId('https://nomad-lab.eu/prod/v1/gui/user/uploads/upload/id/abc', test)).toContain('another deployment');
  });

  it.each([
    ['another host', page.replace('nomad.', 'other.')],
    ['another path', page.replace('/o/', '/p/')],
    ['another port', page.replace('.org', '.org:8443')],
    ['no TLS', page.replace('https', 'http')],
  ])('no address of another deployment: %s', (_, text) => {
    expect(readUploadId(text, oasis)).toBe('That upload is on another deployment: nomad-url is https://nomad.example.org/o.');
  });

  it.each([
    ['nothing', ''],
    ['a page of no upload', 'https://nomad.example.org/o/gui/user/uploads'],
    ['a page without id', 'https://nomad.example.org/o/gui/user/uploads/upload/id/'],
    ['an id with other characters', 'https://nomad.example.org/o/gui/user/uploads/upload/id/a%2fb'],
    ['a route of the API', 'https://nomad.example.org/o/api/v1/uploads/abc'],
    ['a path', 'a/b'],
    ['two words', 'a b'],
  ])('and from nothing else: %s', (_, text) => {
    expect(readUploadId(text, oasis)).toContain('It must be the id of an upload');
  });
});
