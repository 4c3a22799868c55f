"use strict";
exports.id = 271;
exports.ids = [271];
exports.modules = {

/***/ 4271:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   listFailedEntries: () => (/* binding */ listFailedEntries)
/* harmony export */ });
/* harmony import */ var _core_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2957);
/* harmony import */ var _quietly_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6148);


const bounds = { pageSize: 50, time: 15 * _core_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .second */ .Rc };
// Only for the first nine entries, because those get annotations.
const logBounds = { entries: 9, bytes: 1024 * 1024, time: 10 * _core_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .second */ .Rc };
/**
 * Lists the entries that failed or never finished, of results given worst first: `max` in all, with the causes of the first nine, within
 * within 15 s. Gives up quietly: what could not be read is counted in `more`, and `complete` is false. Throws only what must end the step.
 */
async function listFailedEntries(results, max, client, clock) {
    const until = clock.now() + bounds.time;
    const listed = new Map();
    let left = max;
    let complete = true;
    for (const result of results) {
        const bad = countBad(result);
        if (bad === 0)
            continue;
        const rows = [];
        complete = (await readRows(result.id, Math.min(left, bad), rows, client, until, clock)) && complete;
        left -= rows.length;
        listed.set(result, rows.sort(byMainfile));
    }
    const rows = [...listed].flatMap(([{ id }, entries]) => entries.map((entry) => ({ id, entry })));
    const causes = await readCauses(rows.slice(0, logBounds.entries), client, clock, until);
    return {
        results: results.map((result) => ({ ...result, entries: describeEntries(result, listed.get(result) ?? [], causes) })),
        complete,
    };
}
// Reasons that follow a processing that is over, so its entries belong to this run.
const aboutEntries = ['processing-failed', 'entries-failed', 'too-few-entries', 'warnings'];
/** Entries that failed or never finished, in an upload whose processing is over. */
function countBad({ counters, failure }) {
    const isJudged = failure === undefined || aboutEntries.includes(failure.reason);
    return isJudged ? countUnsuccessful(counters) : 0;
}
function countUnsuccessful(counters) {
    return counters === undefined ? 0 : counters.total - counters.successful;
}
function describeEntries(result, rows, causes) {
    const listed = rows.map((entry) => ({ ...entry, cause: causes.get(makeKey(result.id, entry)) }));
    return { listed, more: countBad(result) - listed.length };
}
/** Entries that failed come before those that never finished; NOMAD itself sorts equals by entry id. */
function byMainfile(a, b) {
    const unfinished = Number(a.status !== 'FAILURE') - Number(b.status !== 'FAILURE');
    return unfinished !== 0 ? unfinished : Number(a.mainfile > b.mainfile) - Number(a.mainfile < b.mainfile);
}
/** Adds rows to `listed`, page by page, until enough are there or the first SUCCESS row comes. False: they could not all be read. */
async function readRows(id, wanted, listed, client, until, clock) {
    const size = Math.min(bounds.pageSize, wanted);
    for (let page = 1; listed.length < wanted; page++) {
        if (clock.now() >= until)
            return false;
        const rows = await (0,_quietly_js__WEBPACK_IMPORTED_MODULE_1__/* .quietly */ .g)(() => client.listUnsuccessfulEntries(id, page, size, { retries: Infinity, until }));
        if (rows === undefined)
            return false;
        const good = rows.findIndex(({ status }) => status === 'SUCCESS');
        listed.push(...(good < 0 ? rows : rows.slice(0, good)).slice(0, wanted - listed.length));
        if (good >= 0 || rows.length < size)
            return true;
    }
    return true;
}
/** What the processing logs of failed entries say, by `makeKey`. Stops at the first one that can't be read. */
async function readCauses(rows, client, clock, until) {
    const end = Math.min(until, clock.now() + logBounds.time);
    const causes = new Map();
    let bytesLeft = logBounds.bytes;
    for (const { id, entry } of rows.filter((row) => row.entry.status === 'FAILURE')) {
        if (clock.now() >= end)
            break;
        const answer = await (0,_quietly_js__WEBPACK_IMPORTED_MODULE_1__/* .quietly */ .g)(() => client.getFailureCause(id, entry, bytesLeft, { retries: 1, until: end }));
        if (answer === undefined)
            break;
        bytesLeft -= answer.bytes;
        if (answer.cause !== undefined)
            causes.set(makeKey(id, entry), answer.cause);
    }
    return causes;
}
function makeKey(uploadId, entry) {
    return `${uploadId} ${entry.id}`;
}


/***/ })

};
;