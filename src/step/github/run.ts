import { isRecord } from '../../core/record.ts';

/** The repository and the event that this run is about. */
export interface Run {
  /** `/repos/OWNER/NAME`: where GitHub's API has the repository. */
  readonly path: string;
  /** The head commit of the pull request, or else the commit of the run. */
  readonly commit: string;
  /** undefined outside pull requests. */
  readonly pullRequest: number | undefined;
  /** '' where an address is not known. */
  readonly pages: { readonly commit: string; readonly run: string };
  /** 1 unless the run was started again. */
  readonly attempt: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The run, as the runner's variables and its event file tell it. undefined: there is no repository. */
export async function readRun(environment: Environment): Promise<Run | undefined> {
  const [owner, repo] = (environment['GITHUB_REPOSITORY'] ?? '').split('/');
  const event = await readEvent();
  const pull = isRecord(event['pull_request']) ? event['pull_request'] : {};
  const head = isRecord(pull['head'])
    ? pull['head']['sha']
    : isRecord(event['workflow_run'])
      ? event['workflow_run']['head_sha']
      : undefined;
  const commit = typeof head === 'string' ? head : environment['GITHUB_SHA'];
  if (owner === undefined || owner === '' || repo === undefined || commit === undefined) return undefined;
  const path = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`;
  const attempt = /^\d{1,9}$/.test(environment['GITHUB_RUN_ATTEMPT'] ?? '') ? Number(environment['GITHUB_RUN_ATTEMPT']) : 1;
  return {
    ...{ path, commit, attempt },
    pullRequest: typeof pull['number'] === 'number' ? pull['number'] : undefined,
    pages: findPages(environment, `${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`, commit, attempt),
  };
}

/** With the attempt, because the run's own page shows the latest one. */
function findPages(
  { GITHUB_SERVER_URL: server = '', GITHUB_RUN_ID: id = '' }: Environment,
  repository: string,
  commit: string,
  attempt: number,
): Run['pages'] {
  if (!/^https?:\/\/[^\s()<>]+$/.test(server)) return { commit: '', run: '' };
  return {
    commit: /^[0-9a-f]{40,64}$/.test(commit) ? `${server}/${repository}/commit/${commit}` : '',
    run: /^\d+$/.test(id) ? `${server}/${repository}/actions/runs/${id}/attempts/${attempt}` : '',
  };
}

/** The toolkit reads the event when it is loaded, and throws when the file is broken: that must not end the step. */
async function readEvent(): Promise<Readonly<Record<string, unknown>>> {
  try {
    const { context } = await import(/* webpackMode: "eager" */ '@actions/github');
    return isRecord(context.payload) ? context.payload : {};
  } catch {
    return {};
  }
}
