/** What a token may do; what is left out it may not. */
export type Permissions = Readonly<Partial<Record<'checks' | 'issues' | 'pull_requests', 'read' | 'write'>>>;

/** Whose a token is. The token of an app (`ghs_`) is a bot's, who can't ask for itself at /user. */
export interface Account {
  readonly login: string;
  readonly type: 'User' | 'Bot';
  readonly permissions: Permissions;
}

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title?: string;
}

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly head_sha: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
  title: string | null;
  summary: string | null;
  /** Those of all requests. */
  readonly annotations: Annotation[];
}

export interface Comment {
  readonly id: number;
  readonly login: string;
  readonly type: 'User' | 'Bot';
  body: string;
}

/** One GitHub with one repository. */
export interface Hub {
  /** `http://127.0.0.1:PORT`, on a GitHub Enterprise Server with `/api/v3`. */
  readonly api: string;
  /** `owner/name` */
  readonly repository: string;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly checkRuns: CheckRun[];
  /** By the number of the pull request. */
  readonly comments: Map<number, Comment[]>;
  readonly nextId: () => number;
}

/** One request, read to its end, with its caller. */
export interface Asked {
  readonly hub: Hub;
  readonly url: URL;
  readonly account: Account;
  readonly body: Readonly<Record<string, unknown>>;
}

export function may({ permissions }: Account, what: keyof Permissions, how: 'read' | 'write'): boolean {
  return permissions[what] === 'write' || permissions[what] === how;
}

export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
