import { type IncomingMessage, type ServerResponse, createServer, request as ask } from 'node:http';
import type { Answer } from '../nomad-server/answers.ts';
import { type Fault, inflict } from '../nomad-server/faults.ts';
import { listen } from '../nomad-server/listen.ts';
import type { LoggedRequest } from '../nomad-server/server.ts';
import type { Spoilable } from './faulty-step.ts';

type Rule = (request: LoggedRequest) => Fault | undefined;

/** Stands on 127.0.0.1 in front of a real NOMAD (its `http://…/api/v1`), hands everything on, and spoils the answers that a rule names. */
export async function startFaultProxy(real: string): Promise<Spoilable & AsyncDisposable> {
  let rule: Rule = () => undefined;
  const server = createServer((request, response) => {
    handOn(real, rule, request, response).catch((error: unknown) => {
      response.destroy();
      // A client that went away is the client's matter.
      if (!request.destroyed) console.error(error);
    });
  });
  const listening = await listen(server);
  return {
    ...listening,
    api: `http://127.0.0.1:${listening.port}${new URL(real).pathname}`,
    intercept: (next) => {
      rule = next;
    },
  };
}

async function handOn(real: string, rule: Rule, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await textOf(request);
  const { pathname: path, search } = new URL(request.url ?? '/', real);
  const method = request.method ?? 'GET';
  const fault = rule({
    method,
    path,
    query: search.slice(1),
    headers: {},
    body,
    bodyBytes: body.length,
    status: 0,
    at: Date.now(),
  });
  const { status, headers, body: truth } = await trueAnswer(new URL(`${path}${search}`, real), request, body);
  if (fault) inflict(fault, request, () => ({ status, headers, body: truth }));
  else response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(truth) }).end(truth);
}

/** What belongs to one connection only, or is told anew. */
const notHandedOn = new Set(['connection', 'content-length', 'transfer-encoding', 'keep-alive', 'host']);

function trueAnswer(url: URL, { method, headers }: IncomingMessage, body: string): Promise<Answer> {
  const given = Object.fromEntries(Object.entries(headers).filter(([name]) => !notHandedOn.has(name)));
  return new Promise((resolve, reject) => {
    const asked = ask(url, { method, headers: { ...given, 'content-length': Buffer.byteLength(body) } }, (answer) => {
      textOf(answer).then((text) => {
        const told = Object.entries(answer.headers).filter(([name]) => !notHandedOn.has(name));
        const single = Object.fromEntries(told.map(([name, value]) => [name, [value ?? ''].flat().join(', ')]));
        resolve({ status: answer.statusCode ?? 0, headers: single, body: text });
      }, reject);
    });
    asked.once('error', reject).end(body);
  });
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of message) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
