import { isRecord } from '../../core/record.ts';

/** The repository and the event that this run is about. */
export interface Run {
  /** `/repos/OWNER/NAME`: where GitHub's API has the repository. */
  readonly path: string;
  /** The head commit of the pull request, or else the commit of the run. */
  readonly commit: string;
  /** undefined outside pull requests. */
  readonly pullRequest: number | undefined;
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
  return { path, commit, pullRequest: typeof pull['number'] === 'number' ? pull['number'] : undefined };
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
