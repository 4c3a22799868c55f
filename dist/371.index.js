"use strict";
exports.id = 371;
exports.ids = [371,354];
exports.modules = {

/***/ 6311:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ readChanged)
/* harmony export */ });
/* harmony import */ var _fields_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4970);
/* harmony import */ var _upload_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1910);


/** `{upload_id, data}`: what NOMAD answers when an upload was made or changed (1.3 and 2.0). `id`: which one; undefined: a new one. */
function readChanged(json, id, redact) {
    const fields = (0,_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1)(json, 'the answer');
    const upload = (0,_upload_js__WEBPACK_IMPORTED_MODULE_1__/* .readUpload */ .OA)(fields['data'], redact);
    if (upload.id !== (0,_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(fields, 'upload_id') || (id !== undefined && upload.id !== id))
        throw new _fields_js__WEBPACK_IMPORTED_MODULE_0__/* .NotUnderstoodError */ .v4('it is about another upload');
    return upload;
}


/***/ }),

/***/ 2321:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ isDone),
/* harmony export */   v: () => (/* binding */ createRemover)
/* harmony export */ });
/* harmony import */ var _answers_changed_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6311);
/* harmony import */ var _sender_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9600);


function createRemover(requester, redact) {
    return {
        deleteUpload: (id, patience) => requester.change({
            method: 'DELETE',
            path: `/uploads/${id}`,
            subject: 'upload',
            read: (json) => (0,_answers_changed_js__WEBPACK_IMPORTED_MODULE_0__/* .readChanged */ .L)(json, id, redact),
            readRefusal: _sender_js__WEBPACK_IMPORTED_MODULE_1__/* .readRefusal */ .ni,
        }, patience),
    };
}
/** NOMAD has accepted a change. */
function isDone(changed) {
    return typeof changed === 'object' && !('kind' in changed);
}


/***/ }),

/***/ 2354:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  explainAbsences: () => (/* binding */ explainAbsences),
  explainMissingId: () => (/* binding */ explainMissingId)
});

// EXTERNAL MODULE: ./build/js/core/clock.js
var core_clock = __webpack_require__(2957);
// EXTERNAL MODULE: ./build/js/core/workload.js
var core_workload = __webpack_require__(6054);
// EXTERNAL MODULE: ./build/js/core/wording.js
var wording = __webpack_require__(6355);
;// CONCATENATED MODULE: ./build/js/nomad/messages/not-found.js

/** `shared`: somebody else's upload has the name. `near`: existing names that are similar. */
function noSuchName(name, place, shared, near) {
    return {
        reason: 'not-found',
        message: [
            `This account has no upload with the name "${(0,wording/* cut */.Jj)(name, 100)}" ${at(place, 'it')}`,
            ...(shared ? ['An upload with that name is shared with the account: if you mean that one, set include-shared: true.'] : []),
            ...(near.length > 0 ? [`Similar names: ${quoted(near)}.`] : []),
        ].join(' '),
        advice: 'Names must match exactly, including upper and lower case. Check the name, the account and nomad-url. If you can, use upload-id from the sending step instead.',
    };
}
/** `newest`: names of the newest uploads. */
function noSuchPattern(pattern, place, newest) {
    const named = newest.length === 0 ? '' : ` The newest uploads are named ${quoted(newest)}.`;
    return {
        reason: 'not-found',
        message: `No upload matches the pattern "${(0,wording/* cut */.Jj)(pattern, 100)}" ${at(place)}${named}`,
        advice: 'A pattern must match the whole name, including upper and lower case; * stands for any text, ? for any one character. Check the pattern, the exclusions, the account and nomad-url.',
    };
}
/** `total`: the account's own uploads. */
function noSuchId(id, { api, total }) {
    return {
        reason: 'not-found',
        message: `There is no upload with the id ${id} at ${api}; this account has ${(0,wording/* count */.U9)(total, 'upload')} of its own.`,
        advice: 'Check that the id comes from the sending step, that the upload was sent to this deployment (nomad-url), and that it was not deleted.',
    };
}
function at({ api, total, includeShared, waited }, account = 'this account') {
    return `at ${api}${waited ? ', even after waiting for it' : ''}; ${account} has ${(0,wording/* count */.U9)(total, 'upload')}${includeShared ? '' : ' of its own'}.`;
}
function quoted(names) {
    return names.map((name) => `"${(0,wording/* cut */.Jj)(name, 60)}"`).join(', ');
}

// EXTERNAL MODULE: ./build/js/nomad/search/list.js
var list = __webpack_require__(7382);
;// CONCATENATED MODULE: ./build/js/nomad/search/nearest.js
/** Longer names are compared by their beginning. */
const maxLength = 100;
/** Up to three names that the user may have meant, nearest first: only few letters differ, or one is part of the other. */
async function findNearest(wanted, names, workload) {
    const limit = Math.max(2, Math.floor(Math.min(wanted.length, maxLength) / 3));
    const near = [];
    for (const name of names) {
        await workload.add(maxLength * (2 * limit + 1));
        const distance = measureDistance(wanted, name, limit);
        if (distance <= limit)
            near.push({ name, distance });
    }
    return near
        .sort((a, b) => a.distance - b.distance)
        .slice(0, 3)
        .map(({ name }) => name);
}
function measureDistance(a, b, limit) {
    const [x, y] = [a.slice(0, maxLength).toLowerCase(), b.slice(0, maxLength).toLowerCase()];
    if (x.includes(y) || y.includes(x))
        return 1;
    return countEdits(Array.from(x), Array.from(y), limit);
}
/** Levenshtein's distance where it is at most `limit`, else more than that: only cells so near the diagonal are looked at. */
function countEdits(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit)
        return Infinity;
    let row = Array.from({ length: b.length + 1 }, (_, j) => (j <= limit ? j : Infinity));
    for (const [i, letter] of a.entries()) {
        const next = Array.from({ length: b.length + 1 }, () => Infinity);
        if (i < limit)
            next[0] = i + 1;
        for (let j = Math.max(0, i - limit); j < Math.min(b.length, i + limit + 1); j++) {
            next[j + 1] = Math.min((row[j] ?? Infinity) + Number(letter !== b[j]), (row[j + 1] ?? Infinity) + 1, (next[j] ?? Infinity) + 1);
        }
        row = next;
    }
    return row.at(-1) ?? Infinity;
}

;// CONCATENATED MODULE: ./build/js/nomad/search/not-found.js





const maxPages = 10;
/** Missing names that get suggestions. */
const maxSuggested = 20;
/** Lists the newest names only once; everything together takes at most a minute. */
function explainAbsences(scope, search) {
    const { clock, redact } = search;
    const patience = { retries: 5, until: clock.now() + core_clock/* minute */.Vc };
    const workload = new core_workload/* Workload */.s(search.signal);
    let suggested = 0;
    let listed;
    const listNewest = () => (listed ??= listNewestNames(scope, patience, search));
    async function isShared(name) {
        if (scope.includeShared || name.startsWith('{') || clock.now() >= patience.until)
            return false;
        return (await (0,list/* searchName */.MO)(name, { own: false, notBefore: undefined }, search, patience)).total > 0;
    }
    // More suggestions than anybody reads would only cost time.
    async function suggest(name, names) {
        suggested += 1;
        if (suggested > maxSuggested || clock.now() >= patience.until)
            return [];
        return (await findNearest(name, names, workload)).map(redact);
    }
    return {
        explainName: async ({ raw, display }) => {
            const shared = await isShared(raw);
            const { names, total } = await listNewest();
            return noSuchName(display, describeSearch(total, scope, search), shared, await suggest(raw, names));
        },
        explainPattern: async ({ display }) => {
            const { names, total } = await listNewest();
            return noSuchPattern(display, describeSearch(total, scope, search), names.slice(0, 3).map(redact));
        },
    };
}
/** Explains why an id leads to no upload. Requesting the list also reveals a dead personal access token, which 2.0 treats as no login (401). */
async function explainMissingId(id, { client, api, clock }) {
    const { total } = await client.listUploads({ own: true, pageSize: 0 }, { retries: 5, until: clock.now() + core_clock/* minute */.Vc });
    return noSuchId(id, { api, total });
}
function describeSearch(total, { includeShared }, { api, waited }) {
    return { api, total, includeShared, waited };
}
/** Distinct names among the newest thousand uploads. */
async function listNewestNames({ includeShared }, patience, { client, clock }) {
    const names = new Set();
    let total = 0;
    for (let page = 1; page === 1 || (page <= maxPages && (page - 1) * list/* pageSize */.T0 < total); page++) {
        if (page > 1 && clock.now() >= patience.until)
            break;
        const answer = await client.listUploads({ own: !includeShared, page, pageSize: list/* pageSize */.T0 }, patience, () => false);
        // Where the list has become shorter meanwhile, what was read will do.
        if (page === 1)
            total = answer.total;
        if (answer.names.size === 0)
            break;
        for (const name of answer.names.values())
            if (name !== '')
                names.add(name);
    }
    return { names: [...names], total };
}


/***/ }),

/***/ 9600:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  aE: () => (/* binding */ createSender),
  eO: () => (/* binding */ maxFolderRows),
  ni: () => (/* binding */ readRefusal)
});

// EXTERNAL MODULE: ./build/js/nomad/answers/fields.js
var answers_fields = __webpack_require__(4970);
;// CONCATENATED MODULE: ./build/js/nomad/answers/folder.js

/** `GET /uploads/{id}/rawdir/{path}` (1.3 and 2.0). `path`: the folder that was asked for, '' for the top. */
function readFolderPage(json, path) {
    const fields = (0,answers_fields/* record */.g1)(json, 'the answer');
    if ((0,answers_fields/* text */.Qq)(fields, 'path') !== path)
        throw new answers_fields/* NotUnderstoodError */.v4('it is about another folder');
    const files = new Map();
    const folders = new Map();
    for (const item of (0,answers_fields/* list */.p_)((0,answers_fields/* record */.g1)(fields['directory_metadata'], '"directory_metadata"')['content'], '"content"')) {
        const row = (0,answers_fields/* record */.g1)(item, 'a file');
        ((0,answers_fields/* flag */.Jt)(row, 'is_file') ? files : folders).set((0,answers_fields/* text */.Qq)(row, 'name'), (0,answers_fields/* whole */.WQ)(row, 'size'));
    }
    return { files, folders, total: (0,answers_fields/* whole */.WQ)((0,answers_fields/* record */.g1)(fields['pagination'], '"pagination"'), 'total') };
}

// EXTERNAL MODULE: ./build/js/nomad/answers/changed.js
var changed = __webpack_require__(6311);
;// CONCATENATED MODULE: ./build/js/nomad/sender.js


const maxFolderRows = 10_000;
function createSender(requester, redact) {
    return {
        createUpload: (name, patience) => requester.change({
            method: 'POST',
            path: '/uploads',
            query: new URLSearchParams({ upload_name: name }),
            subject: 'list',
            read: (json) => (0,changed/* readChanged */.L)(json, undefined, redact),
            readRefusal,
        }, patience),
        putArchive: (id, makeBody, patience) => requester.change({ ...changeOf(id, 'PUT', new URLSearchParams({ file_name: 'upload.zip' }), redact), makeBody }, patience),
        removeFiles: (id, patience) => requester.change(changeOf(id, 'DELETE', undefined, redact), patience),
        readTime: () => requester.answeredAt,
        listFolder: (id, path, page, patience) => requester.get({
            path: `/uploads/${id}/rawdir/${path.split('/').map(encodeURIComponent).join('/')}`,
            query: new URLSearchParams({ page_size: String(maxFolderRows), ...(page > 1 && { page: String(page) }) }),
            subject: 'upload',
            read: (json) => readFolderPage(json, path),
            readRefusal: (status, detail) => (status === 404 && detail.startsWith('Not found') ? 'absent' : undefined),
        }, patience),
    };
}
function changeOf(id, method, query, redact) {
    return {
        method,
        path: `/uploads/${id}/raw/`,
        ...(query && { query }),
        subject: 'upload',
        read: (json) => (0,changed/* readChanged */.L)(json, id, redact),
        readRefusal,
    };
}
/** Statuses and texts: 1.3.17 and 2.0.0. 409 is what NOMAD's developers plan instead of 400 where another process runs. */
function readRefusal(status, detail) {
    if (status === 413)
        return 'too-large';
    if (status === 404 && detail.includes('upload_id was not found'))
        return 'absent';
    if (/^(The )?[Uu]pload is already published|^Upload already published/.test(detail))
        return 'published';
    if (![400, 409].includes(status))
        return undefined;
    if (/blocked by another process|(currently|still) being processed/.test(detail))
        return 'busy';
    return detail.startsWith('Limit of unpublished uploads') ? 'limit' : undefined;
}


