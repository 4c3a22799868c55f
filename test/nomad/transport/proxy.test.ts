import { getProxyUrl } from '@actions/http-client/lib/proxy';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { problemOfProxy } from '../../../src/nomad/transport/proxy.ts';
import { refusalOf } from '../../check/inputs/given.ts';

const https = 'https://nomad.example.org/o/api/v1';
const http = 'http://nomad.example.org/o/api/v1';
const variables = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'no_proxy', 'NO_PROXY'];

beforeEach(() => {
  for (const name of variables) vi.stubEnv(name, '');
});
afterEach(() => vi.unstubAllEnvs());

/** Where the client would really go: a proxy, nowhere, or '' for directly. */
function wayOf(address: string, environment: Record<string, string>): string {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  try {
    return getProxyUrl(new URL(address))?.host ?? '';
  } catch {
    return 'nowhere';
  }
}

describe('a proxy that the client takes is no problem:', () => {
  it.each([
    'http://proxy.example.org:3128',
    'https://proxy.example.org',
    'http://me:p%40ss@proxy.example.org:3128/',
    'http://me:p@ss@proxy.example.org:3128',
    ' http://proxy:3128 ',
    'HTTP://proxy:3128',
    'proxy',
    '10.0.0.1:3128',
  ])('%s', (value) => {
    expect(problemOfProxy(https, { HTTPS_PROXY: value })).toBeUndefined();
    expect(wayOf(https, { HTTPS_PROXY: value })).toMatch(/^(proxy(\.example\.org)?|10\.0\.0\.1)(:3128)?$/);
  });
});

describe('a proxy that the client ignores, or can not talk to, is a problem that names the variable and not its value:', () => {
  it.each([
    'me:secret-of-proxy@proxy.example.org:3128',
    'proxy.example.org:3128',
    'localhost:3128',
    'http://secret-of-proxy:99999',
    'http://secret-of-proxy:0',
    'http://me:secret-of-proxy%@proxy:3128',
    'http://me%:41secret-of-proxy@proxy:3128',
    'http://me:secret-of-proxy#1@proxy:3128',
    'HTTP://secret-of-proxy:99999',
    'http://[secret-of-proxy',
    'http://[::1]:3128',
    'http://',
    'socks5://secret-of-proxy:1080',
    'ftp://secret-of-proxy',
    ' ',
  ])('%s', (value) => {
    const { variable, sentence } = problemOfProxy(https, { HTTPS_PROXY: value }) ?? { variable: '', sentence: '' };
    expect(variable).toBe('HTTPS_PROXY');
    expect(sentence).toMatch(/^HTTPS_PROXY is not the address of a proxy that can be used/);
    expect(sentence).not.toContain('secret-of-proxy');
  });
});

describe('the variable is the one that the client reads:', () => {
  const [bad, good] = ['socks5://proxy:1', 'http://proxy:1'];

  it.each([
    [https, { https_proxy: bad }, 'https_proxy'],
    [https, { https_proxy: good, HTTPS_PROXY: bad }, undefined],
    [https, { https_proxy: bad, HTTPS_PROXY: good }, 'https_proxy'],
    [https, { https_proxy: '', HTTPS_PROXY: bad }, 'HTTPS_PROXY'],
    [https, { HTTP_PROXY: bad, http_proxy: bad, ALL_PROXY: bad }, undefined],
    [http, { HTTP_PROXY: bad, HTTPS_PROXY: good }, 'HTTP_PROXY'],
    [http, { http_proxy: bad }, 'http_proxy'],
    [http, { HTTPS_PROXY: bad }, undefined],
    ['http://127.0.0.1:8000', { HTTP_PROXY: bad }, undefined],
    ['http://localhost:8000', { HTTP_PROXY: bad }, undefined],
    ['http://[::1]:8000', { HTTP_PROXY: bad }, undefined],
    ['http://localhost.example.org', { HTTP_PROXY: bad }, 'HTTP_PROXY'],
  ])('%s with %j', (address, environment, variable) => {
    expect(problemOfProxy(address, environment)?.variable).toBe(variable);
  });
});

describe('NO_PROXY is read as the client does:', () => {
  it.each([
    '*',
    'nomad.example.org',
    'NOMAD.example.ORG',
    'example.org',
    '.example.org',
    'other, .org ,x',
    'nomad.example.org:443',
    'nomad.example.org:80',
    'example.org:443',
    'ample.org',
    '.nomad.example.org',
    '*.example.org',
    ',',
    'other',
  ])('%s', (list) => {
    for (const name of ['NO_PROXY', 'no_proxy']) {
      const isDirect = problemOfProxy(https, { HTTPS_PROXY: 'socks5://proxy:1', [name]: list }) === undefined;
      expect(isDirect).toBe(wayOf(https, { HTTPS_PROXY: 'http://proxy:1', [name]: list }) === '');
    }
  });
});

describe('a proxy that can not be used ends the step before any request', () => {
  it('for NOMAD', () => {
    const { reason, message, advice } = refusalOf({}, { HTTPS_PROXY: 'me:secret-of-proxy@proxy:1' });
    expect(reason).toBe('invalid-input');
    expect(message).toContain('HTTPS_PROXY is not the address of a proxy');
    expect(advice).toContain("the job's environment variables");
    expect(message + advice).not.toContain('secret-of-proxy');
  });

  it('for GitHub, where it is asked', () => {
    const bad = { https_proxy: 'socks5://proxy:1' };
    const given = { 'nomad-url': 'http://127.0.0.1:8000', 'github-token': 'ghs_x', 'check-run-name': 'NOMAD' };
    expect(refusalOf(given, bad).message).toContain('https_proxy');
    expect(refusalOf({ ...given, timeout: '30' }, { ...bad, GITHUB_API_URL: 'http://127.0.0.1:1' }).message).not.toContain(
      'proxy',
    );
    expect(refusalOf({ ...given, 'check-run-name': '', timeout: '30' }, bad).message).not.toContain('proxy');
  });

  it('once, where both would need it', () => {
    const { message } = refusalOf({ 'github-token': 'ghs_x', 'check-run-name': 'NOMAD' }, { https_proxy: 'socks5://proxy:1' });
    expect(message.match(/https_proxy is not/g)).toHaveLength(1);
  });
});
