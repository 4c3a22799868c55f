import { isRecord } from '../../src/core/record.ts';

/** A step of a job as the local runner told it. `conclusion` takes continue-on-error into account only on GitHub. */
export interface ActStep {
  readonly name: string;
  /** Skipped steps are not told by it. */
  outcome: string;
  readonly outputs: Record<string, string>;
  readonly annotations: { readonly level: string; readonly title: string; readonly message: string }[];
  summary: string;
  log: string;
}

export interface ActJob {
  readonly name: string;
  result: string;
  /** By their ids; those without one by their number, from 0. */
  readonly steps: Map<string, ActStep>;
}

type Line = Readonly<Record<string, unknown>>;

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function stepOf(line: Line, job: ActJob): ActStep | undefined {
  const id = Array.isArray(line['stepID']) ? line['stepID'].map(String).join('.') : '';
  if (id === '' || text(line['stage']) !== 'Main') return undefined;
  const known = job.steps.get(id);
  if (known !== undefined) return known;
  const step: ActStep = { name: text(line['step']), outcome: '', outputs: {}, annotations: [], summary: '', log: '' };
  job.steps.set(id, step);
  return step;
}

function note(line: Line, step: ActStep): void {
  const command = text(line['command']);
  const properties = isRecord(line['kvPairs']) ? line['kvPairs'] : {};
  if (line['raw_output'] === true) step.log += text(line['msg']);
  else if (command === 'set-output') step.outputs[text(line['name'])] = text(line['arg']);
  else if (command === 'summary') step.summary += text(line['content']);
  else if (['error', 'warning', 'notice'].includes(command))
    step.annotations.push({ level: command, title: text(properties['title']), message: text(line['arg']) });
  if (text(line['stepResult']) !== '') step.outcome = text(line['stepResult']);
}

/** What `act --json` wrote, job by job, by their ids; a leg of a matrix is a job whose values follow the id. */
export function readEvents(output: string): Map<string, ActJob> {
  const jobs = new Map<string, ActJob>();
  for (const written of output.split('\n').filter((one) => one.startsWith('{'))) {
    const line: unknown = JSON.parse(written);
    if (!isRecord(line) || text(line['job']) === '') continue;
    const legs = isRecord(line['matrix']) ? Object.values(line['matrix']).map(String) : [];
    const name = [text(line['jobID']), ...legs].join(' ');
    const job = jobs.get(name) ?? { name, result: '', steps: new Map<string, ActStep>() };
    jobs.set(name, job);
    const step = stepOf(line, job);
    if (step !== undefined) note(line, step);
    if (text(line['jobResult']) !== '') job.result = text(line['jobResult']);
  }
  return jobs;
}
