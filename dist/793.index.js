"use strict";
exports.id = 793;
exports.ids = [793];
exports.modules = {

/***/ 1793:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  deleteUploads: () => (/* binding */ deleteUploads)
});

// UNUSED EXPORTS: deleteChosen, work

// EXTERNAL MODULE: ./build/js/core/clock.js
var core_clock = __webpack_require__(2957);
// EXTERNAL MODULE: ./build/js/core/errors.js
var errors = __webpack_require__(3784);
// EXTERNAL MODULE: ./build/js/judgement/connect.js + 1 modules
var connect = __webpack_require__(7157);
// EXTERNAL MODULE: ./build/js/judgement/messages/warnings.js
var warnings = __webpack_require__(3095);
// EXTERNAL MODULE: ./build/js/judgement/progress.js
var progress = __webpack_require__(832);
// EXTERNAL MODULE: ./build/js/nomad/client.js + 3 modules
var nomad_client = __webpack_require__(2600);
// EXTERNAL MODULE: ./build/js/nomad/remover.js
var nomad_remover = __webpack_require__(2321);
// EXTERNAL MODULE: ./build/js/step/fail-closed.js
var fail_closed = __webpack_require__(9325);
// EXTERNAL MODULE: ./build/js/step/log.js + 4 modules
var step_log = __webpack_require__(4580);
// EXTERNAL MODULE: ./build/js/step/secrets/secrets.js + 2 modules
var secrets_secrets = __webpack_require__(33);
// EXTERNAL MODULE: ./build/js/core/wording.js
var wording = __webpack_require__(6355);
// EXTERNAL MODULE: ./build/js/judgement/messages/wording.js
var messages_wording = __webpack_require__(6260);
;// CONCATENATED MODULE: ./build/js/delete/messages/deleting.js


/** It is named by upload-id. Patterns leave published uploads out. */
function publishedUpload(upload) {
    return {
        reason: 'already-published',
        message: `${(0,messages_wording/* capitalize */.ZH)((0,messages_wording/* nameUpload */.Lc)(upload))} (${upload.id}) is published: the action never deletes what is published.`,
        advice: 'Remove it from upload-id.',
    };
}
/** The upload is there, but the account is not its main author. */
function notOwnUpload(id) {
    return {
        reason: 'permission',
        message: `Upload ${id} belongs to another account: only its main author can delete it with this action.`,
        advice: 'Use the account that made the upload, or remove it from upload-id.',
    };
}
/** `total`: how many the patterns and the age allow to delete. */
function tooManyMatches(total, max) {
    return {
        reason: 'too-many-matches',
        message: `upload-pattern and older-than would delete ${(0,wording/* count */.U9)(total, 'upload')}, but max-deletions is ${max}. Nothing was deleted.`,
        advice: 'Look at them with dry-run: true, then use a narrower pattern or a higher max-deletions.',
    };
}
/** NOMAD has accepted the deletion, but the upload does not go. */
function stillThere(upload) {
    return {
        reason: 'timeout',
        message: `NOMAD still has ${(0,messages_wording/* nameUpload */.Lc)(upload)} (${upload.id}) at the end of timeout, although it was asked to delete it.`,
        advice: 'NOMAD may delete it later, when its present process has ended. Run the job again, or raise timeout.',
    };
}
/** An answer that does not fit the request. */
function cantDelete(upload, why) {
    return {
        reason: 'unexpected-answer',
        message: `NOMAD did not delete ${(0,messages_wording/* nameUpload */.Lc)(upload)} (${upload.id}), for a reason that does not fit: ${why}.`,
        advice: 'Run the job again. If this happens again, tell the people who run the deployment.',
    };
}
/** A warning. `api`: `https://…/api/v1` */
function wasNotThere(id, api, total) {
    return `Upload ${id} was not there at ${api}, where this account has ${(0,wording/* count */.U9)(total, 'upload')}: it was deleted before, or nomad-url or the id is wrong.`;
}
/** In the log, of what the patterns found. */
function describeMatches(total, olderThan) {
    return total === 0
        ? `No upload matches upload-pattern and is older than ${(0,wording/* span */.Ln)(olderThan)}.`
        : `${(0,wording/* count */.U9)(total, 'upload')} ${total === 1 ? 'matches' : 'match'} upload-pattern and ${total === 1 ? 'is' : 'are'} older than ${(0,wording/* span */.Ln)(olderThan)}.`;
}
/** A line of the log. */
function describeOne(upload) {
    return `${(0,messages_wording/* quoteName */.AB)(upload, 100)} (${upload.id}), created ${(0,wording/* utc */.n$)(upload.createdAt)}`;
}
/** The message of a success. */
function describeDeletions(deleted, absent) {
    const gone = absent === 0 ? '' : ` ${(0,wording/* count */.U9)(absent, 'upload')} of upload-id ${absent === 1 ? 'was' : 'were'} not there.`;
    return deleted === 0 ? `There was nothing to delete.${gone}` : `Deleted ${(0,wording/* count */.U9)(deleted, 'upload')}.${gone}`;
}
/** The message of a dry run. */
function describeDryRun(uploads) {
    return `Dry run: ${(0,wording/* count */.U9)(uploads, 'upload')} would be deleted. Nothing was deleted.`;
}
/** The message of several failures: that of the worst, and how many there are. */
function describeFailures({ message }, failed, deleted) {
    const more = failed > 1 ? ` (${failed - 1} more could not be deleted, either)` : '';
    const done = deleted > 0 ? ` ${(0,wording/* count */.U9)(deleted, 'other upload')} ${deleted === 1 ? 'was' : 'were'} deleted.` : '';
    return (0,wording/* cut */.Jj)(message, 500 - more.length - done.length) + more + done;
}

