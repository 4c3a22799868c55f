"use strict";
exports.id = 88;
exports.ids = [88];
exports.modules = {

/***/ 5088:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  OnGitHub: () => (/* binding */ OnGitHub)
});

// EXTERNAL MODULE: ./build/js/core/clock.js
var clock = __webpack_require__(2957);
// EXTERNAL MODULE: ./build/js/core/wording.js
var wording = __webpack_require__(6355);
// EXTERNAL MODULE: ./build/js/judgement/report/annotations.js
var annotations = __webpack_require__(8740);
// EXTERNAL MODULE: ./build/js/judgement/report/lead.js
var lead = __webpack_require__(2714);
// EXTERNAL MODULE: ./build/js/core/record.js
var record = __webpack_require__(930);
// EXTERNAL MODULE: ./build/js/nomad/transport/http.js + 2 modules
var http = __webpack_require__(2684);
// EXTERNAL MODULE: ./build/js/nomad/transport/http-error.js
var http_error = __webpack_require__(7566);
;// CONCATENATED MODULE: ./build/js/step/github/api.js




/** GitHub gave another answer than the one that was asked for. */
class RefusedByGitHubError extends Error {
    name = 'RefusedByGitHubError';
    answer;
    constructor(answer) {
        super(`status ${answer.status}`);
        this.answer = answer;
    }
}
/** An answer that says it went well, and is not what GitHub answers. */
class NotFromGitHubError extends Error {
    name = 'NotFromGitHubError';
}
// A whole part of what is written on GitHub has less time.
const requestLimit = 20 * clock/* second */.Rc;
/** GitHub's REST API, version 2022-11-28. Every method throws when GitHub did not do what it was asked. */
class GitHubApi {
    #api;
    #graphql;
    #token;
    #connection;
    /** `signal` aborts all requests. */
    constructor(environment, token, clock, signal) {
        this.#api = environment['GITHUB_API_URL'] || 'https://api.github.com';
        // That of an enterprise server is beside its `/api/v3`.
        this.#graphql = environment['GITHUB_GRAPHQL_URL'] || `${this.#api.replace(/\/v3$/, '')}/graphql`;
        this.#token = token;
        this.#connection = new http/* Connection */.N(clock, signal);
    }
    /** `path`: `/repos/…`. Gives the object that was made. */
    async create(path, fields) {
        return objectIn(await this.#exchange('POST', this.#api + path, 201, fields));
    }
    async update(path, fields) {
        objectIn(await this.#exchange('PATCH', this.#api + path, 200, fields));
    }
    /** One page of a list, and whether there is another. */
    async list(path) {
        const answer = await this.#exchange('GET', this.#api + path, 200);
        const items = jsonIn(answer);
        if (!Array.isArray(items))
            throw new NotFromGitHubError();
        return { items, more: String(answer.headers['link']).includes('rel="next"') };
    }
    /** The `data` of the answer. */
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
/** GitHub could not be reached, sent an incomplete answer, or a 5xx: the next request may succeed. */
function isFault(error) {
    return !(error instanceof RefusedByGitHubError) || error.answer.status >= 500;
}
/** Why GitHub did not do it, and which permission is missing, in one sentence without anything that GitHub was sent. */
function explainRefusal(error, permission) {
    if (error instanceof http_error/* HttpError */.j$)
        return `GitHub could not be reached, or its answer was incomplete: ${error.message}.`;
    if (!(error instanceof RefusedByGitHubError))
        return 'GitHub could not be reached, or its answer was incomplete.';
    const { status, headers } = error.answer;
    if (status === 401)
        return 'GitHub did not accept github-token (status 401).';
    if (status === 429 || (status === 403 && isLimit(headers)))
        return `GitHub refused the request (status ${status}): too many requests have been made with this token.`;
    if (status === 403 && messageIn(error.answer).includes('authenticate via a GitHub App'))
        return `GitHub refused the request (status ${status}): only the token of an app may do this, such as the job's own. Remove github-token to use that.`;
    if (status === 403 || status === 404)
        return `GitHub refused the request (status ${status}): the job needs "permissions: ${permission}: write". In pull requests from forks and from Dependabot, the token can only read.`;
    return `GitHub refused the request (status ${status}).`;
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

// EXTERNAL MODULE: ./build/js/judgement/report/summary.js + 2 modules
var summary = __webpack_require__(5431);
;// CONCATENATED MODULE: ./build/js/judgement/report/github/check-run.js





// GitHub accepts 50 annotations per request, and 65,535 bytes of summary. Nobody reads more than 200 annotations.
const batch = 50;
const most = 200;
/** Creates the check run, in progress. */
async function startCheckRun(api, { path, commit }, name) {
    const { id, html_url } = await api.create(`${path}/check-runs`, { name, head_sha: commit, status: 'in_progress' });
    if (typeof id !== 'number')
        throw new NotFromGitHubError();
    return { id, url: typeof html_url === 'string' ? html_url : '' };
}
/** Completes the check run with its conclusion, and adds the annotations that are on files. */
async function endCheckRun(api, { path }, { id }, ending, context, findFile) {
    const output = { title: (0,wording/* cut */.Jj)((0,lead/* chooseLead */.s)(ending).message, 255), summary: (0,summary/* renderSummary */.B)(ending, context, 'check run') };
    const annotations = checkAnnotations(ending, context, findFile);
    const where = `${path}/check-runs/${id}`;
    await insist(() => api.update(where, {
        status: 'completed',
        conclusion: toConclusion(ending),
        output: { ...output, annotations: annotations.slice(0, batch) },
    }));
    for (let i = batch; i < annotations.length; i += batch) {
        await api.update(where, { output: { ...output, annotations: annotations.slice(i, i + batch) } });
    }
}
/** Tries again after a fault on GitHub's side: a check run that stays in progress can block a pull request forever. */
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
function toConclusion({ failure }) {
    if (failure === undefined)
        return 'success';
    return failure.reason === 'cancelled' ? 'cancelled' : 'failure';
}
// One error more than is shown, because the verdict is not on a file.
function checkAnnotations(ending, { deployment, title }, findFile) {
    const room = { errors: most + 1, warnings: most };
    return (0,annotations/* renderAnnotations */.H)(ending, deployment, findFile, room, title).flatMap(checkAnnotation).slice(0, most);
}
// A check run's annotation must be on a file; the others are in its summary.
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

// EXTERNAL MODULE: ./build/js/core/product.js
var product = __webpack_require__(9592);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/js/nomad/answers/fields.js
var fields = __webpack_require__(4970);
// EXTERNAL MODULE: ./build/js/step/escape.js
var step_escape = __webpack_require__(4563);
;// CONCATENATED MODULE: ./build/js/judgement/report/github/comment.js








/**
 * Posts this step's only comment on the pull request, or edits it. With `on-failure`, a success only edits an older comment.
 * Only comments by the token's own account are edited, so copying the marker achieves nothing.
 */
async function writeComment(api, { path }, pullRequest, { when, identity, redact }, ending, context) {
    const { workflow, job, step, matrix } = identity;
    const marker = `<!-- ${product/* product */.qM} ${(0,external_node_crypto_.createHash)('sha256')
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
/** `Workflow nightly, job check (linux, xrd)`: otherwise the comments of a matrix look alike. */
function whose({ workflow, job, step, matrix }) {
    const leg = valuesIn(matrix).join(', ');
    // GitHub calls steps without an id __1 or __owner_action.
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
// Not `GET /user`: tokens of apps, including the job's own, are not allowed to use that.
async function ownLogin(api) {
    try {
        const { viewer } = await api.query('{ viewer { login } }');
        if ((0,record/* isRecord */.u)(viewer) && typeof viewer['login'] === 'string')
            return viewer['login'];
    }
    catch {
        // Then it is the token of the job, as a rule.
    }
    return 'github-actions[bot]';
}
async function findComment(api, path, marker, login) {
    for (let page = 1;; page++) {
        const { items, more } = await api.list(`${path}?per_page=100&page=${page}`);
        const found = items.find((comment) => isOwn(comment, marker, login));
        if ((0,record/* isRecord */.u)(found))
            return readId(found);
        if (!more)
            return undefined;
    }
}
function isOwn(comment, marker, login) {
    if (!(0,record/* isRecord */.u)(comment) || !(0,record/* isRecord */.u)(comment['user']))
        return false;
    return comment['user']['login'] === login && String(comment['body']).startsWith(marker);
}
function readId({ id }) {
    if (typeof id !== 'number')
        throw new NotFromGitHubError();
    return id;
}

;// CONCATENATED MODULE: ./build/js/judgement/report/github/origin.js

/** `Commit abc1234, workflow run, attempt 2` with links: without it, the colour of an older commit looks like that of the newest. */
function describeOrigin({ commit, attempt, pages }) {
    const parts = [
        `Commit ${linked((0,step_escape/* code */.aY)(commit.slice(0, 7)), pages.commit)}`,
        ...(pages.run === '' ? [] : [linked('workflow run', pages.run)]),
        ...(attempt > 1 ? [`attempt ${attempt}`] : []),
    ];
    return parts.join(', ');
}
function linked(text, page) {
    return page === '' ? text : `[${text}](${page})`;
}

// EXTERNAL MODULE: ./build/js/step/output-file.js
var output_file = __webpack_require__(820);
;// CONCATENATED MODULE: ./build/js/step/github/run.js

/** The run, as the runner's variables and its event file tell it. undefined: there is no repository. */
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
    const attempt = /^\d{1,9}$/.test(environment['GITHUB_RUN_ATTEMPT'] ?? '') ? Number(environment['GITHUB_RUN_ATTEMPT']) : 1;
    return {
        ...{ path, commit, attempt },
        pullRequest: typeof pull['number'] === 'number' ? pull['number'] : undefined,
        pages: findPages(environment, `${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`, commit, attempt),
    };
}
/** With the attempt, because the run's own page shows the latest one. */
function findPages({ GITHUB_SERVER_URL: server = '', GITHUB_RUN_ID: id = '' }, repository, commit, attempt) {
    if (!/^https?:\/\/[^\s()<>]+$/.test(server))
        return { commit: '', run: '' };
    return {
        commit: /^[0-9a-f]{40,64}$/.test(commit) ? `${server}/${repository}/commit/${commit}` : '',
        run: /^\d+$/.test(id) ? `${server}/${repository}/actions/runs/${id}/attempts/${attempt}` : '',
    };
}
/** The toolkit reads the event when it is loaded, and throws when the file is broken: that must not end the step. */
async function readEvent() {
    try {
        const { context } = await Promise.resolve(/* import() eager */).then(__webpack_require__.bind(__webpack_require__, 740));
        return (0,record/* isRecord */.u)(context.payload) ? context.payload : {};
    }
    catch {
        return {};
    }
}

;// CONCATENATED MODULE: ./build/js/judgement/report/github/on-github.js







/** The total time that may have passed when each part ends: the verdict must not wait for GitHub. */
const until = { start: 10 * clock/* second */.Rc, checkRun: 20 * clock/* second */.Rc, comment: 30 * clock/* second */.Rc };
/** No part, and so no request, may take longer. */
const maxPartTime = 20 * clock/* second */.Rc;
/** How long each part may go on after a cancellation, so that no check run is left in progress. */
const grace = { start: clock/* second */.Rc, checkRun: 3 * clock/* second */.Rc, comment: 0 };
const sentences = {
    start: { what: 'The check run could not be written', permission: 'checks' },
    checkRun: { what: 'The check run could not be written', permission: 'checks' },
    comment: { what: 'The pull-request comment could not be written', permission: 'pull-requests' },
};
/** The check run and the pull-request comment. Failures here never change the verdict; they become warnings that say why. */
class OnGitHub {
    #inputs;
    #clock;
    #environment;
    #redact;
    #log;
    #run;
    #checkRun;
    #spent = 0;
    constructor(inputs, { clock, environment, redact, log }) {
        this.#inputs = inputs;
        this.#clock = clock;
        this.#environment = environment;
        this.#redact = redact;
        this.#log = log;
        this.#run = readRun(environment);
    }
    /** Creates the check run, in progress. If that fails, it is tried again at the end, with a warning only then: the verdict comes first. */
    async start(signal) {
        if (this.#inputs.checkRunName === '')
            return;
        const problem = await this.#try('start', signal, async (api, run) => {
            this.#checkRun = await startCheckRun(api, run, this.#inputs.checkRunName);
        });
        if (problem !== undefined)
            this.#log.line(`${problem} The action will try again at the end.`);
    }
    /** '' when there is none. */
    get checkRunUrl() {
        return this.#checkRun?.url ?? '';
    }
    /** Completes the check run, then writes the comment; after a cancellation only the check run, and quickly. */
    async end(ending, context, findFile, signal) {
        await this.#endCheckRun(ending, context, findFile, signal);
        await this.#comment(ending, context, signal);
    }
    async #endCheckRun(ending, context, findFile, signal) {
        if (this.#inputs.checkRunName === '')
            return;
        this.#log.warning(await this.#try('checkRun', signal, async (api, run) => {
            const about = { ...context, origin: describeOrigin(run) };
            await endCheckRun(api, run, await this.#ensureCheckRun(api, run), ending, about, findFile);
        }));
    }
    async #ensureCheckRun(api, run) {
        if (this.#checkRun === undefined) {
            this.#checkRun = await startCheckRun(api, run, this.#inputs.checkRunName);
            if (!(0,output_file/* writeOutputs */.K)(this.#environment['GITHUB_OUTPUT'], { 'check-run-url': this.#checkRun.url }))
                this.#log.warning('The output check-run-url could not be written.');
        }
        return this.#checkRun;
    }
    async #comment(ending, context, signal) {
        const { prComment: when, matrix } = this.#inputs;
        if (when === 'never')
            return;
        const { GITHUB_WORKFLOW: workflow = '', GITHUB_JOB: job = '', GITHUB_ACTION: step = '' } = this.#environment;
        const identity = { workflow, job, step, matrix };
        const pullRequest = (await this.#run)?.pullRequest;
        if (pullRequest === undefined) {
            this.#log.line('There is no comment, because this run does not belong to a pull request.');
            return;
        }
        if (signal.aborted) {
            this.#log.line('There is no comment, because the job was cancelled.');
            return;
        }
        this.#log.warning(await this.#try('comment', signal, async (api, run) => {
            const about = { ...context, origin: describeOrigin(run) };
            await writeComment(api, run, pullRequest, { when, identity, redact: this.#redact }, ending, about);
        }));
    }
    /** Returns what went wrong. */
    async #try(part, signal, write) {
        const { what, permission } = sentences[part];
        const run = await this.#run;
        if (run === undefined)
            return `${what}. GITHUB_REPOSITORY and GITHUB_SHA are not set.`;
        const began = this.#clock.now();
        const limit = new AbortController();
        const stops = [this.#after(Math.min(until[part] - this.#spent, maxPartTime), limit)];
        const hurry = () => {
            stops.push(this.#after(grace[part], limit));
        };
        if (signal.aborted)
            hurry();
        else
            signal.addEventListener('abort', hurry, { once: true });
        try {
            await write(new GitHubApi(this.#environment, this.#inputs.token, this.#clock, limit.signal), run);
            return undefined;
        }
        catch (error) {
            const cutOff = signal.aborted ? 'The job was cancelled.' : 'GitHub did not answer in time.';
            return `${what}. ${limit.signal.aborted ? cutOff : explainRefusal(error, permission)}`;
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


/***/ }),

/***/ 740:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  context: () => (/* binding */ context)
});

// UNUSED EXPORTS: getOctokit

// EXTERNAL MODULE: external "fs"
var external_fs_ = __webpack_require__(9896);
// EXTERNAL MODULE: external "os"
var external_os_ = __webpack_require__(857);
;// CONCATENATED MODULE: ./build/node_modules/@actions/github/lib/context.js


class Context {
    /**
     * Hydrate the context from the environment
     */
    constructor() {
        var _a, _b, _c;
        this.payload = {};
        if (process.env.GITHUB_EVENT_PATH) {
            if ((0,external_fs_.existsSync)(process.env.GITHUB_EVENT_PATH)) {
                this.payload = JSON.parse((0,external_fs_.readFileSync)(process.env.GITHUB_EVENT_PATH, { encoding: 'utf8' }));
            }
            else {
                const path = process.env.GITHUB_EVENT_PATH;
                process.stdout.write(`GITHUB_EVENT_PATH ${path} does not exist${external_os_.EOL}`);
            }
        }
        this.eventName = process.env.GITHUB_EVENT_NAME;
        this.sha = process.env.GITHUB_SHA;
        this.ref = process.env.GITHUB_REF;
        this.workflow = process.env.GITHUB_WORKFLOW;
        this.action = process.env.GITHUB_ACTION;
        this.actor = process.env.GITHUB_ACTOR;
        this.job = process.env.GITHUB_JOB;
        this.runAttempt = parseInt(process.env.GITHUB_RUN_ATTEMPT, 10);
        this.runNumber = parseInt(process.env.GITHUB_RUN_NUMBER, 10);
        this.runId = parseInt(process.env.GITHUB_RUN_ID, 10);
        this.apiUrl = (_a = process.env.GITHUB_API_URL) !== null && _a !== void 0 ? _a : `https://api.github.com`;
        this.serverUrl = (_b = process.env.GITHUB_SERVER_URL) !== null && _b !== void 0 ? _b : `https://github.com`;
        this.graphqlUrl =
            (_c = process.env.GITHUB_GRAPHQL_URL) !== null && _c !== void 0 ? _c : `https://api.github.com/graphql`;
    }
    get issue() {
        const payload = this.payload;
        return Object.assign(Object.assign({}, this.repo), { number: (payload.issue || payload.pull_request || payload).number });
    }
    get repo() {
        if (process.env.GITHUB_REPOSITORY) {
            const [owner, repo] = process.env.GITHUB_REPOSITORY.split('/');
            return { owner, repo };
        }
        if (this.payload.repository) {
            return {
                owner: this.payload.repository.owner.login,
                repo: this.payload.repository.name
            };
        }
        throw new Error("context.repo requires a GITHUB_REPOSITORY environment variable like 'owner/repo'");
    }
}
//# sourceMappingURL=context.js.map
;// CONCATENATED MODULE: ./build/node_modules/@actions/github/lib/github.js


const context = new Context();
/**
 * Returns a hydrated octokit ready to use for GitHub Actions
 *
 * @param     token    the repo PAT or GITHUB_TOKEN
 * @param     options  other options to set
 */
function getOctokit(token, options, ...additionalPlugins) {
    const GitHubWithPlugins = GitHub.plugin(...additionalPlugins);
    return new GitHubWithPlugins(getOctokitOptions(token, options));
}
//# sourceMappingURL=github.js.map

/***/ })

};
;