import { edit, processAgain, publish, remove } from './actions.ts';
import { type Answer, detail, html, json } from './answers.ts';
import { put, removeFiles } from './changing-files.ts';
import { archive, listEntries } from './entries.ts';
import { list } from './listing.ts';
import { appToken, createPat, deletePat, login, loginByUrl } from './login.ts';
import { upload } from './looking.ts';
import { listFolder } from './raw-files.ts';
import type { Asked, Nomad, Reply } from './requests.ts';
import { send } from './sending.ts';
import type { Version } from './upload-spec.ts';

export const base = '/nomad-oasis';
export const apiPath = `${base}/api/v1`;

type Handler = (nomad: Nomad, asked: Asked, ...parts: string[]) => Reply;

interface Route {
  readonly path: RegExp;
  readonly only?: Version;
  readonly methods: Readonly<Record<string, Handler>>;
}

const routes: readonly Route[] = [
  { path: /^\/auth\/token$/, only: '1.3', methods: { POST: login, GET: loginByUrl } },
  { path: /^\/auth\/token$/, only: '2.0', methods: { POST: login } },
  { path: /^\/auth\/app_token$/, methods: { GET: appToken } },
  { path: /^\/auth\/pats$/, only: '2.0', methods: { POST: createPat } },
  { path: /^\/auth\/pats\/([^/]+)$/, only: '2.0', methods: { DELETE: (nomad, asked, id = '') => deletePat(nomad, asked, id) } },
  { path: /^\/uploads$/, methods: { GET: list, POST: send } },
  {
    path: /^\/uploads\/([^/]+)$/,
    methods: {
      GET: (nomad, asked, id = '') => upload(nomad, asked, id),
      DELETE: (nomad, asked, id = '') => remove(nomad, asked, id),
    },
  },
  { path: /^\/uploads\/([^/]+)\/edit$/, methods: { POST: (nomad, asked, id = '') => edit(nomad, asked, id) } },
  { path: /^\/uploads\/([^/]+)\/action\/process$/, methods: { POST: (nomad, asked, id = '') => processAgain(nomad, asked, id) } },
  { path: /^\/uploads\/([^/]+)\/entries$/, methods: { GET: (nomad, asked, id = '') => listEntries(nomad, asked, id) } },
  {
    path: /^\/uploads\/([^/]+)\/action\/publish$/,
    methods: { POST: (nomad, asked, id = '') => publish(nomad, asked, id) },
  },
  {
    path: /^\/uploads\/([^/]+)\/raw\/(.*)$/,
    methods: {
      PUT: (nomad, asked, id = '', folder = '') => put(nomad, asked, id, folder),
      DELETE: (nomad, asked, id = '', path = '') => removeFiles(nomad, asked, id, path),
    },
  },
  {
    path: /^\/uploads\/([^/]+)\/rawdir\/(.*)$/,
    methods: { GET: (nomad, asked, id = '', path = '') => listFolder(nomad, asked, id, path) },
  },
  {
    path: /^\/uploads\/([^/]+)\/archive\/mainfile\/(.+)$/,
    methods: { GET: (nomad, asked, id = '', mainfile = '') => archive(nomad, asked, id, { mainfile }) },
  },
  {
    path: /^\/uploads\/([^/]+)\/archive\/([^/]+)$/,
    methods: { GET: (nomad, asked, id = '', entryId = '') => archive(nomad, asked, id, { entryId }) },
  },
];

const noStore = { 'cache-control': 'max-age=0, no-cache, no-store, must-revalidate' };
const guiPage = '<!doctype html><html lang="en"><head><title>NOMAD</title></head><body><div id="root"></div></body></html>';

/** What NOMAD answers. `caller` refuses a bad token, but only where there is a route to refuse it. */
export function reply(nomad: Nomad, asked: Omit<Asked, 'caller'>): Reply {
  const path = decodeURIComponent(asked.url.pathname);
  if (path === base) return redirect(asked.url, `${base}/`);
  if (path === `${apiPath}/`) return { status: 307, headers: { location: `${apiPath}/extensions/docs` }, body: '' };
  if (!path.startsWith(`${base}/`)) return outside(nomad.version, asked, path);
  if (!path.startsWith(`${apiPath}/`)) return besideApi(nomad.version, asked, path);
  const found = match(nomad.version, path.slice(apiPath.length));
  if (!found) {
    const bare = path.replace(/\/$/, '');
    const known = bare !== path && match(nomad.version, bare.slice(apiPath.length));
    return known ? redirect(asked.url, asked.url.pathname.slice(0, -1)) : detail(404, 'Not Found');
  }
  const handler = found.route.methods[asked.method];
  const [allow = ''] = Object.keys(found.route.methods);
  if (!handler) return detail(405, 'Method Not Allowed', { allow });
  // The login looks at no token; every other route refuses a bad one before it looks at the query.
  const authorization = found.route.path.source.includes('auth\\/token$') ? undefined : asked.headers.authorization;
  const caller = nomad.tokens.caller(authorization);
  return 'status' in caller ? caller : handler(nomad, { ...asked, caller }, ...found.parts);
}

function match(version: Version, path: string): { route: Route; parts: string[] } | undefined {
  for (const route of routes) {
    const parts = route.path.exec(path);
    if (parts && (route.only ?? version) === version) return { route, parts: parts.slice(1) };
  }
  return undefined;
}

/** FastAPI's way with a trailing slash: the absolute address of the other form. */
function redirect(url: URL, pathname: string, headers: Record<string, string> = {}): Answer {
  return { status: 307, headers: { ...headers, location: `${url.origin}${pathname}${url.search}` }, body: '' };
}

/** Below the base path, but not in the API. Without a proxy before it the app serves almost nothing of its GUI. */
function besideApi(version: Version, asked: Omit<Asked, 'caller'>, path: string): Answer {
  const inGui = path === `${base}/gui` || path.startsWith(`${base}/gui/`);
  if (path === `${base}/alive`) return json(200, 'I am, alive!');
  if (inGui && asked.method !== 'GET') return detail(405, 'Method Not Allowed', noStore);
  if (path === `${base}/gui`) return redirect(asked.url, `${base}/gui/`, noStore);
  if (path === `${base}/gui/index.html` && version === '1.3') return html(200, guiPage);
  if (path.startsWith(`${base}/gui/v2/`) && version === '2.0') return html(200, guiPage);
  return detail(404, 'Not Found', noStore);
}

function outside(version: Version, asked: Omit<Asked, 'caller'>, path: string): Answer {
  if (path === '/-/health') return json(200, { healthcheck: 'ok' });
  if (asked.headers.accept?.includes('html'))
    return html(404, '<html><head><title>NOMAD</title></head><body><h1>NOMAD app</h1></body></html>');
  const app = {
    version: version === '1.3' ? '1.3.17' : '2.0.0',
    service: 'app',
    name: 'NOMAD',
    homepage: 'https://nomad-lab.eu',
  };
  return json(404, {
    detail: 'Not found',
    info: { app, apis: { v1: { root: apiPath, dashboard: `${apiPath}/extensions/docs` } } },
  });
}
