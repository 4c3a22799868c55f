import { isAnswer, isMember, loggedIn, unknownUpload, writable } from './access.ts';
import { type Answer, detail, json, unprocessable, withoutNulls } from './answers.ts';
import { fieldsOf, jsonObject } from './json-object.ts';
import { repeating } from './outcome.ts';
import { last, notWhole } from './pagination.ts';
import { deleting, editing, processing, publishing } from './processing.ts';
import type { Asked, Nomad, Reply } from './requests.ts';
import { answered } from './rows.ts';
import { type UploadSpec, isRunning } from './upload-spec.ts';
import { userNamed, userWithId } from './users.ts';

const isProcessed = 'The upload is currently being processed, operation not allowed.';

/** POST /uploads/{upload_id}/edit: the name and the coauthors. */
export function edit(nomad: Nomad, asked: Asked, id: string): Reply {
  return (body) => {
    if (body.length === 0) return unprocessable({ type: 'missing', loc: ['body'], msg: 'Field required', input: null });
    const user = loggedIn(nomad, asked, 'uploads:write');
    if (isAnswer(user)) return user;
    const upload = nomad.uploads.peek(id);
    if (!upload) return unknownUpload;
    const metadata = fieldsOf(jsonObject(body.all().toString())?.metadata) ?? {};
    if (!user.admin && !isMember(user, upload)) return notCoauthor(id, Object.keys(metadata));
    const running = isRunning(upload.status);
    // A defect of 2.0, as it is: an edit during the processing is refused with Python's own words.
    if (running && nomad.version === '2.0') return detail(400, "'NoneType' object has no attribute 'is_blocking'");
    nomad.uploads.process(id, editing(nomad.version, changeIn(metadata), nomad.uploads.moment()), running);
    return answered(nomad, nomad.uploads.peek(id), withoutNulls);
  };
}

/** Not 401 or 403, as everywhere else, but a 422 for each field (both versions). */
function notCoauthor(id: string, fields: readonly string[]): Answer {
  const msg = `AuthLevel.coauthor access required for upload ${id}`;
  return json(422, { detail: fields.map((field) => ({ msg, loc: ['metadata', field] })) });
}

function changeIn({ upload_name: name, coauthors }: Record<string, unknown>): Partial<UploadSpec> {
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
  const upload = writable(nomad, asked, id, { scope: 'uploads:process', published: 'by admins' });
  if (isAnswer(upload)) return upload;
  if (isRunning(upload.status)) return detail(400, isProcessed);
  const before = nomad.uploads.ending(id) ?? upload;
  const states = processing(nomad.version, before, repeating(nomad.version, before), nomad.uploads.moment());
  nomad.uploads.process(id, states, false);
  return answered(nomad, nomad.uploads.peek(id), withoutNulls);
}

/** POST /uploads/{upload_id}/action/publish. Entries that failed do not hinder it, and the embargo is looked at last. */
export function publish(nomad: Nomad, asked: Asked, id: string): Answer {
  const user = loggedIn(nomad, asked, 'uploads:publish');
  if (isAnswer(user)) return user;
  const query = asked.url.searchParams;
  const wrong = notWhole(query, 'embargo_length');
  if (wrong.length > 0) return unprocessable(...wrong);
  const upload = writable(nomad, asked, id, { scope: 'uploads:publish', published: 'by writers' });
  if (isAnswer(upload)) return upload;
  if (upload.published && user.admin) return detail(nomad.version === '1.3' ? 401 : 400, 'The upload is already published.');
  if (upload.published) return detail(400, 'Upload already published.');
  if (isRunning(upload.status)) return detail(400, isProcessed);
  if (upload.status === 'FAILURE') return detail(400, 'Cannot publish an upload that failed processing.');
  if (upload.entries.length === 0) return detail(400, 'Cannot publish an upload without any resulting entries.');
  const embargo = Number(last(query, 'embargo_length') ?? upload.embargo);
  if (embargo < 0 || embargo > 36) return detail(400, 'Invalid embargo_length. Must be between 0 and 36 months.');
  nomad.uploads.process(id, publishing(nomad.version, upload, embargo, nomad.uploads.moment()), false);
  return answeredLate(nomad, id);
}

/** DELETE /uploads/{upload_id}: 1.3 waits for what still runs. */
export function remove(nomad: Nomad, asked: Asked, id: string): Answer {
  const upload = writable(nomad, asked, id, { scope: 'uploads:write', published: 'by admins', mainAuthorOnly: true });
  if (isAnswer(upload)) return upload;
  if (nomad.uploads.ending(id)?.deleted) return detail(400, 'The upload is still being processed.');
  const queued = nomad.version === '1.3' && isRunning(upload.status);
  nomad.uploads.process(id, deleting(nomad.version, upload), queued);
  return answeredLate(nomad, id);
}

/** 2.0 has done it when it answers, and still tells how it began. */
function answeredLate(nomad: Nomad, id: string): Answer {
  const { version, uploads } = nomad;
  return answered(nomad, version === '2.0' ? uploads.look(id) : uploads.peek(id), withoutNulls);
}