/***/ }),

/***/ 6269:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ readInputs)
/* harmony export */ });
/* harmony import */ var _judgement_demands_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7599);
/* harmony import */ var _judgement_report_report_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9524);
/* harmony import */ var _step_inputs_deployment_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4626);
/* harmony import */ var _step_inputs_login_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1329);
/* harmony import */ var _step_inputs_reader_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2851);
/* harmony import */ var _step_inputs_upload_id_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6203);






const shown = [
    ...['path', 'files-root', 'include-hidden-files', 'upload-id', 'upload-name', 'existing-files', 'link-commit', 'wait'],
    ...['send-timeout', 'timeout', 'delete-afterwards', 'dry-run', ..._judgement_demands_js__WEBPACK_IMPORTED_MODULE_5__/* .demandNames */ .S],
];
// NOMAD takes names of 5000 characters; nobody reads them.
const maxName = 5000;
/** Reads all inputs, secrets first. `invalid-input` names every problem at once, before any request. */
function readInputs(environment, secrets) {
    const reader = new _step_inputs_reader_js__WEBPACK_IMPORTED_MODULE_3__/* .InputReader */ .i(environment, secrets);
    const credentials = (0,_step_inputs_login_js__WEBPACK_IMPORTED_MODULE_2__/* .readCredentials */ .L)(reader, secrets);
    const deployment = (0,_step_inputs_deployment_js__WEBPACK_IMPORTED_MODULE_1__/* .readDeployment */ .i)(reader);
    const dryRun = reader.boolean('dry-run', false);
    const wanted = readWanted(reader, deployment, dryRun);
    const inputs = {
        files: readFiles(reader, environment),
        existingFiles: reader.choice('existing-files', ['keep', 'remove']),
        linkCommit: reader.choice('link-commit', ['public', 'always', 'never']),
        wait: reader.boolean('wait', true),
        sendTimeout: reader.duration('send-timeout', '1h'),
        timeout: reader.duration('timeout', '30m'),
        deleteAfterwards: reader.choice('delete-afterwards', ['never', 'on-failure', 'always']),
        dryRun,
    };
    if (!inputs.wait && inputs.deleteAfterwards !== 'never')
        reader.problem('delete-afterwards', `delete-afterwards is "${inputs.deleteAfterwards}", and wait is false: the upload would be deleted before anybody has looked at it. Remove one of them.`);
    const reporting = (0,_judgement_report_report_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .readReporting */ .F)(reader, environment, { deployment, givenInputs: reader.given(shown) });
    const demands = (0,_judgement_demands_js__WEBPACK_IMPORTED_MODULE_5__/* .readDemands */ .F)(reader, '1');
    (0,_step_inputs_deployment_js__WEBPACK_IMPORTED_MODULE_1__/* .checkProxies */ .r)(reader, environment, [deployment?.api, ...(0,_judgement_report_report_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .listGitHubAddresses */ .M)(reporting, environment)]);
    const failure = reader.failure();
    if (failure !== undefined)
        return { ok: false, failure, reporting: { ...reporting, deployment: undefined, reportPath: undefined } };
    if (credentials === undefined && !dryRun)
        return { ok: false, failure: (0,_step_inputs_login_js__WEBPACK_IMPORTED_MODULE_2__/* .missingLogin */ .s)(reader, environment), reporting };
    if (deployment === undefined || demands === undefined || wanted === undefined)
        throw new TypeError('an input without value and without problem');
    return {
        ok: true,
        inputs: { ...inputs, deployment, credentials, wanted, demands: { ...demands, notBefore: undefined } },
        reporting,
    };
}
/** Exactly one of upload-name and upload-id. undefined: there is a problem. */
function readWanted(reader, deployment, dryRun) {
    const [name, ...others] = reader.lines('upload-name');
    const id = reader.text('upload-id');
    if (others.length > 0)
        reader.problem('upload-name', 'upload-name has more than one line: files go into one upload.');
    if (name !== undefined && name.raw.length > maxName)
        reader.refuse('upload-name', name.raw, `A name has at most ${maxName} characters.`);
    if (name !== undefined && id !== '')
        reader.problem('upload-id', 'upload-id and upload-name are both given: give one of them, as they may lead to different uploads.');
    if (name === undefined && id === '' && !dryRun)
        reader.problem('upload-name', 'upload-name and upload-id are both empty: give the name that the upload has, or is to get, or the id of one that is there already.');
    if (id === '')
        return { kind: 'name', name: name ?? { raw: '', display: '' } };
    const given = (0,_step_inputs_upload_id_js__WEBPACK_IMPORTED_MODULE_4__/* .readOneId */ .S)(reader, deployment);
    return given === undefined ? undefined : { kind: 'id', id: given };
}
function readFiles(reader, environment) {
    reader.publicText('path');
    const lines = (reader.raw('path') ?? '').split(/\r\n|\r|\n/).map((line) => line.trim());
    const given = lines.filter((line) => line !== '');
    if (given.length === 0)
        reader.problem('path', 'path is empty: give the files and folders to send, one on each line. Use . for the whole repository.');
    else if (given.every((line) => line.startsWith('!')))
        reader.problem('path', 'path has only exclusions (lines that begin with !): say also what to send, such as data.');
    const root = reader.publicText('files-root');
    return {
        workspace: environment['GITHUB_WORKSPACE'] ?? process.cwd(),
        temporary: environment['RUNNER_TEMP'] || undefined,
        lines: given,
        root: root || '.',
        rootGiven: root !== '',
        includeHidden: reader.boolean('include-hidden-files', false),
    };
}


/***/ }),

/***/ 371:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  send: () => (/* binding */ send)
});

// UNUSED EXPORTS: sendAndJudge

// EXTERNAL MODULE: ./build/js/core/clock.js
var core_clock = __webpack_require__(2957);
// EXTERNAL MODULE: ./build/js/judgement/connect.js + 9 modules
var connect = __webpack_require__(5442);
// EXTERNAL MODULE: ./build/js/judgement/judging-step.js + 4 modules
var judging_step = __webpack_require__(8302);
// EXTERNAL MODULE: ./build/js/judgement/progress.js
var judgement_progress = __webpack_require__(832);
// EXTERNAL MODULE: ./build/js/nomad/client.js + 3 modules
var client = __webpack_require__(2600);
// EXTERNAL MODULE: ./build/js/nomad/remover.js
var nomad_remover = __webpack_require__(2321);
// EXTERNAL MODULE: ./build/js/nomad/sender.js + 1 modules
var nomad_sender = __webpack_require__(9600);
// EXTERNAL MODULE: ./build/js/step/github/run.js
var run = __webpack_require__(7733);
// EXTERNAL MODULE: ./build/js/core/wording.js
var wording = __webpack_require__(6355);
;// CONCATENATED MODULE: ./build/js/send/messages/files.js

