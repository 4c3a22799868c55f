import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, html, json } from './answers.ts';
import { Body, receive } from './body.ts';
import { type Fault, inflict, proxyPage, reset } from './faults.ts';
import type { Nomad } from './requests.ts';
import { reply } from './routes.ts';
import { type SendingFault, isBodyFault, isMishap } from './sending-faults.ts';
import { keptBytes } from './zip.ts';

/** One request whose head is there, and what is to happen to it. */
export interface Served {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly fault: Fault | SendingFault | undefined;
  /** What the proxy before NOMAD lets through. */
  readonly maxBodyBytes: number;
  /** Told while the body comes in, with its text at the end if it is short. */
  readonly progress: (bytes: number, body?: string) => void;
}

/** Answers one request, or does to it what the fault says; the status that was sent, 0 for none. */
export async function serve(nomad: Nomad, served: Served): Promise<number> {
  const { request, response, headers, fault, maxBodyBytes } = served;
  if (Number(headers['content-length'] ?? 0) > maxBodyBytes) return tooLarge(response, nomad.now());
  if (fault?.kind === 'early-answer') return respond(response, json(200, fault.body), nomad.now());
  if (fault && isBodyFault(fault)) {
    await receive(request, fault.bytes, served.progress);
    return fault.kind === 'stall-in-body' ? 0 : reset(request);
  }
  const mishap = fault && isMishap(fault) ? fault : undefined;
  const asked = { method: served.method, url: served.url, headers, mishap };
  if (fault && !isMishap(fault)) {
    const body = (await bodyOf(served, maxBodyBytes)) ?? new Body([]);
    return inflict(fault, request, () => answerTo(reply(nomad, asked), body));
  }
  const answer = reply(nomad, asked);
  // What is left of the body is read and forgotten by node:http.
  if (typeof answer !== 'function') return respond(response, answer, nomad.now());
  const body = await bodyOf(served, maxBodyBytes);
  return body ? respond(response, answer(body), nomad.now()) : tooLarge(response, nomad.now());
}

function answerTo(answer: ReturnType<typeof reply>, body: Body): Answer {
  return typeof answer === 'function' ? answer(body) : answer;
}

async function bodyOf({ request, progress }: Served, most: number): Promise<Body | undefined> {
  const body = await receive(request, most, progress);
  if (body && body.length <= keptBytes) progress(body.length, body.all().toString());
  return body;
}

/** The proxy's answer: at once where the length is announced, else as soon as there are too many bytes. */
function tooLarge(response: ServerResponse, at: number): number {
  return respond(response, html(413, proxyPage(413)), at);
}

/** `at`: the server's clock. */
function respond(response: ServerResponse, { status, headers, body }: Answer, at: number): number {
  const length = status === 204 ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { server: 'uvicorn', date: new Date(at).toUTCString(), ...headers, ...length }).end(body);
  return status;
}
