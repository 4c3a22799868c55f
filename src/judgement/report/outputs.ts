import { type Deployment, linkUpload } from '../../nomad/deployment.ts';
import { countRed, type Ending, type Result } from '../ending.ts';
import { cut } from '../../core/wording.ts';

const maxBytes = 32 * 1024;
const maxUploads = 100;
const maxTextsInside = 5;
const maxText = 1000;

/** All outputs of action.yml, in every ending. What is not known is '' or `[]`. Names are exact, not escaped. */
export function renderOutputs(ending: Ending, deployment: Deployment | undefined, checkRunUrl = ''): Record<string, string> {
  const { results } = ending;
  const uploads = (results ?? []).map((result) => toElement(result, deployment));
  const first = uploads[0];
  return {
    conclusion: conclude(ending),
    'failure-reason': ending.failure?.reason ?? '',
    message: ending.message,
    'upload-count': results === undefined ? '' : String(uploads.length),
    'failed-upload-count': results === undefined ? '' : String(countRed(results)),
    'upload-id': first?.id ?? '',
    'upload-name': limit(first?.name ?? ''),
    'upload-url': first?.url ?? '',
    status: limit(first?.status ?? ''),
    entries: String(first?.entries ?? ''),
    'successful-entries': String(first?.successfulEntries ?? ''),
    'failed-entries': String(first?.failedEntries ?? ''),
    published: String(first?.published ?? ''),
    'completed-at': first?.completedAt ?? '',
    errors: toJson(first?.errors ?? []),
    warnings: toJson(first?.warnings ?? []),
    uploads: toJson(uploads.slice(0, maxUploads).map(shorten)),
    'check-run-url': checkRunUrl,
  };
}

export function conclude({ failure }: Pick<Ending, 'failure'>): 'success' | 'failure' {
  return failure === undefined ? 'success' : 'failure';
}

/** An element of the output `uploads`. */
interface UploadElement {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly conclusion: 'success' | 'failure';
  readonly failureReason: string;
  readonly message: string;
  readonly status: string;
  readonly entries: number | '';
  readonly successfulEntries: number | '';
  readonly failedEntries: number | '';
  readonly published: boolean | '';
  readonly createdAt: string;
  readonly completedAt: string;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

export function toElement(result: Result, deployment: Deployment | undefined): UploadElement {
  const { upload, counters } = result;
  const ended = upload?.state === 'ended';
  return {
    id: result.id,
    name: result.name,
    url: linkResult(result, deployment),
    conclusion: conclude(result),
    failureReason: result.failure?.reason ?? '',
    message: cut(result.message, 500),
    status: upload?.status ?? '',
    entries: counters?.total ?? '',
    successfulEntries: counters?.successful ?? '',
    failedEntries: counters?.failed ?? '',
    published: upload?.published ?? '',
    createdAt: upload?.createdAt ?? '',
    completedAt: ended ? upload.completedAt : '',
    errors: ended ? upload.errors.map((text) => cut(text, maxText)) : [],
    warnings: ended ? upload.warnings.map((text) => cut(text, maxText)) : [],
  };
}

/** An upload that NOMAD does not have has no page. */
export function linkResult({ id, failure }: Result, deployment: Deployment | undefined): string {
  return id === '' || failure?.reason === 'not-found' || deployment === undefined ? '' : linkUpload(deployment, id);
}

/** An element that fits into the list even alone: who looks through the list must not miss the worst upload. */
function shorten(element: UploadElement): UploadElement {
  for (let texts = maxTextsInside; texts >= 0; texts--) {
    const short = { ...element, errors: element.errors.slice(0, texts), warnings: element.warnings.slice(0, texts) };
    if (Buffer.byteLength(toJson([short])) > 2) return short;
  }
  return { ...element, name: cut(element.name, 2000), status: cut(element.status, 500), errors: [], warnings: [] };
}

/** A JSON array of at most 32 KiB, cut at whole elements. */
function toJson(elements: readonly unknown[]): string {
  const texts: string[] = [];
  let bytes = 2;
  for (const element of elements) {
    const text = JSON.stringify(element);
    bytes += Buffer.byteLength(text) + 1;
    if (bytes > maxBytes) break;
    texts.push(text);
  }
  return `[${texts.join(',')}]`;
}

function limit(text: string): string {
  return Buffer.byteLength(text) <= maxBytes ? text : cut(text, maxBytes / 4);
}
