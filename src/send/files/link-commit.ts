import { isRecord } from '../../core/record.ts';

export type LinkMode = 'public' | 'always' | 'never';

/** What goes into the upload so that who finds an entry finds its origin, or why nothing does. */
export type CommitNote =
  { readonly add: true; readonly path: string; readonly content: string } | { readonly add: false; readonly why: WhyNot };

/** `metadata`: the files have metadata of their own at the top. */
export type WhyNot = 'never' | 'metadata' | 'not-public' | 'no-commit';

// NOMAD 1.3 and 2.0 take the metadata of all entries from these, at the top of an upload.
const metadataFiles = new Set(['nomad.json', 'nomad.yaml', 'nomad.yml']);

/**
 * `environment` has the runner's variables, `event` the content of its event file, `paths` where the files lie in the upload.
 */
export function commitNote(
  environment: Readonly<Record<string, string | undefined>>,
  event: Readonly<Record<string, unknown>>,
  paths: Iterable<string>,
  mode: LinkMode,
): CommitNote {
  if (mode === 'never') return { add: false, why: 'never' };
  for (const path of paths) if (metadataFiles.has(path)) return { add: false, why: 'metadata' };
  if (mode === 'public' && !isPublic(event)) return { add: false, why: 'not-public' };
  const origin = findOrigin(environment, event);
  if (origin === undefined) return { add: false, why: 'no-commit' };
  return { add: true, path: 'nomad.json', content: `${JSON.stringify(origin, undefined, 2)}\n` };
}

/** In a pull request from a fork the event's repository is the one that it goes to, and the commit is in the other. */
function isPublic(event: Readonly<Record<string, unknown>>): boolean {
  const head = headOf(event);
  return isPublicRepository(event['repository']) && (head?.repository === undefined || isPublicRepository(head.repository));
}

/** An event of an older server has no visibility. */
function isPublicRepository(repository: unknown): boolean {
  return isRecord(repository) && repository['private'] === false && (repository['visibility'] ?? 'public') === 'public';
}

function headOf(event: Readonly<Record<string, unknown>>): { readonly sha: unknown; readonly repository: unknown } | undefined {
  const pull = event['pull_request'];
  const head = isRecord(pull) ? pull['head'] : undefined;
  return isRecord(head) ? { sha: head['sha'], repository: head['repo'] ?? undefined } : undefined;
}

interface Origin {
  readonly comment: string;
  readonly references: readonly string[];
}

function findOrigin(
  {
    GITHUB_SERVER_URL: server = '',
    GITHUB_REPOSITORY: repository = '',
    GITHUB_SHA: sha,
    GITHUB_RUN_ID: run = '',
  }: Readonly<Record<string, string | undefined>>,
  event: Readonly<Record<string, unknown>>,
): Origin | undefined {
  const commit = headOf(event)?.sha ?? sha;
  if (typeof commit !== 'string' || !/^[0-9a-f]{40,64}$/.test(commit)) return undefined;
  if (!/^https?:\/\/[^\s()<>]+$/.test(server) || !/^[\w.-]+\/[\w.-]+$/.test(repository)) return undefined;
  const pages = `${server}/${repository}`;
  const by = /^\d+$/.test(run) ? `, by the run ${pages}/actions/runs/${run}` : '';
  return {
    comment: `Sent from the repository ${repository} at commit ${commit}${by}.`,
    references: [`${pages}/commit/${commit}`],
  };
}