const remedies = {
    'a Git LFS pointer': 'Check the repository out with its files: actions/checkout with lfs: true.',
    'a git-annex pointer': 'Get the content before this step, with git annex get.',
    'the link is broken or leads in a circle': 'Remove the link, or exclude it.',
    'the link leads in a circle': 'Remove the link, or exclude it.',
    'the link leads out of the workspace': 'Copy the file into the workspace, or exclude the link.',
    'the link leads into .git': 'Remove the link, or exclude it: what is in .git is never sent.',
    'it cannot be read': 'Give the runner the right to read it, or exclude it.',
    'the folder cannot be read': 'Give the runner the right to read it, or exclude it.',
    'it is not a regular file': 'Exclude it: only regular files can be sent.',
    'its path has a backslash': 'Rename it, or exclude it.',
    'its path has a control character': 'Rename it, or exclude it.',
    'its name is not UTF-8': 'Rename it.',
};
const maxNamed = 3;
const maxListed = 20;
/** Nothing is left to send. */
function noFiles(lines, { hidden, excluded, examples }) {
    const left = [
        ...(hidden > 0 ? [(0,wording/* count */.U9)(hidden, 'hidden file or folder', 'hidden files and folders')] : []),
        ...(excluded > 0 ? [`${(0,wording/* count */.U9)(excluded, 'file or folder', 'files and folders')} that path excludes`] : []),
    ];
    const named = examples.slice(0, maxNamed).map((one) => (0,wording/* cut */.Jj)(one, 60));
    const rest = left.length === 0 ? 'Nothing matches.' : `Left out: ${left.join(', ')} (${named.join(', ')}).`;
    return {
        reason: 'no-files',
        message: `There is no file to send for path ${lines
            .map((line) => `"${(0,wording/* cut */.Jj)(line, 60)}"`)
            .slice(0, maxNamed)
            .join(', ')}${lines.length > maxNamed ? ' …' : ''}. ${rest}`,
        advice: [
            'Check path: it is relative to the workspace, and upper and lower case matter. Was the repository checked out, and did the step that makes the files run?',
            ...(hidden > 0 ? ['To send hidden files, set include-hidden-files: true.'] : []),
        ].join('\n'),
    };
}
/** At least one file can't be sent as it is. */
function unsafeFiles(files) {
    const named = files.slice(0, maxNamed).map(({ path, why }) => `"${(0,wording/* cut */.Jj)(path, 80)}" (${why})`);
    const more = files.length > named.length ? ` and ${files.length - named.length} more` : '';
    return {
        reason: 'unsafe-files',
        message: `${(0,wording/* count */.U9)(files.length, 'file')} can't be sent: ${named.join(', ')}${more}. Nothing was sent.`,
        advice: [
            ...(files.length > maxNamed ? files.slice(0, maxListed).map(({ path, why }) => `- "${(0,wording/* cut */.Jj)(path, 200)}": ${why}`) : []),
            ...new Set(files.map(({ why }) => remedies[why])),
        ].join('\n'),
    };
}
/** Between the listing and the end of reading. */
function filesChanged(path) {
    return {
        reason: 'files-changed',
        message: `"${(0,wording/* cut */.Jj)(path, 200)}" changed while it was being sent, so what was sent is not one state of the files.`,
        advice: 'Make sure that nothing writes to the files during this step, such as a program of an earlier step that still runs. Then run the job again.',
    };
}
function tooManyFiles(max) {
    return {
        reason: 'invalid-input',
        message: `path matches more than ${max} files or folders, which is too many for one upload.`,
        advice: 'Send fewer files, or pack parts of them into archives first.',
    };
}
/** `outside`: as messages name them. */
function outsideRoot(root, outside) {
    const named = outside.slice(0, maxNamed).map((path) => `"${(0,wording/* cut */.Jj)(path, 80)}"`);
    const more = outside.length > named.length ? ` and ${outside.length - named.length} more` : '';
    return {
        reason: 'invalid-input',
        message: `${(0,wording/* count */.U9)(outside.length, 'file')} of path ${outside.length === 1 ? 'lies' : 'lie'} outside files-root "${(0,wording/* cut */.Jj)(root, 80)}": ${named.join(', ')}${more}.`,
        advice: 'Choose a files-root that contains all files, or leave these files out. Nothing was sent.',
    };
}
/** Whole sentences about path and files-root. */
function unusablePaths(problems) {
    const all = problems.join(' | ');
    return {
        reason: 'invalid-input',
        message: all.length <= 450
            ? `The files can't be listed: ${all}`
            : `The files can't be listed: ${(0,wording/* cut */.Jj)(problems[0] ?? '', 300)} (and more)`,
        advice: [
            ...(problems.length > 1 ? problems.map((problem) => `- ${problem}`) : []),
            'Correct the inputs of this step. Nothing was sent.',
        ].join('\n'),
    };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./build/js/send/files/pointer.js

const maxPointer = 1024;
/** Whether a small file only stands for the content, which was not checked out: the words of a sentence. */
function isPointer(source, size) {
    if (size === 0 || size >= maxPointer)
        return undefined;
    const text = readBeginning(source);
    if (/^version https:\/\/git-lfs\.github\.com\/spec\/v1\r?\n/.test(text))
        return 'a Git LFS pointer';
    return text.startsWith('/annex/objects/') ? 'a git-annex pointer' : undefined;
}
/** '' where it can't be read: that shows when it is sent. */
function readBeginning(source) {
    try {
        // A pipe that has taken the file's place must not keep the step waiting.
        const file = (0,external_node_fs_.openSync)(source, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK);
        try {
            const buffer = Buffer.alloc(maxPointer);
            return buffer.toString('utf8', 0, (0,external_node_fs_.readSync)(file, buffer, 0, maxPointer, 0));
        }
        finally {
            (0,external_node_fs_.closeSync)(file);
        }
    }
    catch {
        return '';
    }
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/step/paths.js
var paths = __webpack_require__(9726);
;// CONCATENATED MODULE: ./build/js/send/files/path-line.js
/** Reads a line whose path is relative to the folder where the walk begins. `excludes`: it began with an exclamation mark. */
function readPathLine(text, excludes) {
    const names = text.split('/').filter((name) => name !== '' && name !== '.');
    return { text: excludes ? `!${text}` : text, excludes, names: names.map((name) => (name === '**' ? name : readTokens(name))) };
}
/** Before the first name. */
function begin(line) {
    return skipStars(line, [0]);
}
/** After one more name of a path. */
function advance(line, positions, name) {
    const next = [];
    for (const at of positions) {
        const wanted = line.names[at];
        // What was matched stays matched, with everything below it.
        if (wanted === undefined || wanted === '**')
            next.push(at);
        else if (matchesName(wanted, name))
            next.push(at + 1);
    }
    return skipStars(line, next);
}
/** The path up to here is what the line means. */
function isMatch(line, positions) {
    return positions.has(line.names.length);
}
function skipStars(line, positions) {
    const all = new Set(positions);
    for (const at of all)
        if (line.names[at] === '**')
            all.add(at + 1);
    return all;
}
function readTokens(name) {
    const characters = Array.from(name);
    const tokens = [];
    for (let i = 0; i < characters.length; i++) {
        const character = characters[i] ?? '';
        const end = character === '[' ? findEnd(characters, i) : undefined;
        if (end !== undefined) {
            tokens.push(readClass(characters.slice(i + 1, end)));
            i = end;
        }
        else if (character === '*')
            tokens.push({ kind: 'star' });
        else
            tokens.push(character === '?' ? { kind: 'any' } : { kind: 'character', character });
    }
    return tokens;
}
/** The bracket that closes a class; a bracket right after its beginning belongs to it. undefined: it is an ordinary character. */
function findEnd(characters, begin) {
    const first = begin + (characters[begin + 1] === '!' || characters[begin + 1] === '^' ? 3 : 2);
    const end = characters.indexOf(']', first);
    return end < 0 ? undefined : end;
}
function readClass(characters) {
    const negated = characters[0] === '!' || characters[0] === '^';
    const inside = negated ? characters.slice(1) : characters;
    const ranges = [];
    for (let i = 0; i < inside.length; i++) {
        const from = inside[i] ?? '';
        const to = inside[i + 1] === '-' ? inside[i + 2] : undefined;
        ranges.push([from, to ?? from]);
        if (to !== undefined)
            i += 2;
    }
    return { kind: 'class', negated, ranges };
}
function matchesName(tokens, name) {
    const text = Array.from(name);
    // Only the last star ever needs to move on: there is no nesting, so no exponential time.
    let [g, t, star, resume] = [0, 0, -1, 0];
    while (t < text.length) {
        const token = tokens[g];
        if (token?.kind === 'star') {
            star = g++;
            resume = t;
        }
        else if (token !== undefined && matchesCharacter(token, text[t] ?? '')) {
            g++;
            t++;
        }
        else if (star >= 0) {
            g = star + 1;
            t = ++resume;
        }
        else
            return false;
    }
    while (tokens[g]?.kind === 'star')
        g++;
    return g === tokens.length;
}
function matchesCharacter(token, character) {
    switch (token.kind) {
        case 'character':
            return token.character === character;
        case 'class':
            return token.negated !== token.ranges.some(([from, to]) => from <= character && character <= to);
        case 'any':
            return true;
        case 'star':
            return false;
    }
}

;// CONCATENATED MODULE: ./build/js/send/files/start.js




/** Where to look for the lines of `path`. The problems are whole sentences. */
function readStarts({ workspace, temporary, lines, root, rootGiven }) {
    const folders = [workspace, ...(temporary === undefined ? [] : [temporary])].map((folder) => (0,paths/* realPath */.Ye)(folder));
    const problems = [];
    const isTemporary = lines.map((line) => (0,external_node_path_.isAbsolute)(withoutMark(line)));
    for (const [i, line] of lines.entries()) {
        const text = withoutMark(line);
        if (text.split(/[\\/]/).includes('..') || text.includes('\0'))
            problems.push(`path: "${line}" must not contain "..".`);
        else if (isTemporary[i] === true && relativeTo(temporary, text) === undefined)
            problems.push(`path: "${line}" is an absolute path, and only paths below RUNNER_TEMP may be absolute. Write it relative to the workspace.`);
        else if (isTemporary[i] === true && !rootGiven)
            problems.push(`path: "${line}" lies below RUNNER_TEMP, so files-root must say which folder becomes the top of the upload.`);
    }
    const rootFolder = (0,paths/* realPath */.Ye)((0,external_node_path_.resolve)(workspace, root));
    if (rootFolder === undefined || !isFolder(rootFolder))
        problems.push(`files-root: "${root}" is not a folder.`);
    else if (!folders.some((folder) => folder !== undefined && (0,paths/* isInside */.FK)(rootFolder, folder)))
        problems.push(`files-root: "${root}" lies neither in the workspace nor below RUNNER_TEMP.`);
    if (problems.length > 0)
        return { ok: false, problems };
    const starts = folders.flatMap((folder, i) => {
        const own = isTemporary.map((temporaryLine) => temporaryLine === (i === 1));
        if (folder === undefined || !lines.some((line, at) => own[at] === true && !line.startsWith('!')))
            return [];
        const compiled = lines.map((line, at) => {
            const text = withoutMark(line);
            const below = own[at] === true ? (i === 1 ? (relativeTo(temporary, text) ?? '') : text) : undefined;
            return { ...readPathLine(toSlashes(below ?? nothing), line.startsWith('!')), text: line };
        });
        return [{ folder, lines: compiled, root: namesBelow(folder, rootFolder) }];
    });
    return { ok: true, starts };
}
// No file has this name, so a line of another start matches nothing.
const nothing = '\0';
function withoutMark(line) {
    return line.startsWith('!') ? line.slice(1).trim() : line;
}
function relativeTo(folder, path) {
    if (folder === undefined)
        return undefined;
    const way = (0,external_node_path_.relative)(folder, path);
    return (0,external_node_path_.isAbsolute)(way) || way.split(external_node_path_.sep)[0] === '..' ? undefined : way;
}
function namesBelow(folder, root) {
    const way = root === undefined ? undefined : relativeTo(folder, root);
    return way?.split(external_node_path_.sep).filter((name) => name !== '');
}
// Only on Windows is a backslash a separator.
function toSlashes(path) {
    return external_node_path_.sep === '\\' ? path.replaceAll('\\', '/') : path;
}
function isFolder(path) {
    return (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

// EXTERNAL MODULE: ./build/js/core/workload.js
var workload = __webpack_require__(6054);
;// CONCATENATED MODULE: ./build/js/send/files/names.js
// File systems that do not tell cases apart would open .GIT as .git.
function isGit(name) {
    return name.toLowerCase() === '.git';
}
function isHidden(name) {
    return name.startsWith('.');
}
/** Why a path can't be sent; undefined: it can. `names`: those of all folders on the way, and its own. */
function problemOfNames(names) {
    if (names.some((name) => name.includes('\\')))
        return 'its path has a backslash';
    return names.some((name) => /[\p{Cc}]/u.test(name)) ? 'its path has a control character' : undefined;
}
/** The path in the upload; undefined: it is not below files-root. */
function pathBelow(names, root) {
    if (root?.every((name, i) => names[i] === name) !== true)
        return undefined;
    return names.slice(root.length).join('/');
}

;// CONCATENATED MODULE: ./build/js/send/files/version.js
/** Differs when the file was changed, or replaced by another one. */
function versionOf({ dev, ino, size, mtimeNs, ctimeNs }) {
    return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

;// CONCATENATED MODULE: ./build/js/send/files/walk.js







const maxExamples = 5;
const maxUnsafe = 1000;
/** About as many steps as comparing so many characters: an entry takes a few system calls. */
const entryWork = 20_000;
/** Walks through all starts. Finds at most `max` files, and enters at most as many folders: links can make a small tree endless. */
async function walk(starts, includeHidden, max, signal) {
    const matched = new Set();
    const walks = starts.map((start) => new Walk(start, includeHidden, max, matched, signal));
    for (const one of walks)
        await one.run();
    const lines = starts[0]?.lines ?? [];
    return {
        files: walks.flatMap(({ files }) => files),
        unsafe: walks.flatMap(({ unsafe }) => unsafe),
        leftOut: {
            hidden: walks.reduce((sum, { hidden }) => sum + hidden, 0),
            excluded: walks.reduce((sum, { excluded }) => sum + excluded, 0),
            examples: walks.flatMap(({ examples }) => examples).slice(0, maxExamples),
        },
        unmatched: lines.map(({ text }) => text).filter((text) => !matched.has(text)),
        tooMany: walks.reduce((sum, { files }) => sum + files.length, 0) > max || walks.some(({ tooManyFolders }) => tooManyFolders),
    };
}
class Walk {
    files = [];
    unsafe = [];
    examples = [];
    hidden = 0;
    excluded = 0;
    #start;
    #includeHidden;
    #max;
    /** Lines that have matched something. */
    #matched;
    #workload;
    #folders = 0;
    constructor(start, includeHidden, max, matched, signal) {
        this.#start = start;
        this.#includeHidden = includeHidden;
        this.#max = max;
        this.#matched = matched;
        this.#workload = new workload/* Workload */.s(signal);
    }
    get tooManyFolders() {
        return this.#folders > this.#max;
    }
    async run() {
        const { folder, lines } = this.#start;
        await this.#enter(folder, { names: [], positions: lines.map(begin) }, []);
    }
    /** `above`: the real folders through which the walk came here. */
    async #enter(folder, place, above) {
        this.#folders += 1;
        if (this.#folders > this.#max || this.files.length > this.#max)
            return;
        const names = this.#list(folder, place);
        for (const name of names) {
            await this.#workload.add(entryWork);
            await this.#visit(folder, name, place, [...above, folder]);
        }
    }
    /** The names in a folder, sorted. What is not a name that NOMAD can have is reported. */
    #list(folder, place) {
        try {
            const names = (0,external_node_fs_.readdirSync)(folder, { encoding: 'buffer' }).map((bytes) => {
                const name = bytes.toString('utf8');
                if (Buffer.from(name).equals(bytes))
                    return name;
                this.#report([...place.names, name], 'its name is not UTF-8');
                return '';
            });
            return names.filter((name) => name !== '').sort();
        }
        catch {
            if (this.#mayMatch(place))
                this.#report(place.names, 'the folder cannot be read');
            return [];
        }
    }
    async #visit(folder, name, parent, above) {
        const { lines } = this.#start;
        const place = {
            names: [...parent.names, name],
            positions: parent.positions.map((positions, i) => advanceLine(lines[i], positions, name)),
        };
        if (!this.#mayMatch(place))
            return;
        if (isGit(name) || (isHidden(name) && !this.#includeHidden)) {
            this.#leaveOut('hidden', place);
            return;
        }
        const path = (0,external_node_path_.join)(folder, name);
        const real = (0,paths/* realPath */.Ye)(path);
        if (real === undefined)
            this.#reportIfMeant(place, 'the link is broken or leads in a circle');
        else if (!(0,paths/* isInside */.FK)(real, this.#start.folder))
            this.#reportIfMeant(place, 'the link leads out of the workspace');
        else if (real === path)
            await this.#visitReal(real, place, above);
        else
            await this.#followLink(real, place, above);
    }
    async #followLink(real, place, above) {
        const names = real
            .slice(this.#start.folder.length)
            .split(external_node_path_.sep)
            .filter((name) => name !== '');
        if (names.some(isGit)) {
            const isAnnex = /[\\/]annex[\\/]objects[\\/]/.test(real);
            this.#reportIfMeant(place, isAnnex ? 'a git-annex pointer' : 'the link leads into .git');
        }
        else if (names.some(isHidden) && !this.#includeHidden)
            this.#leaveOut('hidden', place);
        else if (above.includes(real))
            this.#reportIfMeant(place, 'the link leads in a circle');
        else
            await this.#visitReal(real, place, above);
    }
    async #visitReal(real, place, above) {
        const stat = (0,external_node_fs_.statSync)(real, { bigint: true, throwIfNoEntry: false });
        if (stat?.isDirectory() === true) {
            if (!this.#isPruned(place))
                await this.#enter(real, place, above);
            return;
        }
        const decision = this.#decide(place);
        if (decision === undefined)
            return;
        if (decision.excludes)
            this.#leaveOut('excluded', place);
        else
            this.#take(real, stat, place);
    }
    #take(real, stat, { names }) {
        const why = stat === undefined || !isReadable(real)
            ? 'it cannot be read'
            : stat.isFile()
                ? problemOfNames(names)
                : 'it is not a regular file';
        if (stat === undefined || why !== undefined) {
            this.#report(names, why ?? 'it cannot be read');
            return;
        }
        this.files.push({
            path: pathBelow(names, this.#start.root),
            shown: names.join('/'),
            source: real,
            size: Number(stat.size),
            version: versionOf(stat),
            modified: stat.mtime,
        });
    }
    /** The last line that means this path; undefined: none does. */
    #decide({ positions }) {
        const { lines } = this.#start;
        lines.forEach((line, i) => {
            if (isMatch(line, positions[i] ?? new Set()))
                this.#matched.add(line.text);
        });
        return lines.findLast((line, i) => isMatch(line, positions[i] ?? new Set()));
    }
    /** A folder that is excluded, and in which no later line could mean anything. */
    #isPruned(place) {
        const { lines } = this.#start;
        const last = lines.findLastIndex((line, i) => isMatch(line, place.positions[i] ?? new Set()));
        if (lines[last]?.excludes !== true)
            return false;
        if (lines.some((line, i) => i > last && !line.excludes && (place.positions[i]?.size ?? 0) > 0))
            return false;
        this.#leaveOut('excluded', place);
        return true;
    }
    /** Whether a line that does not exclude means this path, or could mean something below it. */
    #mayMatch({ positions }) {
        return this.#start.lines.some((line, i) => !line.excludes && (positions[i]?.size ?? 0) > 0);
    }
    #leaveOut(why, place) {
        this[why] += 1;
        if (this.examples.length < maxExamples)
            this.examples.push(place.names.join('/'));
        // Nobody looks further, so these lines may have meant something.
        this.#start.lines.forEach((line, i) => {
            if ((place.positions[i]?.size ?? 0) > 0)
                this.#matched.add(line.text);
        });
    }
    /** Unless it is excluded: a link may lead to a folder, so it counts if anything below it could be meant. */
    #reportIfMeant(place, why) {
        if (this.#decide(place)?.excludes !== true)
            this.#report(place.names, why);
    }
    #report(names, why) {
        if (this.unsafe.length < maxUnsafe)
            this.unsafe.push({ path: names.join('/'), why });
    }
}
function advanceLine(line, positions, name) {
    return line === undefined ? new Set() : advance(line, positions, name);
}
function isReadable(path) {
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.R_OK);
        return true;
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./build/js/send/files/select.js




const maxFiles = 100_000;
/** Lists the files that the inputs mean. Nothing is sent unless each of them can be sent as it is. */
async function selectFiles(inputs, signal) {
    const start = readStarts(inputs);
    if (!start.ok)
        return fail(unusablePaths(start.problems));
    const found = await walk(start.starts, inputs.includeHidden, maxFiles, signal);
    if (found.tooMany)
        return fail(tooManyFiles(maxFiles));
    const unsafe = [...found.unsafe, ...found.files.flatMap((file) => explainPointer(file))];
    if (unsafe.length > 0)
        return fail(unsafeFiles(unsafe));
    const outside = found.files.filter(({ path }) => path === undefined).map(({ shown }) => shown);
    if (outside.length > 0)
        return fail(outsideRoot(inputs.root, outside));
    const files = found.files
        .map(({ source, size, version, modified, path = '' }) => ({ source, size, version, modified, path }))
        .sort((a, b) => (a.path < b.path ? -1 : 1));
    if (files.length === 0)
        return fail(noFiles(inputs.lines, found.leftOut));
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    return { ok: true, selection: { files, bytes, leftOut: found.leftOut, unmatched: found.unmatched } };
}
function explainPointer({ source, size, shown }) {
    const kind = isPointer(source, size);
    return kind === undefined ? [] : [{ path: shown, why: kind }];
}
function fail(failure) {
    return { ok: false, failure };
}

// EXTERNAL MODULE: ./build/js/send/inputs.js
var inputs = __webpack_require__(6269);
// EXTERNAL MODULE: ./build/js/core/failure-reasons.js
var failure_reasons = __webpack_require__(6877);
// EXTERNAL MODULE: ./build/js/judgement/details.js
var details = __webpack_require__(4473);
// EXTERNAL MODULE: ./build/js/judgement/follow.js + 4 modules
var follow = __webpack_require__(7075);
// EXTERNAL MODULE: ./build/js/core/errors.js
var errors = __webpack_require__(3784);
;// CONCATENATED MODULE: ./build/js/send/arrival.js



const maxFolders = 200;
const maxTime = core_clock/* minute */.Vc;
/** Compares path and size of every file that was sent with what the upload has. What else is in the upload does not matter. */
async function checkArrival(id, files, deps) {
    const until = deps.clock.now() + maxTime;
    const arrival = { problems: [], unproved: 0, bySum: 0, replaced: [] };
    // Those whose sum is wrong come first: the others can be accepted by it.
    const doubtful = [{ folder: buildTree(files), sum: undefined }];
    const likely = [];
    for (let asked = 0;; asked++) {
        const next = doubtful.pop() ?? likely.pop();
        if (next === undefined)
            return arrival;
        const stored = asked < maxFolders ? await listAll(id, next.folder.path, until, deps) : 'unknown';
        if (stored === 'unknown') {
            acceptBySum(next, arrival);
            continue;
        }
        compareFiles(next.folder, stored, arrival);
        for (const child of findFolders(next.folder, stored, arrival))
            (child.folder.bytes === child.sum ? likely : doubtful).push(child);
    }
}
function acceptBySum({ folder, sum }, arrival) {
    if (folder.bytes === sum)
        arrival.bySum += 1;
    else
        arrival.unproved += folder.count;
}
function findFolders(folder, stored, arrival) {
    return [...folder.folders].flatMap(([name, child]) => {
        const sum = stored.folders.get(name);
        if (sum !== undefined)
            return [{ folder: child, sum }];
        arrival.problems.push(`the folder "${child.path}" is missing`);
        return [];
    });
}
function buildTree(files) {
    const top = newFolder('');
    for (const { path, size } of files) {
        let folder = top;
        const names = path.split('/');
        const file = names.pop() ?? '';
        folder.bytes += size;
        folder.count += 1;
        for (const name of names) {
            const child = folder.folders.get(name) ?? newFolder(folder.path === '' ? name : `${folder.path}/${name}`);
            folder.folders.set(name, child);
            child.bytes += size;
            child.count += 1;
            folder = child;
        }
        folder.files.set(file, size);
    }
    return top;
}
function newFolder(path) {
    return { path, files: new Map(), folders: new Map(), bytes: 0, count: 0 };
}
/** All pages of a folder. 'unknown': NOMAD did not show it whole in time. */
async function listAll(id, path, until, { sender, clock }) {
    const stored = { files: new Map(), folders: new Map() };
    for (let page = 1;; page++) {
        if (clock.now() >= until)
            return 'unknown';
        const rows = await listPage(id, path, page, until, sender);
        if (rows === 'unknown')
            return 'unknown';
        if (rows === 'absent')
            return stored;
        for (const [name, size] of rows.files)
            stored.files.set(name, size);
        for (const [name, size] of rows.folders)
            stored.folders.set(name, size);
        if (page * nomad_sender/* maxFolderRows */.eO >= rows.total)
            return stored;
    }
}
async function listPage(id, path, page, until, sender) {
    try {
        return await sender.listFolder(id, path, page, { retries: 3, until });
    }
    catch (error) {
        if (error instanceof errors/* NoVerdictError */.Lc && error.failure.reason !== 'cancelled')
            return 'unknown';
        throw error;
    }
}
function compareFiles(folder, stored, arrival) {
    for (const [name, size] of folder.files) {
        const path = folder.path === '' ? name : `${folder.path}/${name}`;
        const found = stored.files.get(name);
        if (found === size)
            continue;
        // NOMAD keeps only the header of a POTCAR file, whose licence forbids more: 1.3 beside it, 2.0 instead of it.
        const isStripped = name.startsWith('POTCAR') && stored.files.has(`${name}.stripped`);
        const isRewritten = found !== undefined && /\.archive\.(ya?ml|json)$/.test(name);
        if (isStripped || isRewritten)
            arrival.replaced.push(path);
        else
            arrival.problems.push(found === undefined ? `"${path}" is missing` : `"${path}" has ${found} bytes instead of ${size}`);
    }
}

// EXTERNAL MODULE: ./build/js/judgement/messages/wording.js
var messages_wording = __webpack_require__(6260);
// EXTERNAL MODULE: ./build/js/nomad/deployment.js
var deployment = __webpack_require__(972);
;// CONCATENATED MODULE: ./build/js/send/count-files.js


const bounds = { folders: 50, time: 20 * core_clock/* second */.Rc };
/** How many files an upload has, for the log; undefined where that takes too long. */
async function countFiles(id, deps) {
    const until = deps.clock.now() + bounds.time;
    const open = [''];
    let files = 0;
    for (let asked = 0; asked < bounds.folders && deps.clock.now() < until; asked++) {
        const path = open.pop();
        if (path === undefined)
            return files;
        const page = await listQuietly(id, path, until, deps.sender);
        if (page === undefined || page.files.size + page.folders.size < page.total)
            return undefined;
        files += page.files.size;
        for (const name of page.folders.keys())
            open.push(path === '' ? name : `${path}/${name}`);
    }
    return open.length === 0 ? files : undefined;
}
async function listQuietly(id, path, until, sender) {
    try {
        const page = await sender.listFolder(id, path, 1, { retries: 1, until });
        return page === 'absent' ? undefined : page;
    }
    catch (error) {
        if (error instanceof errors/* NoVerdictError */.Lc && error.failure.reason !== 'cancelled')
            return undefined;
        throw error;
    }
}

// EXTERNAL MODULE: ./build/js/judgement/messages/upload.js
var messages_upload = __webpack_require__(6655);
;// CONCATENATED MODULE: ./build/js/send/messages/upload.js


/** What is published can't be changed. */
function alreadyPublished(upload) {
    return {
        reason: 'already-published',
        message: `Upload ${(0,messages_wording/* quoteName */.AB)(upload, 200)} is already published, and NOMAD refuses to change what is published.`,
        advice: 'Send the files to a new upload: give upload-name instead of upload-id. An unpublished upload of that name is updated, a published one is never touched.',
    };
}
/** The upload exists, but belongs to another account. */
function notMainAuthor(id) {
    return {
        reason: 'permission',
        message: `Upload ${id} belongs to another account: only its main author can send files to it with this action.`,
        advice: 'Use the account that made the upload, or give upload-name to send the files to an upload of this account.',
    };
}
/** `uploads`: oldest first. */
function severalUnpublished(name, uploads) {
    const listed = uploads.slice(0, 5).map(({ id, createdAt }) => `${id} (created ${(0,wording/* utc */.n$)(createdAt)})`);
    return {
        reason: 'duplicate',
        message: `This account has ${(0,wording/* count */.U9)(uploads.length, 'unpublished upload')} with the name "${(0,wording/* cut */.Jj)(name, 100)}", so it is not clear which one the files belong to.`,
        advice: [
            `They are ${listed.join(', ')}.`,
            'Delete all but one of them, or use upload-id to choose one. Nothing was sent.',
        ].join('\n'),
    };
}
/** Another job has made an upload of the same name at the same moment, and its upload is older. */
function madeMeanwhile(name, kept) {
    return {
        reason: 'duplicate',
        message: `Another job made an upload with the name "${(0,wording/* cut */.Jj)(name, 100)}" at the same moment, and its upload ${kept.id} is older.`,
        advice: [
            'Let only one job at a time send to one name. At the top level of the workflow, write:',
            'concurrency: nomad-${{ github.ref }}',
            'Or give each job a name of its own.',
        ].join('\n'),
    };
}
/** NOMAD has answered that it made an upload, but does not list it. */
function notListed({ id }) {
    return {
        reason: 'unexpected-answer',
        message: `NOMAD says that it made upload ${id}, but does not list it among the uploads of this account.`,
        advice: 'Run the job again. If this happens again, tell the people who run the deployment.',
    };
}
/** NOMAD did not make the upload, for a reason that only fits other requests. */
function notMade(hindrance, api) {
    return {
        reason: 'unexpected-answer',
        message: `NOMAD at ${api} refused the request in a way that does not fit it (${hindrance}).`,
        advice: 'Run the job again. If this happens again, tell the people who run the deployment.',
    };
}
/** `total`: all uploads of the account. `oldest`: some of those that are not published. */
function uploadLimit(total, oldest) {
    const ids = oldest.map(({ id }) => id);
    return {
        reason: 'upload-limit',
        message: `NOMAD takes no new upload from this account: it has reached the limit of unpublished uploads (${(0,wording/* count */.U9)(total, 'upload')} in all).`,
        advice: [
            ...(oldest.length === 0 ? [] : ['The oldest that are not published:']),
            ...oldest.map((upload) => `- ${(0,messages_wording/* quoteName */.AB)(upload, 100)} (${upload.id}), created ${(0,wording/* utc */.n$)(upload.createdAt)}`),
            'Publish or delete some of them, in NOMAD or with this step:',
            '- uses: OWNER/nomad-uploads/delete@v1',
            '  with:',
            '    token: ${{ secrets.NOMAD_TOKEN }}',
            `    upload-id: ${ids[0] ?? '…'}`,
        ].join('\n'),
    };
}
/** 413, from NOMAD or from a proxy before it. */
function tooLarge(id, api) {
    return {
        reason: 'too-large',
        message: `The files are too large for ${api}: it refused them for upload ${id} (status 413).`,
        advice: 'Send fewer files, or split them between several uploads. The people who run the deployment can raise the limit (client_max_body_size, if it is behind nginx).',
    };
}
/** NOMAD has answered that it took the files, but would not process any. */
function filesLost(id) {
    return {
        reason: 'incomplete',
        message: `NOMAD answered as if it had taken the files, but upload ${id} is READY: it has lost them.`,
        advice: 'Run the job again. If this happens again, tell the people who run the deployment.',
    };
}
/** In the log. */
const stillBusy = 'NOMAD is busy with another process of this upload.';
/** send-timeout is over, and NOMAD was busy, or the files were on their way. */
function notInTime(id) {
    return {
        reason: 'timeout',
        message: `NOMAD had not taken the files for upload ${id} when send-timeout ended: it was busy with another process, or the transfer was too slow.`,
        advice: 'Run the job again. If the transfer takes that long, raise send-timeout. If another job sends to the same upload, let them take turns: concurrency: nomad-${{ github.ref }}',
    };
}
/** The last attempt to send had failed. */
function whileSending(failure) {
    return {
        ...failure,
        advice: `${failure.advice}\nIf it always breaks off while the files are sent, a proxy before NOMAD may limit the size of an upload.`,
    };
}
/** The judgement saw only the processing before the files were sent. */
function oldProcessing({ id }, formerEnd) {
    return {
        reason: 'unexpected-answer',
        message: `NOMAD took the files for upload ${id}, but shows only the processing that ended before that, at ${(0,wording/* utc */.n$)(formerEnd)}.`,
        advice: 'Look at the upload in NOMAD, then run the job again.',
    };
}

;// CONCATENATED MODULE: ./build/js/send/pauses.js

/** How many milliseconds to wait before the `n`th repetition (from 0): they grow from a second to a minute. */
function computePause(n, { random }) {
    return Math.min(core_clock/* minute */.Vc, core_clock/* second */.Rc * 2 ** n) * (0.75 + random() / 2);
}

// EXTERNAL MODULE: ./build/js/core/pace.js
var core_pace = __webpack_require__(1064);
;// CONCATENATED MODULE: ./build/js/send/quiet.js

/**
 * Looks at an upload until no process runs on it: NOMAD 2.0 refuses changes meanwhile, and 1.3 queues them, but forgets the queue when a
 * process fails. 'late': one still runs when the time for sending is up.
 */
async function waitForQuiet(id, deps) {
    const { client, clock, signal, until } = deps;
    const pace = new core_pace/* Pace */.o(clock, signal);
    for (;;) {
        const look = await client.getUpload(id, { retries: Infinity, until });
        if (look === 'absent')
            return 'absent';
        if (look.upload.state !== 'running')
            return look.upload;
        if (clock.now() >= until)
            return 'late';
        await pace.next(until);
    }
}

;// CONCATENATED MODULE: ./build/js/send/deliver.js







// One look must be possible after the last byte, however late that was sent.
const lastLook = 20 * core_clock/* second */.Rc;
/**
 * Makes a change until NOMAD has taken it, or the time for sending is up; only while nothing runs on the upload. An answer that was lost is
 * resolved by a look: NOMAD has taken the change if a process runs, or if one has ended since.
 */
async function deliver(known, change, deps) {
    let upload = known;
    let lost = false;
    for (let n = 0;; n++) {
        if (n > 0 || upload.state === 'running') {
            const quiet = await becomeQuiet(upload, lost, deps);
            if ('ok' in quiet)
                return quiet;
            upload = quiet;
        }
        const changed = await change({ retries: 0, until: deps.until });
        const unanswered = isUnanswered(changed) ? changed : undefined;
        const delivery = isUnanswered(changed) ? await resolve(upload, deps) : conclude(changed, upload, deps);
        if (delivery !== undefined)
            return delivery;
        lost ||= unanswered !== undefined;
        const failure = await pauseBeforeNext(unanswered, n, upload, deps);
        if (failure !== undefined)
            return deliver_fail(failure);
    }
}
/** The upload when nothing runs on it any more, or how that ended the delivery. `lost`: the answer to an earlier try was. */
async function becomeQuiet(known, lost, deps) {
    const quiet = await waitForQuiet(known.id, deps);
    if (quiet === 'absent')
        return deliver_fail((0,messages_upload/* deleted */.KF)(known.id));
    if (quiet === 'late')
        return deliver_fail(notInTime(known.id));
    // What kept this step waiting was the process of the change whose answer was lost.
    if (lost && quiet.completedAt !== known.completedAt)
        return { ok: true, upload: quiet, formerEnd: known.completedAt };
    return quiet.published ? deliver_fail(alreadyPublished(quiet)) : quiet;
}
/** undefined: it can be tried again. */
function conclude(changed, upload, deps) {
    if ((0,nomad_remover/* isDone */.$)(changed))
        return changed.state === 'ready' ? deliver_fail(filesLost(changed.id)) : { ok: true, upload: changed, formerEnd: upload.completedAt };
    return changed === 'busy' ? undefined : deliver_fail(explain(changed, upload, deps));
}
/** Whether a change was made whose answer was lost; undefined: it was not. */
async function resolve(upload, { client, clock, until }) {
    const look = await client.getUpload(upload.id, { retries: 5, until: Math.max(until, clock.now() + lastLook) });
    if (look === 'absent')
        return deliver_fail((0,messages_upload/* deleted */.KF)(upload.id));
    const formerEnd = upload.completedAt;
    const isTaken = look.upload.state === 'running' || look.upload.completedAt !== formerEnd;
    return isTaken ? { ok: true, upload: look.upload, formerEnd } : undefined;
}
/** Waits before it is tried again. Gives the failure if there is no time for that. `unanswered`: undefined where NOMAD was busy. */
async function pauseBeforeNext(unanswered, n, { id }, deps) {
    const { clock, signal, until, say } = deps;
    const pause = Math.max(computePause(n, deps), unanswered?.retryAfter ?? 0);
    const outOfTime = unanswered === undefined || (unanswered.late && clock.now() >= until);
    const failure = outOfTime ? notInTime(id) : whileSending(unanswered.failure);
    if (clock.now() + pause >= until)
        return failure;
    say(`${unanswered?.failure.message ?? stillBusy} Trying again in ${(0,wording/* span */.Ln)(pause)} …`);
    await clock.sleep(pause, signal);
    return undefined;
}
function explain(hindrance, upload, { api }) {
    switch (hindrance) {
        case 'absent':
            return (0,messages_upload/* deleted */.KF)(upload.id);
        case 'published':
            return alreadyPublished(upload);
        case 'too-large':
            return tooLarge(upload.id, api);
        case 'limit':
            return notMade(hindrance, api);
    }
}
function isUnanswered(changed) {
    return typeof changed === 'object' && 'kind' in changed;
}
function deliver_fail(failure) {
    return { ok: false, failure };
}

;// CONCATENATED MODULE: ./build/js/send/bytes.js
const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
/** `1 byte`, `512 bytes`, `3.4 MB`: in powers of 1000, as the page of an upload in NOMAD shows sizes. */
function describeBytes(bytes) {
    if (bytes === 1)
        return '1 byte';
    const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
    const value = bytes / 1000 ** power;
    const digits = power === 0 || value >= 100 ? 0 : 1;
    return `${value.toFixed(digits)} ${units[power] ?? ''}`;
}

;// CONCATENATED MODULE: ./build/js/send/messages/sending.js



/** `12 files (3.4 MB)` */
function describeFiles(selection) {
    return `${(0,wording/* count */.U9)(selection?.files.length ?? 0, 'file')} (${describeBytes(selection?.bytes ?? 0)})`;
}
/** In the log, before anything is sent. */
function describeSelection(selection) {
    const { hidden, excluded, examples } = selection.leftOut;
    const left = [...(hidden > 0 ? [`${hidden} hidden`] : []), ...(excluded > 0 ? [`${excluded} excluded by path`] : [])];
    return [
        `Files: ${describeFiles(selection)}`,
        ...(left.length > 0 ? [`Left out: ${left.join(', ')} (${examples.map((one) => (0,wording/* cut */.Jj)(one, 100)).join(', ')})`] : []),
    ];
}
/** A line of `path` that leads to nothing. */
function unmatched(line) {
    return `The line "${(0,wording/* cut */.Jj)(line, 100)}" of path matches no file.`;
}
/** The ending of a dry run. */
function wouldSend(selection, warnings) {
    return {
        failure: undefined,
        message: `Dry run: ${describeFiles(selection)} would be sent. Nothing was sent, and NOMAD was not asked.`,
        results: undefined,
        warnings,
    };
}
/** `wait` is false. */
function sentNotJudged(upload, { selection }) {
    return `NOMAD has taken ${describeFiles(selection)} for ${(0,messages_wording/* nameUpload */.Lc)(upload)}. They were not judged, because wait is false.`;
}
/** `judged`: what the judgement says. */
function sentAndProcessed(judged, { selection }) {
    return `${describeFiles(selection)} arrived. ${judged}`;
}
/** Something else runs on the upload before the first change. */
function busyAtFirst(upload) {
    return `NOMAD was already processing ${(0,messages_wording/* nameUpload */.Lc)(upload)} when this step began, so the step waits for that first. If another job sends to it, let them take turns: concurrency: nomad-\${{ github.ref }}`;
}
/** `files`: undefined where there are too many to count. */
function removesFirst(upload, files) {
    return `Removing ${files === undefined ? 'all files' : `all ${(0,wording/* count */.U9)(files, 'file')}`} of ${(0,messages_wording/* nameUpload */.Lc)(upload)} first (existing-files: remove).`;
}
/** All files were removed, and then the new ones could not be sent. */
function leftEmpty(failure) {
    return {
        ...failure,
        message: `${failure.message} The former files of the upload had been removed by then (existing-files: remove), so it may be empty now.`,
    };
}
/** The upload that this step made was deleted again. */
function removedAgain(failure, { id }) {
    return { ...failure, message: `${failure.message} The empty upload ${id} that this step had made was deleted again.` };
}
/** The upload that this step made is still there. */
function leftBehind(failure, upload) {
    return {
        ...failure,
        message: `${failure.message} Upload ${upload.id}, which this step made, is still there.`,
        advice: `${failure.advice}\nThe next run with the same upload-name uses upload ${(0,messages_wording/* quoteName */.AB)(upload, 100)} again. If there is none, delete it in NOMAD.`,
    };
}
/** For the summary. */
function noteArrival({ replaced, problems, unproved }) {
    const proved = problems.length === 0 && unproved === 0
        ? ['What arrived was compared by path and size with what was sent: nothing is missing.']
        : [];
    if (replaced.length === 0)
        return proved;
    const examples = replaced.slice(0, 3).map((path) => `"${(0,wording/* cut */.Jj)(path, 100)}"`);
    return [
        ...proved,
        `NOMAD has replaced ${(0,wording/* count */.U9)(replaced.length, 'file')} by its own rules (the licence of POTCAR files, or archives that it writes itself): ${examples.join(', ')}${replaced.length > 3 ? ' …' : ''}.`,
    ];
}
/** Failed entries of files that were in the upload before. */
function mentionOthers(others, listed) {
    return `${others} of ${(0,wording/* count */.U9)(listed, 'failed entry', 'failed entries')} ${others === 1 ? 'belongs' : 'belong'} to files that were not sent; existing-files: remove would remove them.`;
}
/** 1.3 and 2.0 fail like this where a file comes over a folder; 2.0 hides the reason behind the second line. */
function explainMerge(errors) {
    const isMerge = errors.some((error) => /Cannot merge a file with a directory|File exists|does not exist\s*$/.test(error));
    return isMerge
        ? [
            'A file may have the path of a folder that was in the upload before, or the other way round; existing-files: remove would remove that.',
        ]
        : [];
}
/** link-commit, in the summary. */
const linked = 'A nomad.json with the address of the commit was added (link-commit): it shows on every entry.';
/** The upload was there before, and may have entries. */
const linkedNewOnly = 'A nomad.json with the address of the commit was added (link-commit). NOMAD applies it only to entries that are new: those that were there before keep their old reference.';

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(9456);
// EXTERNAL MODULE: ./build/js/nomad/transport/http-error.js
var http_error = __webpack_require__(7566);
;// CONCATENATED MODULE: ./build/js/nomad/transport/streamed-body.js



/** The time in which some of a body must get on its way, whatever is slow. */
const stall = core_clock/* minute */.Vc;
/** The time for the answer once the body is on its way. */
const answerTime = 5 * core_clock/* minute */.Vc;
/** A body that is made while it is sent. `clock` is that of the requests. */
function streamBody(type, source) {
    return { type, send: (limit, clock, fail) => new BodyGate(source, limit, clock, fail) };
}
/**
 * Passes a body on to the client. `fail` is called at most once: with the source's own error, or with an HttpError when nothing has moved for
 * a minute, the body was not through after `limit` milliseconds, or no answer came within five minutes after it.
 */
class BodyGate {
    /**
     * The client ends a request when what it sends closes, also where only half of it was read, and the server would take that for the whole.
     * So this stream never closes: it ends, or the connection is cut.
     */
    stream;
    #source;
    #clock;
    #fail;
    #movedAt;
    #isThrough = false;
    #sourceError;
    #stopTimer;
    #stopLimit;
    constructor(source, limit, clock, fail) {
        this.#source = source;
        this.#clock = clock;
        this.#fail = fail;
        this.#movedAt = clock.now();
        this.stream = external_node_stream_.Readable.from(this.#pass(), { objectMode: false, emitClose: false, autoDestroy: false });
        this.stream.on('error', (error) => {
            this.#sourceError = error;
            fail(error);
        });
        this.stream.on('end', () => {
            this.#awaitAnswer();
        });
        this.#stopTimer = clock.after(stall, this.#check);
        this.#stopLimit = clock.after(limit, () => {
            fail(new http_error/* HttpError */.j$('late', `the files could not be sent within ${Math.round(limit / core_clock/* second */.Rc)} seconds`));
        });
    }
    /** The whole body has been handed to the connection. */
    get isThrough() {
        return this.#isThrough;
    }
    /** Why the source failed, if it did. */
    get sourceError() {
        return this.#sourceError;
    }
    /** Stops everything, whether the body is through or not. */
    close = () => {
        this.#stopTimer();
        this.#stopLimit();
        this.stream.destroy();
        this.#source.destroy();
    };
    async *#pass() {
        for await (const chunk of this.#source) {
            yield chunk;
            this.#movedAt = this.#clock.now();
        }
    }
    #check = () => {
        const left = this.#movedAt + stall - this.#clock.now();
        if (left > 0)
            this.#stopTimer = this.#clock.after(left, this.#check);
        else
            this.#fail(new http_error/* HttpError */.j$('late', `nothing more could be sent for ${stall / core_clock/* second */.Rc} seconds`));
    };
    #awaitAnswer() {
        this.#isThrough = true;
        this.#stopTimer();
        this.#stopLimit();
        this.#stopTimer = this.#clock.after(answerTime, () => {
            this.#fail(new http_error/* HttpError */.j$('late', `no complete answer within ${answerTime / core_clock/* minute */.Vc} minutes after the last byte`));
        });
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./node_modules/yazl/index.js
var yazl = __webpack_require__(3044);
;// CONCATENATED MODULE: ./build/js/send/files/compression.js

