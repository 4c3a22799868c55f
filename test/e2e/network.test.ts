import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NomadServer } from '../nomad-server/server.ts';
import { type Certificate, hasOpenssl, selfSigned } from './certificate.ts';
import { type Proxy, startProxy } from './proxy.ts';
import { type Step, type StepSettings, cancelledAt, check, expectEnding } from './step.ts';

/** The same NOMAD under a name that only the proxy finds: loopback addresses never go through a proxy. */
function behindProxy({ api }: NomadServer): string {
  return api.replace('127.0.0.1', 'nomad.internal');
}

/** As soon as the step would try again: nobody waits for half a minute. */
const untilRetry = (): StepSettings => cancelledAt('Trying again');

// Visible in the report as skipped, with this reason in the name.
describe.skipIf(!hasOpenssl).concurrent('TLS (needs openssl on this machine to make a certificate)', () => {
  let own: Certificate;
  let foreign: Certificate;
  beforeAll(() => {
    own = selfSigned();
    foreign = selfSigned('DNS:elsewhere.example');
  });
  afterAll(() => {
    own.remove();
    foreign.remove();
  });

  const checkTls = (certificate: Certificate, env: Record<string, string>): Promise<Step> =>
    check('2.0', (nomad) => ({ 'upload-id': nomad.add({}) }), { nomad: { tls: certificate }, env });

  it('a certificate that nobody trusts is unreachable at once, and says what to do', async () => {
    const run = await checkTls(own, {});
    expectEnding(run, 'unreachable');
    expect(run.outputs['message']).toContain('certificate is not trusted');
    expect(run.annotations[0]?.message).toContain('NODE_EXTRA_CA_CERTS');
    expect(run.log).not.toContain('Trying again');
    expect(run.requests).toEqual([]);
  });

  it('with NODE_EXTRA_CA_CERTS it works', async () => {
    const run = await checkTls(own, { NODE_EXTRA_CA_CERTS: own.file });
    expectEnding(run, 'success');
    expect(run.annotations).toEqual([]);
  });

  it('a certificate of another host is unreachable at once', async () => {
    const run = await checkTls(foreign, { NODE_EXTRA_CA_CERTS: foreign.file });
    expectEnding(run, 'unreachable');
    expect(run.log).not.toContain('Trying again');
  });

  it('unchecked it works, with a warning', async () => {
    const run = await checkTls(own, { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    expectEnding(run, 'success');
    expect(run.annotations.map(({ level }) => level)).toEqual(['warning']);
    expect(run.annotations[0]?.message).toContain('NODE_TLS_REJECT_UNAUTHORIZED');
  });

  it.each(['HTTPS_PROXY', 'https_proxy'])('a tunnel of %s, with user name and password', async (variable) => {
    await using proxy = await startProxy('user:p@ss');
    const env = { [variable]: `http://user:p%40ss@127.0.0.1:${proxy.port}`, NODE_EXTRA_CA_CERTS: own.file };
    const run = await check('2.0', (nomad) => ({ 'upload-id': nomad.add({}), 'nomad-url': behindProxy(nomad) }), {
      ...{ nomad: { tls: own }, env },
    });
    expectEnding(run, 'success');
    expect(proxy.tunnels).toHaveLength(1);
    expect(proxy.tunnels[0]).toMatch(/^nomad\.internal:\d+$/);
    expect(run.raw).not.toMatch(/p@ss|p%40ss|DeprecationWarning/);
  });
});

describe.concurrent('a proxy', () => {
  let proxy: Proxy;
  let strict: Proxy;
  beforeAll(async () => {
    proxy = await startProxy();
    strict = await startProxy('user:pass');
  });
  afterAll(() => Promise.all([proxy.close(), strict.close()]));

  it('makes the way to an http:// address too, if that is allowed', async () => {
    const env = { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` };
    const prepare = (nomad: NomadServer): Record<string, string> => ({
      'upload-id': nomad.add({}),
      'nomad-url': behindProxy(nomad),
    });
    const refused = await check('1.3', prepare, { env });
    expectEnding(refused, 'invalid-input');
    expect(refused.outputs['message']).toContain('allow-http');
    const run = await check('1.3', (nomad) => ({ ...prepare(nomad), 'allow-http': 'true' }), { env });
    expectEnding(run, 'success');
    expect(run.requests).toHaveLength(1);
    expect(proxy.tunnels).toHaveLength(1);
  });

  it('is left out for loopback addresses', async () => {
    const run = await check('2.0', (nomad) => ({ 'upload-id': nomad.add({}) }), {
      env: { HTTP_PROXY: `http://127.0.0.1:${strict.port}`, HTTPS_PROXY: `http://127.0.0.1:${strict.port}` },
    });
    expectEnding(run, 'success');
    expect(strict.tunnels.filter((tunnel) => tunnel.startsWith('127.'))).toEqual([]);
    expect(strict.others).toEqual([]);
  });

  it.each([
    ['wants another login', () => strict.port, /the proxy 127\.0\.0\.1:\d+ refused the connection \(407\)/],
    ['is not there', () => 9, /could not connect to the proxy 127\.0\.0\.1:9: the connection was refused \(ECONNREFUSED\)/],
  ])('that %s is told of by host and port, without its credentials', async (_, port, says) => {
    const run = await check('2.0', () => ({ 'upload-id': 'x', 'nomad-url': 'https://wrong.internal' }), {
      ...untilRetry(),
      env: { HTTPS_PROXY: `http://user:secret-of-proxy@127.0.0.1:${port()}` },
    });
    expect(run.log).toMatch(says);
    expect(run.raw).not.toMatch(/secret-of-proxy|DeprecationWarning/);
    expect(run.log).not.toContain('the connection was closed');
  });

  it('whose name is unknown is told of', async () => {
    const run = await check('2.0', () => ({ 'upload-id': 'x', 'nomad-url': 'https://nomad.internal' }), {
      ...untilRetry(),
      env: { HTTPS_PROXY: 'http://user:secret-of-proxy@proxy.invalid:3128' },
    });
    expect(run.log).toMatch(
      /could not connect to the proxy proxy\.invalid:3128: the host name (is unknown|could not be looked up)/,
    );
    expect(run.raw).not.toContain('secret-of-proxy');
  });

  it.each(['me:secret-of-proxy@127.0.0.1:PORT', 'socks5://secret-of-proxy:PORT', 'http://secret-of-proxy:PORT0'])(
    'that can not be used is refused, and nothing goes directly: %s',
    async (value) => {
      const env = { HTTP_PROXY: value.replace('PORT', `${proxy.port}`) };
      const prepare = (nomad: NomadServer): Record<string, string> => ({
        'upload-id': nomad.add({}),
        'nomad-url': behindProxy(nomad),
        'allow-http': 'true',
      });
      const run = await check('2.0', prepare, { env });
      expectEnding(run, 'invalid-input');
      expect(run.outputs['message']).toContain('HTTP_PROXY is not the address of a proxy that can be used');
      expect(run.raw).not.toContain('secret-of-proxy');
      expect(run.requests).toEqual([]);
    },
  );

  it.each(['nomad.internal', '.internal', '*'])('is left out for NO_PROXY=%s', async (list) => {
    const run = await check('2.0', () => ({ 'upload-id': 'x', 'nomad-url': 'https://direct.nomad.internal' }), {
      ...untilRetry(),
      env: { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: list },
    });
    // Without the proxy nobody knows the host.
    expect(run.log).toMatch(/the host name (is unknown|could not be looked up)/);
    expect(proxy.tunnels.filter((tunnel) => tunnel.startsWith('direct.'))).toEqual([]);
  });
});
