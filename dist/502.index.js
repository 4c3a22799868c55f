"use strict";
exports.id = 502;
exports.ids = [502];
exports.modules = {

/***/ 7502:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  toError: () => (/* binding */ toError)
});

// EXTERNAL MODULE: ./build/js/nomad/messages/wording.js
var wording = __webpack_require__(8924);
;// CONCATENATED MODULE: ./build/js/nomad/messages/authentication.js

const newToken = 'Create a new token on this deployment and update the secret.';
const compareAddress = `Check that nomad-url is the deployment that the token comes from, and that the whole token was copied. If both are right, create a new token on this deployment and update the secret.`;
// Why NOMAD did not accept a token, and what may have caused that. NOMAD's own words come in between.
const elsewhere = ' It may come from another deployment, or it was not copied completely.';
const refusals = {
    expired: { why: 'says that the token has expired', causes: '', advice: newToken },
    foreignKey: { why: 'does not know the key that signed the token', causes: elsewhere, advice: compareAddress },
    foreign: { why: 'says that the token is not one of its own', causes: elsewhere, advice: compareAddress },
    invalid: {
        why: 'says that the token is invalid',
        causes: ' It may have expired, or it was not copied completely, or it is a personal access token, which only NOMAD 2.0 and later accept.',
        advice: `${newToken} Before NOMAD 2.0, there are only app tokens and access tokens.`,
    },
    notOfOasis: { why: 'lets in only certain accounts, and does not know this login', causes: '', advice: newToken },
    unknown: {
        why: 'does not know the token',
        causes: ' It may have been revoked or have expired, it may come from another deployment, or it was not copied completely.',
        advice: compareAddress,
    },
    other: { why: 'did not accept the login', causes: '', advice: newToken },
};
/** NOMAD did not accept the token. */
function tokenRefused(refusal, refused) {
    const { why, causes, advice } = refusals[refusal];
    return { reason: 'authentication', message: `NOMAD at ${refused.api} ${why} (${(0,wording/* describeAnswer */.O)(refused)}).${causes}`, advice };
}
/** User name or password is wrong. */
function wrongPassword(refused) {
    return {
        reason: 'authentication',
        message: `NOMAD at ${refused.api} refused the login: ${(0,wording/* describeAnswer */.O)(refused)}.`,
        advice: 'Check the values of username and password, and that the account belongs to this deployment.',
    };
}
/** The password may be right, but the account can't be used with it alone. */
function noPasswordLogin(refused) {
    return {
        reason: 'authentication',
        message: `NOMAD could not log in to this account with its password: ${(0,wording/* describeAnswer */.O)(refused)}.`,
        advice: "Log in to NOMAD once in a browser and complete the steps that it asks for, or use a token. An account that is not fully set up, or that needs a second factor, can't log in with just a password.",
    };
}
/** The login is good, but the deployment has never seen its account. */
function unknownAccount(refused) {
    return {
        reason: 'authentication',
        message: `NOMAD does not know the account of this login: ${(0,wording/* describeAnswer */.O)(refused)}.`,
        advice: 'Log in to the deployment once in a browser, then run the job again.',
    };
}

;// CONCATENATED MODULE: ./build/js/nomad/messages/permission.js

/** The upload belongs to somebody else. */
function notThisUpload(refused) {
    return {
        reason: 'permission',
        message: `This account is not allowed to see the upload: ${(0,wording/* describeAnswer */.O)(refused)}.`,
        advice: 'Use the account that sent the upload, or share the upload with this account. A revoked or expired personal access token gets the same answer for an embargoed upload.',
    };
}
/** Others may see the upload, but not change it. */
function notYourUpload(refused) {
    return {
        reason: 'permission',
        message: `This account is not allowed to change the upload: ${(0,wording/* describeAnswer */.O)(refused)}.`,
        advice: 'Use the account that made the upload (its main author).',
    };
}
/** The Oasis has a list of accounts, and this one is not on it. */
function notThisOasis(refused) {
    return {
        reason: 'permission',
        message: `This account is not allowed to use the Oasis at ${refused.api}: ${(0,wording/* describeAnswer */.O)(refused)}.`,
        advice: 'Ask the people who run the Oasis to add the account.',
    };
}
/** `scopes`: those that NOMAD names. */
function missingScope(scopes, { status, route, scopes: needed }) {
    const what = scopes.length === 0 ? 'a scope that NOMAD does not name' : `the scope ${scopes.join(', ')}`;
    return {
        reason: 'permission',
        message: `The token lacks ${what} (status ${status}, ${route}).`,
        advice: `Create a personal access token with the ${needed.length === 1 ? 'scope' : 'scopes'} ${needed.join(' and ')}, and update the secret.`,
    };
}
/** A 403 for any other reason. */
function notAllowed(refused) {
    return {
        reason: 'permission',
        message: `NOMAD refused this request: ${(0,wording/* describeAnswer */.O)(refused)} (${refused.route}).`,
        advice: 'Check the permissions of the account and the scopes of the token.',
    };
}

