/** A NOMAD deployment. */
export interface Deployment {
  /** `https://…/api/v1`, without a slash at the end. */
  readonly api: string;
  /** The API's address without `/api/v1`: where the GUI is. */
  readonly base: string;
}

// A map, because every object also has properties such as "constructor".
const central: ReadonlyMap<string, string> = new Map([
  ['prod', 'https://nomad-lab.eu/prod/v1'],
  ['staging', 'https://nomad-lab.eu/prod/v1/staging'],
  ['test', 'https://nomad-lab.eu/prod/v1/test'],
  ['develop', 'https://nomad-lab.eu/prod/v1/develop'],
]);

export const centralNames = [...central.keys()];

/** Reads the name of a central deployment, or the address of any: its API, its base, or a page of its GUI. Returns a sentence if it can't. */
export function readAddress(text: string, allowHttp: boolean): Deployment | string {
  const named = central.get(text);
  if (named !== undefined) return deployment(named);
  const url = parse(text);
  if (url === undefined) return `It is neither an address nor one of ${centralNames.join(', ')}.`;
  // From here on the text is not repeated: it may hold a password.
  if (url.username !== '' || url.password !== '')
    return 'It contains a user name or password: use the inputs username and password for those.';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'The address must begin with https:// (or http://).';
  if (url.protocol === 'http:' && !allowHttp && !isLoopback(url.hostname)) {
    return 'It begins with http://, so anybody on the network in between could read the password or token. Use https://, or set allow-http: true if you must.';
  }
  return deployment(url.origin + basePath(url.pathname));
}

/**
 * Reads the id of an upload, or the address of its page in the GUI of `at` (undefined: of any deployment), or of a page below that. Gives a
 * sentence when it can't.
 */
export function readUploadId(text: string, at: Deployment | undefined): { readonly id: string } | string {
  if (/^[A-Za-z0-9_-]+$/.test(text)) return { id: text };
  const url = parse(text);
  const [, id] = /\/gui\/user\/uploads\/upload\/id\/([A-Za-z0-9_-]+)(?:\/|$)/.exec(url?.pathname ?? '') ?? [];
  if (url === undefined || id === undefined)
    return "It must be the id of an upload, which has only letters, digits, - and _, or the address of its page in NOMAD's GUI.";
  if (at !== undefined && url.origin + basePath(url.pathname) !== at.base)
    return `That upload is on another deployment: nomad-url is ${at.base}.`;
  return { id };
}

/** Where people look at an upload (both GUIs of 1.3 and 2.0 answer this address). */
export function linkUpload({ base }: Deployment, id: string): string {
  return `${base}/gui/user/uploads/upload/id/${id}`;
}

/** Where people look at an entry. */
export function linkEntry(at: Deployment, uploadId: string, entryId: string): string {
  return `${linkUpload(at, uploadId)}/entry/id/${entryId}`;
}

/** The page of an entry's processing log: an address of the GUI of 1.3, which 2.0 still answers. */
export function linkEntryLog({ base }: Deployment, entryId: string): string {
  return `${base}/gui/entry/id/${entryId}/logs`;
}

function deployment(base: string): Deployment {
  return { base, api: `${base}/api/v1` };
}

function parse(text: string): URL | undefined {
  // If the host is missing, because a variable was empty, URL would take the next part of the path for the host.
  if (/\s/.test(text) || /^[/@]|:\/\/\/|^https?:(?!\/\/)/i.test(text)) return undefined;
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
    ? text
    : `${isLoopback(text.split(/[:/]/, 1)[0] ?? '') ? 'http' : 'https'}://${text}`;
  if (!URL.canParse(withScheme)) return undefined;
  const url = new URL(withScheme);
  return isLoopback(url.hostname) || /[.:]/.test(url.hostname) || /^https?:\/\//i.test(text) ? url : undefined;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

// The base of an API address ends at /api, that of a GUI page at /gui; the rest does not matter.
function basePath(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '');
  const end = segments.findIndex((segment) => segment === 'gui' || segment === 'api');
  return ['', ...(end < 0 ? segments : segments.slice(0, end))].join('/');
}
