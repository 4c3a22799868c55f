"use strict";
exports.id = 725;
exports.ids = [725,354];
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
/* harmony import */ var _transport_request_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(246);



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
    return typeof changed === 'object' && !(0,_transport_request_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnanswered */ .N)(changed);
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
/* harmony import */ var _step_inputs_login_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1631);
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
        root: root === '' || root === '.' ? undefined : root,
        includeHidden: reader.boolean('include-hidden-files', false),
    };
}


/***/ }),

/***/ 5725:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  send: () => (/* binding */ send)
});

// UNUSED EXPORTS: sendAndJudge

// EXTERNAL MODULE: ./build/js/core/clock.js
var core_clock = __webpack_require__(2957);
// EXTERNAL MODULE: ./build/js/judgement/connect.js + 1 modules
var connect = __webpack_require__(7157);
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
// EXTERNAL MODULE: ./build/js/send/inputs.js
var inputs = __webpack_require__(6269);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/core/workload.js
var workload = __webpack_require__(6054);
// EXTERNAL MODULE: ./build/js/step/paths.js
var paths = __webpack_require__(9726);
// EXTERNAL MODULE: ./build/js/core/wording.js
var wording = __webpack_require__(6355);
// EXTERNAL MODULE: ./build/js/step/messages/input.js
var messages_input = __webpack_require__(4199);
;// CONCATENATED MODULE: ./build/js/send/messages/files.js


/** Why files can't be sent. */
const unsafe = {
    lfs: {
        one: 'is a Git LFS pointer, not the content',
        many: 'are Git LFS pointers, not the content',
        advice: 'Check out with lfs: true (actions/checkout), so that the files have their content.',
    },
    annex: {
        one: 'is a git-annex pointer or link, not the content',
        many: 'are git-annex pointers or links, not the content',
        advice: 'Run git annex get and git annex unlock for these files before this step.',
    },
    broken: {
        one: 'is a link to something that does not exist',
        many: 'are links to something that does not exist',
        advice: 'Remove a broken link, or exclude it with a line that begins with "!" in path.',
    },
    loop: {
        one: 'is a link or folder that leads back to itself',
        many: 'are links or folders that lead back to themselves',
        advice: 'Exclude a link that leads in a circle with a line that begins with "!" in path.',
    },
    outside: {
        one: 'is a link that leads out of the workspace',
        many: 'are links that lead out of the workspace',
        advice: 'Copy the file or folder that a link leads to into the workspace (below RUNNER_TEMP: into files-root), or exclude the link.',
    },
    unreadable: {
        one: "can't be read",
        many: "can't be read",
        advice: 'Give the user of the runner the right to read these files, and check that no other process removes them.',
    },
    special: {
        one: 'is not a regular file',
        many: 'are not regular files',
        advice: 'Exclude pipes, sockets and devices with a line that begins with "!" in path.',
    },
    name: {
        one: 'has a backslash, a control character or bytes that are not UTF-8 in its path',
        many: 'have a backslash, a control character or bytes that are not UTF-8 in their paths',
        advice: 'Rename these files or folders.',
    },
};
// A verdict has at most 500 characters.
const maxMessage = 480;
const maxPath = 80;
function quote(path) {
    return `"${(0,wording/* cut */.Jj)(path, maxPath)}"`;
}
/** `"a", "b" and 3 more`. */
function list({ count: total, examples }) {
    const shown = examples.slice(0, 3).map(quote);
    const more = total - shown.length;
    if (more > 0)
        return `${shown.join(', ')} and ${more} more`;
    return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}
/** There is at least one problem, and each is a sentence. */
function invalidFiles(input, sentences) {
    return (0,messages_input/* invalidInput */.a)(sentences.map((sentence) => ({ name: input, sentence })));
}
function tooManyFiles(max) {
    return invalidFiles('path', [
        `path means more than ${max} files, and one upload takes no more: pack folders of many small files into an archive in an earlier step, or send them to several uploads.`,
    ]);
}
function tooManyNames(max) {
    return invalidFiles('path', [
        `path leads to more than ${max} files and folders to look at: name the folders with your data instead of a pattern for all folders.`,
    ]);
}
function outsideRoot(files) {
    const verb = files.count === 1 ? 'lies' : 'lie';
    return invalidFiles('files-root', [
        `${list(files)} ${verb} outside files-root: set files-root to a folder that contains all files of path, or leave them out of path.`,
    ]);
}
/** `lines` are those of path. */
function noFiles(lines, hidden, excluded) {
    const looked = (0,wording/* cut */.Jj)(lines.map(quote).join(', '), 200);
    const advice = [
        ...(hidden.count === 0 ? [] : ['Set include-hidden-files: true to send hidden files and folders; .git is never sent.']),
        ...(excluded.count === 0 ? [] : ['Check the lines that begin with "!": the last line that matches a file decides.']),
        'Check that path is relative to the workspace, and that an earlier step has checked out the repository or made the files.',
    ];
    return {
        reason: 'no-files',
        message: `There is nothing to send: path (${looked}) gives no file.${leftOut(hidden, 'hidden')}${leftOut(excluded, 'excluded')}`,
        advice: advice.join('\n'),
    };
}
function leftOut(paths, what) {
    if (paths.count === 0)
        return '';
    const [first = ''] = paths.examples;
    return paths.count === 1
        ? ` ${quote(first)} was left out because it is ${what}.`
        : ` ${(0,wording/* count */.U9)(paths.count, 'file or folder', 'files and folders')} were left out because they are ${what}, for example ${quote(first)}.`;
}
function unsafeFiles(found) {
    const kinds = [...found].map(([kind, paths]) => ({
        sentence: `${list(paths)} ${paths.count === 1 ? unsafe[kind].one : unsafe[kind].many}.`,
        advice: unsafe[kind].advice,
    }));
    const all = `Nothing was sent: ${kinds.map(({ sentence }) => sentence).join(' ')}`;
    const total = [...found.values()].reduce((sum, paths) => sum + paths.count, 0);
    const isShort = all.length <= maxMessage;
    return {
        reason: 'unsafe-files',
        message: isShort
            ? all
            : `Nothing was sent: ${(0,wording/* count */.U9)(total, 'file')} can't be sent safely, for ${(0,wording/* count */.U9)(kinds.length, 'reason')}.`,
        advice: kinds.map(({ sentence, advice }) => (isShort ? advice : `${sentence} ${advice}`)).join('\n'),
    };
}
/** What was read is not what was listed. */
function filesChanged(path) {
    return {
        reason: 'files-changed',
        message: `${quote(path)} changed while the files were being sent.`,
        advice: 'Send files that nothing writes to: wait until the program that makes them has ended, or copy them first.',
    };
}

;// CONCATENATED MODULE: ./build/js/send/messages/lines.js
/** Sentences about the lines of the input path, and about files-root. */
const emptyLine = 'path has a line with nothing but "!": write what to exclude behind it.';
function absoluteLine(line) {
    return `path has the line "${line}", which is an absolute path: write it relative to the workspace. Only what lies below RUNNER_TEMP may be absolute.`;
}
function rootNeeded(line) {
    return `path has the line "${line}", which lies below RUNNER_TEMP: set files-root as well, to the folder there that becomes the top of the upload.`;
}
function lineAbove(line) {
    return `path has the line "${line}", which contains "..": write it without, relative to the workspace.`;
}
function badRoot(root) {
    return `files-root is "${root}", which is not a folder in the workspace or below RUNNER_TEMP.`;
}