// EXTERNAL MODULE: ./build/js/core/workload.js
var workload = __webpack_require__(6054);
// EXTERNAL MODULE: ./build/js/nomad/search/list.js
var list = __webpack_require__(7382);
// EXTERNAL MODULE: ./build/js/nomad/search/pattern.js
var search_pattern = __webpack_require__(9662);
;// CONCATENATED MODULE: ./build/js/delete/old-matches.js



/** The unpublished uploads of the account that the patterns and the age allow to delete; at most `max` are kept, all are counted. */
async function listOldMatches(aged, max, search, patience) {
    const { clock, signal } = search;
    const start = () => new OldMatches(aged, max, clock.now(), signal);
    return await (0,list/* collectAll */._U)({ own: true }, start, search, patience);
}
/** Whether an upload may be deleted for its age. `now`: milliseconds since 1970. Where NOMAD gives no time, it may not. */
function isOld({ published, state, createdAt, completedAt }, olderThan, now) {
    if (published || state === 'running')
        return false;
    const isOlder = (time) => now - Date.parse(time) > olderThan;
    return isOlder(createdAt) && (state === 'ready' || isOlder(completedAt));
}
class OldMatches {
    matches = [];
    total = 0;
    #aged;
    #max;
    #now;
    #workload;
    constructor(aged, max, now, signal) {
        this.#aged = aged;
        this.#max = max;
        this.#now = now;
        this.#workload = new workload/* Workload */.s(signal);
    }
    async accepts(name) {
        const { include, exclude } = this.#aged;
        return (await this.#matchesAny(include, name)) && !(await this.#matchesAny(exclude, name));
    }
    add(upload) {
        if (!isOld(upload, this.#aged.olderThan, this.#now))
            return;
        this.total += 1;
        const { id, name, exactName, createdAt } = upload;
        if (this.matches.length < this.#max)
            this.matches.push({ id, name, exactName, createdAt });
    }
    async #matchesAny(patterns, name) {
        for (const pattern of patterns) {
            await this.#workload.add((pattern.length + 1) * (name.length + 1) + 100);
            if ((0,search_pattern/* matchesPattern */.M)(pattern, name))
                return true;
        }
        return false;
    }
}

;// CONCATENATED MODULE: ./build/js/delete/choose.js




const maxIdsInQuery = 100;
/** Finds what the inputs allow to delete: uploads of which the account is the main author, and which are not published. */
async function chooseUploads({ ids, aged, maxDeletions }, deps) {
    const old = await listOld(aged, maxDeletions, deps);
    if (old.total > maxDeletions)
        return { ok: false, total: old.total };
    const own = await listOwn(ids, deps);
    const named = [...own.uploads.values()];
    const others = await explainOthers(ids.filter((id) => !own.uploads.has(id)), deps);
    return {
        ok: true,
        uploads: [
            ...named.filter(({ published }) => !published).map((upload) => ({ ...upload, byPattern: false })),
            ...old.matches.filter(({ id }) => !ids.includes(id)).map((upload) => ({ ...upload, byPattern: true })),
        ],
        absent: others.absent,
        failures: [...named.filter(({ published }) => published).map(publishedUpload), ...others.failures],
        total: own.total,
    };
}
async function listOld(aged, max, deps) {
    if (aged === undefined)
        return { matches: [], total: 0 };
    const old = await listOldMatches(aged, max, deps, { retries: 5, until: deps.clock.now() + core_clock/* minute */.Vc });
    deps.say(describeMatches(old.total, aged.olderThan));
    return old;
}
/** Ids that are not the account's own: NOMAD has no such upload, or it is somebody else's. */
async function explainOthers(ids, deps) {
    const absent = [];
    const failures = [];
    for (const id of ids) {
        const there = await isThere(id, deps);
        if (there === false)
            absent.push(id);
        else
            failures.push(there === true ? notOwnUpload(id) : there);
    }
    return { absent, failures };
}
/** Those of the ids of which the account is the main author, and how many uploads it has in all. */
async function listOwn(ids, { client, clock }) {
    const patience = { retries: 5, until: clock.now() + core_clock/* minute */.Vc };
    const uploads = new Map();
    for (let i = 0; i < ids.length; i += maxIdsInQuery) {
        const page = await client.listUploads({ ids: ids.slice(i, i + maxIdsInQuery), own: true, pageSize: maxIdsInQuery }, patience);
        for (const upload of page.uploads)
            uploads.set(upload.id, upload);
    }
    const isComplete = ids.every((id) => uploads.has(id));
    // Only a warning needs it.
    const { total } = isComplete ? { total: uploads.size } : await client.listUploads({ own: true, pageSize: 0 }, patience);
    return { uploads, total };
}
/** Whether NOMAD has an upload at all, or why it does not say so. */
async function isThere(id, { client, clock }) {
    try {
        return (await client.getUpload(id, { retries: 5, until: clock.now() + core_clock/* minute */.Vc })) !== 'absent';
    }
    catch (error) {
        if (error instanceof errors/* NoVerdictError */.Lc && error.concerns === 'upload')
            return error.failure;
        throw error;
    }
}

// EXTERNAL MODULE: ./build/js/core/pace.js
var core_pace = __webpack_require__(1064);
// EXTERNAL MODULE: ./build/js/nomad/transport/request.js + 2 modules
var request = __webpack_require__(246);
;// CONCATENATED MODULE: ./build/js/delete/deletion.js





/** Looks at an upload, deletes it if `isMeant` and it is not published, and waits until it is gone. Throws only what must end the step. */
async function deleteUpload(id, isMeant, timeout, deps) {
    try {
        return await tryToDelete(id, isMeant, timeout, deps);
    }
    catch (error) {
        if (error instanceof errors/* NoVerdictError */.Lc && error.concerns === 'upload')
            return { kind: 'failed', failure: error.failure };
        throw error;
    }
}
async function tryToDelete(id, isMeant, timeout, deps) {
    const { client, remover, clock, signal } = deps;
    const patience = { retries: 5, until: clock.now() + timeout };
    const look = await client.getUpload(id, patience);
    if (look === 'absent')
        return { kind: 'absent' };
    const { upload } = look;
    if (!isMeant(upload))
        return { kind: 'spared' };
    if (upload.published)
        return fail(publishedUpload(upload));
    const pace = new core_pace/* Pace */.o(clock, signal);
    for (let tries = 0;; tries++) {
        const answer = await remover.deleteUpload(id, patience);
        const refused = explain(answer, upload, tries);
        if (refused !== undefined)
            return refused;
        if (await becomesAbsent(id, (0,nomad_remover/* isDone */.$)(answer), pace, patience, deps))
            return { kind: 'deleted' };
        if (clock.now() >= patience.until)
            return fail((0,request/* isUnanswered */.N)(answer) ? answer.failure : stillThere(upload));
    }
}
/** undefined: NOMAD will delete it, or it can be tried again. */
function explain(answer, upload, tries) {
    switch (answer) {
        case 'absent':
            return { kind: tries === 0 ? 'absent' : 'deleted' };
        case 'published':
            return fail(publishedUpload(upload));
        case 'limit':
        case 'too-large':
            return fail(cantDelete(upload, answer));
        case 'busy':
            return undefined;
        default:
            return undefined;
    }
}
/** Looks until an upload is gone. False: the time is up, or no process that deletes it runs. `accepted`: NOMAD said that it will delete it. */
async function becomesAbsent(id, accepted, pace, patience, { client, clock }) {
    for (;;) {
        const look = await client.getUpload(id, patience);
        if (look === 'absent')
            return true;
        if (clock.now() >= patience.until)
            return false;
        await pace.next(patience.until);
        // 1.3 lets what ran before come to its end, and then deletes the upload.
        if (!accepted || look.upload.state !== 'running')
            return false;
    }
}
function fail(failure) {
    return { kind: 'failed', failure };
}

// EXTERNAL MODULE: ./build/js/step/inputs/duration.js
var duration = __webpack_require__(52);
// EXTERNAL MODULE: ./build/js/step/inputs/deployment.js + 1 modules
var inputs_deployment = __webpack_require__(4626);
// EXTERNAL MODULE: ./build/js/step/inputs/login.js
var login = __webpack_require__(1631);
// EXTERNAL MODULE: ./build/js/step/inputs/reader.js
var inputs_reader = __webpack_require__(2851);
// EXTERNAL MODULE: ./build/js/step/inputs/upload-id.js
var upload_id = __webpack_require__(6203);
;// CONCATENATED MODULE: ./build/js/delete/inputs.js







const maxPattern = 1000;
/** Reads all inputs, secrets first. `invalid-input` names every problem at once, before any request. */
function readInputs(environment, secrets) {
    const reader = new inputs_reader/* InputReader */.i(environment, secrets);
    const credentials = (0,login/* readCredentials */.L)(reader, secrets);
    const deployment = (0,inputs_deployment/* readDeployment */.i)(reader);
    const ids = (0,upload_id/* readIds */.Z)(reader, deployment);
    const lines = reader.lines('upload-pattern').map(({ raw }) => raw);
    if (ids.length + lines.length === 0 && reader.text('upload-id') === '')
        reader.problem('upload-id', 'upload-id and upload-pattern are both empty: say which uploads to delete. If the id comes from an earlier step, did that step fail?');
    const aged = readAged(reader, lines);
    const maxDeletions = reader.read('max-deletions', '10', (text) => /^\d{1,4}$/.test(text) ? Number(text) : 'It must be a whole number, such as 10.');
    const rest = { timeout: reader.duration('timeout', '5m'), dryRun: reader.boolean('dry-run', false) };
    const reporting = { jobSummary: reader.choice('job-summary', ['always', 'on-failure', 'never']) };
    (0,inputs_deployment/* checkProxies */.r)(reader, environment, [deployment?.api]);
    const failure = reader.failure();
    if (failure !== undefined)
        return { ok: false, failure, reporting };
    if (credentials === undefined)
        return { ok: false, failure: (0,login/* missingLogin */.s)(reader, environment), reporting };
    if (deployment === undefined || maxDeletions === undefined)
        throw new TypeError('an input without value and without problem');
    return { ok: true, inputs: { ...rest, deployment, credentials, ids, aged, maxDeletions }, reporting };
}
/** upload-pattern and older-than, which belong together. undefined: there is none, or a problem. */
function readAged(reader, lines) {
    const olderThan = reader.optional('older-than', readAge);
    if (lines.length === 0) {
        if (reader.text('older-than') !== '')
            reader.problem('older-than', 'older-than is given without upload-pattern: uploads that upload-id names are deleted whatever their age.');
        return undefined;
    }
    if (reader.text('older-than') === '')
        reader.problem('older-than', 'older-than is empty, and upload-pattern needs it: say how old an upload must be to be deleted, such as 7d.');
    return { ...readPatternLines(reader, lines), olderThan: olderThan ?? Infinity };
}
function readAge(text) {
    const age = (0,duration/* readDuration */.$)(text);
    if (age === undefined)
        return (0,duration/* durationHint */.u)(text);
    return age >= core_clock/* hour */.nW ? age : 'It must be at least 1h, so that no upload is deleted that is still in use.';
}
function readPatternLines(reader, lines) {
    const { include, exclude } = (0,search_pattern/* readPatterns */.c)(lines);
    if (include.length === 0)
        reader.problem('upload-pattern', 'upload-pattern has only exclusions (lines that begin with !): say also which uploads to delete, such as try-out*.');
    for (const line of lines)
        if (line.length > maxPattern)
            reader.refuse('upload-pattern', line, `A pattern has at most ${maxPattern} characters.`);
    for (const pattern of include)
        if (/^[*?\s]*$/.test(pattern))
            reader.refuse('upload-pattern', pattern, 'It would match every upload: a pattern must contain at least one character of the name.');
    return { include, exclude };
}

// EXTERNAL MODULE: ./build/js/judgement/messages/headings.js
var headings = __webpack_require__(9553);
// EXTERNAL MODULE: ./build/js/step/escape.js
var step_escape = __webpack_require__(4563);
// EXTERNAL MODULE: ./build/js/step/messages/step.js
var step = __webpack_require__(2641);
// EXTERNAL MODULE: ./build/js/step/output-file.js
var output_file = __webpack_require__(820);
// EXTERNAL MODULE: ./build/js/step/summary-file.js
var summary_file = __webpack_require__(65);
;// CONCATENATED MODULE: ./build/js/delete/report.js






/** What annotations and headings begin with. */
const title = 'NOMAD delete';
const maxRows = 200;
// The runner keeps ten annotations of each level.
const maxWarnings = 10;
const maxMessage = 4000;
/** Shows an ending in the outputs, as annotations, in the log and in the summary. */
class Report {
    #environment;
    #log;
    #inputs = { jobSummary: 'always' };
    constructor(environment, log) {
        this.#environment = environment;
        this.#log = log;
    }
    begin(inputs) {
        this.#inputs = inputs;
    }
    /** Synchronous, so that it also works while the process ends. Gives the ending as it was reported. */
    write(known) {
        const written = (0,output_file/* writeOutputs */.K)(this.#environment['GITHUB_OUTPUT'], {
            conclusion: known.failure === undefined ? 'success' : 'failure',
            'failure-reason': known.failure?.reason ?? '',
            message: known.message,
            deleted: JSON.stringify(known.deleted),
            'deleted-count': String(known.deleted.length),
        });
        const end = written ? known : { ...known, failure: step/* noOutputs */.Q9, message: step/* noOutputs */.Q9.message };
        const { failure, message, warnings } = end;
        if (failure !== undefined)
            this.#annotate(failure, message);
        for (const warning of warnings.slice(0, maxWarnings))
            this.#log.warning(warning);
        this.#log.line(`${failure === undefined ? '✅' : '❌'} ${message}`);
        const { jobSummary } = this.#inputs;
        if (jobSummary === 'always' || (jobSummary === 'on-failure' && failure !== undefined))
            this.#log.warning((0,summary_file/* writeSummary */.S)(this.#environment['GITHUB_STEP_SUMMARY'], renderSummary(end)));
        return end;
    }
    /** The least that can be said if even the report is broken. */
    writeBare({ reason, message }) {
        (0,output_file/* writeOutputs */.K)(this.#environment['GITHUB_OUTPUT'], { conclusion: 'failure', 'failure-reason': reason, message });
        this.#log.annotate({ level: 'error', title: `${title} failed`, message, at: undefined });
    }
    #annotate({ advice }, message) {
        const lines = [message, ...advice.split('\n')].filter((line) => line !== '');
        const text = (0,wording/* cut */.Jj)(lines.map(step_escape/* logLine */.BP).join('\n'), maxMessage);
        this.#log.annotate({ level: 'error', title: `${title} failed`, message: text, at: undefined });
    }
}
function renderSummary({ failure, failures, message, warnings, deleted, listed }) {
    const heading = failure === undefined ? `✅ ${title}` : `❌ ${title}: ${(0,headings/* headFailure */.xZ)(failure.reason)}`;
    const blocks = [
        `## ${heading}`,
        (0,step_escape/* markdown */.wD)(message),
        failure === undefined || failure.advice === ''
            ? ''
            : `**What to do now:** ${failure.advice.split('\n').map(step_escape/* markdown */.wD).join('<br>')}`,
        failure === undefined ? '' : `The output ${(0,step_escape/* code */.aY)('failure-reason')} is ${(0,step_escape/* code */.aY)(failure.reason)}.`,
        listBlock('### Not deleted', failures.length > 1 ? failures.map((one) => (0,step_escape/* markdown */.wD)((0,wording/* cut */.Jj)(one.message, 500))) : []),
        listBlock(deleted.length > 0 ? '### Deleted' : '### Would be deleted', listed.map(step_escape/* markdown */.wD)),
        listBlock('### ⚠️ Warnings', warnings.map((warning) => (0,step_escape/* markdown */.wD)((0,wording/* cut */.Jj)(warning, 500)))),
    ];
    return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}
function listBlock(head, lines) {
    if (lines.length === 0)
        return '';
    const rest = lines.length - maxRows;
    const more = rest > 0 ? [`- … and ${rest} more`] : [];
    return [`${head}\n`, ...lines.slice(0, maxRows).map((line) => `- ${line}`), ...more].join('\n');
}

// EXTERNAL MODULE: ./build/js/core/failure-reasons.js
var failure_reasons = __webpack_require__(6877);
;// CONCATENATED MODULE: ./build/js/delete/tally.js



/** What has been done so far: the report is made from this, whenever and however the step ends. */
class Tally {
    #deleted = [];
    #failures = [];
    #warnings = [];
    #onWarning;
    #absent = 0;
    #would;
    #listed = [];
    /** `onWarning` is called at once with each warning. */
    constructor(onWarning) {
        this.#onWarning = onWarning;
    }
    delete(upload) {
        this.#deleted.push(upload.id);
        this.#listed.push(describeOne(upload));
    }
    wouldDelete(upload) {
        this.#would = (this.#would ?? 0) + 1;
        this.#listed.push(describeOne(upload));
    }
    absent(warning) {
        this.#absent += 1;
        this.warn(warning);
    }
    fail(failure) {
        this.#failures.push(failure);
    }
    warn(warning) {
        this.#warnings.push(warning);
        this.#onWarning(warning);
    }
    /** `failure` ended the whole step. */
    end(failure) {
        const failures = [...(failure === undefined ? [] : [failure]), ...this.#failures].sort(failure_reasons/* bySeverity */.N);
        const [worst] = failures;
        const message = worst !== undefined
            ? describeFailures(worst, failures.length, this.#deleted.length)
            : this.#would === undefined
                ? describeDeletions(this.#deleted.length, this.#absent)
                : describeDryRun(this.#would);
        return {
            failure: worst,
            message: (0,wording/* visible */.RK)(message),
            failures,
            warnings: [...this.#warnings],
            deleted: [...this.#deleted],
            listed: [...this.#listed],
        };
    }
}

;// CONCATENATED MODULE: ./build/js/delete/main.js

















/** The whole step: reads inputs from the process it runs in, and writes outputs there. */
async function deleteUploads() {
    const environment = process.env;
    const log = (0,step_log/* createLog */.h)(title);
    const secrets = new secrets_secrets/* Secrets */.S((value) => {
        log.mask(value);
    });
    const tally = new Tally((warning) => {
        log.line(`⚠ ${warning}`);
    });
    const report = new Report(environment, log);
    await (0,fail_closed/* failClosed */.Z)({
        work: async (signal) => {
            const reading = readInputs(environment, secrets);
            report.begin(reading.reporting);
            if (!reading.ok)
                return tally.end(reading.failure);
            if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
                tally.warn(warnings/* uncheckedTls */.Y1);
            return await work(reading.inputs, tally, { secrets, signal, log, clock: core_clock/* systemClock */.ml });
        },
        breakOff: (failure) => tally.end(failure),
        report: (end) => report.write(end),
        reportBare: (failure) => {
            report.writeBare(failure);
        },
        afterwards: () => Promise.resolve(),
    });
}
/** Logs in, finds what may be deleted, and deletes it one by one. */
async function work(inputs, tally, deps) {
    const { log, clock, signal, secrets } = deps;
    const requester = (0,connect/* connect */.N)(inputs, ['uploads:read', 'uploads:write'], new progress/* Progress */.k(log, clock, inputs.deployment), deps);
    const client = (0,nomad_client/* createClient */.U)(requester, secrets.redact);
    const warning = (0,connect/* announceLogin */.l)(inputs, inputs.timeout, deps);
    if (warning !== undefined)
        tally.warn(warning);
    const say = (line) => {
        log.line(line);
    };
    // What a dry run gets has no way to delete.
    const remover = inputs.dryRun ? undefined : (0,nomad_remover/* createRemover */.v)(requester, secrets.redact);
    return await deleteChosen(inputs, tally, { client, clock, signal, say }, remover);
}
/** `remover`: undefined for a dry run. */
async function deleteChosen(inputs, tally, deps, remover) {
    try {
        await deps.client.login({ retries: 5, until: deps.clock.now() + core_clock/* minute */.Vc });
        const chosen = await chooseUploads(inputs, deps);
        if (!chosen.ok)
            return tally.end(tooManyMatches(chosen.total, inputs.maxDeletions));
        for (const failure of chosen.failures)
            tally.fail(failure);
        for (const id of chosen.absent)
            tally.absent(wasNotThere(id, inputs.deployment.api, chosen.total));
        for (const upload of chosen.uploads) {
            deps.say(`${remover === undefined ? 'Would delete' : 'Deleting'} ${describeOne(upload)}`);
            if (remover === undefined)
                tally.wouldDelete(upload);
            else
                await deleteOne(upload, inputs, tally, { ...deps, remover }, chosen.total);
        }
        return tally.end();
    }
    catch (error) {
        if (error instanceof errors/* NoVerdictError */.Lc)
            return tally.end(error.failure);
        throw error;
    }
}
async function deleteOne(chosen, { aged, timeout, deployment }, tally, deps, total) {
    const { id, byPattern, exactName } = chosen;
    // An id is meant whatever has become of it; what a pattern has found must still be as it was.
    const isMeant = (upload) => !byPattern || (aged !== undefined && upload.exactName === exactName && isOld(upload, aged.olderThan, deps.clock.now()));
    const deletion = await deleteUpload(id, isMeant, timeout, deps);
    switch (deletion.kind) {
        case 'deleted':
            tally.delete(chosen);
            break;
        case 'absent':
            tally.absent(wasNotThere(id, deployment.api, total));
            break;
        case 'spared':
            deps.say(`Upload ${id} has changed meanwhile, so it was not deleted.`);
            break;
        case 'failed':
            tally.fail(deletion.failure);
            break;
    }
}


/***/ }),

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


/***/ })

};
;