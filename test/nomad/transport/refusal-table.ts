/** Answers of nomad-lab 1.3.17 and 2.0.0 as they were recorded, and what each means to a check. */
interface Recorded {
  readonly what: 'login' | 'list' | 'upload';
  readonly status: number;
  readonly detail: unknown;
  /** Who else is concerned: the whole step, or this upload alone. `again`: not final. */
  readonly means: string;
  readonly advice: RegExp;
}

const invalidGrant = {
  reason: 'Unexpected exception while handling your request',
  exception: '400: b\'{"error":"invalid_grant","error_description":"Account is not fully set up"}\'',
  exception_class: 'KeycloakPostError',
  exception_traceback: 'Traceback (most recent call last): …',
};

const noKeycloak = { ...invalidGrant, exception: "Can't connect to server", exception_class: 'KeycloakConnectionError' };
const noKid = { ...invalidGrant, exception: "'kid'", exception_class: 'KeyError' };

const newToken = /[Cc]reate a new token on this deployment/;
const rightDeployment = /^Check that nomad-url is the deployment that the token comes from/;
const address = /^Check nomad-url/;

function refused(detail: string, advice: RegExp): Recorded {
  return { what: 'list', status: 401, detail, means: 'authentication, step, token', advice };
}

export const recorded: Readonly<Record<string, Recorded>> = {
  'a wrong password': {
    what: 'login',
    status: 401,
    detail: 'Incorrect username or password',
    means: 'authentication, step',
    advice: /values of username and password/,
  },
  'an account that is not fully set up': {
    what: 'login',
    status: 500,
    detail: invalidGrant,
    means: 'authentication, step',
    advice: /once in a browser/,
  },
  'Keycloak down': { what: 'login', status: 500, detail: noKeycloak, means: 'unreachable, again', advice: /later/ },
  'a login that sends too little': {
    what: 'login',
    status: 422,
    detail: [{ type: 'missing', loc: ['body', 'grant_type'], msg: 'Field required', input: null }],
    means: 'unexpected-answer, step',
    advice: address,
  },
  'a login at a wrong address': {
    what: 'login',
    status: 404,
    detail: 'Not Found',
    means: 'unexpected-answer, step',
    advice: address,
  },
  'no login (1.3)': refused('Authorization required.', rightDeployment),
  'no login, or a dead personal access token (2.0)': refused('Authentication required.', rightDeployment),
  'an expired access token': refused('Could not validate credentials. The given token is invalid.', newToken),
  'a token of another realm': refused(
    'Could not validate credentials.\nThe user provided keycloak public key does not exist.\nDoes the UI use the right realm?',
    rightDeployment,
  ),
  'an expired app token': refused('Expired token.', newToken),
  'an app token of another deployment': refused('Invalid token.', rightDeployment),
  'a token without user': refused('Could not validate credentials.\nThe given token does not contain a user_id.', newToken),
  'a token without kid': {
    what: 'list',
    status: 500,
    detail: noKid,
    means: 'unreachable, again',
    advice: /malformed access token/,
  },
  'an Oasis that wants a login of its own (1.3)': refused('Authentication is required for this Oasis', newToken),
  'an account unknown to NOMAD (1.3)': {
    what: 'list',
    status: 401,
    detail: 'You are logged in with an unknown user',
    means: 'authentication, step',
    advice: /once in a browser/,
  },
  'an account unknown to NOMAD (2.0)': {
    what: 'list',
    status: 403,
    detail: 'You are logged in with an unknown user',
    means: 'authentication, step',
    advice: /once in a browser/,
  },
  'an Oasis that does not allow the account (1.3)': {
    what: 'list',
    status: 401,
    detail: 'You are not authorized to access this Oasis',
    means: 'permission, step',
    advice: /run the Oasis/,
  },
  'an Oasis that does not allow the account (2.0)': {
    what: 'upload',
    status: 403,
    detail: 'You are not authorized to access this Oasis',
    means: 'permission, step',
    advice: /run the Oasis/,
  },
  'a scope that is missing': {
    what: 'list',
    status: 403,
    detail: "Missing scopes: [<Scope.UPLOADS_READ: 'uploads:read'>]",
    means: 'permission, step',
    advice: /with the scope uploads:read/,
  },
  "somebody else's upload (1.3)": {
    what: 'upload',
    status: 401,
    detail: 'You do not have access to the specified upload.',
    means: 'permission, upload',
    advice: /account that sent the upload/,
  },
  "somebody else's upload (2.0)": {
    what: 'upload',
    status: 403,
    detail: 'You do not have access to the specified upload.',
    means: 'permission, upload',
    advice: /account that sent the upload/,
  },
  'an embargoed upload, also to a dead token (2.0)': {
    what: 'upload',
    status: 403,
    detail: 'You do not have access to the specified upload - published with embargo.',
    means: 'permission, upload',
    advice: /revoked or expired personal access token/,
  },
  'an unpublished upload to a dead token': {
    what: 'upload',
    status: 401,
    detail: 'You need to log in to access the specified upload.',
    means: 'authentication, step, token',
    advice: newToken,
  },
  'an unknown upload': {
    what: 'upload',
    status: 404,
    detail: 'The specified upload_id was not found.',
    means: 'unexpected-answer, upload',
    advice: address,
  },
  'an unknown path below an upload': {
    what: 'upload',
    status: 404,
    detail: 'Not Found',
    means: 'unexpected-answer, upload',
    advice: address,
  },
  'a list at a wrong address': {
    what: 'list',
    status: 404,
    detail: 'Not Found',
    means: 'unexpected-answer, step',
    advice: address,
  },
  'a page beyond the end': {
    what: 'list',
    status: 400,
    detail: 'Page out of range requested.',
    means: 'unexpected-answer, step',
    advice: address,
  },
  'a query that 2.0 does not read': {
    what: 'list',
    status: 400,
    detail: 'Invalid upload_name query value: {"a":1}',
    means: 'unexpected-answer, step',
    advice: address,
  },
  'Elasticsearch down': {
    what: 'upload',
    status: 500,
    detail: { ...noKid, exception: 'ConnectionError(…) caused by: NewConnectionError(…)', exception_class: 'ConnectionError' },
    means: 'unreachable, again',
    advice: /later/,
  },
  'a method that is not allowed': {
    what: 'login',
    status: 405,
    detail: 'Method Not Allowed',
    means: 'unexpected-answer, step',
    advice: address,
  },
};
