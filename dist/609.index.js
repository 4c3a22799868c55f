"use strict";
exports.id = 609;
exports.ids = [609];
exports.modules = {

/***/ 990:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  OnGitHub: () => (/* binding */ OnGitHub)
});

// EXTERNAL MODULE: ./build/js/core/clock.js
var clock = __webpack_require__(957);
// EXTERNAL MODULE: ./build/js/core/wording.js
var wording = __webpack_require__(355);
// EXTERNAL MODULE: ./build/js/judgement/report/annotations.js
var annotations = __webpack_require__(740);
// EXTERNAL MODULE: ./build/js/core/record.js
var record = __webpack_require__(930);
// EXTERNAL MODULE: ./build/js/nomad/transport/http.js + 3 modules
var http = __webpack_require__(678);
;// CONCATENATED MODULE: ./build/js/step/github.js



class RefusedByGitHubError extends Error {
    name = 'RefusedByGitHubError';
    answer;
    constructor(answer) {
        super(`status ${answer.status}`);
        this.answer = answer;
    }
}
class NotFromGitHubError extends Error {
    name = 'NotFromGitHubError';
}
const requestLimit = 20 * clock/* second */.Rc;
class GitHubApi {
    #api;
    #graphql;
    #token;
    #connection;
    constructor(environment, token, clock, signal) {
        this.#api = environment['GITHUB_API_URL'] || 'https://api.github.com';
        this.#graphql = environment['GITHUB_GRAPHQL_URL'] || `${this.#api.replace(/\/v3$/, '')}/graphql`;
        this.#token = token;
        this.#connection = new http/* Connection */.Ng(clock, signal);
    }
    async create(path, fields) {
        return objectIn(await this.#exchange('POST', this.#api + path, 201, fields));
    }
    async update(path, fields) {
        objectIn(await this.#exchange('PATCH', this.#api + path, 200, fields));
    }
    async list(path) {
        const answer = await this.#exchange('GET', this.#api + path, 200);
        const items = jsonIn(answer);
        if (!Array.isArray(items))
            throw new NotFromGitHubError();
        return { items, more: String(answer.headers['link']).includes('rel="next"') };
    }
    async query(query) {
        const { data } = objectIn(await this.#exchange('POST', this.#graphql, 200, { query }));
        if (!(0,record/* isRecord */.u)(data))
            throw new NotFromGitHubError();
        return data;
    }
    async #exchange(method, url, expected, fields) {
        const headers = { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' };
        const body = fields && { type: 'application/json; charset=utf-8', content: JSON.stringify(fields) };
        const request = { method, url, token: this.#token, headers, ...(body && { body }) };
        const answer = await this.#connection.exchange(request, requestLimit);
        if (answer.status === expected)
            return answer;
        throw answer.status >= 200 && answer.status < 300 ? new NotFromGitHubError() : new RefusedByGitHubError(answer);
    }
}
function objectIn(answer) {
    const json = jsonIn(answer);
    if (!(0,record/* isRecord */.u)(json))
        throw new NotFromGitHubError();
    return json;
}
function jsonIn({ body }) {
    try {
        return JSON.parse(body ?? '');
    }
    catch {
        throw new NotFromGitHubError();
    }
}
function isFault(error) {
    return !(error instanceof RefusedByGitHubError) || error.answer.status >= 500;
}
function refusalOf(error, permission) {
    if (error instanceof http/* HttpError */.j$)
        return `GitHub could not be reached, or gave no whole answer: ${error.message}.`;
    if (!(error instanceof RefusedByGitHubError))
        return 'GitHub could not be reached, or gave no whole answer.';
    const { status, headers } = error.answer;
    if (status === 401)
        return 'GitHub did not accept github-token (status 401).';
    if (status === 429 || (status === 403 && isLimit(headers)))
        return `GitHub refused it (status ${status}): too many requests were made with this token for now.`;
    if (status === 403 && messageIn(error.answer).includes('authenticate via a GitHub App'))
        return `GitHub refused it (status ${status}): only the token of an app may, such as the job's own. Leave github-token out.`;
    if (status === 403 || status === 404)
        return `GitHub refused it (status ${status}): the job needs "permissions: ${permission}: write". In pull requests from forks and of Dependabot the token may only read.`;
    return `GitHub refused it (status ${status}).`;
}
function isLimit(headers) {
    return headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0';
}
function messageIn(answer) {
    try {
        return String(objectIn(answer)['message']);
    }
    catch {
        return '';
    }
}

// EXTERNAL MODULE: ./build/js/judgement/report/summary.js + 1 modules
var summary = __webpack_require__(632);
;// CONCATENATED MODULE: ./build/js/judgement/report/github/check-run.js




const batch = 50;
const most = 200;
async function startCheckRun(api, { path, commit }, name) {
    const { id, html_url } = await api.create(`${path}/check-runs`, { name, head_sha: commit, status: 'in_progress' });
    if (typeof id !== 'number')
        throw new NotFromGitHubError();
    return { id, url: typeof html_url === 'string' ? html_url : '' };
}
async function endCheckRun(api, { path }, { id }, ending, context, fileOf) {
    const output = { title: (0,wording/* cut */.Jj)(ending.message, 255), summary: (0,summary/* renderSummary */.B)(ending, context, 'check run') };
    const annotations = checkAnnotations(ending, context.deployment, fileOf);
    const where = `${path}/check-runs/${id}`;
    await insist(() => api.update(where, {
        status: 'completed',
        conclusion: conclusionOf(ending),
        output: { ...output, annotations: annotations.slice(0, batch) },
    }));
    for (let i = batch; i < annotations.length; i += batch) {
        await api.update(where, { output: { ...output, annotations: annotations.slice(i, i + batch) } });
    }
}
async function insist(update) {
    try {
        await update();
    }
    catch (error) {
        if (!isFault(error))
            throw error;
        await update();
    }
}
function conclusionOf({ failure }) {
    if (failure === undefined)
        return 'success';
    return failure.reason === 'cancelled' ? 'cancelled' : 'failure';
}
function checkAnnotations(ending, deployment, fileOf) {
    const room = { errors: most + 1, warnings: most };
    return (0,annotations/* renderAnnotations */.H)(ending, deployment, fileOf, room).flatMap(checkAnnotation).slice(0, most);
}
function checkAnnotation({ level, title, message, at }) {
    if (at === undefined)
        return [];
    const line = at.line ?? 1;
    return [
        {
            path: at.file,
            start_line: line,
            end_line: line,
            annotation_level: level === 'error' ? 'failure' : 'warning',
            title,
            message,
        },
    ];
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(598);
// EXTERNAL MODULE: ./build/js/nomad/answers/fields.js
var fields = __webpack_require__(970);
// EXTERNAL MODULE: ./build/js/step/escape.js
var step_escape = __webpack_require__(563);
;// CONCATENATED MODULE: ./build/js/judgement/report/github/comment.js







async function writeComment(api, { path }, pullRequest, { when, identity, redact }, ending, context) {
    const { workflow, job, step, matrix } = identity;
    const marker = `<!-- nomad-upload-check ${(0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify([workflow, job, step, matrix]))
        .digest('hex')
        .slice(0, 32)} -->`;
    const body = `${marker}\n${(0,summary/* renderSummary */.B)(ending, context, 'comment')}\n<sub>${(0,step_escape/* markdown */.wD)((0,wording/* cut */.Jj)(redact(whose(identity)), 200))}</sub>\n`;
    const comments = `${path}/issues/${pullRequest}/comments`;
    const old = await findComment(api, comments, marker, await ownLogin(api));
    if (old !== undefined)
        await api.update(`${path}/issues/comments/${old}`, { body });
    else if (when === 'always' || ending.failure !== undefined)
        await api.create(comments, { body });
}
function whose({ workflow, job, step, matrix }) {
    const leg = valuesIn(matrix).join(', ');
    const named = step.startsWith('__') ? '' : `, step ${step}`;
    return `Workflow ${workflow}, job ${job}${leg === '' ? '' : ` (${leg})`}${named}`;
}
function valuesIn(json) {
    try {
        const matrix = JSON.parse(json);
        return (0,record/* isRecord */.u)(matrix)
            ? Object.values(matrix).map((value) => ((0,record/* isRecord */.u)(value) ? JSON.stringify(value) : String(value)))
            : [];
    }
    catch {
        return [];
    }
}
async function ownLogin(api) {
    try {
        const { viewer } = await api.query('{ viewer { login } }');
        if ((0,record/* isRecord */.u)(viewer) && typeof viewer['login'] === 'string')
            return viewer['login'];
    }
    catch {
    }
    return 'github-actions[bot]';
}
async function findComment(api, path, marker, login) {
    for (let page = 1;; page++) {
        const { items, more } = await api.list(`${path}?per_page=100&page=${page}`);
        const found = items.find((comment) => isOwn(comment, marker, login));
        if ((0,record/* isRecord */.u)(found))
            return idOf(found);
        if (!more)
            return undefined;
    }
}
function isOwn(comment, marker, login) {
    if (!(0,record/* isRecord */.u)(comment) || !(0,record/* isRecord */.u)(comment['user']))
        return false;
    return comment['user']['login'] === login && String(comment['body']).startsWith(marker);
}
function idOf({ id }) {
    if (typeof id !== 'number')
        throw new NotFromGitHubError();
    return id;
}

// EXTERNAL MODULE: ./build/js/step/output-file.js
var output_file = __webpack_require__(820);
;// CONCATENATED MODULE: ./build/js/step/run.js

async function readRun(environment) {
    const [owner, repo] = (environment['GITHUB_REPOSITORY'] ?? '').split('/');
    const event = await readEvent();
    const pull = (0,record/* isRecord */.u)(event['pull_request']) ? event['pull_request'] : {};
    const head = (0,record/* isRecord */.u)(pull['head'])
        ? pull['head']['sha']
        : (0,record/* isRecord */.u)(event['workflow_run'])
            ? event['workflow_run']['head_sha']
            : undefined;
    const commit = typeof head === 'string' ? head : environment['GITHUB_SHA'];
    if (owner === undefined || owner === '' || repo === undefined || commit === undefined)
        return undefined;
    const path = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`;
    return { path, commit, pullRequest: typeof pull['number'] === 'number' ? pull['number'] : undefined };
}
async function readEvent() {
    try {
        const { context } = await __webpack_require__.e(/* import() */ 740).then(__webpack_require__.bind(__webpack_require__, 359));
        return (0,record/* isRecord */.u)(context.payload) ? context.payload : {};
    }
    catch {
        return {};
    }
}

;// CONCATENATED MODULE: ./build/js/judgement/report/github/on-github.js






const until = { start: 10 * clock/* second */.Rc, checkRun: 20 * clock/* second */.Rc, comment: 30 * clock/* second */.Rc };
const longest = 20 * clock/* second */.Rc;
const grace = { start: clock/* second */.Rc, checkRun: 3 * clock/* second */.Rc, comment: 0 };
const sentences = {
    start: { what: 'The check run could not be written', permission: 'checks' },
    checkRun: { what: 'The check run could not be written', permission: 'checks' },
    comment: { what: 'The pull-request comment could not be written', permission: 'pull-requests' },
};
class OnGitHub {
    #asked;
    #clock;
    #environment;
    #redact;
    #log;
    #run;
    #checkRun;
    #spent = 0;
    constructor(asked, { clock, environment, redact, log }) {
        this.#asked = asked;
        this.#clock = clock;
        this.#environment = environment;
        this.#redact = redact;
        this.#log = log;
        this.#run = readRun(environment);
    }
    async start(signal) {
        if (this.#asked.checkRunName === '')
            return;
        const problem = await this.#try('start', signal, async (api, run) => {
            this.#checkRun = await startCheckRun(api, run, this.#asked.checkRunName);
        });
        if (problem !== undefined)
            this.#log.line(`${problem} It is tried again at the end.`);
    }
    get checkRunUrl() {
        return this.#checkRun?.url ?? '';
    }
    async end(ending, context, fileOf, signal) {
        await this.#endCheckRun(ending, context, fileOf, signal);
        await this.#comment(ending, context, signal);
    }
    async #endCheckRun(ending, context, fileOf, signal) {
        if (this.#asked.checkRunName === '')
            return;
        this.#log.warning(await this.#try('checkRun', signal, async (api, run) => {
            await endCheckRun(api, run, await this.#ensureCheckRun(api, run), ending, context, fileOf);
        }));
    }
    async #ensureCheckRun(api, run) {
        if (this.#checkRun === undefined) {
            this.#checkRun = await startCheckRun(api, run, this.#asked.checkRunName);
            if (!(0,output_file/* writeOutputs */.K)(this.#environment['GITHUB_OUTPUT'], { 'check-run-url': this.#checkRun.url }))
                this.#log.warning('The output check-run-url could not be written.');
        }
        return this.#checkRun;
    }
    async #comment(ending, context, signal) {
        const { prComment: when, matrix } = this.#asked;
        if (when === 'never')
            return;
        const { GITHUB_WORKFLOW: workflow = '', GITHUB_JOB: job = '', GITHUB_ACTION: step = '' } = this.#environment;
        const identity = { workflow, job, step, matrix };
        const pullRequest = (await this.#run)?.pullRequest;
        if (pullRequest === undefined) {
            this.#log.line('No comment: this run is not about a pull request.');
            return;
        }
        if (signal.aborted) {
            this.#log.line('No comment: the job was cancelled.');
            return;
        }
        this.#log.warning(await this.#try('comment', signal, async (api, run) => {
            await writeComment(api, run, pullRequest, { when, identity, redact: this.#redact }, ending, context);
        }));
    }
    async #try(part, signal, write) {
        const { what, permission } = sentences[part];
        const run = await this.#run;
        if (run === undefined)
            return `${what}. GITHUB_REPOSITORY and GITHUB_SHA are not set.`;
        const began = this.#clock.now();
        const limit = new AbortController();
        const stops = [this.#after(Math.min(until[part] - this.#spent, longest), limit)];
        const hurry = () => {
            stops.push(this.#after(grace[part], limit));
        };
        if (signal.aborted)
            hurry();
        else
            signal.addEventListener('abort', hurry, { once: true });
        try {
            await write(new GitHubApi(this.#environment, this.#asked.token, this.#clock, limit.signal), run);
            return undefined;
        }
        catch (error) {
            const cutOff = signal.aborted ? 'The job was cancelled.' : 'GitHub did not answer in time.';
            return `${what}. ${limit.signal.aborted ? cutOff : refusalOf(error, permission)}`;
        }
        finally {
            signal.removeEventListener('abort', hurry);
            for (const stop of stops)
                stop();
            this.#spent += this.#clock.now() - began;
        }
    }
    #after(time, limit) {
        return this.#clock.after(time, () => {
            limit.abort();
        });
    }
}


/***/ })

};
;