;// CONCATENATED MODULE: ./build/js/send/files/inspect.js

/** Opens what was a file when it was listed, and waits for nothing if it has become a pipe. Follows no link. */
const openFlags = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK | external_node_fs_.constants.O_NOFOLLOW;
/** The time of change, not of modification: programs can set the latter. */
function identify({ size, ctimeNs, ino }) {
    return { size: Number(size), changedAt: ctimeNs, inode: ino };
}
/** Looks whether a file can be read, and is not the stand-in for one that is somewhere else. */
function inspectFile(source) {
    try {
        const file = (0,external_node_fs_.openSync)(source, openFlags);
        try {
            const stats = (0,external_node_fs_.fstatSync)(file, { bigint: true });
            if (!stats.isFile())
                return { ok: false, problem: 'special' };
            const identity = identify(stats);
            const problem = findPointer(file, identity.size);
            return problem === undefined ? { ok: true, identity } : { ok: false, problem };
        }
        finally {
            (0,external_node_fs_.closeSync)(file);
        }
    }
    catch {
        return { ok: false, problem: 'unreadable' };
    }
}
// git-lfs and git-annex take no larger file for a pointer.
const largestLfsPointer = 1023;
const largestAnnexPointer = 32 * 1024;
const lfsPointer = /^version https:\/\/git-lfs\.github\.com\/spec\/v1(\r?\n|$)/;
function findPointer(file, size) {
    if (size > largestAnnexPointer)
        return undefined;
    const start = Buffer.alloc(64);
    const text = start.toString('latin1', 0, (0,external_node_fs_.readSync)(file, start));
    if (size <= largestLfsPointer && lfsPointer.test(text))
        return 'lfs';
    return text.startsWith('/annex/objects/') ? 'annex' : undefined;
}

;// CONCATENATED MODULE: ./build/js/send/files/glob.js
function parseGlob(segments) {
    return segments.map((segment) => (segment === '**' ? segment : parseName(Array.from(segment))));
}
function startOf(glob) {
    return withoutFolders(glob, new Set([0]));
}
/** Goes on by one name of the path. What matches a folder matches everything below it. */
function advance(glob, progress, name) {
    const next = new Set();
    const characters = Array.from(name);
    for (const used of progress) {
        const part = glob[used];
        if (part === undefined || part === '**')
            next.add(used);
        else if (matchesName(part, characters))
            next.add(used + 1);
    }
    return withoutFolders(glob, next);
}
function isMatch(glob, progress) {
    return progress.includes(glob.length);
}
/** `**` may also stand for no folder. */
function withoutFolders(glob, progress) {
    // A set hands out what is added meanwhile, too.
    for (const used of progress)
        if (glob[used] === '**')
            progress.add(used + 1);
    return [...progress];
}
function parseName(characters) {
    const parts = [];
    for (let i = 0; i < characters.length; i++) {
        const character = characters[i];
        // `]` right behind the bracket is one of the characters.
        const negated = ['!', '^'].includes(characters[i + 1] ?? '');
        const first = i + (negated ? 2 : 1);
        const end = character === '[' ? characters.indexOf(']', first + 1) : -1;
        if (character === '*') {
            parts.push({ kind: 'any' });
        }
        else if (character === '?') {
            parts.push({ kind: 'one', accepts: () => true });
        }
        else if (end >= 0) {
            const isInSet = parseSet(characters.slice(first, end));
            parts.push({ kind: 'one', accepts: (c) => isInSet(c) !== negated });
            i = end;
        }
        else {
            parts.push({ kind: 'one', accepts: (c) => c === character });
        }
    }
    return parts;
}
function parseSet(characters) {
    const ranges = [];
    for (let i = 0; i < characters.length; i++) {
        const from = codePoint(characters[i]);
        const isRange = characters[i + 1] === '-' && i + 2 < characters.length;
        ranges.push([from, isRange ? codePoint(characters[i + 2]) : from]);
        if (isRange)
            i += 2;
    }
    return (character) => ranges.some(([from, to]) => from <= codePoint(character) && codePoint(character) <= to);
}
function codePoint(character) {
    return character?.codePointAt(0) ?? -1;
}
function matchesName(name, characters) {
    // Only the last star ever needs to move on: there is no nesting, so no exponential time.
    let [n, c, star, resume] = [0, 0, -1, 0];
    while (c < characters.length) {
        const part = name[n];
        if (part?.kind === 'any') {
            star = n++;
            resume = c;
        }
        else if (part?.accepts(characters[c] ?? '')) {
            n++;
            c++;
        }
        else if (star >= 0) {
            n = star + 1;
            c = ++resume;
        }
        else {
            return false;
        }
    }
    while (name[n]?.kind === 'any')
        n++;
    return n === name.length;
}

;// CONCATENATED MODULE: ./build/js/send/files/lines.js



/** Reads the lines of `path`. A problem is a sentence about the input. */
function readLines(texts, context) {
    const read = texts.map((text) => readLine(text, context));
    return {
        lines: read.filter((line) => typeof line !== 'string'),
        problems: read.filter((line) => typeof line === 'string'),
    };
}
function readLine(text, { temporary, isRootGiven }) {
    const excludes = text.startsWith('!');
    const path = withSlashes(excludes ? text.slice(1) : text);
    if (path === '')
        return emptyLine;
    const below = temporary === undefined ? undefined : pathBelow(path, withSlashes(temporary));
    if (below === undefined && (path.startsWith('/') || (0,external_node_path_.isAbsolute)(path)))
        return absoluteLine(text);
    if (below !== undefined && !isRootGiven)
        return rootNeeded(text);
    const relative = below ?? path;
    const segments = relative.split('/').filter((segment) => segment !== '' && segment !== '.');
    if (segments.includes('..'))
        return lineAbove(text);
    // With a slash or `**` at its end a line means what is in folders, and not a file of the folder's name.
    const glob = parseGlob(relative.endsWith('/') || segments.at(-1) === '**' ? [...segments, '*'] : segments);
    return { text, excludes, top: below === undefined ? 'workspace' : 'temporary', glob };
}
/** What follows the folder in the path; undefined: the path is not below the folder. */
function pathBelow(path, folder) {
    const start = folder.endsWith('/') ? folder : `${folder}/`;
    return path.startsWith(start) && path.length > start.length ? path.slice(start.length) : undefined;
}
/** With `/` between the names, also on Windows. */
function withSlashes(path) {
    return path.split(external_node_path_.sep).join('/');
}
function startOfLines(lines) {
    return lines.map(({ glob }) => startOf(glob));
}
function advanceLines(lines, standing, name) {
    return lines.map(({ glob }, i) => advance(glob, standing[i] ?? [], name));
}
/** The numbers of the lines that match. */
function matchingLines(lines, standing) {
    return lines.flatMap(({ glob }, i) => (isMatch(glob, standing[i] ?? []) ? [i] : []));
}
/**
 * What the lines say about a file: the last one that matches decides. `nothing`: no line ever included it.
 */
