import { isAnswer, loggedIn, missingScope, refusal, unknownUpload } from './access.ts';
import { type Answer, detail, json, unprocessable, withoutNulls } from './answers.ts';
import { fieldsOf, jsonObject } from './json-object.ts';
import { last } from './pagination.ts';
import { deleting, editing, entriesOf, processing } from './processing.ts';
import type { Asked, Nomad } from './requests.ts';
import { uploadRow } from './rows.ts';
import { type UploadSpec, isRunning } from './upload-spec.ts';
import type { Shown } from './uploads.ts';
import { userNamed, userWithId } from './users.ts';
import { type File, filesInZip, looksLikeZip } from './zip.ts';

interface Sent {
  readonly name: string;
  readonly content: Buffer;
}

/** POST /uploads: the bytes as they are, or a multipart form's `file`. Nothing sent: an upload that stays READY. */
export function send(nomad: Nomad, asked: Asked): Answer {
  const user = loggedIn(nomad, asked, 'uploads:write');
  if (isAnswer(user)) return user;
  const sent = sentFile(asked);
  if (sent?.name === '' && !looksLikeZip(sent.content)) {
    return detail(400, 'No file name provided, and the file does not look like a zip or tar file.');
  }
  const name = last(asked.url.searchParams, 'upload_name') ?? (sent?.name === '' ? undefined : sent?.name);
  const files = sent && filesOf(sent);
  const now = new Date(nomad.now());
  const id = nomad.uploads.add({
    owner: user.name,
    ...(name !== undefined && { name }),
    ...(files && { files: files.map(({ path, content }) => ({ path, size: Buffer.byteLength(content) })) }),
    ...(sent ? { states: processing(nomad.version, files && entriesOf(files), now) } : { status: 'READY' }),
  });
  // Only exactly this Accept gets JSON (both versions).
  if (asked.headers.accept === 'application/json') return answered(nomad, id, (row) => row);
  const gui = asked.url.href.replace(/\/api\/v1\/.*/, '/gui');
  const thanks = `\nThanks for uploading your data to nomad.\nGo back to ${gui} and press\nreload to see the progress on your upload\nand publish your data.`;
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: thanks };
}

function sentFile(asked: Asked): Sent | undefined {
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

function filesOf({ name, content }: Sent): File[] | undefined {
  if (name.endsWith('.zip') || looksLikeZip(content)) return filesInZip(content);
  return [{ path: name, content: content.toString('utf8') }];
}

function answered(nomad: Nomad, id: string, shape: (row: Record<string, unknown>) => Record<string, unknown>): Answer {
  const upload = nomad.uploads.peek(id);
  return upload ? json(200, { upload_id: id, data: shape(uploadRow(nomad.version, upload)) }) : unknownUpload;
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
  nomad.uploads.process(id, editing(nomad.version, changeIn(asked.body), new Date(nomad.now())), running);
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
  const states = processing(nomad.version, entries, new Date(nomad.now()));
  nomad.uploads.process(
    id,
    states.map((state) => (state.entries?.length === 0 ? { ...state, ...former } : state)),
    false,
  );
  return answered(nomad, id, withoutNulls);
}

/** DELETE /uploads/{upload_id}: 1.3 waits for what still runs. */
export function remove(nomad: Nomad, asked: Asked, id: string): Answer {
  const upload = writable(nomad, asked, id, 'uploads:delete');
  if (isAnswer(upload)) return upload;
  nomad.uploads.process(id, deleting(nomad.version), nomad.version === '1.3' && isRunning(upload.status));
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
