import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NoVerdictError } from '../../../src/core/errors.ts';
import { Requester } from '../../../src/nomad/transport/request.ts';
import { type NomadClient, createClient } from '../../../src/nomad/client.ts';
import type { Credentials } from '../../../src/nomad/credentials.ts';
import { type NomadServer, startNomadServer, versions } from '../../nomad-server/server.ts';
import { password } from '../../nomad-server/users.ts';
import { SimulatedClock } from '../../simulated-clock.ts';

const tokenLife = 300;
const refused = { kind: 'status', status: 401, body: JSON.stringify({ detail: 'Expired token.' }) } as const;

describe.each(versions)('the token of a login (%s)', (version) => {
  let clock: SimulatedClock;
  let server: NomadServer;
  let secrets: string[];

  beforeEach(async () => {
    clock = new SimulatedClock();
    server = await startNomadServer({ version, now: () => clock.now(), tokenSeconds: tokenLife });
    secrets = [];
  });
  afterEach(() => server.close());

  function client(credentials: Credentials = { kind: 'password', ...password }): NomadClient {
    const redact = (text: string): string => text;
    const requester = new Requester({
      ...{
        scopes: ['uploads:read'],
        api: server.api,
        credentials,
        clock,
        signal: new AbortController().signal,
        random: Math.random,
      },
      redact,
      onSecret: (value) => {
        secrets.push(value);
      },
      onRetry: () => undefined,
      onAnswer: () => undefined,
    });
    return createClient(requester, redact);
  }

  function patience(): { retries: number; until: number } {
    return { retries: 5, until: clock.now() + 60_000 };
  }

  function look(of: NomadClient, id: string): Promise<string> {
    return of.getUpload(id, patience()).then(
      (answer) => (answer === 'absent' ? answer : answer.upload.status),
      (error: unknown) => {
        if (error instanceof NoVerdictError) return `${error.failure.reason}, ${error.concerns}`;
        throw error;
      },
    );
  }

  const logins = (): number => server.requests.filter(({ method }) => method === 'POST').length;

  it('is got once, before it is needed or then, and used for all requests', async () => {
    const id = server.add({});
    const nomad = client();
    await nomad.login(patience());
    await nomad.login(patience());
    for (let i = 0; i < 3; i++) expect(await look(nomad, id)).toBe('SUCCESS');
    expect(logins()).toBe(1);
    expect(new Set(server.requests.slice(1).map(({ headers }) => headers['authorization'])).size).toBe(1);
  });

  it('is renewed each time that it is refused after having worked', async () => {
    const id = server.add({});
    const nomad = client();
    for (let renewals = 1; renewals <= 4; renewals++) {
      expect(await look(nomad, id)).toBe('SUCCESS');
      expect(logins()).toBe(renewals);
      clock.pass((tokenLife + 1) * 1000);
    }
  });

  it('is not renewed without end where each is refused soon after it has worked', async () => {
    const id = server.add({});
    const nomad = client();
    let asked = 0;
    server.intercept(({ method }) => (method === 'POST' || asked++ % 2 === 0 ? undefined : refused));
    const seen = [];
    for (let i = 0; i < 10; i++) seen.push(await look(nomad, id));
    expect(seen).toContain('authentication, step');
    expect(seen.indexOf('authentication, step')).toBeGreaterThan(4);
    expect(logins()).toBe(6);
  });

  it('is renewed as often as it takes where each has lived a while', async () => {
    const id = server.add({});
    const nomad = client();
    for (let i = 0; i < 12; i++) {
      expect(await look(nomad, id)).toBe('SUCCESS');
      clock.pass((tokenLife + 1) * 1000);
    }
    expect(logins()).toBe(12);
  });

  it.each([200, 201, 401])('is a secret even in an answer that is not understood (%i)', async (status) => {
    const body = JSON.stringify({ access_token: 'aaa', refresh_token: 'not a token', detail: 'no' });
    server.intercept(() => ({ kind: 'status', status, body }));
    await expect(client().login({ retries: 0, until: clock.now() + 60_000 })).rejects.toThrow();
    expect(secrets).toEqual(expect.arrayContaining(['aaa', 'not a token']));
  });

  it('ends the step when a fresh one is refused, after no second login', async () => {
    const id = server.add({});
    const nomad = client();
    server.intercept(({ method }) => (method === 'POST' ? undefined : { kind: 'status', status: 401 }));
    expect(await look(nomad, id)).toBe('authentication, step');
    expect(logins()).toBe(1);
  });

  it('ends the step when the renewed one is refused too', async () => {
    const id = server.add({});
    const nomad = client();
    expect(await look(nomad, id)).toBe('SUCCESS');
    server.intercept(({ method }) => (method === 'POST' ? undefined : { kind: 'status', status: 401 }));
    expect(await look(nomad, id)).toBe('authentication, step');
    expect(logins()).toBe(2);
    expect(server.requests).toHaveLength(5);
    expect(await look(nomad, id)).toBe('authentication, step');
    expect(logins()).toBe(2);
  });

  it('is not renewed for an answer that is not in NOMAD’s form', async () => {
    const id = server.add({});
    const nomad = client();
    expect(await look(nomad, id)).toBe('SUCCESS');
    server.intercept(({ method }) => (method === 'POST' ? undefined : { kind: 'html', status: 401 }));
    expect(await look(nomad, id)).toBe('unexpected-answer, upload');
    expect(logins()).toBe(1);
  });

  it("is not renewed for somebody else's upload, which 1.3 refuses with 401", async () => {
    const own = server.add({});
    const strange = server.add({ owner: 'bob' });
    const embargoed = server.add({ owner: 'bob', published: true, embargo: 12 });
    const nomad = client();
    expect(await look(nomad, own)).toBe('SUCCESS');
    expect(await look(nomad, strange)).toBe('permission, upload');
    expect(await look(nomad, embargoed)).toBe('permission, upload');
    expect(await look(nomad, own)).toBe('SUCCESS');
    expect(logins()).toBe(1);
  });

  it('is not renewed where an Oasis does not allow the account', async () => {
    const id = server.add({});
    const nomad = client();
    expect(await look(nomad, id)).toBe('SUCCESS');
    const body = JSON.stringify({ detail: 'You are not authorized to access this Oasis' });
    server.intercept(() => ({ kind: 'status', status: version === '1.3' ? 401 : 403, body }));
    expect(await look(nomad, id)).toBe('permission, step');
    expect(logins()).toBe(1);
  });

  it('is made known as a secret before anything else, with all others of the answer', async () => {
    const nomad = client();
    server.intercept(({ method }) => {
      if (method !== 'POST') expect(secrets).toHaveLength(version === '1.3' ? 1 : 3);
      return undefined;
    });
    await nomad.listUploads({ pageSize: 0 }, patience());
    expect(secrets).toContain(server.requests[1]?.headers['authorization']?.replace('Bearer ', ''));
  });

  it('that was given is used as it is, and ends the step when it is refused', async () => {
    const id = server.add({});
    const nomad = client({ kind: 'token', token: server.token('ada') });
    await nomad.login(patience());
    expect(await look(nomad, id)).toBe('SUCCESS');
    clock.pass((tokenLife + 1) * 1000);
    expect(await look(nomad, id)).toBe('authentication, step');
    expect(server.requests).toHaveLength(2);
    expect(logins()).toBe(0);
  });
});