// What is compressed already only costs time. HDF5 and NetCDF files may be compressed inside or not, so they are tried.
const packed = new Set([
    ...['.zip', '.gz', '.tgz', '.bz2', '.xz', '.zst', '.7z', '.rar', '.lz4', '.br'],
    ...['.png', '.jpg', '.jpeg', '.gif', '.webp', '.mp4', '.mov', '.avi', '.mkv', '.webm', '.mp3', '.ogg', '.flac'],
    ...['.docx', '.xlsx', '.pptx', '.odt', '.ods', '.npz', '.jar', '.whl', '.parquet'],
]);
/** The level of deflate, from 0 (stored as it is) to 9. */
function compressionOf({ path, size }) {
    return size === 0 || packed.has((0,external_node_path_.extname)(path).toLowerCase()) ? 0 : 1;
}

;// CONCATENATED MODULE: ./build/js/send/files/archive.js








const chunkBytes = 256 * 1024;
// A link that has taken a file's place must not be followed, and a pipe must not keep the step waiting. Windows has neither flag.
const careful = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
/**
 * A zip of these files, made while it is read. `onProgress` gets the bytes of the files as they are packed. The stream fails with NoVerdictError
 * (`files-changed`) where a file is not as it was when it was listed: it then never comes to its end.
 */
