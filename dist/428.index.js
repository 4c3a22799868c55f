"use strict";
exports.id = 428;
exports.ids = [428];
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

/***/ 5428:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  publish: () => (/* binding */ publish)
});

// UNUSED EXPORTS: judgeAndPublish

// EXTERNAL MODULE: ./build/js/core/clock.js
var core_clock = __webpack_require__(2957);
// EXTERNAL MODULE: ./build/js/judgement/connect.js + 1 modules
var connect = __webpack_require__(7157);
// EXTERNAL MODULE: ./build/js/judgement/details.js
var details = __webpack_require__(4473);
// EXTERNAL MODULE: ./build/js/judgement/follow.js + 4 modules
var follow = __webpack_require__(7075);
// EXTERNAL MODULE: ./build/js/judgement/judging-step.js + 4 modules
var judging_step = __webpack_require__(8302);
// EXTERNAL MODULE: ./build/js/judgement/progress.js
var judgement_progress = __webpack_require__(832);
// EXTERNAL MODULE: ./build/js/nomad/client.js + 3 modules
var client = __webpack_require__(2600);
// EXTERNAL MODULE: ./build/js/nomad/answers/changed.js
var changed = __webpack_require__(6311);
// EXTERNAL MODULE: ./build/js/nomad/answers/fields.js
var fields = __webpack_require__(4970);
// EXTERNAL MODULE: ./build/js/nomad/answers/upload.js
var upload = __webpack_require__(1910);
;// CONCATENATED MODULE: ./build/js/nomad/publisher.js



function createPublisher(requester, redact) {
    return {
        look: (id, patience) => requester.get({
            path: `/uploads/${id}/entries`,
            query: new URLSearchParams({ page_size: '0' }),
            subject: 'upload',
            read: (json) => readPublishable(json, id, redact),
            readRefusal: (status, detail) => (status === 404 && detail.includes('upload_id was not found') ? 'absent' : undefined),
        }, patience),
        publish: (id, embargo, patience) => requester.change({
            method: 'POST',
            path: `/uploads/${id}/action/publish`,
            query: new URLSearchParams({ embargo_length: String(embargo) }),
            subject: 'upload',
            read: (json) => (0,changed/* readChanged */.L)(json, id, redact),
            // 1.3.17 and 2.0.0: no entries, failed processing, a process that runs, published already, an embargo that is not allowed.
            readRefusal: (status, detail) => status === 400 && detail !== '' ? { kind: 'refused', sentence: redact(detail) } : undefined,
        }, patience),
    };
}
function readPublishable(json, id, redact) {
    const snapshot = (0,upload/* readSnapshot */.RA)(json, id, redact);
    return { ...snapshot, embargo: (0,fields/* whole */.WQ)((0,fields/* record */.g1)((0,fields/* record */.g1)(json, 'the answer')['upload'], '"upload"'), 'embargo_length') };
}

// EXTERNAL MODULE: ./build/js/judgement/demands.js + 1 modules
var judgement_demands = __webpack_require__(7599);
// EXTERNAL MODULE: ./build/js/judgement/report/report-inputs.js + 1 modules
var report_inputs = __webpack_require__(9524);
// EXTERNAL MODULE: ./build/js/step/inputs/deployment.js + 1 modules
var inputs_deployment = __webpack_require__(4626);
// EXTERNAL MODULE: ./build/js/step/inputs/login.js
var login = __webpack_require__(1631);
// EXTERNAL MODULE: ./build/js/step/inputs/reader.js
var inputs_reader = __webpack_require__(2851);
// EXTERNAL MODULE: ./build/js/step/inputs/upload-id.js
var upload_id = __webpack_require__(6203);
;// CONCATENATED MODULE: ./build/js/publish/inputs.js






