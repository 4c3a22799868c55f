import { type IncomingMessage, type RequestListener, createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { type Fault, inflict } from '../nomad-server/faults.ts';
import { type Listening, listen } from '../nomad-server/listen.ts';
import type { Answer } from './answers.ts';
import type { Account, CheckRun, Comment, Permissions } from './hub.ts';
import { answer } from './routes.ts';

export type { Fault } from '../nomad-server/faults.ts';
export type { CheckRun, Comment } from './hub.ts';

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** 0 until an answer is begun. */
  status: number;
}

type Rule = (request: LoggedRequest) => Fault | undefined | Promise<undefined>;

export interface GitHubServer extends Listening {
  /** As GITHUB_API_URL is. */
  readonly api: string;
  readonly requests: LoggedRequest[];
  readonly checkRuns: readonly CheckRun[];
  /** The comments of a pull request, which is there from now on. */
  comments(pullRequest: number): Comment[];
  /** The token of an app (`ghs_…`) or of a user (`ghp_…`). By default that of GitHub Actions with all that is asked for. */
  token(permissions?: Permissions, login?: string): string;
  /** Asked before every answer; undefined lets it pass, a promise later. A later rule replaces the former. */
  intercept(rule: Rule): void;
}

interface GitHubServerOptions {
  /** Of a GitHub Enterprise Server, whose API is below `/api/v3`. */
  readonly enterprise?: boolean;
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** `owner/name`, as in the emulated runner. */
const repository = 'octocat/data';

const everything: Permissions = { checks: 'write', pull_requests: 'write' };

/** A GitHub on 127.0.0.1 with one repository, for check runs and comments: it answers as the real one, within the real one's limits. */
export async function startGitHubServer(options: GitHubServerOptions = {}): Promise<GitHubServer> {
  const { enterprise = false, tls } = options;
  const requests: LoggedRequest[] = [];
  const accounts = new Map<string, Account>();
  const checkRuns: CheckRun[] = [];
  const comments = new Map<number, Comment[]>();
  let id = 1000;
  let rule: Rule = () => undefined;
  let api = '';

  const listener = async (request: IncomingMessage, send: (answer: Answer) => void): Promise<void> => {
    const body = await text(request);
    const url = new URL(request.url ?? '/', api);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const logged: LoggedRequest = { method: request.method ?? '', path: url.pathname + url.search, headers, body, status: 0 };
    requests.push(logged);
    const fault = await rule(logged);
    const hub = { api, repository, accounts, checkRuns, comments, nextId: () => ++id };
    const truth = (): Answer => answer(hub, { method: logged.method, url, headers, body });
    if (fault !== undefined) {
      logged.status = inflict(fault, request, truth);
      return;
    }
    const whole = truth();
    logged.status = whole.status;
    send(whole);
  };
  const receive: RequestListener = (request, response) => {
    listener(request, (whole) => response.writeHead(whole.status, whole.headers).end(whole.body)).catch((error: unknown) => {
      // A client that went away is the client's matter; a defect of this server must not look like GitHub's.
      response.destroy();
      if (!request.destroyed) console.error(error);
    });
  };
  const listening = await listen(tls ? createTlsServer(tls, receive) : createServer(receive));
  api = `${tls ? 'https' : 'http'}://127.0.0.1:${listening.port}${enterprise ? '/api/v3' : ''}`;

  return {
    ...listening,
    api,
    requests,
    checkRuns,
    comments: (pullRequest) => comments.get(pullRequest) ?? newList(comments, pullRequest),
    token: (permissions = everything, login = 'github-actions[bot]') => {
      const type = login.endsWith('[bot]') ? 'Bot' : 'User';
      const token = `${type === 'Bot' ? 'ghs' : 'ghp'}_${'Emulated'.repeat(4)}${accounts.size}`;
      accounts.set(token, { login, type, permissions });
      return token;
    },
    intercept: (next) => {
      rule = next;
    },
  };
}

function newList(comments: Map<number, Comment[]>, pullRequest: number): Comment[] {
  const list: Comment[] = [];
  comments.set(pullRequest, list);
  return list;
}
