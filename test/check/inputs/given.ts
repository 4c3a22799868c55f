import type { Failure } from '../../../src/core/failure-reasons.ts';
import { type Inputs, readInputs } from '../../../src/check/inputs.ts';
import type { Reading } from '../../../src/judgement/judging-step.ts';
import type { ReportInputs } from '../../../src/judgement/report/report-inputs.ts';
import { Secrets } from '../../../src/step/secrets/secrets.ts';
import { now } from '../../builders.ts';

type Given = Readonly<Record<string, string>>;

/** What the runner makes of a `with:` section that gives a login and an upload, if nothing else is said. */
function environmentOf(given: Given): Record<string, string> {
  const all = { token: 'nomad_pat_x', 'upload-id': 'upload-1', ...given };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
}

function readingOf(given: Given, environment: Given = {}): Reading<Inputs> {
  return readInputs({ ...environment, ...environmentOf(given) }, new Secrets(() => undefined), now);
}

/** All that was read, for the check and for the report. */
export function inputsOf(given: Given = {}, environment: Given = {}): Inputs & ReportInputs {
  const reading = readingOf(given, environment);
  if (!reading.ok) throw new Error(reading.failure.message);
  return { ...reading.reporting, ...reading.inputs };
}

/** How it ends when an input can't be used, and what is reported then. */
export function refusedReadingOf(given: Given, environment: Given = {}): Extract<Reading<Inputs>, { ok: false }> {
  const reading = readingOf(given, environment);
  if (reading.ok) throw new Error('nothing was refused');
  return reading;
}

export function refusalOf(given: Given, environment: Given = {}): Failure {
  return refusedReadingOf(given, environment).failure;
}

/** What the runner is told to mask, in this order. */
export function masksOf(given: Given): string[] {
  const masks: string[] = [];
  const secrets = new Secrets((value) => {
    masks.push(value);
  });
  readInputs(environmentOf(given), secrets, now);
  return masks;
}