const maxEmbargo = 36;
/** Reads all inputs, secrets first. `invalid-input` names every problem at once, before any request. */
function readInputs(environment, secrets) {
    const reader = new inputs_reader/* InputReader */.i(environment, secrets);
    const credentials = (0,login/* readCredentials */.L)(reader, secrets);
    const deployment = (0,inputs_deployment/* readDeployment */.i)(reader);
    const id = (0,upload_id/* readOneId */.S)(reader, deployment);
    const embargo = readEmbargo(reader);
    const timeout = reader.duration('timeout', '30m');
    const reporting = (0,report_inputs/* readReporting */.F)(reader, environment, {
        deployment,
        givenInputs: reader.given(['upload-id', 'embargo-months', 'timeout', ...judgement_demands/* demandNames */.S]),
    });
    const demands = (0,judgement_demands/* readDemands */.F)(reader, '1');
    (0,inputs_deployment/* checkProxies */.r)(reader, environment, [deployment?.api, ...(0,report_inputs/* listGitHubAddresses */.M)(reporting, environment)]);
    const failure = reader.failure();
    if (failure !== undefined)
        return { ok: false, failure, reporting: { ...reporting, deployment: undefined, reportPath: undefined } };
    if (credentials === undefined)
        return { ok: false, failure: (0,login/* missingLogin */.s)(reader, environment), reporting };
    if (deployment === undefined || demands === undefined || id === undefined || embargo === undefined)
        throw new TypeError('an input without value and without problem');
    const inputs = { deployment, credentials, id, embargo, timeout, demands: { ...demands, notBefore: undefined } };
    return { ok: true, inputs, reporting };
}
function readEmbargo(reader) {
    const text = reader.text('embargo-months');
    if (/^\d{1,2}$/.test(text) && Number(text) <= maxEmbargo)
        return Number(text);
    if (text === '')
        reader.problem('embargo-months', `embargo-months is empty: say for how many months the data stays under embargo, from 0 (public at once) to ${maxEmbargo}. There is no default, because an embargo can be lifted later, but never added.`);
    else
        reader.refuse('embargo-months', text, `It must be a whole number of months from 0 to ${maxEmbargo}.`);
    return undefined;
}

// EXTERNAL MODULE: ./build/js/core/errors.js
var errors = __webpack_require__(3784);
// EXTERNAL MODULE: ./build/js/core/pace.js
var core_pace = __webpack_require__(1064);
// EXTERNAL MODULE: ./build/js/judgement/messages/upload.js
var messages_upload = __webpack_require__(6655);
;// CONCATENATED MODULE: ./build/js/publish/change.js
/** What of an upload has changed between two looks, as a word for a sentence; undefined: nothing that matters. */
function findChange(judged, now) {
    const changes = {
        status: judged.upload.status !== now.upload.status,
        'last process': judged.upload.process !== now.upload.process,
        'time at which its processing ended': judged.upload.completedAt !== now.upload.completedAt,
        'number of entries': JSON.stringify(judged.counters) !== JSON.stringify(now.counters),
        name: judged.upload.exactName !== now.upload.exactName,
        'state of publication': judged.upload.published !== now.upload.published,
    };
    return Object.entries(changes).find(([, changed]) => changed)?.[0];
}

// EXTERNAL MODULE: ./build/js/core/wording.js
var wording = __webpack_require__(6355);
// EXTERNAL MODULE: ./build/js/judgement/messages/wording.js
var messages_wording = __webpack_require__(6260);
;// CONCATENATED MODULE: ./build/js/publish/messages/publishing.js


