"use strict";
exports.id = 525;
exports.ids = [525];
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

/***/ 9525:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  deleteAfterwards: () => (/* binding */ deleteAfterwards)
});

// EXTERNAL MODULE: ./build/js/core/clock.js
var clock = __webpack_require__(2957);
// EXTERNAL MODULE: ./build/js/core/errors.js
var errors = __webpack_require__(3784);
// EXTERNAL MODULE: ./build/js/core/pace.js
var core_pace = __webpack_require__(1064);
// EXTERNAL MODULE: ./build/js/judgement/connect.js + 1 modules
var connect = __webpack_require__(7157);
// EXTERNAL MODULE: ./build/js/judgement/progress.js
var progress = __webpack_require__(832);
// EXTERNAL MODULE: ./build/js/nomad/client.js + 3 modules
var client = __webpack_require__(2600);
// EXTERNAL MODULE: ./build/js/nomad/deployment.js
var nomad_deployment = __webpack_require__(972);
// EXTERNAL MODULE: ./build/js/nomad/remover.js
var nomad_remover = __webpack_require__(2321);
// EXTERNAL MODULE: ./build/js/step/log.js + 4 modules
var step_log = __webpack_require__(4580);
// EXTERNAL MODULE: ./build/js/step/messages/step.js
var step = __webpack_require__(2641);
// EXTERNAL MODULE: ./build/js/step/secrets/secrets.js + 2 modules
var secrets_secrets = __webpack_require__(33);
// EXTERNAL MODULE: ./build/js/send/inputs.js
var inputs = __webpack_require__(6269);
;// CONCATENATED MODULE: ./build/js/send/messages/post.js
/** In the log of the post step. */
function deletedAfterwards(link) {
    return `The upload was deleted (delete-afterwards): ${link}`;
}
/** A warning of the post step. `upload`: its link, or its id. */
function notDeleted(upload, why) {
    return `The upload could not be deleted (delete-afterwards): ${why} Please delete it in NOMAD: ${upload}`;
}
/** A warning of the post step: only what the step has made is deleted. */
function notOurs(link) {
    return `The upload was not deleted (delete-afterwards), because it was there before this step: ${link}`;
}

// EXTERNAL MODULE: ./build/js/send/state.js
var state = __webpack_require__(1511);
;// CONCATENATED MODULE: ./build/js/send/delete-afterwards.js














const title = 'NOMAD send';
const scopes = ['uploads:read', 'uploads:write'];
const maxTime = 3 * clock/* minute */.Vc;
// The runner kills 7.5 s after SIGINT.
const lastMoment = 4 * clock/* second */.Rc;
/** The post step: deletes the upload that the step made, if the inputs ask for it. It is never red: what goes wrong is a warning. */
async function deleteAfterwards() {
    const log = (0,step_log/* createLog */.h)(title);
    try {
        await tryToDelete(process.env, log);
    }
    catch (error) {
        const why = error instanceof errors/* NoVerdictError */.Lc ? error.failure.message : 'The action has a bug.';
        log.warning(notDeleted((0,state/* readState */.un)(process.env).made, why));
    }
}
async function tryToDelete(environment, log) {
    const { made, found, succeeded } = (0,state/* readState */.un)(environment);
    const secrets = new secrets_secrets/* Secrets */.S((value) => {
        log.mask(value);
    });
    const reading = (0,inputs/* readInputs */.K)(environment, secrets);
    if (made === '' && found === '')
        return;
    // They were read before; an earlier step can only have changed the environment since.
    if (!reading.ok)
        throw new errors/* NoVerdictError */.Lc(reading.failure);
    const { deleteAfterwards: when, deployment, credentials } = reading.inputs;
    if (credentials === undefined || when === 'never' || (when === 'on-failure' && succeeded))
        return;
    if (made === '') {
        log.warning(notOurs((0,nomad_deployment/* linkUpload */.gN)(deployment, found)));
        return;
    }
    const { redact } = secrets;
    const deps = { secrets, clock: clock/* systemClock */.ml, signal: abortLate(), log };
    const requester = (0,connect/* connect */.N)({ deployment, credentials }, scopes, new progress/* Progress */.k(log, clock/* systemClock */.ml, deployment), deps);
    const gone = await deleteUpload(made, (0,client/* createClient */.U)(requester, redact), (0,nomad_remover/* createRemover */.v)(requester, redact), deps);
    const link = (0,nomad_deployment/* linkUpload */.gN)(deployment, made);
    if (gone === 'deleted')
        log.line(deletedAfterwards(link));
    else if (gone !== 'absent')
        log.warning(notDeleted(link, gone.why));
}
/** Whoever cancels the job again does not want to wait. */
function abortLate() {
    const ending = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM'])
        process.on(name, () => {
            setTimeout(() => {
                ending.abort(new errors/* NoVerdictError */.Lc(step/* cancelled */.KW));
            }, lastMoment).unref();
        });
    return ending.signal;
}
/** Deletes an upload and waits until it is gone. 'absent': it was gone before. */
async function deleteUpload(id, client, remover, { clock, signal }) {
    const patience = { retries: Infinity, until: clock.now() + maxTime };
    const pace = new core_pace/* Pace */.o(clock, signal);
    let asked = false;
    let accepted = false;
    for (;;) {
        const look = await client.getUpload(id, patience);
        if (look === 'absent')
            return asked ? 'deleted' : 'absent';
        if (look.upload.published)
            return { why: 'It has been published.' };
        if (!accepted) {
            accepted = (0,nomad_remover/* isDone */.$)(await remover.deleteUpload(id, patience));
            asked = true;
        }
        if (clock.now() >= patience.until)
            return { why: 'NOMAD still has it after 3 minutes.' };
        await pace.next(patience.until);
    }
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