// EXTERNAL MODULE: ./build/js/nomad/messages/unexpected-answer.js
var unexpected_answer = __webpack_require__(2260);
// EXTERNAL MODULE: ./build/js/nomad/messages/unreachable.js
var unreachable = __webpack_require__(5918);
// EXTERNAL MODULE: ./build/js/core/errors.js
var errors = __webpack_require__(3784);
// EXTERNAL MODULE: ./build/js/nomad/transport/detail.js
var detail = __webpack_require__(2412);
// EXTERNAL MODULE: ./build/js/nomad/transport/retry.js
var retry = __webpack_require__(275);
;// CONCATENATED MODULE: ./build/js/nomad/transport/refusal.js







/** What an answer other than 200 means. Statuses and texts: nomad-lab 1.3.17 and 2.0.0, all routes that are asked here. */
function toError(answer, question, redact, now) {
    const { status } = answer;
    const raw = (0,detail/* readDetail */.o)(answer.body);
    const { subject, api, route, scopes } = question;
    // Redact again: joining blanks can join the halves of a secret.
    const refused = { api, route, scopes, status, detail: raw === undefined ? undefined : redact((0,detail/* oneLine */.T)(redact(raw))) };
    if (status === 429 || status >= 500)
        return unavailable(subject, refused, raw ?? '', retryAfter(answer, now));
    if (status >= 300 && status < 400)
        return redirect(refused, answer, redact);
    const otherwise = new errors/* NoVerdictError */.Lc((0,unexpected_answer/* unexpected */.os)(refused), subject === 'upload' ? 'upload' : 'step');
    if (raw === undefined)
        return otherwise;
    if (status === 401 && subject === 'login')
        return new errors/* NoVerdictError */.Lc(wrongPassword(refused));
    if (status === 401 || status === 403)
        return denied(refused, raw);
    return otherwise;
}
function unavailable(subject, refused, raw, after) {
    const ofServer = refused.status === 500;
    if (subject === 'login' && ofServer && raw.includes('invalid_grant'))
        return new errors/* NoVerdictError */.Lc(noPasswordLogin(refused));
    return new retry/* RetryableError */.dw('passing', (0,unreachable/* notWorking */.DD)(refused, ofServer && subject !== 'login'), { retryAfter: after });
}
const maxSeconds = 10 ** 9;
/** Seconds or a date, as milliseconds from now. */
function retryAfter({ headers }, now) {
    const value = headers['retry-after'];
    if (typeof value !== 'string')
        return undefined;
    if (/^\d+$/.test(value.trim()))
        return Math.min(Number(value), maxSeconds) * 1000;
    const date = Date.parse(value);
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
function redirect(refused, { headers }, redact) {
    const location = typeof headers['location'] === 'string' ? redact(headers['location']) : '';
    const host = findHost(location) ?? (location.startsWith('/') ? new URL(refused.api).host : undefined);
    return new errors/* NoVerdictError */.Lc((0,unexpected_answer/* redirected */.cP)(refused, host));
}
// The host as it is: URL would turn it into lower case, in which a secret would not be recognized.
function findHost(location) {
    return /^(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^/?#]*@)?([^/?#@[\]]+)/i.exec(location)?.[1];
}
function denied(refused, raw) {
    if (raw.includes('have access to the specified upload'))
        return new errors/* NoVerdictError */.Lc(notThisUpload(refused), 'upload');
    if (/write access to the specified upload|Only main author|only admins can perform/.test(raw))
        return new errors/* NoVerdictError */.Lc(notYourUpload(refused), 'upload');
    if (raw.includes('not authorized to access this Oasis'))
        return new errors/* NoVerdictError */.Lc(notThisOasis(refused));
    if (raw.includes('unknown user'))
        return new errors/* NoVerdictError */.Lc(unknownAccount(refused));
    if (/^Missing scopes:/.test(raw))
        return new errors/* NoVerdictError */.Lc(missingScope(scopesIn(refused.detail ?? ''), refused));
    if (refused.status === 403)
        return new errors/* NoVerdictError */.Lc(notAllowed(refused));
    const [, why] = tokenRefusals.find(([pattern]) => pattern.test(raw)) ?? [/./, 'other'];
    return new errors/* TokenRefusedError */.iA(tokenRefused(why, refused));
}
// The texts of 401: 1.3.17 and 2.0.0, all routes.
const tokenRefusals = [
    [/^Expired token/, 'expired'],
    [/public key does not exist/, 'foreignKey'],
    [/^Invalid token/, 'foreign'],
    [/given token is invalid/, 'invalid'],
    [/^Auth\w+ is required for this Oasis/, 'notOfOasis'],
    [/^Auth\w+ required|need to log in/, 'unknown'],
];
// 2.0 returns the representation of an enum: Missing scopes: [<Scope.UPLOADS_READ: 'uploads:read'>]
function scopesIn(detail) {
    return [...detail.matchAll(/'([a-z_]+:[a-z_]+)'/g)].map(([, scope = '']) => scope);
}


/***/ })

};
;