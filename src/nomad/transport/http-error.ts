import { getProxyUrl } from '@actions/http-client/lib/proxy';

type FaultKind = 'network' | 'certificate' | 'late' | 'too-large';

/** There is no complete answer. `message` is ours: it has no address, no header and nothing that a server said. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly kind: FaultKind;
  /** The connection broke before an answer began. */
  readonly unanswered: boolean;

  constructor(kind: FaultKind, message: string, unanswered = false) {
    super(message);
    this.kind = kind;
    this.unanswered = unanswered;
  }
}

const closed = 'the connection was closed before the answer was complete';

const knownCodes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: closed,
  ERR_STREAM_PREMATURE_CLOSE: closed,
  EPIPE: closed,
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name could not be looked up',
  ETIMEDOUT: 'the connection timed out',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
};

const certificateCode =
  /^(CERT_|UNABLE_TO_|ERR_TLS_CERT|CRL_|(DEPTH_ZERO_)?SELF_SIGNED|INVALID_CA|PATH_LENGTH|HOSTNAME_MISMATCH)/;

// Only the code is passed on: the texts of network errors can contain addresses and the credentials of a proxy.
export function toHttpError(error: unknown, url: string, unanswered: boolean): HttpError {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (certificateCode.test(code)) return new HttpError('certificate', `its certificate is not trusted (${code})`);
  const ofProxy = error instanceof Error ? describeProxyError(error.message, url) : undefined;
  return new HttpError('network', ofProxy ?? describeCode(code), unanswered);
}

function describeCode(code: string): string {
  const known = knownCodes[code];
  if (known !== undefined) return `${known} (${code})`;
  return code === '' ? 'the connection failed' : `the connection failed (${code})`;
}

/** The tunnel agent has one code for all that goes wrong on the way to the proxy and at it, and puts the cause into its message. */
function describeProxyError(message: string, url: string): string | undefined {
  if (!/^(?:tunneling socket could not be established|got illegal response body from proxy)/.test(message)) return undefined;
  const proxy = nameProxy(url) ?? '';
  const [, status] = /statusCode=(\d+)/.exec(message) ?? [];
  if (status !== undefined) return `the proxy ${proxy} refused the connection (${status})`;
  const [code] = /\bE[A-Z_]{4,}\b/.exec(message) ?? [];
  return `could not connect to the proxy ${proxy}${code === undefined ? '' : `: ${describeCode(code)}`}`;
}

/** Host and port of the proxy that the client takes for an address, without its credentials. */
export function nameProxy(url: string): string | undefined {
  const proxy = getProxyUrl(new URL(url));
  return proxy && `${proxy.hostname}:${proxy.port || (proxy.protocol === 'https:' ? '443' : '80')}`;
}
