import { isAnswer, loggedIn, unknownUpload, writeRefusal } from './access.ts';
import { type Answer, detail, json } from './answers.ts';
import { fieldsOf, jsonObject } from './json-object.ts';
import { deleting, entriesOf, processing, publishing } from './processing.ts';
import type { Asked, Nomad } from './requests.ts';
import { uploadRow } from './rows.ts';
import { answered, filesOf, sentFile } from './sending.ts';
import { type EntrySpec, type FileSpec, type State, isRunning } from './upload-spec.ts';
import type { Shown } from './uploads.ts';

/** Whether the caller may change the files of an upload now: NOMAD looks at this before it reads the body. */
export function mayChange(nomad: Nomad, asked: Asked, id: string): Shown | Answer {
  const user = loggedIn(nomad, asked, 'uploads:write');
  if (isAnswer(user)) return user;
  const upload = nomad.uploads.peek(id);
  if (!upload) return unknownUpload;
  const refused = writeRefusal(nomad, user, upload);
  if (refused) return refused;
  if (upload.published)
    return detail(nomad.version === '1.3' ? 401 : 400, 'Upload is already published, operation not possible.');
  // 1.3 queues.
  if (isRunning(upload.status) && nomad.version === '2.0')
    return detail(400, 'The upload is currently blocked by another process.');
  return upload;
}

