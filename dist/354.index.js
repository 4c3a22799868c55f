"use strict";
exports.id = 354;
exports.ids = [354];
exports.modules = {

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


/***/ })

};
;