function decideOnFile(lines, standing) {
    const matching = matchingLines(lines, standing).map((i) => lines[i]);
    if (matching.every((line) => line === undefined || line.excludes))
        return 'nothing';
    return matching.at(-1)?.excludes === true ? 'excluded' : 'included';
}
/** The same for everything below a folder: `included` says that there may be something. */
function decideOnFolder(lines, standing) {
    const mayInclude = lines.map(({ excludes }, i) => !excludes && (standing[i] ?? []).length > 0);
    if (!mayInclude.includes(true))
        return 'nothing';
    const excludedBy = matchingLines(lines, standing).findLast((i) => lines[i]?.excludes === true) ?? -1;
    return mayInclude.lastIndexOf(true) > excludedBy ? 'included' : 'excluded';
}

;// CONCATENATED MODULE: ./build/js/send/files/tally.js
const maxExamples = 5;
/** How many paths there are, and the first few of them. */
class Tally {
    count = 0;
    examples = [];
    add(path) {
        this.count++;
        if (this.examples.length < maxExamples)
            this.examples.push(path);
    }
}

;// CONCATENATED MODULE: ./build/js/send/files/collection.js






// NOMAD would take a backslash for a slash or refuse it, and a control character has no place in a name that people read.
const unsafeName = /[\\\p{Cc}]/u;
/** Gathers what is found, and what is wrong with it. */
class Collection {
    #root;
    files = [];
    #unsafe = new Map();
    #outside = new Tally();
    #hidden = new Tally();
    #excluded = new Tally();
    #matched = new Set();
    /** The root as it is written. */
    constructor(root) {
        this.#root = root;
    }
    /** `top` is the folder in which it was found, as it is written. */
    add(found, top) {
        if (found.kind === 'file')
            this.#addFile(found, (0,external_node_path_.resolve)(top, found.path));
        else if (found.kind === 'unsafe')
            this.#addUnsafe(found.problem, found.path);
        else
            (found.kind === 'hidden' ? this.#hidden : this.#excluded).add(found.path);
    }
    #addUnsafe(kind, path) {
        const tally = this.#unsafe.get(kind) ?? new Tally();
        this.#unsafe.set(kind, tally);
        tally.add(path);
    }
    #addFile({ path, source }, written) {
        const inUpload = withSlashes((0,external_node_path_.relative)(this.#root, written));
        if (!(0,paths/* isInside */.FK)(written, this.#root)) {
            this.#outside.add(path);
        }
        else if (unsafeName.test(inUpload)) {
            this.#addUnsafe('name', path);
        }
        else {
            const inspected = inspectFile(source);
            if (inspected.ok)
                this.files.push({ path: inUpload, source, ...inspected.identity });
            else
                this.#addUnsafe(inspected.problem, path);
        }
    }
    addMatched(lines) {
        for (const line of lines)
            this.#matched.add(line);
    }
    judge(lines) {
        const texts = lines.map(({ text }) => text);
        if (this.#outside.count > 0)
            return { ok: false, failure: outsideRoot(this.#outside) };
        if (this.#unsafe.size > 0)
            return { ok: false, failure: unsafeFiles(this.#unsafe) };
        if (this.files.length === 0)
            return { ok: false, failure: noFiles(texts, this.#hidden, this.#excluded) };
        const selection = {
            files: this.files.sort((a, b) => (a.path < b.path ? -1 : 1)),
            bytes: this.files.reduce((sum, { size }) => sum + size, 0),
            leftOut: {
                hidden: this.#hidden.count,
                excluded: this.#excluded.count,
                examples: [...this.#hidden.examples, ...this.#excluded.examples],
            },
            unmatched: lines.filter((line) => !this.#matched.has(line)).map(({ text }) => text),
        };
        return { ok: true, selection };
    }
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
;// CONCATENATED MODULE: ./build/js/send/files/follow-link.js


/** Finds out what a name in a folder stands for. The path to the folder may not contain links. */
function findEnd(path, item, bounds) {
    return item.isSymbolicLink() ? followLink(path, bounds) : { kind: kindOf(item), source: path, problem: undefined };
}
function kindOf(item) {
    return item.isFile() ? 'file' : item.isDirectory() ? 'folder' : 'other';
}
function followLink(path, bounds) {
    try {
        // git-annex has the content behind such a link, if anywhere, and no part of .git is ever sent.
        if (/(^|[\\/])\.git[\\/]annex[\\/]objects[\\/]/.test((0,external_node_fs_.readlinkSync)(path)))
            return { kind: 'file', source: path, problem: 'annex' };
        const source = (0,external_node_fs_.realpathSync)(path);
        return { kind: kindOf((0,external_node_fs_.statSync)(source)), source, problem: (0,paths/* isInside */.FK)(source, bounds) ? undefined : 'outside' };
    }
    catch (error) {
        return { kind: 'file', source: path, problem: problemOf(error) };
    }
}
function problemOf(error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ELOOP')
        return 'loop';
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'broken' : 'unreadable';
}

;// CONCATENATED MODULE: ./build/js/send/files/walk.js





/** Links can make many paths of few folders. */
const maxNames = 1_000_000;
/** To follow a link takes as long as to look at this many names. */
const namesPerLink = 8;
/** Opening and reading one name costs about as much as comparing this many characters. */
const stepsPerName = 2000;
/** Finds what the lines include. Nothing is opened but folders: opening a pipe would wait for its writer. */
class Walk {
    #tree;
    #lines;
    #includeHidden;
    /** The numbers of the lines that something matched. */
    matched = new Set();
    #seen = 0;
    constructor(tree, lines, includeHidden) {
        this.#tree = tree;
        this.#lines = lines;
        this.#includeHidden = includeHidden;
    }
    /** There was more to look at than `maxNames`. */
    get isCut() {
        return this.#seen > maxNames;
    }
    async *run(work) {
        const open = [{ path: '', source: this.#tree.top, standing: startOfLines(this.#lines), parent: undefined }];
        for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
            for await (const found of this.#readFolder(folder, work)) {
                if (found.kind === 'folder')
                    open.push(found.folder);
                else
                    yield found;
            }
        }
    }
    async *#readFolder(folder, work) {
        const items = this.isCut ? [] : listFolder(folder.source);
        if (items === undefined)
            yield { kind: 'unsafe', problem: 'unreadable', path: folder.path || '.' };
        for (const item of items ?? []) {
            const names = item.isSymbolicLink() ? namesPerLink : 1;
            await work.add(names * stepsPerName * (1 + this.#lines.length / 10));
            this.#seen += names;
            if (this.isCut)
                return;
            const found = this.#look(folder, item);
            if (found !== undefined)
                yield found;
        }
    }
    #look(parent, item) {
        const name = item.name.toString();
        const path = parent.path === '' ? name : `${parent.path}/${name}`;
        const standing = advanceLines(this.#lines, parent.standing, name);
        if (standing.every((progress) => progress.length === 0))
            return undefined;
        const end = findEnd((0,external_node_path_.join)(parent.source, name), item, this.#tree.bounds);
        const decision = end.kind === 'folder' ? decideOnFolder(this.#lines, standing) : decideOnFile(this.#lines, standing);
        if (decision === 'nothing')
            return undefined;
        for (const line of matchingLines(this.#lines, standing))
            this.matched.add(line);
        if (decision === 'excluded') {
            this.#passOver(standing);
            return { kind: 'excluded', path };
        }
        if (this.#isHidden(name) || this.#leadsToHidden(end.source))
            return { kind: 'hidden', path };
        // A name that is not UTF-8 has been read as another one, so nothing can be said about what is there.
        const problem = (0,external_node_buffer_.isUtf8)(item.name) ? end.problem : 'name';
        if (problem !== undefined)
            return { kind: 'unsafe', problem, path };
        if (end.kind === 'other')
            return { kind: 'unsafe', problem: 'special', path };
        if (end.kind === 'file')
            return { kind: 'file', path, source: end.source };
        if (wasReachedThrough(parent, end.source))
            return { kind: 'unsafe', problem: 'loop', path };
        return { kind: 'folder', folder: { path, source: end.source, standing, parent } };
    }
    /** Other lines may exclude something below an excluded folder. Nobody looks there, so they aren't said to match nothing. */
    #passOver(standing) {
        for (const [i, line] of this.#lines.entries())
            if (line.excludes && (standing[i] ?? []).length > 0)
                this.matched.add(i);
    }
    #isHidden(name) {
        return name.toLowerCase() === '.git' || (!this.#includeHidden && name.startsWith('.'));
    }
    /** What is hidden stays hidden where a link has another name for it. */
    #leadsToHidden(source) {
        const way = (0,external_node_path_.relative)(this.#tree.bounds, source).split(external_node_path_.sep);
        return way[0] !== '..' && way.some((name) => this.#isHidden(name));
    }
}
function wasReachedThrough(folder, source) {
    for (let at = folder; at !== undefined; at = at.parent)
        if (at.source === source)
            return true;
    return false;
}
/** undefined: it can't be read. The names are bytes, because a file may have any. */
function listFolder(path) {
    try {
        return (0,external_node_fs_.readdirSync)(path, { encoding: 'buffer', withFileTypes: true });
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/js/send/files/select.js









const maxFiles = 100_000;
/** Lists the files that the inputs mean. A failure asks nothing of NOMAD. */
async function selectFiles(inputs, signal) {
    const { lines, problems } = readLines(inputs.lines, { temporary: inputs.temporary, isRootGiven: inputs.root !== undefined });
    if (problems.length > 0)
        return fail(invalidFiles('path', problems));
    const root = findRoot(inputs);
    if (root === undefined)
        return fail(invalidFiles('files-root', [badRoot(inputs.root ?? '.')]));
    const collected = new Collection(root.written);
    const work = new workload/* Workload */.s(signal);
    for (const { tree, written, lines: own } of findTrees(inputs, root, lines)) {
        const walk = new Walk(tree, own, inputs.includeHidden);
        for await (const found of walk.run(work)) {
            collected.add(found, written);
            if (collected.files.length > maxFiles)
                return fail(tooManyFiles(maxFiles));
        }
        if (walk.isCut)
            return fail(tooManyNames(maxNames));
        collected.addMatched(own.filter((_, i) => walk.matched.has(i)));
    }
    return collected.judge(lines);
}
function fail(failure) {
    return { ok: false, failure };
}
/** The folder that becomes the top of the upload. */
function findRoot({ workspace, temporary, root = '.' }) {
    const written = (0,external_node_path_.resolve)(workspace, root);
    const real = (0,paths/* realPath */.Ye)(written);
    if (real === undefined || !(0,external_node_fs_.statSync)(real).isDirectory())
        return undefined;
    const tops = [workspace, temporary].flatMap((top) => (top === undefined ? [] : ((0,paths/* realPath */.Ye)(top) ?? [])));
    return tops.some((top) => (0,paths/* isInside */.FK)(real, top)) ? { written, real } : undefined;
}
function findTrees(inputs, root, lines) {
    return ['workspace', 'temporary'].flatMap((kind) => {
        const own = lines.filter(({ top }) => top === kind);
        const written = inputs[kind];
        const top = written === undefined || own.length === 0 ? undefined : (0,paths/* realPath */.Ye)(written);
        if (written === undefined || top === undefined)
            return [];
        // Beside the folder that is sent, RUNNER_TEMP holds what belongs to the runner and to other steps.
        return [{ tree: { top, bounds: kind === 'workspace' ? top : root.real }, written, lines: own }];
    });
}

// EXTERNAL MODULE: ./build/js/judgement/messages/wording.js
var messages_wording = __webpack_require__(6260);
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
/** A name goes into NOMAD, and may be published one day. */
const secretInName = {
    reason: 'unsafe-files',
    message: 'The path of a file contains the value of a secret of this step, so it is not shown here. Nothing was sent.',
    advice: 'Rename the file, or leave it out of path.',
};
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
/** In the log, before the files are sent. */
function sendingTo(upload, created, link) {
    return `Sending to ${created ? 'the new upload' : 'upload'} ${(0,messages_wording/* quoteName */.AB)(upload, 200)}: ${link}`;
}
/** In the log, after `ms` milliseconds. */
function hasFiles(ms) {
    return `NOMAD has the files, ${describeTime(ms)}.`;
}
/** `after 12 seconds` */
function describeTime(ms) {
    return ms < 1000 ? 'after less than a second' : `after ${(0,wording/* span */.Ln)(ms)}`;
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
    const what = files === undefined ? 'all files' : files === 1 ? 'the only file' : `all ${files} files`;
    return `Removing ${what} of ${(0,messages_wording/* nameUpload */.Lc)(upload)}, made ${(0,wording/* utc */.n$)(upload.createdAt)}, first (existing-files: remove).`;
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
    const whose = listed === 1 ? 'The failed entry' : `${others} of ${listed} failed entries`;
    const files = others === 1 ? 'belongs to a file that was' : 'belong to files that were';
    return `${whose} ${files} not sent; existing-files: remove would remove ${others === 1 ? 'it' : 'them'}.`;
}
/** 1.3 and 2.0 fail like this where a file comes over a folder; 2.0 hides the reason behind the second line. */
function explainMerge(errors) {
    const isMerge = errors.some((error) => /Cannot merge a file with a directory|File exists|does not exist\s*$/m.test(error));
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
/** Why link-commit adds nothing, in the log. */
const notLinked = {
    never: undefined,
    metadata: 'link-commit adds nothing, because the files have a nomad.json, nomad.yaml or nomad.yml of their own at the top.',
    'not-public': 'link-commit adds nothing, because the event does not say that the repository is public (link-commit: always).',
    'no-commit': 'link-commit adds nothing, because the commit of this run is not known.',
};

;// CONCATENATED MODULE: ./build/js/send/list-files.js


/** Lists the files to send. Their names may hold a secret: then nothing is sent, and they are not shown. */
async function listFiles(inputs, secrets, signal) {
    const { redact } = secrets;
    const selected = await selectFiles(inputs, signal);
    if (!selected.ok) {
        const { failure } = selected;
        return { ok: false, failure: { ...failure, message: redact(failure.message), advice: redact(failure.advice) } };
    }
    const { selection } = selected;
    if (selection.files.some(({ path }) => secrets.standsIn(path)))
        return { ok: false, failure: secretInName };
    const leftOut = { ...selection.leftOut, examples: selection.leftOut.examples.map(redact) };
    return { ok: true, selection: { ...selection, leftOut } };
}

// EXTERNAL MODULE: ./build/js/core/failure-reasons.js
var failure_reasons = __webpack_require__(6877);
// EXTERNAL MODULE: ./build/js/judgement/details.js
var details = __webpack_require__(4473);
// EXTERNAL MODULE: ./build/js/judgement/follow.js + 4 modules
var follow = __webpack_require__(7075);
// EXTERNAL MODULE: ./build/js/judgement/quietly.js
var quietly = __webpack_require__(6148);
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
        if (asked >= maxFolders) {
            acceptBySum(next, arrival);
            continue;
        }
        const stored = await listAll(id, next.folder.path, until, deps);
        if (stored === undefined) {
            arrival.unproved += next.folder.count;
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
/** All pages of a folder. undefined: NOMAD did not show it whole in time. */
async function listAll(id, path, until, { sender, clock }) {
    const stored = { files: new Map(), folders: new Map() };
    for (let page = 1;; page++) {
        if (clock.now() >= until)
            return undefined;
        const rows = await (0,quietly/* quietly */.g)(() => sender.listFolder(id, path, page, { retries: 3, until }));
        if (rows === undefined)
            return undefined;
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
function compareFiles(folder, stored, arrival) {
    for (const [name, size] of folder.files) {
        const path = folder.path === '' ? name : `${folder.path}/${name}`;
        const found = stored.files.get(name);
        if (found === size)
            continue;
        // NOMAD keeps only the header of a POTCAR file, whose licence forbids more: 1.3 beside it, 2.0 instead of it.
        const isStripped = found === undefined && name.startsWith('POTCAR') && stored.files.has(`${name}.stripped`);
        const isRewritten = found !== undefined && /\.archive\.(ya?ml|json)$/.test(name);
        if (isStripped || isRewritten)
            arrival.replaced.push(path);
        else
            arrival.problems.push(found === undefined ? `"${path}" is missing` : `"${path}" has ${found} bytes instead of ${size}`);
    }
}

// EXTERNAL MODULE: ./build/js/core/errors.js
var errors = __webpack_require__(3784);
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
        const page = await (0,quietly/* quietly */.g)(() => deps.sender.listFolder(id, path, 1, { retries: 1, until }));
        if (page === undefined || page === 'absent' || page.files.size + page.folders.size < page.total)
            return undefined;
        files += page.files.size;
        for (const name of page.folders.keys())
            open.push(path === '' ? name : `${path}/${name}`);
    }
    return open.length === 0 ? files : undefined;
}

// EXTERNAL MODULE: ./build/js/judgement/messages/upload.js
var messages_upload = __webpack_require__(6655);
// EXTERNAL MODULE: ./build/js/nomad/transport/request.js + 2 modules
var request = __webpack_require__(246);
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
/** `total`: unpublished uploads of the account. `oldest`: some of them, the oldest first. */
function uploadLimit(total, oldest) {
    return {
        reason: 'upload-limit',
        message: `NOMAD takes no new upload from this account: it has ${(0,wording/* count */.U9)(total, 'unpublished upload')}, which is the limit of this deployment.`,
        advice: [
            ...(oldest.length === 0 ? [] : ['The oldest of them:']),
            ...oldest.map((upload) => `- ${(0,messages_wording/* quoteName */.AB)(upload, 100)} (${upload.id}), created ${(0,wording/* utc */.n$)(upload.createdAt)}`),
            'Publish or delete some of them, in NOMAD or with this step:',
            '- uses: OWNER/nomad-uploads/delete@v1',
            '  with:',
            '    token: ${{ secrets.NOMAD_TOKEN }}',
            `    upload-id: ${oldest[0]?.id ?? '…'}`,
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
        const unanswered = (0,request/* isUnanswered */.N)(changed) ? changed : undefined;
        const delivery = (0,request/* isUnanswered */.N)(changed) ? await resolve(changed, upload, deps) : conclude(changed, upload, deps);
        if (delivery !== undefined)
            return delivery;
        lost ||= unanswered?.mayBeDone === true;
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
/** Whether a change was made whose answer was lost; undefined: it was not. What runs after a cut body is somebody else's. */
async function resolve({ mayBeDone }, upload, { client, clock, until }) {
    if (!mayBeDone)
        return undefined;
    const look = await client.getUpload(upload.id, { retries: Infinity, until: Math.max(until, clock.now() + lastLook) });
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
function deliver_fail(failure) {
    return { ok: false, failure };
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(9456);
// EXTERNAL MODULE: ./build/js/nomad/transport/http-error.js
var http_error = __webpack_require__(7566);
;// CONCATENATED MODULE: ./build/js/nomad/transport/streamed-body.js



/** The time in which some of a body must get on its way, whatever is slow. */
const stall = core_clock/* minute */.Vc;
/** The time for the answer once the body is on its way. */
const answerTime = 5 * core_clock/* minute */.Vc;
/** A body that is made while it is sent. */
function streamBody(type, source) {
    let gate;
    return {
        type,
        get isThrough() {
            return gate?.isThrough ?? false;
        },
        send: (limit, clock, fail) => (gate = new BodyGate(source, limit, clock, fail)),
    };
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

// EXTERNAL MODULE: ./build/js/step/inputs/event.js
var inputs_event = __webpack_require__(8162);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/js/send/files/deflate.js


/** Measured on columns of numbers: level 3 takes 1.8 times as long for 5 % fewer bytes, 6 five times for 9 %. */
const level = 1;
const deflate = (0,external_node_util_.promisify)(external_node_zlib_.deflateRaw);
/** One block of a file, in a thread of the pool. Blocks that follow each other are one deflated stream, as in pigz, because each ends at a whole byte. */
function startDeflating(block) {
    const deflated = deflate(block, { level, finishFlush: external_node_zlib_.constants.Z_SYNC_FLUSH });
    // Whoever asks for it gets the error; until then nobody may be waiting.
    deflated.catch(() => undefined);
    return () => deflated;
}
/** What ends the stream. */
const endOfDeflated = (0,external_node_zlib_.deflateRawSync)('');

;// CONCATENATED MODULE: ./build/js/send/files/in-order.js
/** Enough to keep the threads of the pool busy, and with large blocks no more than some megabytes. */
const maxAhead = 16;
/** The bytes of the parts, of which a few are being made at the same time. */
async function* inOrder(parts) {
    const ahead = [];
    for await (const part of parts) {
        ahead.push(part);
        if (ahead.length > maxAhead)
            yield await first(ahead);
    }
    while (ahead.length > 0)
        yield await first(ahead);
}
async function first(ahead) {
    return (await ahead.shift()?.()) ?? Buffer.alloc(0);
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./build/js/send/files/open-file.js






/** A file is not, or is no longer, what was listed. */
class FilesChangedError extends errors/* NoVerdictError */.Lc {
    name = 'FilesChangedError';
    path;
    constructor(path) {
        super(filesChanged(path));
        this.path = path;
    }
}
/** Opens a file if it is still the one that was listed, in the place where it was. The caller closes it. */
async function openFile(file) {
    const handle = await (0,promises_.open)(file.source, openFlags).catch(() => {
        throw new FilesChangedError(file.path);
    });
    try {
        // A folder on the way may have become a link that leads out.
        if ((0,external_node_fs_.realpathSync)(file.source) !== file.source)
            throw new FilesChangedError(file.path);
        return { handle, modifiedAt: await checkSame(file, handle) };
    }
    catch {
        await handle.close();
        throw new FilesChangedError(file.path);
    }
}
/** Returns the time of modification. */
async function checkSame(file, handle) {
    const stats = await handle.stat({ bigint: true });
    const { size, changedAt, inode } = identify(stats);
    if (!stats.isFile() || size !== file.size || changedAt !== file.changedAt || inode !== file.inode)
        throw new FilesChangedError(file.path);
    return stats.mtime;
}
const chunk = 256 * 1024;
/** The content to its end, which comes only if the file has not changed until then. */
async function* readContent(file, handle, onRead) {
    for (let left = file.size; left > 0;) {
        const buffer = Buffer.allocUnsafe(Math.min(chunk, left));
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, file.size - left).catch(() => ({ bytesRead: 0 }));
        if (bytesRead === 0)
            throw new FilesChangedError(file.path);
        left -= bytesRead;
        onRead(bytesRead);
        yield buffer.subarray(0, bytesRead);
    }
    await checkSame(file, handle);
}
const sample = 16 * 1024;
/** Below this, compressing takes longer than sending: measured, half the time for 20,000 files of 11 bytes. */
const smallest = 256;
/** Whether compressing is worth its time. The middle is looked at, because headers look like text where the data does not. */
async function isCompressible({ size }, handle) {
    if (size <= sample)
        return size >= smallest;
    const buffer = Buffer.allocUnsafe(sample);
    const { bytesRead } = await handle.read(buffer, 0, sample, Math.floor((size - sample) / 2)).catch(() => ({ bytesRead: 0 }));
    return (0,external_node_zlib_.deflateRawSync)(buffer.subarray(0, bytesRead), { level: 1 }).length < bytesRead * 0.95;
}

;// CONCATENATED MODULE: ./build/js/send/files/zip-records.js
/** What no field of 32 bits can hold goes into fields of 64. */
const most = 0xffff_ffff;
/** The name is UTF-8; sizes and checksum follow the content. */
const flags = 0x808;
const version = { usual: 20, zip64: 45, madeByUnix: 0x31e };
/** An ordinary file that everybody may read. */
const mode = 0o100644;
/** Stands before the content, when size and checksum are not known yet. */
function localHeader(entry) {
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(version.usual, 4);
    header.writeUInt16LE(flags, 6);
    writeMethodAndTime(header, entry, 8);
    header.writeUInt16LE(entry.name.length, 26);
    return Buffer.concat([header, entry.name]);
}
/** Follows the content. */
function dataDescriptor({ checksum, size, packedSize }) {
    const isLarge = Math.max(size, packedSize) >= most;
    const descriptor = Buffer.alloc(isLarge ? 24 : 16);
    descriptor.writeUInt32LE(0x08074b50, 0);
    descriptor.writeUInt32LE(checksum, 4);
    if (isLarge) {
        descriptor.writeBigUInt64LE(BigInt(packedSize), 8);
        descriptor.writeBigUInt64LE(BigInt(size), 16);
    }
    else {
        descriptor.writeUInt32LE(packedSize, 8);
        descriptor.writeUInt32LE(size, 12);
    }
    return descriptor;
}
/** The entry's record in the directory at the end. */
function directoryRecord(entry) {
    const numbers = [entry.size, entry.packedSize, entry.offset];
    const isLarge = Math.max(...numbers) >= most;
    const [size, packedSize, offset] = isLarge ? [most, most, most] : numbers;
    const extra = Buffer.alloc(isLarge ? 37 : 9);
    // "UT", with the time of modification in UTC; the usual field has local time in steps of two seconds.
    extra.writeUInt16LE(0x5455, 0);
    extra.writeUInt16LE(5, 2);
    extra.writeUInt8(1, 4);
    extra.writeInt32LE(Math.min(Math.max(Math.floor(entry.modifiedAt.getTime() / 1000), -0x8000_0000), 0x7fff_ffff), 5);
    if (isLarge) {
        extra.writeUInt16LE(1, 9);
        extra.writeUInt16LE(24, 11);
        for (const [i, number] of numbers.entries())
            extra.writeBigUInt64LE(BigInt(number), 13 + 8 * i);
    }
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(version.madeByUnix, 4);
    record.writeUInt16LE(isLarge ? version.zip64 : version.usual, 6);
    record.writeUInt16LE(flags, 8);
    writeMethodAndTime(record, entry, 10);
    record.writeUInt32LE(entry.checksum, 16);
    record.writeUInt32LE(packedSize, 20);
    record.writeUInt32LE(size, 24);
    record.writeUInt16LE(entry.name.length, 28);
    record.writeUInt16LE(extra.length, 30);
    record.writeUInt16LE(mode, 40);
    record.writeUInt32LE(offset, 42);
    return Buffer.concat([record, entry.name, extra]);
}
/** What ends a zip, with the records of 64 bits where they are needed. */
function endOfDirectory(entries, directory) {
    const isLarge = entries >= 0xffff || Math.max(directory.offset, directory.size) >= most;
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    for (const at of [8, 10])
        end.writeUInt16LE(isLarge ? 0xffff : entries, at);
    end.writeUInt32LE(isLarge ? most : directory.size, 12);
    end.writeUInt32LE(isLarge ? most : directory.offset, 16);
    if (!isLarge)
        return end;
    const large = Buffer.alloc(76);
    large.writeUInt32LE(0x06064b50, 0);
    large.writeBigUInt64LE(44n, 4);
    large.writeUInt16LE(version.madeByUnix, 12);
    large.writeUInt16LE(version.zip64, 14);
    for (const at of [24, 32])
        large.writeBigUInt64LE(BigInt(entries), at);
    large.writeBigUInt64LE(BigInt(directory.size), 40);
    large.writeBigUInt64LE(BigInt(directory.offset), 48);
    // And where this record is.
    large.writeUInt32LE(0x07064b50, 56);
    large.writeBigUInt64LE(BigInt(directory.offset + directory.size), 64);
    large.writeUInt32LE(1, 72);
    return Buffer.concat([large, end]);
}
function writeMethodAndTime(record, { isCompressed, modifiedAt: time }, at) {
    record.writeUInt16LE(isCompressed ? 8 : 0, at);
    const year = Math.min(Math.max(time.getFullYear(), 1980), 2107);
    record.writeUInt16LE((time.getHours() << 11) | (time.getMinutes() << 5) | (time.getSeconds() >> 1), at + 2);
    record.writeUInt16LE(((year - 1980) << 9) | ((time.getMonth() + 1) << 5) | time.getDate(), at + 4);
}

;// CONCATENATED MODULE: ./build/js/send/files/archive.js






/**
 * The zip of the files, made while it is read. It ends only if all files were read as they were listed; else it is destroyed, with a
 * `FilesChangedError` or the signal's reason. `onProgress` gets the number of bytes read so far.
 */
function packFiles(files, extra, onProgress, signal) {
    const archive = external_node_stream_.Readable.from(new Archive(files, extra, onProgress).pack(), { objectMode: false });
    const stop = () => {
        archive.destroy(signal.reason instanceof Error ? signal.reason : new Error('aborted', { cause: signal.reason }));
    };
    if (signal.aborted)
        stop();
    signal.addEventListener('abort', stop, { once: true });
    archive.once('close', () => {
        signal.removeEventListener('abort', stop);
    });
    return archive;
}
class Archive {
    #files;
    #extra;
    #onProgress;
    /** Of what is packed so far. */
    #size = 0;
    #directory = [];
    constructor(files, extra, onProgress) {
        this.#files = files;
        this.#extra = extra;
        this.#onProgress = onProgress;
    }
    async *pack() {
        for await (const bytes of inOrder(this.#parts())) {
            this.#size += bytes.length;
            yield bytes;
        }
        const directory = Buffer.concat(this.#directory);
        yield directory;
        yield endOfDirectory(this.#directory.length, { offset: this.#size, size: directory.length });
    }
    async *#parts() {
        let bytesOfSources = 0;
        for (const file of this.#files) {
            const { handle, modifiedAt } = await openFile(file);
            try {
                const entry = { name: Buffer.from(file.path), modifiedAt, isCompressed: await isCompressible(file, handle) };
                const blocks = readContent(file, handle, (read) => {
                    this.#onProgress((bytesOfSources += read));
                });
                yield* this.#entry(entry, blocks);
            }
            finally {
                await handle.close();
            }
        }
        for (const { path, content } of this.#extra) {
            yield* this.#entry({ name: Buffer.from(path), modifiedAt: new Date(), isCompressed: true }, [Buffer.from(content)]);
        }
    }
    async *#entry(entry, content) {
        let [offset, start, checksum, size] = [0, 0, 0, 0];
        yield () => {
            offset = this.#size;
            const header = localHeader(entry);
            start = offset + header.length;
            return header;
        };
        for await (const block of content) {
            checksum = (0,external_node_zlib_.crc32)(block, checksum);
            size += block.length;
            yield entry.isCompressed ? startDeflating(block) : () => block;
        }
        if (entry.isCompressed)
            yield () => endOfDeflated;
        yield () => {
            const sizes = { checksum, size, packedSize: this.#size - start };
            this.#directory.push(directoryRecord({ ...entry, ...sizes, offset }));
            return dataDescriptor(sizes);
        };
    }
}

// EXTERNAL MODULE: ./build/js/core/record.js
var record = __webpack_require__(930);
;// CONCATENATED MODULE: ./build/js/send/files/link-commit.js

// NOMAD 1.3 and 2.0 take the metadata of all entries from these, at the top of an upload.
const metadataFiles = new Set(['nomad.json', 'nomad.yaml', 'nomad.yml']);
/**
 * `environment` has the runner's variables, `event` the content of its event file, `paths` where the files lie in the upload.
 */
function commitNote(environment, event, paths, mode) {
    if (mode === 'never')
        return { add: false, why: 'never' };
    for (const path of paths)
        if (metadataFiles.has(path))
            return { add: false, why: 'metadata' };
    if (mode === 'public' && !isPublic(event))
        return { add: false, why: 'not-public' };
    const origin = findOrigin(environment, event);
    if (origin === undefined)
        return { add: false, why: 'no-commit' };
    return { add: true, path: 'nomad.json', content: `${JSON.stringify(origin, undefined, 2)}\n` };
}
/** In a pull request from a fork the event's repository is the one that it goes to, and the commit is in the other. */
function isPublic(event) {
    const head = headOf(event);
    return isPublicRepository(event['repository']) && (head?.repository === undefined || isPublicRepository(head.repository));
}
/** An event of an older server has no visibility. */
function isPublicRepository(repository) {
    return (0,record/* isRecord */.u)(repository) && repository['private'] === false && (repository['visibility'] ?? 'public') === 'public';
}
function headOf(event) {
    const pull = event['pull_request'];
    const head = (0,record/* isRecord */.u)(pull) ? pull['head'] : undefined;
    return (0,record/* isRecord */.u)(head) ? { sha: head['sha'], repository: head['repo'] ?? undefined } : undefined;
}
function findOrigin({ GITHUB_SERVER_URL: server = '', GITHUB_REPOSITORY: repository = '', GITHUB_SHA: sha, GITHUB_RUN_ID: run = '', }, event) {
    const commit = headOf(event)?.sha ?? sha;
    if (typeof commit !== 'string' || !/^[0-9a-f]{40,64}$/.test(commit))
        return undefined;
    if (!/^https?:\/\/[^\s()<>]+$/.test(server) || !/^[\w.-]+\/[\w.-]+$/.test(repository))
        return undefined;
    const pages = `${server}/${repository}`;
    const by = /^\d+$/.test(run) ? `, by the run ${pages}/actions/runs/${run}` : '';
    return {
        comment: `Sent from the repository ${repository} at commit ${commit}${by}.`,
        references: [`${pages}/commit/${commit}`],
    };
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
    /** Bytes of the files that were packed so far. */
    show = (bytes) => {
        this.#bytes = bytes;
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
    #environment;
    #deps;
    #tries = 0;
    constructor(inputs, shipment, environment, deps) {
        this.#inputs = inputs;
        this.#shipment = shipment;
        this.#environment = environment;
        this.#deps = deps;
    }
    async send(id, patience) {
        const { sender, clock, signal, say } = this.#deps;
        const selection = await this.#list();
        const paths = selection.files.map(({ path }) => path);
        const note = commitNote(this.#environment, (0,inputs_event/* readEvent */.j)(this.#environment), paths, this.#inputs.linkCommit);
        const extra = note.add ? [note] : [];
        this.#shipment.extra = extra.map(({ path, content }) => ({ path, size: Buffer.byteLength(content) }));
        if (this.#tries === 1)
            this.#tellOfNote(note);
        const meter = new Meter(selection.bytes, clock, say);
        try {
            return await sender.putArchive(id, () => streamBody('application/octet-stream', packFiles(selection.files, extra, meter.show, signal)), patience);
        }
        finally {
            meter.end();
        }
    }
    #tellOfNote(note) {
        const { notes, created } = this.#shipment;
        if (note.add)
            notes.push(created === true ? linked : linkedNewOnly);
        const why = note.add ? undefined : notLinked[note.why];
        if (why !== undefined)
            this.#deps.say(why);
    }
    async #list() {
        this.#tries += 1;
        const { selection } = this.#shipment;
        if (this.#tries === 1 && selection !== undefined)
            return selection;
        const selected = await this.#deps.list();
        if (!selected.ok)
            throw new errors/* NoVerdictError */.Lc(selected.failure);
        this.#shipment.selection = selected.selection;
        return selected.selection;
    }
}

// EXTERNAL MODULE: ./build/js/nomad/search/not-found.js + 2 modules
var not_found = __webpack_require__(2354);
// EXTERNAL MODULE: ./build/js/nomad/search/list.js
var search_list = __webpack_require__(7382);
;// CONCATENATED MODULE: ./build/js/send/unpublished.js

/** The account's own unpublished uploads of exactly this name, oldest first: by create time, then by id, so that every job has the same order. */
async function listUnpublished(name, { client, clock, until }) {
    // With a time, however early, all of a long list are kept.
    const matches = await (0,search_list/* searchName */.MO)(name, { own: true, notBefore: 0 }, { client, clock }, { retries: 5, until });
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
const maxNamed = 5;
/** Makes an empty upload of this name. No request is repeated before a look has shown that it was not carried out. */
async function createUpload(name, shipment, deps) {
    const { sender, clock, signal, until, say } = deps;
    for (let n = 0;; n++) {
        const began = sender.readTime();
        const made = await sender.createUpload(name.raw, { retries: 0, until });
        if (typeof made === 'string')
            return create_fail(await create_explain(made, deps));
        if (!(0,request/* isUnanswered */.N)(made)) {
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
                shipment.found(only);
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
    const patience = { retries: 5, until: deps.clock.now() + core_clock/* minute */.Vc };
    const unpublished = await (0,search_list/* collectAll */._U)({ own: true }, () => new Unpublished(), deps, patience);
    return uploadLimit(unpublished.total, unpublished.oldest.toReversed());
}
/** The account's unpublished uploads: a list has the newest first, so the last ones are the oldest. */
class Unpublished {
    oldest = [];
    total = 0;
    accepts() {
        return true;
    }
    add(upload) {
        if (upload.published)
            return;
        this.total += 1;
        this.oldest.push(upload);
        if (this.oldest.length > maxNamed)
            this.oldest.shift();
    }
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
        shipment.found(chosen.upload);
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
    shipment.found(upload);
    return { ok: true, upload };
}

;// CONCATENATED MODULE: ./build/js/send/bring-in.js







/** Finds or makes the upload, and sends until NOMAD has taken the files. */
async function bringIn(inputs, shipment, ledger, environment, deps) {
    try {
        const chosen = await chooseTarget(inputs.wanted, shipment, deps);
        if (!chosen.ok)
            return chosen;
        const { upload } = chosen;
        const { clock, say } = deps;
        showTarget(upload, ledger, clock.now());
        say(sendingTo(upload, shipment.created === true, (0,deployment/* linkUpload */.gN)(inputs.deployment, upload.id)));
        if (upload.state === 'running')
            ledger.warn(busyAtFirst(upload));
        const emptied = await emptyFirst(upload, inputs, shipment, deps);
        if (!emptied.ok)
            return emptied;
        const began = clock.now();
        const packer = new Packer(inputs, shipment, environment, deps);
        const delivery = await deliver(emptied.upload, (patience) => packer.send(upload.id, patience), deps);
        if (delivery.ok) {
            shipment.took = clock.now() - began;
            say(hasFiles(shipment.took));
        }
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
const maxListed = 20;
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
            ...(problems.length > arrival_maxNamed ? problems.slice(0, maxListed).map((problem) => `- ${(0,wording/* cut */.Jj)(problem, 300)}`) : []),
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
    const sent = took === undefined ? 'Not sent' : `NOMAD had them ${describeTime(took)}`;
    const bySum = arrival?.bySum ?? 0;
    const lines = [
        `${(0,wording/* count */.U9)(files.length, 'file')}, ${describeBytes(bytes)}. ${sent}.`,
        ...describeLeftOut(selection),
        ...(bySum > 0 ? [`For ${(0,wording/* count */.U9)(bySum, 'folder')}, only the total size was compared with what was sent.`] : []),
        ...notes,
    ];
    return ['### Files', ...lines.map(step_escape/* markdown */.wD), listLargest(selection)].filter((block) => block !== '');
}
function describeLeftOut({ leftOut: { hidden, excluded, examples } }) {
    const parts = [
        ...(hidden > 0 ? [(0,wording/* count */.U9)(hidden, 'hidden file or folder', 'hidden files and folders')] : []),
        ...(excluded > 0 ? [`${(0,wording/* count */.U9)(excluded, 'file or folder', 'files and folders')} that path excludes`] : []),
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
    #onUpload;
    /** `onUpload` is called at once with the upload that the files go into: this step has made it, or found it. */
    constructor(onUpload = () => undefined) {
        this.#onUpload = onUpload;
    }
    /** The step sends into an upload that was there. */
    found(upload) {
        this.#created = false;
        this.#onUpload(upload, 'found');
    }
    made(upload) {
        this.#created = true;
        this.#made = upload;
        this.#onUpload(upload, 'made');
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
    const shipment = new Shipment((upload, whose) => {
        (0,state/* saveUpload */.fz)(environment, upload.id, whose);
    });
    await (0,judging_step/* runJudgingStep */.g)({
        title: 'NOMAD send',
        read: inputs/* readInputs */.K,
        work: (inputs, ledger, deps) => sendAndJudge(inputs, shipment, ledger, environment, deps),
        complete: (ending) => {
            (0,state/* saveConclusion */.p5)(environment, ending);
            return { ...ending, addition: renderShipment(shipment) };
        },
    });
}
/** Lists the files, brings them into an upload, waits until NOMAD has processed them, and judges what came of it. */
async function sendAndJudge(inputs, shipment, ledger, environment, deps) {
    const { clock, log, secrets } = deps;
    const list = () => listFiles(inputs.files, secrets, deps.signal);
    const selected = await list();
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
    const sending = prepare({ ...inputs, credentials }, list, progress, deps);
    const longest = inputs.sendTimeout + inputs.timeout;
    const warning = (0,connect/* announceLogin */.l)({ ...inputs, credentials }, longest, deps);
    if (warning !== undefined)
        ledger.warn(warning);
    await sending.client.login({ retries: 5, until: clock.now() + core_clock/* minute */.Vc });
    const brought = await bringIn(inputs, shipment, ledger, environment, sending);
    if (!brought.ok)
        return ledger.ending(await tidyUp(brought.failure, { ...inputs, credentials }, shipment, sending, deps));
    return await judgeSent(brought, inputs, shipment, ledger, progress, { ...deps, ...sending });
}
function prepare(inputs, list, progress, deps) {
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
        list,
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
const names = { made: 'made-upload', found: 'found-upload', conclusion: 'send-conclusion' };
/** The upload that the files go into: this step made it, or it was there before. */
function saveUpload(environment, id, whose) {
    (0,_step_output_file_js__WEBPACK_IMPORTED_MODULE_0__/* .writeOutputs */ .K)(environment['GITHUB_STATE'], { [names[whose]]: id });
}
function saveConclusion(environment, { failure }) {
    (0,_step_output_file_js__WEBPACK_IMPORTED_MODULE_0__/* .writeOutputs */ .K)(environment['GITHUB_STATE'], { [names.conclusion]: failure === undefined ? 'success' : 'failure' });
}
function readState(environment) {
    const read = (name) => environment[`STATE_${names[name]}`] ?? '';
    return { made: read('made'), found: read('found'), succeeded: read('conclusion') === 'success' };
}


/***/ })

};
;