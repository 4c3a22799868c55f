import { isAnswer, loggedIn, missingScope, refusal, unknownUpload } from './access.ts';
import { type Answer, detail, json, unprocessable, withoutNulls } from './answers.ts';
import { fieldsOf, jsonObject } from './json-object.ts';
import { last } from './pagination.ts';
import { editing, entriesOf, processing } from './processing.ts';
import type { Asked, Nomad } from './requests.ts';
import { uploadRow } from './rows.ts';
import { type UploadSpec, isRunning } from './upload-spec.ts';
import type { Shown } from './uploads.ts';
import { type User, userNamed, userWithId } from './users.ts';
import { type File, filesInZip, looksLikeZip } from './zip.ts';

/** Whether the caller may make another upload: NOMAD looks at this before it reads the body. */
export function mayCreate(nomad: Nomad, asked: Asked): User | Answer {
  const user = loggedIn(nomad, asked, 'uploads:write');
  if (isAnswer(user) || user.admin || nomad.uploadLimit === undefined) return user;
  const unpublished = nomad.uploads.all().filter(({ owner, published }) => owner === user.name && !published);
  return unpublished.length >= nomad.uploadLimit ? detail(400, 'Limit of unpublished uploads exceeded for user.') : user;
}

export interface Sent {
  readonly name: string;
  readonly content: Buffer;
}

/** POST /uploads: the bytes as they are, or a multipart form's `file`. Nothing sent: an upload that stays READY. */
export function send(nomad: Nomad, asked: Asked): Answer {
  const user = mayCreate(nomad, asked);
  if (isAnswer(user)) return user;
  const sent = sentFile(asked);
  if (sent?.name === '' && !looksLikeZip(sent.content)) {
    return detail(400, 'No file name provided, and the file does not look like a zip or tar file.');
  }
  const name = last(asked.url.searchParams, 'upload_name') ?? (sent?.name === '' ? undefined : sent?.name);
  const files = sent && filesOf(sent);
  const now = nomad.uploads.nextEnd();
  const id = nomad.uploads.add({
    owner: user.name,
    madeWith: asked.headers.authorization ?? '',
    ...(name !== undefined && { name }),
    ...(files && { files }),
    ...(sent ? { states: processing(nomad.version, files && entriesOf(files), now) } : { status: 'READY' }),
  });
  // Only exactly this Accept gets JSON (both versions).
  if (asked.headers.accept === 'application/json') return answered(nomad, id, (row) => row);
  const gui = asked.url.href.replace(/\/api\/v1\/.*/, '/gui');
  const thanks = `\nThanks for uploading your data to nomad.\nGo back to ${gui} and press\nreload to see the progress on your upload\nand publish your data.`;
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: thanks };
}

export function sentFile(asked: Asked): Sent | undefined {
  const type = asked.headers['content-type'] ?? '';
  // What curl's --data-binary declares: NOMAD looks for form fields, finds none, and makes an empty upload.
  if (type.startsWith('application/x-www-form-urlencoded')) return undefined;
  if (type.startsWith('multipart/form-data')) return fileInForm(asked.body);
  if (asked.body.length === 0) return undefined;
  return { name: last(asked.url.searchParams, 'file_name') ?? '', content: asked.body };
}

function fileInForm(body: Buffer): Sent | undefined {
  const part = /name="file"; filename="([^"]*)"[^]*?\r\n\r\n([^]*?)\r\n--/.exec(body.toString('latin1'));
  return part ? { name: part[1] ?? '', content: Buffer.from(part[2] ?? '', 'latin1') } : undefined;
}

export function filesOf({ name, content }: Sent): File[] | undefined {
  if (name.endsWith('.zip') || looksLikeZip(content)) return filesInZip(content);
  return [{ path: name, size: content.length, content: content.toString('utf8') }];
}

export function answered(
  nomad: Nomad,
  id: string,
  shape: (row: Record<string, unknown>) => Record<string, unknown>,
  more: Record<string, unknown> = {},
): Answer {
  const upload = nomad.uploads.peek(id);
  return upload ? json(200, { upload_id: id, data: shape(uploadRow(nomad.version, upload)), ...more }) : unknownUpload;
}

/** The upload, if the caller may write to it. */
function writable(nomad: Nomad, asked: Asked, id: string, scope: string): Shown | Answer {
  const user = loggedIn(nomad, asked, scope);
  if (isAnswer(user)) return user;
  const upload = nomad.uploads.peek(id);
  return upload ? (refusal(nomad, asked.caller, upload) ?? upload) : unknownUpload;
}

/** POST /uploads/{upload_id}/edit: the name and the coauthors. */
export function edit(nomad: Nomad, asked: Asked, id: string): Answer {
  if (asked.body.length === 0) return unprocessable({ type: 'missing', loc: ['body'], msg: 'Field required', input: null });
  const upload = writable(nomad, asked, id, 'uploads:write');
  if (isAnswer(upload)) return upload;
  const running = isRunning(upload.status);
  // A defect of 2.0, as it is: an edit during the processing is refused with Python's own words.
  if (running && nomad.version === '2.0') return detail(400, "'NoneType' object has no attribute 'is_blocking'");
  nomad.uploads.process(id, editing(nomad.version, changeIn(asked.body), nomad.uploads.nextEnd()), running);
  return answered(nomad, id, withoutNulls);
}

function changeIn(body: Buffer): Partial<UploadSpec> {
  const { upload_name: name, coauthors } = fieldsOf(jsonObject(body.toString())?.metadata) ?? {};
  return {
    ...(typeof name === 'string' && { name }),
    ...(Array.isArray(coauthors) && { coauthors: coauthors.map(nameOf) }),
  };
}

/** NOMAD takes a coauthor by id, name or e-mail address. */
function nameOf(coauthor: unknown): string {
  const text = String(coauthor);
  return (userWithId(text) ?? userNamed(text))?.name ?? text;
}

/** POST /uploads/{upload_id}/action/process: the former run's counters and times are to be seen until entries are reset. */
export function processAgain(nomad: Nomad, asked: Asked, id: string): Answer {
  const upload = writable(nomad, asked, id, 'uploads:process');
  if (isAnswer(upload)) return upload;
  if (isRunning(upload.status)) return detail(400, 'The upload is currently being processed, operation not allowed.');
  const entries = upload.entries.map((entry) => ({ ...entry, status: nomad.uploads.entryStatus(upload, entry) }));
  const former = { entries, completedAt: upload.completedAt };
  const states = processing(nomad.version, entries, nomad.uploads.nextEnd());
  nomad.uploads.process(
    id,
    states.map((state) => (state.entries?.length === 0 ? { ...state, ...former } : state)),
    false,
  );
  return answered(nomad, id, withoutNulls);
}

/** GET /uploads/{upload_id}, open to anybody for what is published. */
export function upload(nomad: Nomad, asked: Asked, id: string): Answer {
  const scope = missingScope(asked.caller, 'uploads:read');
  if (scope) return scope;
  const seen = nomad.uploads.peek(id);
  const refused = seen ? refusal(nomad, asked.caller, seen) : unknownUpload;
  if (refused) return refused;
  const shown = nomad.uploads.look(id);
  return shown ? json(200, { upload_id: id, data: withoutNulls(uploadRow(nomad.version, shown)) }) : unknownUpload;
}