function packFiles(files, extra, onProgress) {
    const zip = new yazl/* ZipFile */.u();
    const output = new external_node_stream_.PassThrough();
    let reading;
    // yazl tells of errors beside its stream, which would then stay open for ever.
    zip.on('error', (error) => {
        output.destroy(error);
    });
    output.on('close', () => {
        reading?.destroy();
    });
    zip.outputStream.pipe(output);
    for (const file of files) {
        const { path, size, modified: mtime } = file;
        zip.addReadStreamLazy(path, { mtime, size, mode: 0o100644, compressionLevel: compressionOf(file) }, (use) => {
            reading = external_node_stream_.Readable.from(readFile(file, onProgress), { objectMode: false });
            use(null, reading);
        });
    }
    for (const { path, content } of extra)
        zip.addBuffer(Buffer.from(content), path);
    zip.end();
    return output;
}
/** The content of a file, exactly as long as it was listed, or an error. */
async function* readFile(file, onProgress) {
    let handle;
    try {
        handle = await openSame(file);
        let left = file.size;
        while (left > 0) {
            const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, left));
            const { bytesRead } = await handle.read(buffer, 0, buffer.length);
            if (bytesRead === 0)
                throw changed(file);
            left -= bytesRead;
            yield buffer.subarray(0, bytesRead);
            onProgress(bytesRead);
        }
        if (versionOf(await handle.stat({ bigint: true })) !== file.version)
            throw changed(file);
    }
    finally {
        await handle?.close();
    }
}
/** Opens a file, if it is still the one that was listed. */
async function openSame(file) {
    let handle;
    try {
        handle = await (0,promises_.open)(file.source, careful);
    }
    catch {
        throw changed(file);
    }
    if (versionOf(await handle.stat({ bigint: true })) === file.version)
        return handle;
    await handle.close();
    throw changed(file);
}
function changed({ path }) {
    return new errors/* NoVerdictError */.Lc(filesChanged(path));
}

