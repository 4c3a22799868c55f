"use strict";
exports.id = 125;
exports.ids = [125];
exports.modules = {

/***/ 6125:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   maxReported: () => (/* binding */ maxReported),
/* harmony export */   renderReport: () => (/* binding */ renderReport),
/* harmony export */   writeReport: () => (/* binding */ writeReport)
/* harmony export */ });
/* harmony import */ var _core_product_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9592);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _nomad_deployment_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(972);
/* harmony import */ var _step_inputs_report_path_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4844);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2016);






/** The version of the report's schema, docs/report.schema.json. */
const version = 1;
/** How many failed entries the report lists, for all uploads together. */
const maxReported = 1000;
/** The full result as JSON, as described in docs/report.schema.json: names are exact, not escaped; at most 1000 entries in all. */
function renderReport(ending, deployment) {
    let left = maxReported;
    const uploads = (ending.results ?? []).map((result) => {
        const entryFailures = result.entries.listed.slice(0, left).map((entry) => entryElement(entry, result, deployment));
        left -= entryFailures.length;
        const truncated = result.entries.more > 0 || entryFailures.length < result.entries.listed.length;
        return { ...(0,_outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .toElement */ .wT)(result, deployment), entryFailures, truncated };
    });
    const { failure, message } = ending;
    return `${JSON.stringify({ version, conclusion: (0,_outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .conclude */ .Ep)(ending), failureReason: failure?.reason ?? '', message, uploads, ...ending.addition?.fields }, null, 2)}\n`;
}
function entryElement(entry, result, deployment) {
    const { cause, ...fields } = entry;
    return {
        ...fields,
        errors: cause === undefined ? entry.errors : [...entry.errors, cause.text],
        url: deployment === undefined ? '' : (0,_nomad_deployment_js__WEBPACK_IMPORTED_MODULE_2__/* .linkEntry */ .zA)(deployment, result.id, entry.id),
    };
}
/** Writes the report to a new file and renames it, so that nobody reads half a report. Returns a sentence if it could not be written. */
function writeReport(report, { path, roots }) {
    const draft = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), `${_core_product_js__WEBPACK_IMPORTED_MODULE_5__/* .product */ .qM}-${Math.random().toString(36).slice(2)}.tmp`);
    // Links may have changed since the input was read.
    const leadsOut = () => [path, draft].some((one) => !(0,_step_inputs_report_path_js__WEBPACK_IMPORTED_MODULE_3__/* .isInsideOneOf */ .Y6)(roots, one));
    try {
        // Not even a folder is created outside.
        if (leadsOut())
            return ledOut;
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), { recursive: true });
        if (leadsOut())
            return ledOut;
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(draft, report, { flag: 'wx' });
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(draft, path);
        return undefined;
    }
    catch (error) {
        discard(draft);
        const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
        return `The report could not be written to report-file${code}: is it a directory, or is the disk full?`;
    }
}
const ledOut = 'The report could not be written: report-file is outside the workspace and RUNNER_TEMP.';
function discard(draft) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(draft, { force: true });
    }
    catch {
        // If no file can exist there, there is none to remove.
    }
}


/***/ })

};
;