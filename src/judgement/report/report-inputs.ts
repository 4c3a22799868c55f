import type { Deployment } from '../../nomad/deployment.ts';
import { type GitHubInputs, readGitHub } from '../../step/inputs/github.ts';
import type { Environment, InputReader } from '../../step/inputs/reader.ts';
import { type ReportPath, readReportFile } from '../../step/inputs/report-path.ts';

/** What the inputs say about the report, in endings without usable inputs too. */
export interface ReportInputs {
  /** undefined: some input can't be used. */
  readonly deployment: Deployment | undefined;
  readonly filesRoot: string;
  readonly jobSummary: 'always' | 'on-failure' | 'never';
  readonly reportPath: ReportPath | undefined;
  /** The inputs as given, without secrets: `upload-name: x`. */
  readonly givenInputs: readonly string[];
  /** undefined: nothing. */
  readonly gitHub: GitHubInputs | undefined;
}

/** Reads job-summary, report-file, files-root, and what to write on GitHub. `givenInputs`: what else was given, to be shown. */
export function readReporting(
  reader: InputReader,
  environment: Environment,
  known: Pick<ReportInputs, 'deployment' | 'givenInputs'>,
): ReportInputs {
  return {
    ...known,
    filesRoot: reader.publicText('files-root') || '.',
    jobSummary: reader.choice('job-summary', ['always', 'on-failure', 'never']),
    reportPath: readReportFile(reader, environment),
    gitHub: readGitHub(reader),
  };
}

/** The addresses of GitHub that the report needs. */
export function listGitHubAddresses({ gitHub }: ReportInputs, environment: Environment): string[] {
  return gitHub === undefined ? [] : [environment['GITHUB_API_URL'] || 'https://api.github.com'];
}