;// CONCATENATED MODULE: ./build/js/send/files/link-commit.js
/**
 * NOMAD applies `comment` and `references` of a nomad.json at the top of an upload to all entries that its processing creates (1.3 and 2.0).
 */
function noteCommit(files, mode, run) {
    if (mode === 'never' || (mode === 'public' && run?.isPublic !== true))
        return { ok: false, why: undefined };
    const own = files.find(({ path }) => ['nomad.json', 'nomad.yaml', 'nomad.yml'].includes(path));
    if (own !== undefined)
        return { ok: false, why: `link-commit adds nothing, because the files have their own ${own.path} at the top.` };
    if (run === undefined || run.pages.commit === '')
        return { ok: false, why: 'link-commit adds nothing, because the commit of this run is not known.' };
    const by = run.pages.run === '' ? '' : `, by ${run.pages.run}`;
    const comment = `Sent from ${run.repository}, commit ${run.commit}${by}.`;
    return { ok: true, content: `${JSON.stringify({ comment, references: [run.pages.commit] }, null, 2)}\n` };
}

;// CONCATENATED MODULE: ./build/js/send/meter.js



const interval = 8 * core_clock/* second */.Rc;
/** Tells how a transfer goes: a line every few seconds, also while nothing moves. */
class Meter {
    #total;
    #clock;
    #say;
    #began;
    #bytes = 0;
    #stop;
    /** `total`: bytes of all files, before they are packed. */
    constructor(total, clock, say) {
        this.#total = total;
        this.#clock = clock;
        this.#say = say;
        this.#began = clock.now();
        this.#stop = clock.after(interval, this.#tell);
    }
    /** Bytes of the files that were packed and handed over. */
    add = (bytes) => {
        this.#bytes += bytes;
    };
    end() {
        this.#stop();
    }
    #tell = () => {
        const time = this.#clock.now() - this.#began;
        const rate = this.#bytes / (time / core_clock/* second */.Rc);
        const percent = this.#total === 0 ? 100 : Math.min(100, Math.floor((100 * this.#bytes) / this.#total));
        const left = rate === 0 ? '' : `, about ${(0,wording/* span */.Ln)(((this.#total - this.#bytes) / rate) * core_clock/* second */.Rc)} left`;
        this.#say(`  ${percent}% sent: ${describeBytes(this.#bytes)} of ${describeBytes(this.#total)}, ${describeBytes(rate)} a second${left}`);
        this.#stop = this.#clock.after(interval, this.#tell);
    };
}

;// CONCATENATED MODULE: ./build/js/send/packer.js








