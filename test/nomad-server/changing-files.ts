import { isAnswer, unknownUpload, writable } from './access.ts';
import { type Answer, detail, withoutNulls } from './answers.ts';
import type { Body } from './body.ts';
import { mishapTo } from './sending-faults.ts';
import { type Outcome, adding, removing } from './outcome.ts';
import { processing } from './processing.ts';
import type { Asked, Nomad, Reply } from './requests.ts';
import { answered } from './rows.ts';
import { fileName, filesSent, isMultipart, noFileName, sentFile } from './sent-file.ts';
import { type Version, isRunning } from './upload-spec.ts';
import type { Shown } from './uploads.ts';

const demand = { scope: 'uploads:write', published: 'never' } as const;

/**
 * PUT /uploads/{upload_id}/raw/{folder}: a file, or those of a zip, over those of the same path. Who may not do it
 * hears so before the body is read; that another process runs is only told after it (both versions).
 */
export function put(nomad: Nomad, asked: Asked, id: string, folder: string): Reply {
  const refused = refusalOf(nomad, asked, id, folder);
  if (refused && !isMultipart(asked)) return refused;
  return (body) => refused ?? store(nomad, asked, id, folder, body);
}

function refusalOf(nomad: Nomad, asked: Asked, id: string, folder: string): Answer | undefined {
  const upload = writable(nomad, asked, id, demand);
  if (isAnswer(upload)) return upload;
  if (folder.split('/').includes('..')) return detail(400, 'Bad path provided.');
  return fileName(asked).includes('/') ? detail(400, 'Bad file name provided.') : undefined;
}

function store(nomad: Nomad, asked: Asked, id: string, folder: string, body: Body): Answer {
  const sent = sentFile(asked, body);
  if (!sent) {
    return detail(400, 'Either an upload file or the query parameters for moving/copying a file should be provided.');
  }
  const files = filesSent(sent);
  if (!files) return detail(400, sent.name === '' ? noFileName : 'Cannot extract file. Bad file format or file extension?');
  const within = folder.split('/').filter((part) => part !== '');
  const placed = files.map((file) => ({ ...file, path: [...within, file.path].join('/') }));
  if (asked.mishap?.kind === 'lost-files') return lost(nomad, id);
  const refused = run(nomad, id, (before) => adding(nomad.version, before, mishapTo(placed, asked.mishap), sent.name));
  return refused ?? answered(nomad, nomad.uploads.peek(id), (row) => row, { processing: null });
}

/** READY in the answer says that there is nothing to process. */
function lost(nomad: Nomad, id: string): Answer {
  const ready = { process_status: 'READY', process_running: false };
  return answered(nomad, nomad.uploads.peek(id), (row) => ({ ...row, ...ready }), { processing: null });
}

/** DELETE /uploads/{upload_id}/raw/{path}: a file, a folder, or with an empty path everything. */
export function removeFiles(nomad: Nomad, asked: Asked, id: string, path: string): Answer {
  const upload = writable(nomad, asked, id, demand);
  if (isAnswer(upload)) return upload;
  const wanted = path.replace(/\/$/, '');
  if (!removing(nomad.version, upload, wanted)) return detail(404, 'No file or folder with that path found.');
  const refused = run(nomad, id, (before) => removing(nomad.version, before, wanted));
  return refused ?? answered(nomad, nomad.uploads.peek(id), withoutNulls);
}

/** Starts the processing, or says why not. 1.3 queues it behind what runs, but not behind a deletion. */
function run({ version, uploads }: Nomad, id: string, change: (before: Shown) => Outcome | undefined): Answer | undefined {
  const now = uploads.peek(id);
  const before = uploads.ending(id);
  if (!now || !before) return unknownUpload;
  const running = isRunning(now.status);
  if (before.deleted || (running && !queues[version])) return detail(400, 'The upload is currently blocked by another process.');
  // A process that fails takes with it all that waits behind it, though that was answered with 200 (1.3).
  if (running && before.status === 'FAILURE') return undefined;
  const outcome = change(before);
  if (outcome) uploads.process(id, processing(version, before, outcome, uploads.moment()), running);
  return undefined;
}

const queues: Record<Version, boolean> = { '1.3': true, '2.0': false };
