import type { EntrySpec, NomadServer, UploadSpec } from '../nomad-server/server.ts';
import { type Inputs, named } from './step.ts';

/** Where a text of NOMAD is shown: each scene puts one text into all the places that its ending shows. */
export interface Scene {
  readonly ending: string;
  readonly prepare: (nomad: NomadServer, text: string) => Inputs;
}

function everywhere(text: string): UploadSpec {
  return { name: text, message: text, errors: [text, `trace\n${text}`], warnings: [text], process: text };
}

function entry(text: string, status: string): EntrySpec {
  const logs = [
    {
      level: 'ERROR',
      step: text,
      event: text,
      exception: `Traceback:\n  File "a.py", line 1\nValueError: ${text} in "/srv/raw/${text}", line 2, column 3`,
    },
  ];
  return { logs, mainfile: `data/${text}.yaml`, mainfileKey: text, status, parser: text, errors: [text], warnings: [text] };
}

function answering(status: number, detail: (text: string) => unknown): Scene['prepare'] {
  return (nomad, text) => {
    const body = JSON.stringify({ detail: detail(text) });
    nomad.intercept(() => ({ kind: 'status', status, body, headers: { 'retry-after': '3600' } }));
    return { 'upload-id': 'x' };
  };
}

/** By what is shown. */
export const scenes: Readonly<Record<string, Scene>> = {
  'failed entries': {
    ending: 'entries-failed',
    prepare: (nomad, text) => ({
      'upload-id': nomad.add({
        ...everywhere(text),
        errors: [],
        entries: [entry(text, 'FAILURE'), entry(`2${text}`, 'PENDING')],
      }),
    }),
  },
  'a processing log': {
    ending: 'entries-failed',
    prepare: (nomad, text) => ({
      'upload-id': nomad.add({ entries: [{ ...entry(text, 'FAILURE'), mainfile: 'a.yaml', errors: [] }] }),
    }),
  },
  'tolerated entries': {
    ending: 'success',
    prepare: (nomad, text) => ({
      'upload-id': nomad.add({ ...everywhere(text), errors: [], entries: [entry(text, 'FAILURE')] }),
      'max-failed-entries': '1',
    }),
  },
  'a failed upload': {
    ending: 'processing-failed',
    prepare: (nomad, text) => ({ 'upload-id': nomad.add({ ...everywhere(text), status: 'FAILURE' }) }),
  },
  warnings: {
    ending: 'warnings',
    prepare: (nomad, text) => ({ 'upload-id': nomad.add({ ...everywhere(text), errors: [] }), 'fail-on-warnings': 'true' }),
  },
  'a running upload': {
    ending: 'timeout',
    prepare: (nomad, text) => ({ 'upload-id': nomad.add({ ...everywhere(text), status: 'RUNNING' }), timeout: '0' }),
  },
  'an unknown status': {
    ending: 'unexpected-answer',
    prepare: (nomad, text) => ({ 'upload-id': nomad.add({ ...everywhere(text), status: text }) }),
  },
  'a success with errors': {
    ending: 'unexpected-answer',
    prepare: (nomad, text) => ({ 'upload-id': nomad.add(everywhere(text)) }),
  },
  'an unknown process': {
    ending: 'not-processed',
    prepare: (nomad, text) => ({ 'upload-id': nomad.add({ ...everywhere(text), errors: [], entries: [] }) }),
  },
  'names near the wanted one': {
    ending: 'not-found',
    prepare: (nomad, text) => ({ ...named(nomad, { name: `${text} near` }), 'upload-name': 'near' }),
  },
  'several uploads': {
    ending: 'processing-failed',
    prepare: (nomad, text) => ({
      ...named(
        nomad,
        { ...everywhere(text), errors: [], name: `${text} 1` },
        { ...everywhere(text), name: `${text} 2`, status: 'FAILURE' },
      ),
      'upload-name': '',
      'upload-pattern': '*',
    }),
  },
  'the detail of a 401': { ending: 'authentication', prepare: answering(401, (text) => text) },
  'the detail of a 403': { ending: 'permission', prepare: answering(403, (text) => text) },
  'a missing scope': { ending: 'permission', prepare: answering(403, (text) => `Missing scopes: [<Scope: '${text}'>] ${text}`) },
  'the detail of a 404': { ending: 'unexpected-answer', prepare: answering(404, (text) => text) },
  'the detail of a 422': {
    ending: 'unexpected-answer',
    prepare: answering(422, (text) => [{ type: text, loc: ['query', text], msg: text, input: text, ctx: { text } }]),
  },
  'the detail of a 500': {
    ending: 'unreachable',
    prepare: answering(500, (text) => ({ reason: text, exception: text, exception_class: text, exception_traceback: text })),
  },
  'the detail of a 503': { ending: 'unreachable', prepare: answering(503, (text) => text) },
  'a redirect': {
    ending: 'unexpected-answer',
    prepare: (nomad, text) => {
      nomad.intercept(() => ({ kind: 'redirect', location: `https://elsewhere.example/${encodeURIComponent(text)}` }));
      return { 'upload-id': 'x' };
    },
  },
};