/** `message`: what the judgement says. */
function nowPublished(upload, embargo, message) {
    return `Published ${(0,messages_wording/* nameUpload */.Lc)(upload)} ${describeEmbargo(embargo)}. ${message}`;
}
/** It had been published before this step. */
function wasPublished(upload, message) {
    return `${(0,messages_wording/* capitalize */.ZH)((0,messages_wording/* nameUpload */.Lc)(upload))} was already published, so nothing was changed. ${message}`;
}
/** A warning: it is published, and an embargo can't be added any more. */
function shorterEmbargo(upload, own, asked) {
    return `${(0,messages_wording/* capitalize */.ZH)((0,messages_wording/* nameUpload */.Lc)(upload))} is published ${describeEmbargo(own)}, but embargo-months asks for ${asked}. An embargo can't be added to what is published.`;
}
/** Publishing with a shorter embargo than its own would open the data too early. */
function embargoTooLong(upload, own, asked) {
    return {
        reason: 'publish-refused',
        message: `${(0,messages_wording/* capitalize */.ZH)((0,messages_wording/* nameUpload */.Lc)(upload))} has an embargo of ${(0,wording/* count */.U9)(own, 'month')} of its own, but embargo-months asks for ${asked}: the data would become public too early.`,
        advice: `Set embargo-months to ${own}, or shorten the embargo of the upload in NOMAD first. Nothing was published.`,
    };
}
/** Between the judgement and the publishing. `what`: that has changed. */
function changedSince(upload, what) {
    return {
        reason: 'unexpected-answer',
        message: `The ${what} of ${(0,messages_wording/* nameUpload */.Lc)(upload)} changed after it was judged, so it was not published.`,
        advice: 'Make sure that no other job or person changes the upload, then run the job again.',
    };
}
/** NOMAD's answer to the request. */
function refusedByNomad(upload, sentence) {
    return {
        reason: 'publish-refused',
        message: `NOMAD did not publish ${(0,messages_wording/* nameUpload */.Lc)(upload)}: "${(0,wording/* cut */.Jj)((0,wording/* lastLine */.fM)(sentence), 200)}"`,
        advice: 'Look at the upload in NOMAD. If somebody else has just published it, run the job again.',
    };
}
/** NOMAD tried to publish it, and did not. */
function publishingFailed(upload) {
    const [error] = upload.errors;
    const why = error === undefined ? '' : ` "${(0,wording/* cut */.Jj)((0,wording/* lastLine */.fM)(error), 200)}"`;
    return {
        reason: 'publish-refused',
        message: `NOMAD took the request to publish ${(0,messages_wording/* nameUpload */.Lc)(upload)}, but has not published it.${why}`,
        advice: 'Look at the upload in NOMAD, then run the job again.',
    };
}
/** The answer was lost, and NOMAD does not show that anything was done. */
function notPublished(upload, failure) {
    return {
        ...failure,
        message: `${failure.message} NOMAD does not show ${(0,messages_wording/* nameUpload */.Lc)(upload)} as published.`,
        advice: `${failure.advice} The action never repeats a request to publish: look at the upload in NOMAD before you run the job again.`,
    };
}
/** Nothing is known about what became of the request. */
function maybePublished(upload, failure) {
    return {
        ...failure,
        message: `${failure.message} ${(0,messages_wording/* capitalize */.ZH)((0,messages_wording/* nameUpload */.Lc)(upload))} may have been published.`,
        advice: `${failure.advice} Look at the upload in NOMAD, or run the job again: what is published stays as it is.`,
    };
}
/** NOMAD is still at it. */
function tooSlow(upload) {
    return {
        reason: 'timeout',
        message: `NOMAD has not finished publishing ${(0,messages_wording/* nameUpload */.Lc)(upload)} within 5 minutes. It may have been published.`,
        advice: 'Look at the upload in NOMAD, or run the job again later: what is published stays as it is.',
    };
}
function describeEmbargo(months) {
    return months === 0 ? 'without an embargo' : `with an embargo of ${(0,wording/* count */.U9)(months, 'month')}`;
}

;// CONCATENATED MODULE: ./build/js/publish/publish-judged.js






/** Publishing takes NOMAD a second, as a rule. */
const maxTime = 5 * core_clock/* minute */.Vc;
/** Publishes an upload that was judged green, if it is still as it was judged; the ledger has what came of it. Nothing is ever tried again. */
async function publishJudged({ target, judged, message }, { embargo }, publication, ledger, deps) {
    const { publisher, clock, say } = deps;
    const { warnings } = ledger.ending().results?.[0] ?? { warnings: [] };
    const fail = (failure) => {
        ledger.judge(target, { conclusion: 'failure', failure, warnings });
    };
    const succeed = (text, more = []) => {
        ledger.judge(target, { conclusion: 'success', message: text, warnings: [...warnings, ...more] });
    };
    const look = await publisher.look(target.id, { retries: 5, until: clock.now() + core_clock/* minute */.Vc });
    if (look === 'absent') {
        fail((0,messages_upload/* deleted */.KF)(target.id));
        return;
    }
    const change = findChange(judged, look);
    if (change !== undefined)
        fail(changedSince(look.upload, change));
    else if (look.embargo > embargo)
        fail(embargoTooLong(look.upload, look.embargo, embargo));
    else if (look.upload.published)
        succeed(wasPublished(look.upload, message), look.embargo < embargo ? [shorterEmbargo(look.upload, look.embargo, embargo)] : []);
    else {
        say(`Publishing it with ${embargo === 0 ? 'no embargo' : `an embargo of ${embargo} months`} …`);
        const end = await publishOnce(look, embargo, publication, deps);
        if ('reason' in end)
            fail(end);
        else {
            // Publishing moves the end of the processing: the judgement's stays.
            ledger.see(target, { ...judged, upload: { ...judged.upload, published: true } }, clock.now());
            succeed(nowPublished(look.upload, embargo, message));
        }
    }
}
/** Sends the one request, and looks until NOMAD has published the upload. */
async function publishOnce({ upload: { id, name } }, embargo, publication, deps) {
    const upload = { id, name };
    // From here on nobody knows, until an answer or a look tells.
    publication.newly = undefined;
    try {
        const answer = await ask(id, embargo, publication, deps);
        if ('kind' in answer && answer.kind === 'refused') {
            publication.newly = false;
            return refusedByNomad(upload, answer.sentence);
        }
        const look = await waitUntilDone(id, deps);
        if (look === 'absent')
            return (0,messages_upload/* deleted */.KF)(id);
        if (look === 'late')
            return tooSlow(upload);
        if (look.upload.published) {
            publication.newly = true;
            return { ok: true };
        }
        // A request whose answer was lost may still be carried out.
        if ('kind' in answer)
            return notPublished(upload, answer.failure);
        publication.newly = false;
        return publishingFailed(look.upload);
    }
    catch (error) {
        if (!(error instanceof errors/* NoVerdictError */.Lc))
            throw error;
        throw publication.newly === false ? error : new errors/* NoVerdictError */.Lc(maybePublished(upload, error.failure));
    }
}
/** Login, scope and role are refused before anything happens. */
async function ask(id, embargo, publication, { publisher, clock }) {
    try {
        return await publisher.publish(id, embargo, { retries: 0, until: clock.now() + core_clock/* minute */.Vc });
    }
    catch (error) {
        if (error instanceof errors/* NoVerdictError */.Lc && ['permission', 'authentication'].includes(error.failure.reason))
            publication.newly = false;
        throw error;
    }
}
/** Looks until no process runs. */
async function waitUntilDone(id, { publisher, clock, signal }) {
    const until = clock.now() + maxTime;
    const pace = new core_pace/* Pace */.o(clock, signal);
    for (;;) {
        const look = await publisher.look(id, { retries: Infinity, until });
        if (look === 'absent' || look.upload.state !== 'running')
            return look;
        if (clock.now() >= until)
            return 'late';
        await pace.next(until);
    }
}

