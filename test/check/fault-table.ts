import type { FailureReason } from '../../src/core/failure-reasons.ts';
import type { Fault } from '../nomad-server/server.ts';

/** What a fault that stays makes of the check, and one that goes away after a single request. */
export interface FaultCase {
  readonly fault: Fault;
  /** `retried`: the ending is the one without the fault. */
  readonly once: 'retried' | FailureReason;
  readonly forever: FailureReason;
  /** Only our own time limit ends such a request, so no try is left of the 15 seconds for failed entries. */
  readonly stalls?: true;
}

/** The network or the server is at fault: asked again until the time of the part is up. */
function passing(fault: Fault): FaultCase {
  return { fault, once: 'retried', forever: 'unreachable' };
}

function stalling(fault: Fault): FaultCase {
  return { ...passing(fault), stalls: true };
}

/** A whole answer that is not NOMAD's may be a proxy's page: asked again three times. */
function alien(fault: Fault): FaultCase {
  return { fault, once: 'retried', forever: 'unexpected-answer' };
}

/** Nothing that another try could mend: a wrong address, or an answer that would never fit into memory. */
function final(fault: Fault): FaultCase {
  return { fault, once: 'unexpected-answer', forever: 'unexpected-answer' };
}

function text(body: string | Uint8Array): Fault {
  return { kind: 'text', text: body };
}

const exception = JSON.stringify({
  detail: {
    reason: 'Unexpected exception while handling your request',
    exception: 'ConnectionError: connection refused',
    exception_class: 'ConnectionError',
    exception_traceback: 'Traceback (most recent call last): …',
  },
});

/** Whether nothing but a time limit ends such an answer. */
export function isStalling(fault: Fault | undefined): boolean {
  return fault !== undefined && ['stall-headers', 'stall-body', 'drip'].includes(fault.kind);
}

export const otherHost = 'https://login.example.org/realms/nomad';

/** All faults but the refused connection, which is not the server's to make. */
export const faults: Readonly<Record<string, FaultCase>> = {
  'reset connection': passing({ kind: 'reset' }),
  'connection closed before the headers': passing({ kind: 'close' }),
  'body cut short of its length': passing({ kind: 'cut-length' }),
  'chunked body cut short': passing({ kind: 'cut-chunked' }),
  'no headers': stalling({ kind: 'stall-headers' }),
  'half a body': stalling({ kind: 'stall-body' }),
  'slow drip': stalling({ kind: 'drip', milliseconds: 250 }),
  '429': passing({ kind: 'status', status: 429 }),
  '500 with an object': passing({ kind: 'status', status: 500, body: exception }),
  '502 page': passing({ kind: 'html', status: 502 }),
  '503 page': passing({ kind: 'html', status: 503 }),
  '504 page': passing({ kind: 'html', status: 504 }),
  '200 page': alien({ kind: 'html', status: 200 }),
  'empty 200': alien({ kind: 'empty' }),
  null: alien(text('null')),
  'empty list': alien(text('[]')),
  'wrong shape': alien(text('{"data":{},"pagination":{"total":"1"},"upload":[],"access_token":7}')),
  'invalid UTF-8': alien(text(Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]))),
  'fewer bytes announced than sent': alien({ kind: 'wrong-length' }),
  'gzip unasked': alien({ kind: 'gzip' }),
  '204': alien({ kind: 'status', status: 204, body: '' }),
  'redirect to another host': final({ kind: 'redirect', location: otherHost }),
  'redirect to the same host': final({ kind: 'redirect', location: '/nomad-oasis/api/v1/uploads' }),
  '404 page': final({ kind: 'html', status: 404 }),
  '50 MB body': final({ kind: 'huge', bytes: 50_000_000 }),
};