/** Packs the files and sends them, each time anew: they are listed again before each further try. */
class Packer {
    #inputs;
    #shipment;
    #run;
    #deps;
    #tries = 0;
    constructor(inputs, shipment, run, deps) {
        this.#inputs = inputs;
        this.#shipment = shipment;
        this.#run = run;
        this.#deps = deps;
    }
    async send(id, patience) {
        const { sender, clock, say } = this.#deps;
        const selection = await this.#list();
        const note = noteCommit(selection.files, this.#inputs.linkCommit, this.#run);
        const extra = note.ok ? [{ path: 'nomad.json', content: note.content }] : [];
        this.#shipment.extra = extra.map(({ path, content }) => ({ path, size: Buffer.byteLength(content) }));
        if (this.#tries === 1)
            this.#tellOfNote(note);
        const meter = new Meter(selection.bytes, clock, say);
        try {
            return await sender.putArchive(id, () => streamBody('application/octet-stream', packFiles(selection.files, extra, meter.add)), patience);
        }
        finally {
            meter.end();
        }
    }
    #tellOfNote(note) {
        const { notes, created } = this.#shipment;
        if (note.ok)
            notes.push(created === true ? linked : linkedNewOnly);
        else if (note.why !== undefined)
            this.#deps.say(note.why);
    }
    async #list() {
        this.#tries += 1;
        const { selection } = this.#shipment;
        if (this.#tries === 1 && selection !== undefined)
            return selection;
        const selected = await selectFiles(this.#inputs.files, this.#deps.signal);
        if (!selected.ok)
            throw new errors/* NoVerdictError */.Lc(selected.failure);
        this.#shipment.selection = selected.selection;
        return selected.selection;
    }
}

// EXTERNAL MODULE: ./build/js/nomad/search/not-found.js + 2 modules
var not_found = __webpack_require__(2354);
// EXTERNAL MODULE: ./build/js/nomad/search/list.js
var list = __webpack_require__(7382);
;// CONCATENATED MODULE: ./build/js/send/unpublished.js

/** The account's own unpublished uploads of exactly this name, oldest first: by create time, then by id, so that every job has the same order. */
async function listUnpublished(name, { client, clock, until }) {
    // With a time, however early, all of a long list are kept.
    const matches = await (0,list/* searchName */.MO)(name, { own: true, notBefore: 0 }, { client, clock }, { retries: 5, until });
    return matches.uploads.filter(({ published }) => !published).sort(byAge);
}
function byAge(a, b) {
    return compare(a.createdAt, b.createdAt) || compare(a.id, b.id);
}
function compare(a, b) {
    return a < b ? -1 : Number(a > b);
}

;// CONCATENATED MODULE: ./build/js/send/create.js




/** How many of the account's uploads to name where the limit is reached. */
const create_maxNamed = 5;
/** Makes an empty upload of this name. No request is repeated before a look has shown that it was not carried out. */
async function createUpload(name, shipment, deps) {
    const { sender, clock, signal, until, say } = deps;
    for (let n = 0;; n++) {
        const began = sender.readTime();
        const made = await sender.createUpload(name.raw, { retries: 0, until });
        if (typeof made === 'string')
            return create_fail(await create_explain(made, deps));
        if (!('kind' in made)) {
            shipment.made(made);
            return await settleRace(made, name, deps);
        }
        const found = await listUnpublished(name.raw, deps);
        const [only] = found;
        if (found.length > 1)
            return create_fail(severalUnpublished(name.display, found));
        if (only !== undefined) {
            if (await isNew(only, began, deps))
                shipment.made(only);
            else
                shipment.found();
            return { ok: true, upload: only };
        }
        const pause = Math.max(computePause(n, deps), made.retryAfter ?? 0);
        if (clock.now() + pause >= until)
            return create_fail(made.failure);
        say(`${made.failure.message} Trying again in ${(0,wording/* span */.Ln)(pause)} …`);
        await clock.sleep(pause, signal);
    }
}
/** Another job may have made one of this name at the same moment: both see both, and the older one stays. */
async function settleRace(made, name, deps) {
    const found = await listUnpublished(name.raw, deps);
    const [oldest] = found;
    if (!found.some(({ id }) => id === made.id))
        return create_fail(notListed(made));
    if (oldest === undefined || oldest.id === made.id)
        return { ok: true, upload: made };
    return create_fail(madeMeanwhile(name.display, oldest));
}
/** An upload that a lost answer may have been about: empty, and made since by NOMAD's own clock. */
async function isNew({ id, state, createdAt }, began, deps) {
    if (state !== 'ready' || began === undefined || Date.parse(createdAt) < began)
        return false;
    const top = await deps.sender.listFolder(id, '', 1, { retries: 5, until: deps.until });
    return top !== 'absent' && top.total === 0;
}
async function create_explain(hindrance, deps) {
    if (hindrance !== 'limit')
        return notMade(hindrance, deps.api);
    const { client, until } = deps;
    const patience = { retries: 5, until };
    const { total } = await client.listUploads({ own: true, pageSize: 0 }, patience);
    // Newest first, so the oldest are on the last pages.
    const pages = Math.ceil(total / 100);
    const oldest = [];
    for (let page = pages; page >= 1 && page > pages - 3 && oldest.length < create_maxNamed; page--) {
        const { uploads } = await client.listUploads({ own: true, page, pageSize: 100 }, patience);
        oldest.push(...uploads.filter(({ published }) => !published).reverse());
    }
    return uploadLimit(total, oldest.slice(0, create_maxNamed));
}
function create_fail(failure) {
    return { ok: false, failure };
}

;// CONCATENATED MODULE: ./build/js/send/send-target.js




/** Finds the upload that is named, or makes it. Only an unpublished one of which the account is the main author is ever chosen. */
async function chooseTarget(wanted, shipment, deps) {
    if (wanted.kind === 'name')
        return await chooseByName(wanted.name, shipment, deps);
    const chosen = await chooseById(wanted.id, deps);
    if (chosen.ok)
        shipment.found();
    return chosen;
}
async function chooseById(id, deps) {
    const { client, until } = deps;
    const { uploads } = await client.listUploads({ ids: [id], own: true, pageSize: 1 }, { retries: 5, until });
    const upload = uploads.find((one) => one.id === id);
    if (upload?.published === true)
        return { ok: false, failure: alreadyPublished(upload) };
    if (upload !== undefined)
        return { ok: true, upload };
    const look = await client.getUpload(id, { retries: 5, until });
    return { ok: false, failure: look === 'absent' ? await (0,not_found.explainMissingId)(id, deps) : notMainAuthor(id) };
}
async function chooseByName(name, shipment, deps) {
    const [upload, ...others] = await listUnpublished(name.raw, deps);
    if (upload === undefined)
        return await createUpload(name, shipment, deps);
    if (others.length > 0)
        return { ok: false, failure: severalUnpublished(name.display, [upload, ...others]) };
    shipment.found();
    return { ok: true, upload };
}

;// CONCATENATED MODULE: ./build/js/send/bring-in.js








/** Finds or makes the upload, and sends until NOMAD has taken the files. */
async function bringIn(inputs, shipment, ledger, run, deps) {
    try {
        const chosen = await chooseTarget(inputs.wanted, shipment, deps);
        if (!chosen.ok)
            return chosen;
        const { upload } = chosen;
        const { clock, say } = deps;
        showTarget(upload, ledger, clock.now());
        say(`Upload: ${(0,messages_wording/* quoteName */.AB)(upload, 200)}${shipment.created === true ? ' (new)' : ''} ${(0,deployment/* linkUpload */.gN)(inputs.deployment, upload.id)}`);
        if (upload.state === 'running')
            ledger.warn(busyAtFirst(upload));
        const emptied = await emptyFirst(upload, inputs, shipment, deps);
        if (!emptied.ok)
            return emptied;
        const began = clock.now();
        const packer = new Packer(inputs, shipment, run, deps);
        const delivery = await deliver(emptied.upload, (patience) => packer.send(upload.id, patience), deps);
        if (delivery.ok)
            shipment.took = clock.now() - began;
        return delivery;
    }
    catch (error) {
        if (error instanceof errors/* NoVerdictError */.Lc)
            return { ok: false, failure: error.failure };
        throw error;
    }
}
/** Removes all files of an upload that was there, if the inputs ask for that. */
async function emptyFirst(upload, { existingFiles }, shipment, deps) {
    if (existingFiles === 'keep' || shipment.created === true)
        return { ok: true, upload, formerEnd: upload.completedAt };
    const line = removesFirst(upload, await countFiles(upload.id, deps));
    deps.say(line);
    shipment.notes.push(line);
    const removal = await deliver(upload, (patience) => deps.sender.removeFiles(upload.id, patience), deps);
    shipment.emptied = removal.ok;
    return removal;
}
/** Lets the report name the upload from here on. */
function showTarget(upload, ledger, at) {
    ledger.endSearch([toFollow(upload, at)], []);
}
/** An upload that the step has sent itself is followed as one that is given by id. `at`: clock time. */
function toFollow(upload, at) {
    return { given: upload.id, matchedBy: 'id', id: upload.id, older: 0, found: { upload, at } };
}

;// CONCATENATED MODULE: ./build/js/send/messages/arrival.js


const arrival_maxNamed = 3;
const arrival_maxListed = 20;
/** What NOMAD has is not what was sent. */
function incomplete(upload, { problems, unproved }) {
    const named = problems.slice(0, arrival_maxNamed).map((problem) => (0,wording/* cut */.Jj)(problem, 100));
    const more = problems.length > named.length ? ` and ${(0,wording/* count */.U9)(problems.length - named.length, 'more problem')}` : '';
    const parts = [
        ...(named.length > 0 ? [`${named.join(', ')}${more}`] : []),
        ...(unproved > 0 ? [`${(0,wording/* count */.U9)(unproved, 'file')} could not be compared in time`] : []),
    ];
    return {
        reason: 'incomplete',
        message: `Not everything that was sent is in ${(0,messages_wording/* nameUpload */.Lc)(upload)}: ${parts.join('; ')}.`,
        advice: [
            ...(problems.length > arrival_maxNamed ? problems.slice(0, arrival_maxListed).map((problem) => `- ${(0,wording/* cut */.Jj)(problem, 300)}`) : []),
            'Run the job again: files of the same paths are overwritten. If this happens again, tell the people who run the deployment.',
        ].join('\n'),
    };
}

;// CONCATENATED MODULE: ./build/js/send/judge-sent.js








/** NOMAD 2.0 removes what the licence of POTCAR files forbids to keep, and says so at each sending. */
const expectedWarnings = /^Removing POTCAR file from upload/;
/** Waits until NOMAD has processed what was sent, compares what arrived, and judges both. */
async function judgeSent({ upload, formerEnd }, inputs, shipment, ledger, progress, deps) {
    const target = toFollow(upload, deps.clock.now());
    ledger.endSearch([target], []);
    if (!inputs.wait) {
        ledger.judge(target, { conclusion: 'success', message: sentNotJudged(upload, shipment), warnings: [] });
        return ledger.ending();
    }
    const demands = { ...inputs.demands, expectedWarnings };
    await (0,follow/* follow */.e)([target], { ...deps, ...inputs, demands, notBefore: undefined }, ledger, progress);
    const [result] = ledger.ending().results ?? [];
    if (result === undefined)
        throw new TypeError('the upload that was sent is not in the ledger');
    const failure = await findFault(result, formerEnd, shipment, deps);
    const { warnings } = result;
    if (failure !== undefined && (0,failure_reasons/* bySeverity */.N)(failure, result.failure) < 0)
        ledger.judge(target, { conclusion: 'failure', failure, warnings });
    else if (result.failure === undefined)
        ledger.judge(target, { conclusion: 'success', message: sentAndProcessed(result.message, shipment), warnings });
    return judge_sent_explain(await (0,details/* addDetails */.q)(ledger.ending(), deps.client, deps), inputs, shipment);
}
/** What is wrong although the judgement may be good. */
async function findFault({ id, upload }, formerEnd, shipment, deps) {
    if (upload?.state !== 'ended')
        return undefined;
    if (formerEnd !== '' && upload.completedAt === formerEnd)
        return oldProcessing(upload, formerEnd);
    if (upload.status !== 'SUCCESS')
        return undefined;
    const arrival = await checkArrival(id, shipment.sent, deps);
    shipment.arrival = arrival;
    shipment.notes.push(...noteArrival(arrival));
    return arrival.problems.length > 0 || arrival.unproved > 0 ? incomplete(upload, arrival) : undefined;
}
/** Says what of a failure has to do with files that were in the upload before. */
function judge_sent_explain(ending, { existingFiles }, shipment) {
    const [result] = ending.results ?? [];
    if (shipment.created === true || existingFiles === 'remove' || result === undefined)
        return ending;
    const sent = new Set(shipment.sent.map(({ path }) => path));
    const { listed } = result.entries;
    const others = listed.filter(({ mainfile }) => !sent.has(mainfile)).length;
    const sentence = [
        ...(others > 0 ? [mentionOthers(others, listed.length)] : []),
        ...(result.failure?.reason === 'processing-failed' ? explainMerge(result.upload?.errors ?? []) : []),
    ].join(' ');
    if (sentence === '')
        return ending;
    shipment.notes.push(sentence);
    return addToMessage(ending, sentence);
}
function addToMessage(ending, sentence) {
    const message = `${ending.message} ${sentence}`;
    // A longer one is in the summary.
    if (message.length > 500)
        return ending;
    const { failure, results = [] } = ending;
    return {
        ...ending,
        message,
        failure: failure && { ...failure, message },
        results: results.map((result) => ({ ...result, message, failure: result.failure && { ...result.failure, message } })),
    };
}

// EXTERNAL MODULE: ./build/js/step/escape.js
var step_escape = __webpack_require__(4563);
;// CONCATENATED MODULE: ./build/js/send/report.js



const maxLargest = 5;
/** What sending adds to the report. */
function renderShipment(shipment) {
    const { selection, created, took } = shipment;
    const files = selection?.files.length;
    return {
        outputs: {
            'file-count': String(files ?? ''),
            'byte-count': String(selection?.bytes ?? ''),
            created: String(created ?? ''),
        },
        blocks: selection === undefined ? [] : describeShipment(shipment, selection),
        fields: {
            sent: { files: files ?? '', bytes: selection?.bytes ?? '', created: created ?? '', taken: took !== undefined },
        },
    };
}
function describeShipment({ took, notes, arrival }, selection) {
    const { files, bytes } = selection;
    const sent = took === undefined ? 'Not sent' : `Sent in ${(0,wording/* span */.Ln)(took)}`;
    const bySum = arrival?.bySum ?? 0;
    const lines = [
        `${sent}: ${(0,wording/* count */.U9)(files.length, 'file')}, ${describeBytes(bytes)}.`,
        ...describeLeftOut(selection),
        ...(bySum > 0 ? [`For ${(0,wording/* count */.U9)(bySum, 'folder')}, only the total size was compared with what was sent.`] : []),
        ...notes,
    ];
    return ['### Files', ...lines.map(step_escape/* markdown */.wD), listLargest(selection)].filter((block) => block !== '');
}
function describeLeftOut({ leftOut: { hidden, excluded, examples } }) {
    const parts = [
        ...(hidden > 0 ? [(0,wording/* count */.U9)(hidden, 'hidden file or folder', 'hidden files and folders')] : []),
        ...(excluded > 0 ? [`${(0,wording/* count */.U9)(excluded, 'file')} that path excludes`] : []),
    ];
    if (parts.length === 0)
        return [];
    return [`Left out: ${parts.join(', ')} (${examples.map((one) => (0,wording/* cut */.Jj)(one, 100)).join(', ')}).`];
}
function listLargest({ files }) {
    const largest = files.toSorted((a, b) => b.size - a.size).slice(0, maxLargest);
    const rows = largest.map(({ path, size }) => `| ${(0,step_escape/* code */.aY)((0,wording/* cut */.Jj)(path, 200))} | ${describeBytes(size)} |`);
    const title = files.length > maxLargest ? 'The five largest files' : 'All files';
    return `<details><summary>${title}</summary>\n\n| File | Size |\n|:---|---:|\n${rows.join('\n')}\n\n</details>`;
}

;// CONCATENATED MODULE: ./build/js/send/shipment.js
/** What is known so far of what this step sends: the report is made from this, whenever and however the step ends. */
class Shipment {
    /** The files, once they were listed. */
    selection;
    /** All files of the upload were removed before sending. */
    emptied = false;
    /** Milliseconds until NOMAD had taken the files; undefined: it has not. */
    took;
    /** Files that the step adds. */
    extra = [];
    arrival;
    /** Sentences for the summary. */
    notes = [];
    #created;
    #made;
    #onMade;
    /** `onMade` is called at once with an upload that this step has made. */
    constructor(onMade = () => undefined) {
        this.#onMade = onMade;
    }
    /** The step sends into an upload that was there. */
    found() {
        this.#created = false;
    }
    made(upload) {
        this.#created = true;
        this.#made = upload;
        this.#onMade(upload);
    }
    /** Whether this step made the upload; undefined: that is not known yet. */
    get created() {
        return this.#created;
    }
    /** Everything that was sent, as it must arrive. */
    get sent() {
        return [...(this.selection?.files ?? []), ...this.extra];
    }
    /** The upload that this step made. */
    get own() {
        return this.#made;
    }
}

// EXTERNAL MODULE: ./build/js/send/state.js
var state = __webpack_require__(1511);
;// CONCATENATED MODULE: ./build/js/send/clean-up.js


/** Deletes an upload that this step made, if a look shows that nothing is in it and nothing runs. */
async function cleanUp(id, { client, sender, remover, clock, time }) {
    const patience = { retries: 2, until: clock.now() + time };
    try {
        const look = await client.getUpload(id, patience);
        if (look === 'absent')
            return 'removed';
        if (look.upload.state !== 'ready' || look.upload.published)
            return 'kept';
        const top = await sender.listFolder(id, '', 1, patience);
        if (top !== 'absent' && top.total > 0)
            return 'kept';
        const deleted = await remover.deleteUpload(id, patience);
        return deleted === 'absent' || (0,nomad_remover/* isDone */.$)(deleted) ? 'removed' : 'kept';
    }
    catch (error) {
        if (error instanceof errors/* NoVerdictError */.Lc)
            return 'kept';
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/js/send/tidy-up.js








// After a cancellation, 4.5 seconds are left for everything.
const hasty = 3 * core_clock/* second */.Rc;
/** After a failed delivery: deletes the upload that this step made, if it is empty, and tells what is left behind. */
async function tidyUp(failure, inputs, { own, emptied }, sending, deps) {
    if (emptied)
        return leftEmpty(failure);
    if (own === undefined)
        return failure;
    const result = failure.reason === 'cancelled'
        ? await cleanUpInHaste(own.id, inputs, deps)
        : await cleanUp(own.id, { ...sending, time: 60 * core_clock/* second */.Rc });
    return result === 'removed' ? removedAgain(failure, own) : leftBehind(failure, own);
}
/** The connection of the step is closed by the cancellation, so this takes another one. */
async function cleanUpInHaste(id, inputs, deps) {
    const { clock, log, secrets } = deps;
    const limit = new AbortController();
    const stop = clock.after(hasty, () => {
        limit.abort(new Error('no time is left'));
    });
    const { redact } = secrets;
    const requester = (0,connect/* connect */.N)(inputs, [], new judgement_progress/* Progress */.k(log, clock, inputs.deployment), { ...deps, signal: limit.signal });
    try {
        const clients = {
            client: (0,client/* createClient */.U)(requester, redact),
            sender: (0,nomad_sender/* createSender */.aE)(requester, redact),
            remover: (0,nomad_remover/* createRemover */.v)(requester, redact),
        };
        return await cleanUp(id, { ...clients, clock, time: hasty });
    }
    catch (error) {
        if (limit.signal.aborted)
            return 'kept';
        throw error;
    }
    finally {
        stop();
    }
}

;// CONCATENATED MODULE: ./build/js/send/main.js

















const scopes = ['uploads:read', 'uploads:write'];
/** The whole step. */
async function send() {
    const environment = process.env;
    const shipment = new Shipment((upload) => {
        (0,state/* saveUpload */.fz)(environment, upload.id);
    });
    await (0,judging_step/* runJudgingStep */.g)({
        title: 'NOMAD send',
        read: inputs/* readInputs */.K,
        work: async (inputs, ledger, deps) => await sendAndJudge(inputs, shipment, ledger, await (0,run/* readRun */.c)(environment), deps),
        complete: (ending) => {
            (0,state/* saveConclusion */.p5)(environment, ending);
            return { ...ending, addition: renderShipment(shipment) };
        },
    });
}
/** Lists the files, brings them into an upload, waits until NOMAD has processed them, and judges what came of it. */
async function sendAndJudge(inputs, shipment, ledger, run, deps) {
    const { clock, log } = deps;
    const selected = await selectFiles(inputs.files, deps.signal);
    if (!selected.ok)
        return ledger.ending(selected.failure);
    shipment.selection = selected.selection;
    for (const line of describeSelection(selected.selection))
        log.line(line);
    for (const line of selected.selection.unmatched)
        ledger.warn(unmatched(line));
    const { credentials } = inputs;
    if (inputs.dryRun || credentials === undefined)
        return wouldSend(selected.selection, ledger.ending().warnings);
    const progress = new judgement_progress/* Progress */.k(log, clock, inputs.deployment);
    const sending = prepare({ ...inputs, credentials }, progress, deps);
    const longest = inputs.sendTimeout + inputs.timeout;
    const warning = (0,connect/* announceLogin */.l)({ ...inputs, credentials }, longest, deps);
    if (warning !== undefined)
        ledger.warn(warning);
    await sending.client.login({ retries: 5, until: clock.now() + core_clock/* minute */.Vc });
    const brought = await bringIn(inputs, shipment, ledger, run, sending);
    if (!brought.ok)
        return ledger.ending(await tidyUp(brought.failure, { ...inputs, credentials }, shipment, sending, deps));
    return await judgeSent(brought, inputs, shipment, ledger, progress, { ...deps, ...sending });
}
function prepare(inputs, progress, deps) {
    const { secrets, clock, signal, log } = deps;
    const requester = (0,connect/* connect */.N)(inputs, scopes, progress, deps);
    const now = clock.now();
    return {
        client: (0,client/* createClient */.U)(requester, secrets.redact),
        sender: (0,nomad_sender/* createSender */.aE)(requester, secrets.redact),
        remover: (0,nomad_remover/* createRemover */.v)(requester, secrets.redact),
        ...{ api: inputs.deployment.api, clock, signal, redact: secrets.redact, random: Math.random },
        ...{ appearUntil: now, waited: false, notYet: progress.notYet },
        until: now + inputs.sendTimeout,
        say: (line) => {
            log.line(line);
        },
    };
}


/***/ }),

/***/ 1511:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fz: () => (/* binding */ saveUpload),
/* harmony export */   p5: () => (/* binding */ saveConclusion),
/* harmony export */   un: () => (/* binding */ readState)
/* harmony export */ });
/* harmony import */ var _step_output_file_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(820);

