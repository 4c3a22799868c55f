import { createHmac, randomBytes } from 'node:crypto';
import { type Answer, detail, exception } from './answers.ts';
import { jsonObject } from './json-object.ts';
import type { Version } from './upload-spec.ts';
import { type User, idOf, userNamed, userWithId } from './users.ts';

/** Who asks, and what the token lets them do (2.0; on 1.3 every token may do everything). */
export interface Caller {
  readonly user: User | undefined;
  allows(scope: string): boolean;
}

interface Pat {
  readonly id: string;
  readonly user: User | undefined;
  readonly scopes: readonly string[];
  revoked: boolean;
}

const realmKey = 'realm-key';
const invalid = 'Could not validate credentials. The given token is invalid.';
const unknownKey =
  'Could not validate credentials.\nThe user provided keycloak public key does not exist.\nDoes the UI use the right realm?';
const bearer = { 'www-authenticate': 'Bearer' };
const anonymous: Caller = { user: undefined, allows: (scope) => scope.endsWith(':read') };

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function decode(part: string | undefined): Record<string, unknown> | undefined {
  return jsonObject(Buffer.from(part ?? '', 'base64url').toString());
}

/** Mints and reads the tokens of one server: access tokens (Keycloak's), app tokens and personal access tokens. */
export class Tokens {
  readonly #secret = randomBytes(32);
  readonly #pats = new Map<string, Pat>();
  readonly #version: Version;
  readonly #now: () => number;
  readonly seconds: number;

  constructor(version: Version, now: () => number, seconds: number) {
    this.#version = version;
    this.#now = now;
    this.seconds = seconds;
  }

  access(name: string, seconds = this.seconds): string {
    const issued = this.#seconds();
    const payload = { exp: issued + seconds, iat: issued, jti: randomBytes(8).toString('hex'), sub: idOf(name), typ: 'Bearer' };
    return this.#sign({ alg: 'RS256', typ: 'JWT', kid: realmKey }, { ...payload, preferred_username: name });
  }

  app(name: string, seconds: number): string {
    return this.#sign({ alg: 'HS256', typ: 'JWT' }, { user: idOf(name), exp: this.#seconds() + seconds });
  }

  pat(name: string, scopes: readonly string[], revoked = false): { id: string; token: string } {
    const id = randomBytes(12).toString('hex');
    const token = `nomad_pat_${randomBytes(32).toString('base64url')}`;
    this.#pats.set(token, { id, user: userNamed(name), scopes, revoked });
    return { id, token };
  }

  revoke(id: string): boolean {
    const pat = [...this.#pats.values()].find((one) => one.id === id);
    if (pat) pat.revoked = true;
    return pat !== undefined;
  }

  /** The caller, or NOMAD's refusal: a token that is no good is refused even where none is needed. */
  caller(authorization: string | undefined): Caller | Answer {
    const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1]?.trim();
    if (token === undefined || token === '') return anonymous;
    if (this.#version === '2.0' && token.startsWith('nomad_pat_')) return this.#patCaller(token);
    const [head, body, signature] = token.split('.');
    const header = decode(head);
    const payload = decode(body);
    if (!header || !payload) return detail(401, invalid, bearer);
    const genuine = signature === this.#signature(`${head ?? ''}.${body ?? ''}`);
    return 'user' in payload ? this.#appCaller(payload, genuine) : this.#accessCaller(header, payload, genuine);
  }

  /** An unknown, revoked or expired PAT makes its bearer anonymous; it is never refused as such (2.0). */
  #patCaller(token: string): Caller {
    const pat = this.#pats.get(token);
    return pat && !pat.revoked ? { user: pat.user, allows: (scope) => pat.scopes.includes(scope) } : anonymous;
  }

  #appCaller(payload: Record<string, unknown>, genuine: boolean): Caller | Answer {
    const headers = this.#version === '2.0' ? bearer : {};
    if (!genuine) return detail(401, 'Invalid token.', headers);
    if (this.#isOver(payload)) return detail(401, 'Expired token.', headers);
    return this.#known(String(payload.user), (scope) => this.#version === '1.3' || !scope.startsWith('tokens:'));
  }

  #accessCaller(header: Record<string, unknown>, payload: Record<string, unknown>, genuine: boolean): Caller | Answer {
    if (!('kid' in header)) return exception('KeyError', "'kid'");
    if (header.kid !== realmKey) return detail(401, unknownKey, bearer);
    if (!genuine || this.#isOver(payload)) return detail(401, invalid, bearer);
    return this.#known(String(payload.sub), () => true);
  }

  #known(id: string, allows: Caller['allows']): Caller | Answer {
    const user = userWithId(id);
    return user ? { user, allows } : detail(this.#version === '1.3' ? 401 : 403, 'You are logged in with an unknown user');
  }

  #isOver(payload: Record<string, unknown>): boolean {
    return typeof payload.exp !== 'number' || payload.exp <= this.#now() / 1000;
  }

  #seconds(): number {
    return Math.floor(this.#now() / 1000);
  }

  #sign(header: unknown, payload: unknown): string {
    const signed = `${encode(header)}.${encode(payload)}`;
    return `${signed}.${this.#signature(signed)}`;
  }

  #signature(signed: string): string {
    return createHmac('sha256', this.#secret).update(signed).digest('base64url');
  }
}
