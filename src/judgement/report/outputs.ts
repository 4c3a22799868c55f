import { type Deployment, uploadLink } from '../../nomad/deployment.ts';
import type { Ending, Result } from '../ledger.ts';
import { presentCounters } from '../../nomad/answers/schema.ts';
import { cut } from '../../core/wording.ts';

const mostBytes = 32 * 1024;
const mostUploads = 100;
const mostTextsInside = 5;
const longestText = 1000;

/** All outputs of action.yml, however the step ends. What is not known is '' or `[]`. Names are exact, not escaped. */
export function renderOutputs(ending: Ending, deployment: Deployment | undefined, checkRunUrl = ''): Record<string, string> {
  const { results } = ending;
  const uploads = (results ?? []).map((result) => elementOf(result, deployment));
  const first = uploads[0];
  return {
    conclusion: conclusionOf(ending),
    'failure-reason': ending.failure?.reason ?? '',
    message: ending.message,
    'upload-count': results === undefined ? '' : String(uploads.length),
    'failed-upload-count':
      results === undefined ? '' : String(uploads.filter(({ conclusion }) => conclusion === 'failure').length),
    'upload-id': first?.id ?? '',
    'upload-name': limited(first?.name ?? ''),
    'upload-url': first?.url ?? '',
    status: limited(first?.status ?? ''),
    entries: String(first?.entries ?? ''),
    'successful-entries': String(first?.successfulEntries ?? ''),
    'failed-entries': String(first?.failedEntries ?? ''),
    published: String(first?.published ?? ''),
    'completed-at': first?.completedAt ?? '',
    errors: jsonOf(first?.errors ?? []),
    warnings: jsonOf(first?.warnings ?? []),
    uploads: jsonOf(uploads.slice(0, mostUploads).map(shortened)),
    'check-run-url': checkRunUrl,
  };
}

export function conclusionOf({ failure }: Pick<Ending, 'failure'>): 'success' | 'failure' {
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

export function elementOf(result: Result, deployment: Deployment | undefined): UploadElement {
  const { sighting } = result;
  const { upload } = sighting ?? {};
  const ended = upload !== undefined && !upload.running && upload.status !== 'READY';
  const counted = sighting && presentCounters(sighting);
  return {
    id: result.id,
    name: result.name,
    url: linkOf(result, deployment),
    conclusion: conclusionOf(result),
    failureReason: result.failure?.reason ?? '',
    message: cut(result.message, 500),
    status: upload?.status ?? '',
    entries: counted?.total ?? '',
    successfulEntries: counted?.successful ?? '',
    failedEntries: counted?.failed ?? '',
    published: upload?.published ?? '',
    createdAt: upload?.createdAt ?? '',
    completedAt: ended ? upload.completedAt : '',
    errors: ended ? upload.errors.map((text) => cut(text, longestText)) : [],
    warnings: ended ? upload.warnings.map((text) => cut(text, longestText)) : [],
  };
}

/** An upload that does not exist has no page. */
export function linkOf({ id, failure }: Result, deployment: Deployment | undefined): string {
  return id === '' || failure?.reason === 'not-found' || deployment === undefined ? '' : uploadLink(deployment, id);
}

/** Shortens an element until it fits into the list at least alone: the list must never lack the worst upload. */
function shortened(element: UploadElement): UploadElement {
  for (let texts = mostTextsInside; texts >= 0; texts--) {
    const short = { ...element, errors: element.errors.slice(0, texts), warnings: element.warnings.slice(0, texts) };
    if (Buffer.byteLength(jsonOf([short])) > 2) return short;
  }
  return { ...element, name: cut(element.name, 2000), status: cut(element.status, 500), errors: [], warnings: [] };
}

/** A JSON array of at most 32 KiB, cut at whole elements. */
function jsonOf(elements: readonly unknown[]): string {
  const texts: string[] = [];
  let bytes = 2;
  for (const element of elements) {
    const text = JSON.stringify(element);
    bytes += Buffer.byteLength(text) + 1;
    if (bytes > mostBytes) break;
    texts.push(text);
  }
  return `[${texts.join(',')}]`;
}

function limited(text: string): string {
  return Buffer.byteLength(text) <= mostBytes ? text : cut(text, mostBytes / 4);
}
