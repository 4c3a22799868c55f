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
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(24);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(67);
var external_node_http_default = /*#__PURE__*/__webpack_require__.n(external_node_http_);
// EXTERNAL MODULE: ./build/js/core/record.js
var record = __webpack_require__(930);
;// CONCATENATED MODULE: ./build/js/step/github.js



/** Reads the run from the variables and the event file that the runner provides. undefined: there is no repository. */
function readRun(environment) {
    const [owner, repo] = (environment['GITHUB_REPOSITORY'] ?? '').split('/');
    const event = readEvent(environment['GITHUB_EVENT_PATH']);
    const pull = (0,record/* isRecord */.u)(event['pull_request']) ? event['pull_request'] : {};
    const head = (0,record/* isRecord */.u)(pull['head'])
        ? pull['head']['sha']
        : (0,record/* isRecord */.u)(event['workflow_run'])
            ? event['workflow_run']['head_sha']
            : undefined;
    const commit = typeof head === 'string' ? head : environment['GITHUB_SHA'];
    if (owner === undefined || owner === '' || repo === undefined || commit === undefined)
        return undefined;
    return { owner, repo, commit, pullRequest: typeof pull['number'] === 'number' ? pull['number'] : undefined };
}
function readEvent(path) {
    try {
        const event = JSON.parse((0,external_node_fs_.readFileSync)(path ?? '', 'utf8'));
        return (0,record/* isRecord */.u)(event) ? event : {};
    }
    catch {
        return {};
    }
}
/** Octokit for GITHUB_API_URL. */
async function openGitHub(token, signal) {
    // Node's fetch does not use HTTPS_PROXY by itself. Early releases of Node 24 lack the function.
    if (typeof (external_node_http_default()).setGlobalProxyFromEnv === 'function')
        external_node_http_default().setGlobalProxyFromEnv();
    // While it loads, it reads the event file again, and throws if that is not JSON.
    delete process.env['GITHUB_EVENT_PATH'];
    const github = await __webpack_require__.e(/* import() */ 134).then(__webpack_require__.bind(__webpack_require__, 134));
    return github.getOctokit(token, { request: { fetch: globalThis.fetch, signal } });
}
/** GitHub could not be reached, sent an incomplete answer, or a 5xx: the next request may succeed. */
function isFault(error) {
    const status = responseOf(error)['status'];
    return typeof status !== 'number' || status >= 500;
}
// Octokit sets a status even on errors without an answer.
function responseOf(error) {
    return (0,record/* isRecord */.u)(error) && (0,record/* isRecord */.u)(error['response']) ? error['response'] : {};
}
/** Why GitHub refused, and which permission is missing, without anything that was sent to GitHub. */
function refusalOf(error, permission) {
    const { status, headers, data } = responseOf(error);
    if (typeof status !== 'number')
        return 'GitHub could not be reached, or its answer was incomplete.';
    if (status === 401)
        return 'GitHub did not accept github-token (status 401).';
    if (status === 429 || (status === 403 && isLimit(headers)))
        return `GitHub refused the request (status ${status}): too many requests have been made with this token.`;
    if (status === 403 && (0,record/* isRecord */.u)(data) && String(data['message']).includes('authenticate via a GitHub App'))
        return `GitHub refused the request (status ${status}): only the token of an app may do this, such as the job's own. Remove github-token to use that.`;
    if (status === 403 || status === 404)
        return `GitHub refused the request (status ${status}): the job needs "permissions: ${permission}: write". In pull requests from forks and from Dependabot, the token can only read.`;
    return `GitHub refused the request (status ${status}).`;
}
function isLimit(headers) {
    return (0,record/* isRecord */.u)(headers) && (headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0');
}

// EXTERNAL MODULE: ./build/js/judgement/report/summary.js + 1 modules
var summary = __webpack_require__(632);
;// CONCATENATED MODULE: ./build/js/judgement/report/github/check-run.js





// GitHub accepts 50 annotations per request, and 65,535 bytes of summary. Nobody reads more than 200 annotations.
const batch = 50;
const most = 200;
/** Creates the check run, in progress. */
async function startCheckRun(api, run, name) {
    const { owner, repo, commit } = run;
    const { data } = await api.rest.checks.create({
        owner,
        repo,
        name,
        head_sha: commit,
        status: 'in_progress',
    });
    // Octokit returns whatever has arrived of a truncated answer.
    if (!(0,record/* isRecord */.u)(data) || typeof data['id'] !== 'number')
        throw new TypeError('no check run in the answer');
    return { id: data['id'], url: typeof data['html_url'] === 'string' ? data['html_url'] : '' };
}
/** Completes the check run with its conclusion, and adds the annotations that are on files. */
async function endCheckRun(api, { owner, repo }, { id }, ending, context, fileOf) {
    const output = { title: (0,wording/* cut */.Jj)(ending.message, 255), summary: (0,summary/* renderSummary */.B)(ending, context, 'check run') };
    const annotations = checkAnnotations(ending, context.deployment, fileOf);
    const where = { owner, repo, check_run_id: id };
    await insist(() => api.rest.checks.update({
        ...where,
        status: 'completed',
        conclusion: conclusionOf(ending),
        output: { ...output, annotations: annotations.slice(0, batch) },
    }));
    for (let i = batch; i < annotations.length; i += batch) {
        await api.rest.checks.update({ ...where, output: { ...output, annotations: annotations.slice(i, i + batch) } });
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
function conclusionOf({ failure }) {
    if (failure === undefined)
        return 'success';
    return failure.reason === 'cancelled' ? 'cancelled' : 'failure';
}
// One error more than is shown, because the verdict is not on a file.
function checkAnnotations(ending, deployment, fileOf) {
    const room = { errors: most + 1, warnings: most };
    return (0,annotations/* renderAnnotations */.H)(ending, deployment, fileOf, room).flatMap(checkAnnotation).slice(0, most);
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

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(598);
// EXTERNAL MODULE: ./build/js/core/product.js
var product = __webpack_require__(592);
// EXTERNAL MODULE: ./build/js/nomad/answers/fields.js
var fields = __webpack_require__(970);
// EXTERNAL MODULE: ./build/js/step/escape.js
var step_escape = __webpack_require__(563);
;// CONCATENATED MODULE: ./build/js/judgement/report/github/comment.js







/**
 * Posts this step's only comment on the pull request, or edits it. With `on-failure`, a success only edits an older comment.
 * Only comments by the token's own account are edited, so copying the marker achieves nothing.
 */
async function writeComment(api, { owner, repo }, pullRequest, { when, identity, redact }, ending, context) {
    const { workflow, job, step, matrix } = identity;
    const marker = `<!-- ${product/* product */.q} ${(0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify([workflow, job, step, matrix]))
        .digest('hex')
        .slice(0, 32)} -->`;
    const body = `${marker}\n${(0,summary/* renderSummary */.B)(ending, context, 'comment')}\n<sub>${(0,step_escape/* markdown */.wD)((0,wording/* cut */.Jj)(redact(whose(identity)), 200))}</sub>\n`;
    const old = await findComment(api, { owner, repo, issue_number: pullRequest }, marker, await ownLogin(api));
    if (old !== undefined)
        await api.rest.issues.updateComment({ owner, repo, comment_id: old, body });
    else if (when === 'always' || ending.failure !== undefined)
        await api.rest.issues.createComment({ owner, repo, issue_number: pullRequest, body });
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
        const { viewer } = await api.graphql('{ viewer { login } }');
        return viewer.login;
    }
    catch {
        return 'github-actions[bot]';
    }
}
async function findComment(api, where, marker, login) {
    for (let page = 1;; page++) {
        const { data, headers } = await api.rest.issues.listComments({ ...where, per_page: 100, page });
        // Octokit returns whatever has arrived of a truncated answer, and its pagination takes that for the end.
        if (!Array.isArray(data))
            throw new TypeError('no comments in the answer');
        const found = data.find(({ body, user }) => body?.startsWith(marker) === true && user?.login === login);
        if (found !== undefined)
            return found.id;
        if (headers.link?.includes('rel="next"') !== true)
            return undefined;
    }
}

// EXTERNAL MODULE: ./build/js/step/log.js
var log = __webpack_require__(952);
// EXTERNAL MODULE: ./build/js/step/output-file.js
var output_file = __webpack_require__(820);
;// CONCATENATED MODULE: ./build/js/judgement/report/github/on-github.js






/** The total time that may have passed when each part ends: the verdict must not wait for GitHub. */
const until = { start: 10 * clock/* second */.Rc, checkRun: 20 * clock/* second */.Rc, comment: 30 * clock/* second */.Rc };
/** No part, and so no request, may take longer. */
const longest = 20 * clock/* second */.Rc;
/** How long each part may go on after a cancellation, so that no check run is left in progress. */
const grace = { start: clock/* second */.Rc, checkRun: 3 * clock/* second */.Rc, comment: 0 };
const sentences = {
    start: { what: 'The check run could not be written', permission: 'checks' },
    checkRun: { what: 'The check run could not be written', permission: 'checks' },
    comment: { what: 'The pull-request comment could not be written', permission: 'pull-requests' },
};
/** The check run and the pull-request comment. Failures here never change the verdict; they become warnings that say why. */
class OnGitHub {
    #asked;
    #clock;
    #environment;
    #redact;
    #run;
    #checkRun;
    #spent = 0;
    constructor(asked, clock, environment, redact) {
        this.#asked = asked;
        this.#clock = clock;
        this.#environment = environment;
        this.#redact = redact;
        this.#run = readRun(environment);
    }
    /** Creates the check run, in progress. If that fails, it is tried again at the end, with a warning only then: the verdict comes first. */
    async start(signal) {
        if (this.#asked.checkRunName === '')
            return;
        const problem = await this.#try('start', signal, async (api, run) => {
            this.#checkRun = await startCheckRun(api, run, this.#asked.checkRunName);
        });
        if (problem !== undefined)
            log/* log */.R.line(`${problem} The action will try again at the end.`);
    }
    /** '' when there is none. */
    get checkRunUrl() {
        return this.#checkRun?.url ?? '';
    }
    /** Completes the check run, then writes the comment; after a cancellation only the check run, and quickly. */
    async end(ending, context, fileOf, signal) {
        await this.#endCheckRun(ending, context, fileOf, signal);
        await this.#comment(ending, context, signal);
    }
    async #endCheckRun(ending, context, fileOf, signal) {
        if (this.#asked.checkRunName === '')
            return;
        log/* log */.R.warning(await this.#try('checkRun', signal, async (api, run) => {
            await endCheckRun(api, run, await this.#ensureCheckRun(api, run), ending, context, fileOf);
        }));
    }
    async #ensureCheckRun(api, run) {
        if (this.#checkRun === undefined) {
            this.#checkRun = await startCheckRun(api, run, this.#asked.checkRunName);
            if (!(0,output_file/* writeOutputs */.K)({ 'check-run-url': this.#checkRun.url }))
                log/* log */.R.warning('The output check-run-url could not be written.');
        }
        return this.#checkRun;
    }
    async #comment(ending, context, signal) {
        const { prComment: when, matrix } = this.#asked;
        if (when === 'never')
            return;
        const { GITHUB_WORKFLOW: workflow = '', GITHUB_JOB: job = '', GITHUB_ACTION: step = '' } = this.#environment;
        const identity = { workflow, job, step, matrix };
        const pullRequest = this.#run?.pullRequest;
        if (pullRequest === undefined) {
            log/* log */.R.line('There is no comment, because this run does not belong to a pull request.');
            return;
        }
        if (signal.aborted) {
            log/* log */.R.line('There is no comment, because the job was cancelled.');
            return;
        }
        log/* log */.R.warning(await this.#try('comment', signal, async (api, run) => {
            await writeComment(api, run, pullRequest, { when, identity, redact: this.#redact }, ending, context);
        }));
    }
    /** Returns what went wrong. */
    async #try(part, signal, write) {
        const { what, permission } = sentences[part];
        if (this.#run === undefined)
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
            await write(await openGitHub(this.#asked.token, limit.signal), this.#run);
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