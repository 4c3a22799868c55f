import { jsonObject } from './json-object.ts';
import { stripPotcars } from './potcar.ts';
import { recorded } from './recorded.ts';
import { clashes, filesOf, isIn, withFiles, withoutPath } from './stored-files.ts';
import type { EntrySpec, FileSpec, Version } from './upload-spec.ts';
import { badZip } from './uploads.ts';
import type { Shown } from './uploads.ts';

/** What one processing will have made of an upload. */
export interface Outcome {
  readonly files: readonly FileSpec[];
  readonly entries: readonly EntrySpec[];
  /** The mainfiles that it works on; what else there is stays as it was. */
  readonly worked: ReadonlySet<string>;
  readonly warnings: readonly string[];
  readonly error?: string;
}

/** The archive parser's own mainfile pattern (both versions: parsing/parser.py, ArchiveParser). */
const archiveFile = /archive\.(json|ya?ml)$/;

/** Nothing comes of an archive that can't be unpacked. */
export function unpacksBadly(version: Version, before: Shown): Outcome {
  return { ...unchanged(before), error: badZip[version] };
}

function unchanged(before: Shown): Outcome {
  return { files: filesOf(before), entries: before.entries, worked: new Set(), warnings: before.warnings };
}

/** Files go over those of the same path; all others stay, and their entries (both versions). */
export function adding(version: Version, before: Shown, sent: readonly FileSpec[], archive: string): Outcome {
  const stored = filesOf(before);
  const clashing = clashes(stored, sent);
  if (clashing[0] !== undefined) {
    return { ...unchanged(before), error: clashError(version, before.id, archive, clashing[0]) };
  }
  const arrived = stripPotcars(version, sent);
  const files = withFiles(stored, arrived.files);
  const former = new Map(before.entries.map((entry) => [entry.mainfile, entry]));
  const worked = arrived.files.filter(({ path }) => archiveFile.test(path) || former.has(path));
  const made = worked.map((file): EntrySpec => {
    const { path } = file;
    const status = isReadable(file) ? 'SUCCESS' : 'FAILURE';
    const entry = former.get(path);
    return entry ? { ...withoutResult(entry), status } : { mainfile: path, status, ...metadataFor(files) };
  });
  return {
    files,
    entries: [...new Map([...before.entries, ...made].map((entry) => [entry.mainfile, entry])).values()],
    worked: new Set(worked.map(({ path }) => path)),
    warnings: [...(version === '2.0' ? before.warnings : []), ...arrived.warnings],
  };
}

function withoutResult({ mainfile, mainfileKey, parser, comment, references }: EntrySpec): EntrySpec {
  return {
    mainfile,
    ...(mainfileKey !== undefined && { mainfileKey }),
    ...(parser !== undefined && { parser }),
    ...(comment !== undefined && { comment }),
    ...(references && { references }),
  };
}

function clashError(version: Version, id: string, archive: string, path: string): string {
  const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
  const fill = { UPLOAD_ID: id, ARCHIVE: inJson(archive), PATH: inJson(path) };
  return String(recorded(version, 'file-over-folder', fill).error);
}

/** Enough to tell a whole archive file from a broken one; a list never closed is what breaks YAML here. */
function isReadable({ path, content }: FileSpec): boolean {
  if (!content || !archiveFile.test(path)) return true;
  const text = content.toString();
  if (path.endsWith('.json')) return jsonObject(text) !== undefined;
  const count = (sign: string): number => text.split(sign).length;
  return count('[') === count(']') && count('{') === count('}');
}

/** What `nomad.json` at the top says of entries that are created under it; all of it is ignored where a part is wrong. */
function metadataFor(files: readonly FileSpec[]): Pick<EntrySpec, 'comment' | 'references'> {
  const fields = jsonObject(files.find(({ path }) => path === 'nomad.json')?.content?.toString() ?? '');
  const { comment, references = [] } = fields ?? {};
  const addresses = Array.isArray(references) ? references.map(String) : [];
  if (!addresses.every((address) => URL.canParse(address))) return {};
  return { ...(typeof comment === 'string' && { comment }), references: addresses };
}

/** Without a file, or a folder and all below, or without everything; undefined where there is no such path. */
export function removing(version: Version, before: Shown, path: string): Outcome | undefined {
  const files = withoutPath(filesOf(before), path);
  if (!files) return undefined;
  const entries = before.entries.filter(({ mainfile }) => mainfile !== path && !isIn(path, mainfile));
  return { files, entries, worked: new Set(), warnings: version === '2.0' ? before.warnings : [] };
}

/** All entries anew, of the files as they are. */
export function repeating(version: Version, before: Shown): Outcome {
  const worked = new Set(before.entries.map(({ mainfile }) => mainfile));
  return { ...unchanged(before), worked, warnings: version === '2.0' ? before.warnings : [] };
}
