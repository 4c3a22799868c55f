import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { uploadName, type Served } from './server.ts';

/** A whole process that checks the upload, by id or by name. */
export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export type By = 'id' | 'name';

const root = join(import.meta.dirname, '..', '..');
const node = process.execPath;

/** Node, and nothing else. */
export const nothing: Program = { name: '`node -e 0`', command: node, args: ['-e', '0'], env: {} };

const packaged = join(root, 'dist', 'check', 'index.js');

/** The packaged action as the runner starts it. */
export function action(
  { api, id, token }: Served,
  by: By | 'pattern',
  env: Readonly<Record<string, string>> = {},
  main = packaged,
): Program {
  const asked = {
    id: { 'INPUT_UPLOAD-ID': id },
    name: { 'INPUT_UPLOAD-NAME': uploadName },
    pattern: { 'INPUT_UPLOAD-PATTERN': 'bench*' },
  };
  return {
    name: 'this action',
    command: node,
    args: [main],
    env: { ...env, 'INPUT_NOMAD-URL': api, INPUT_TOKEN: token, ...asked[by] },
  };
}

/** What a step is given more that makes a check run. */
export function withCheckRun({ gitHub }: Served): Record<string, string> {
  return {
    'INPUT_CHECK-RUN-NAME': 'NOMAD',
    'INPUT_GITHUB-TOKEN': gitHub.token,
    GITHUB_API_URL: gitHub.api,
    GITHUB_REPOSITORY: 'octocat/data',
    GITHUB_SHA: 'f'.repeat(40),
  };
}

function given({ api, id, token }: Served): Record<string, string> {
  return { API: api, ID: id, TOKEN: token, NAME: uploadName };
}

// The floor: the same requests with Node's own client, the answer read as JSON, the verdict as exit code, and nothing else.
const bareScript = `
const http = require(process.env.API.startsWith('https') ? 'node:https' : 'node:http');
const { API, ID, TOKEN, NAME } = process.env;
function get(path, then) {
  http.get(API + path, { headers: { authorization: 'Bearer ' + TOKEN } }, (response) => {
    let body = '';
    response.setEncoding('utf8').on('data', (part) => (body += part)).on('end', () => then(JSON.parse(body)));
  });
}
const look = (id) => get('/uploads/' + id + '/entries?page_size=0', ({ upload, pagination }) => {
  process.stdout.write(upload.process_status + ' ' + pagination.total + '\\n');
  process.exitCode = upload.process_status === 'SUCCESS' ? 0 : 1;
});
if (process.argv[1] === 'id') look(ID);
else get('/uploads?' + new URLSearchParams({ upload_name: NAME, page_size: 100 }), ({ data }) => look(data[0].upload_id));
`;

export function bare(served: Served, by: By, env: Readonly<Record<string, string>> = {}): Program {
  const client = served.api.startsWith('https') ? 'node:https' : 'node:http';
  return { name: `bare \`${client}\` script`, command: node, args: ['-e', bareScript, by], env: { ...env, ...given(served) } };
}

const curlScript = {
  id: 'set -o pipefail; curl -sf -H "Authorization: Bearer $TOKEN" "$API/uploads/$ID/entries?page_size=0" | jq -e \'.upload.process_status == "SUCCESS"\'',
  name: 'set -o pipefail; ID=$(curl -sfG -H "Authorization: Bearer $TOKEN" --data-urlencode "upload_name=$NAME" "$API/uploads?page_size=100" | jq -er .data[0].upload_id) && curl -sf -H "Authorization: Bearer $TOKEN" "$API/uploads/$ID/entries?page_size=0" | jq -e \'.upload.process_status == "SUCCESS"\'',
};

/** undefined: curl or jq is not on this machine. */
export function curl(served: Served, by: By): Program | undefined {
  if (spawnSync('curl', ['--version']).status !== 0 || spawnSync('jq', ['--version']).status !== 0) return undefined;
  return { name: 'curl and jq', command: 'bash', args: ['-c', curlScript[by]], env: given(served) };
}

// As NOMAD's tutorial "Authentication and Checking Uploads" does it, with a verdict at the end.
function pythonScript(library: string, by: By): string {
  const find = `response = requests.get(f'{api}/uploads', params=dict(upload_name=os.environ['NAME']), headers=headers)
upload_id = response.json()['data'][0]['upload_id']`;
  return `import os, json, sys
${library}
api = os.environ['API']
headers = {'Authorization': f"Bearer {os.environ['TOKEN']}"}
${by === 'id' ? "upload_id = os.environ['ID']" : find}
response = requests.get(f'{api}/uploads/{upload_id}/entries', params=dict(page_size=0), headers=headers)
upload = response.json()['upload']
print(json.dumps(upload, indent=4))
sys.exit(upload['process_status'] != 'SUCCESS')`;
}

/** undefined: there is no Python with requests on this machine. */
export function python(served: Served, by: By): Program | undefined {
  // The interpreter itself: what finds it (pyenv, for example) can take longer than it does.
  const interpreter = spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' });
  if (interpreter.status !== 0) return undefined;
  const command = interpreter.stdout.trim();
  const library = ['import requests', 'import pip._vendor.requests as requests'].find(
    (line) => spawnSync(command, ['-c', line]).status === 0,
  );
  if (library === undefined) return undefined;
  return { name: "the tutorial's Python lines", command, args: ['-c', pythonScript(library, by)], env: given(served) };
}