/** PUT /uploads/{upload_id}/raw/{path}: a file, or what a zip holds, into a folder. */
export function put(nomad: Nomad, asked: Asked, id: string, folder: string): Answer {
  const upload = mayChange(nomad, asked, id);
  if (isAnswer(upload)) return upload;
  const sent = sentFile(asked);
  if (!sent) return detail(400, 'Either an upload file or the query parameters for moving/copying a file should be provided.');
  const files = filesOf(sent);
  if (!files) return detail(400, 'Cannot extract file. Bad file format or file extension?');
  const [, prefix = ''] = /^(.*?)\/*$/.exec(folder) ?? [];
  const placed = files.map((file) => ({ ...file, path: prefix === '' ? file.path : `${prefix}/${file.path}` }));
  const kept = filesIn(upload);
  const states = clash(kept, placed) ? failing(nomad, upload, kept) : merging(nomad, upload, kept, placed);
  nomad.uploads.process(id, states, isRunning(upload.status));
  return answered(nomad, id, (row) => row, { processing: null });
}

/** DELETE /uploads/{upload_id}/raw/{path}: a file, a folder, or everything. */
export function removeRaw(nomad: Nomad, asked: Asked, id: string, path: string): Answer {
  const upload = mayChange(nomad, asked, id);
  if (isAnswer(upload)) return upload;
  const all = filesIn(upload);
  const isRemoved = (one: string): boolean => path === '' || one === path || one.startsWith(`${path.replace(/\/$/, '')}/`);
  if (path !== '' && !all.some((file) => isRemoved(file.path))) return detail(404, 'No file or folder with that path found.');
  const files = all.filter((file) => !isRemoved(file.path));
  const entries = ended(nomad, upload).filter(({ mainfile }) => !isRemoved(mainfile));
  const states = processing(nomad.version, entries, nomad.uploads.nextEnd()).map((state) => ({ ...state, files }));
  nomad.uploads.process(id, states, isRunning(upload.status));
  return answered(nomad, id, (row) => row);
}

/** POST /uploads/{upload_id}/action/publish. 2.0 has done it when it answers, and answers as if it had only begun. */
export function publish(nomad: Nomad, asked: Asked, id: string): Answer {
  const user = loggedIn(nomad, asked, 'uploads:publish');
  if (isAnswer(user)) return user;
  const upload = nomad.uploads.peek(id);
  if (!upload) return unknownUpload;
  const refused = writeRefusal(nomad, user, upload);
  if (refused) return refused;
  const given = asked.url.searchParams.get('embargo_length');
  const embargo = given === null ? upload.embargo : Number(given);
  if (upload.published) return detail(400, 'Upload already published.');
  if (isRunning(upload.status)) return detail(400, 'The upload is currently being processed, operation not allowed.');
  if (embargo < 0 || embargo > 36) return detail(400, 'Invalid embargo_length. Must be between 0 and 36 months.');
  if (upload.status === 'FAILURE') return detail(400, 'Cannot publish an upload that failed processing.');
  if (upload.entries.length === 0) return detail(400, 'Cannot publish an upload without any resulting entries.');
  const states = publishing(nomad.version, embargo, nomad.uploads.nextEnd());
  const before = { ...upload, status: 'PENDING', process: '_publish_upload' };
  nomad.uploads.process(id, nomad.version === '2.0' ? states.slice(-1) : states, false);
  if (nomad.version === '2.0') return json(200, { upload_id: id, data: uploadRow('2.0', before) });
  return answered(nomad, id, (row) => row);
}

/** DELETE /uploads/{upload_id}: 1.3 lets what runs come to its end; 2.0 has done it when it answers. */
export function remove(nomad: Nomad, asked: Asked, id: string): Answer {
  const user = loggedIn(nomad, asked, 'uploads:write');
  if (isAnswer(user)) return user;
  const upload = nomad.uploads.peek(id);
  if (!upload) return unknownUpload;
  const status = nomad.version === '1.3' ? 401 : 403;
  const refused = writeRefusal(nomad, user, upload);
  if (refused) return refused;
  if (!user.admin && upload.owner !== user.name) return detail(status, 'Only main author has permissions for this operation.');
  if (!user.admin && upload.published)
    return detail(status, 'Upload is already published, only admins can perform this operation.');
  if (nomad.version === '2.0') {
    nomad.uploads.remove(id);
    return json(200, { upload_id: id, data: uploadRow('2.0', { ...upload, status: 'PENDING', process: 'delete_upload' }) });
  }
  nomad.uploads.process(id, deleting(), isRunning(upload.status));
  return answered(nomad, id, (row) => row);
}

export function filesIn(upload: Shown): readonly FileSpec[] {
  return upload.files ?? upload.entries.map(({ mainfile }) => ({ path: mainfile, size: 90 }));
}

/** A file where a folder is, or the other way round. */
function clash(kept: readonly FileSpec[], placed: readonly FileSpec[]): boolean {
  const below = (a: string, b: string): boolean => a.startsWith(`${b}/`);
  return placed.some(({ path }) => kept.some((one) => below(path, one.path) || below(one.path, path)));
}

/** 1.3 names the reason; 2.0 hides it behind its second try. */
function failing(nomad: Nomad, upload: Shown, files: readonly FileSpec[]): State[] {
  const why =
    nomad.version === '1.3'
      ? 'Cannot merge a file with a directory or vice versa'
      : `AssertionError: /app/.volumes/fs/tmp/${upload.id}/upload.zip does not exist`;
  const states = processing(nomad.version, undefined, nomad.uploads.nextEnd());
  return states.map((state) => ({
    ...state,
    ...(state.status === 'FAILURE' && { errors: [why], entries: [...upload.entries] }),
    files: [...files],
  }));
}

function merging(nomad: Nomad, upload: Shown, kept: readonly FileSpec[], placed: readonly FileSpec[]): State[] {
  const sent = new Set(placed.map(({ path }) => path));
  const files = new Map([...kept, ...placed].map((file) => [file.path, file]));
  const warnings = stripLicences(nomad, files, placed);
  const former = ended(nomad, upload);
  const known = new Set(former.map(({ mainfile }) => mainfile));
  const note = noteIn(files.get('nomad.json')?.content);
  const entries = [
    ...former.filter(({ mainfile }) => !sent.has(mainfile)),
    ...entriesOf(placed).map((entry) => ({ ...entry, ...(known.has(entry.mainfile) ? {} : note) })),
  ];
  return processing(nomad.version, entries, nomad.uploads.nextEnd()).map((state) => ({
    ...state,
    files: [...files.values()],
    ...(state.status === 'SUCCESS' && { warnings }),
  }));
}

/** The entries as they are to be seen at the end, with the status of each. */
function ended(nomad: Nomad, upload: Shown): EntrySpec[] {
  return upload.entries.map((entry) => ({
    ...entry,
    status: nomad.uploads.entryStatus({ ...upload, status: 'SUCCESS' }, entry),
  }));
}

/** Of a POTCAR file only the header may be kept: 1.3 adds it beside the file, 2.0 puts it in its place. */
function stripLicences(nomad: Nomad, files: Map<string, FileSpec>, placed: readonly FileSpec[]): string[] {
  const potcars = placed.filter(
    ({ path, content }) => /(^|\/)POTCAR[^/]*$/.test(path) && content?.includes('END of PSCTR') === true,
  );
  for (const { path } of potcars) {
    files.set(`${path}.stripped`, { path: `${path}.stripped`, size: 20 });
    if (nomad.version === '2.0') files.delete(path);
  }
  return nomad.version === '2.0' ? potcars.map(() => 'Removing POTCAR file from upload.') : [];
}

function noteIn(content: string | undefined): Pick<EntrySpec, 'comment' | 'references'> {
  const { comment, references } = fieldsOf(jsonObject(content ?? '')) ?? {};
  return {
    ...(typeof comment === 'string' && { comment }),
    ...(Array.isArray(references) && { references: references.map(String) }),
  };
}