/** What the step leaves for its post step, in the runner's file of states. */
const names = { upload: 'made-upload', conclusion: 'send-conclusion' };
/** An upload that this step made. */
function saveUpload(environment, id) {
    (0,_step_output_file_js__WEBPACK_IMPORTED_MODULE_0__/* .writeOutputs */ .K)(environment['GITHUB_STATE'], { [names.upload]: id });
}
function saveConclusion(environment, { failure }) {
    (0,_step_output_file_js__WEBPACK_IMPORTED_MODULE_0__/* .writeOutputs */ .K)(environment['GITHUB_STATE'], { [names.conclusion]: failure === undefined ? 'success' : 'failure' });
}
/** `madeUpload`: '' if the step made none. A step that was killed has not succeeded. */
function readState(environment) {
    return {
        madeUpload: environment[`STATE_${names.upload}`] ?? '',
        succeeded: environment[`STATE_${names.conclusion}`] === 'success',
    };
}


/***/ }),

/***/ 7733:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ readRun)
/* harmony export */ });
/* harmony import */ var _core_record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(930);

/** The run, as the runner's variables and its event file tell it. undefined: there is no repository. */
async function readRun(environment) {
    const [owner, repo] = (environment['GITHUB_REPOSITORY'] ?? '').split('/');
    const event = await readEvent();
    const pull = (0,_core_record_js__WEBPACK_IMPORTED_MODULE_0__/* .isRecord */ .u)(event['pull_request']) ? event['pull_request'] : {};
    const head = (0,_core_record_js__WEBPACK_IMPORTED_MODULE_0__/* .isRecord */ .u)(pull['head'])
        ? pull['head']['sha']
        : (0,_core_record_js__WEBPACK_IMPORTED_MODULE_0__/* .isRecord */ .u)(event['workflow_run'])
            ? event['workflow_run']['head_sha']
            : undefined;
    const commit = typeof head === 'string' ? head : environment['GITHUB_SHA'];
    if (owner === undefined || owner === '' || repo === undefined || commit === undefined)
        return undefined;
    const path = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`;
    const attempt = /^\d{1,9}$/.test(environment['GITHUB_RUN_ATTEMPT'] ?? '') ? Number(environment['GITHUB_RUN_ATTEMPT']) : 1;
    return {
        ...{ path, commit, attempt, repository: `${owner}/${repo}` },
        isPublic: (0,_core_record_js__WEBPACK_IMPORTED_MODULE_0__/* .isRecord */ .u)(event['repository']) && event['repository']['private'] === false,
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
        return (0,_core_record_js__WEBPACK_IMPORTED_MODULE_0__/* .isRecord */ .u)(context.payload) ? context.payload : {};
    }
    catch {
        return {};
    }
}


/***/ })

};
;