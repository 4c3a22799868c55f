import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { gzipSync } from 'node:zlib';
import type { Answer } from './answers.ts';

/** What can go wrong between a client and NOMAD. "The true answer" is the one that NOMAD would have given. */
export type Fault =
  /** Any other answer; without a body FastAPI's `{"detail": …}` of the status. */
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: string; contentType?: string }
  /** The connection is reset (RST) before a byte is sent. */
  | { kind: 'reset' }
  /** The connection ends before the headers. */
  | { kind: 'close' }
  /** The headers and half of the true answer, whose length is announced; then the connection ends. */
  | { kind: 'cut-length' }
  /** The same in chunks, without the last one. */
  | { kind: 'cut-chunked' }
  /** Nothing is ever answered. */
  | { kind: 'stall-headers' }
  /** The headers and half of the true answer, then nothing more. */
  | { kind: 'stall-body' }
  /** The true answer, a byte at a time. */
  | { kind: 'drip'; milliseconds: number }
  | { kind: 'redirect'; location: string; status?: number }
  /** Fewer bytes are announced than are sent; the connection stays open. */
  | { kind: 'wrong-length' }
  /** The true answer in gzip, which was not asked for. */
  | { kind: 'gzip' }
  /** A proxy's page. */
  | { kind: 'html'; status: number }
  /** 200 without a body. */
  | { kind: 'empty' }
  /** 200 JSON with any body. */
  | { kind: 'text'; text: string | Uint8Array }
  /** 200 JSON of so many bytes: one endless list of numbers. */
  | { kind: 'huge'; bytes: number }
  /** All is done as asked, but the connection ends without an answer, or a proxy's page of this status comes instead. */
  | { kind: 'lost-answer'; status?: number };

type Headers = Readonly<Record<string, string>>;

const asJson: Headers = { 'content-type': 'application/json' };

export function reset({ socket }: IncomingMessage): number {
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
  return 0;
}

/** Does the fault on the request's own socket, below node:http, which would not let half of it pass. */
export function inflict(fault: Fault, request: IncomingMessage, truth: () => Answer): number {
  const { socket } = request;
  switch (fault.kind) {
    case 'stall-headers':
      return 0;
    case 'reset':
      return reset(request);
    case 'close':
      socket.end();
      return 0;
    case 'lost-answer':
      truth();
      if (fault.status !== undefined)
        return whole(socket, fault.status, { 'content-type': 'text/html' }, proxyPage(fault.status));
      socket.end();
      return 0;
    case 'status': {
      const body = fault.body ?? JSON.stringify({ detail: STATUS_CODES[fault.status] ?? 'Unknown' });
      return whole(socket, fault.status, { 'content-type': fault.contentType ?? 'application/json', ...fault.headers }, body);
    }
    case 'redirect':
      return whole(socket, fault.status ?? 307, { location: fault.location }, '');
    case 'html':
      return whole(socket, fault.status, { 'content-type': 'text/html' }, proxyPage(fault.status));
    case 'empty':
      return whole(socket, 200, asJson, '');
    case 'text':
      return whole(socket, 200, asJson, fault.text);
    case 'huge':
      return whole(socket, 200, asJson, `[${'0,'.repeat(Math.max(0, Math.ceil(fault.bytes / 2) - 1))}0]`.slice(0, fault.bytes));
    case 'cut-length':
    case 'cut-chunked':
    case 'stall-body':
    case 'drip':
    case 'wrong-length':
    case 'gzip':
      return spoil(fault, socket, truth());
  }
}

type Spoiling = Extract<Fault, { kind: 'cut-length' | 'cut-chunked' | 'stall-body' | 'drip' | 'wrong-length' | 'gzip' }>;

function spoil(fault: Spoiling, socket: Socket, { status, headers, body: text }: Answer): number {
  const body = Buffer.from(text);
  const half = body.subarray(0, Math.floor(body.length / 2));
  const announced = { ...headers, 'content-length': String(body.length) };
  switch (fault.kind) {
    case 'cut-length':
      start(socket, status, announced);
      socket.end(half);
      break;
    case 'cut-chunked':
      start(socket, status, { ...headers, 'transfer-encoding': 'chunked' });
      socket.end(Buffer.concat([Buffer.from(`${half.length.toString(16)}\r\n`), half, Buffer.from('\r\n')]));
      break;
    case 'stall-body':
      start(socket, status, announced);
      socket.write(half);
      break;
    case 'drip':
      start(socket, status, { ...announced, connection: 'close' });
      drip(socket, body, fault.milliseconds);
      break;
    case 'wrong-length':
      start(socket, status, { ...headers, 'content-length': String(half.length) });
      socket.write(body);
      break;
    case 'gzip':
      whole(socket, status, { ...headers, 'content-encoding': 'gzip' }, gzipSync(body));
      break;
  }
  return status;
}

function start(socket: Socket, status: number, headers: Headers): void {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Unknown'}\r\n${lines.join('')}\r\n`);
}

function whole(socket: Socket, status: number, headers: Headers, body: string | Uint8Array): number {
  const bytes = Buffer.from(body);
  start(socket, status, { ...headers, 'content-length': String(bytes.length), connection: 'close' });
  socket.end(bytes);
  return status;
}

function drip(socket: Socket, body: Buffer, milliseconds: number): void {
  let at = 0;
  const timer = setInterval(() => {
    socket.write(body.subarray(at, (at += 1)));
    if (at < body.length) return;
    clearInterval(timer);
    socket.end();
  }, milliseconds);
  socket.once('close', () => {
    clearInterval(timer);
  });
}

/** As nginx writes it. */
export function proxyPage(status: number): string {
  const title = `${status} ${STATUS_CODES[status] ?? ''}`;
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
}