;// CONCATENATED MODULE: ./build/js/publish/main.js










/** The whole step. */
async function publish() {
    const publication = { newly: false };
    await (0,judging_step/* runJudgingStep */.g)({
        title: 'NOMAD publish',
        read: readInputs,
        work: (inputs, ledger, deps) => judgeAndPublish(inputs, publication, ledger, deps),
        complete: (ending) => ({
            ...ending,
            addition: {
                outputs: { 'newly-published': String(publication.newly ?? '') },
                blocks: [],
                fields: { newlyPublished: publication.newly ?? '' },
            },
        }),
    });
}
/** Waits until the upload is processed, judges it, and publishes it only if it is green and has not changed since. */
async function judgeAndPublish(inputs, publication, ledger, deps) {
    const { clock, signal, log, secrets } = deps;
    const { deployment, id } = inputs;
    const progress = new judgement_progress/* Progress */.k(log, clock, deployment);
    const requester = (0,connect/* connect */.N)(inputs, ['uploads:read', 'uploads:publish'], progress, deps);
    const warning = (0,connect/* announceLogin */.l)(inputs, inputs.timeout, deps);
    if (warning !== undefined)
        ledger.warn(warning);
    const reader = rememberLooks((0,client/* createClient */.U)(requester, secrets.redact));
    await reader.client.login({ retries: 5, until: clock.now() + core_clock/* minute */.Vc });
    const target = { given: id, matchedBy: 'id', id, older: 0, found: undefined };
    ledger.endSearch([target], []);
    const search = {
        ...{ client: reader.client, api: deployment.api, clock, signal, redact: secrets.redact },
        notYet: progress.notYet,
    };
    const options = { ...search, ...inputs, appearUntil: clock.now(), waited: false, notBefore: undefined };
    await (0,follow/* follow */.e)([target], options, ledger, progress);
    const judged = ledger.ending();
    const last = reader.last();
    if (judged.failure !== undefined || last === undefined)
        return await (0,details/* addDetails */.q)(judged, reader.client, deps);
    const publisher = createPublisher(requester, secrets.redact);
    const say = (line) => {
        log.line(line);
    };
    await publishJudged({ target, judged: last, message: judged.message }, inputs, publication, ledger, {
        publisher,
        clock,
        signal,
        say,
    });
    return await (0,details/* addDetails */.q)(ledger.ending(), reader.client, deps);
}
/** A client that keeps the last look: what was judged must be what is published. */
function rememberLooks(client) {
    let last;
    const getUpload = async (id, patience) => {
        const look = await client.getUpload(id, patience);
        last = look === 'absent' ? undefined : look;
        return look;
    };
    return { client: { ...client, getUpload }, last: () => last };
}


/***/ })

};
;