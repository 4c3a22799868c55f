import type { ActionName } from './packaged-action.ts';
import { hasten } from '../../test/nomad-server/hasten.ts';
import type { EntrySpec, NomadServer } from '../../test/nomad-server/server.ts';

/** A step, and the uploads that it finds. */
export interface Story {
  action: ActionName;
  /** The name of its files in `.start/`. */
  name: string;
  title: string;
  failureReason: string;
  /** Puts the upload there, if any, and tells the inputs of the step. */
  prepare: (nomad: NomadServer) => Record<string, string>;
}

/** A person's files as NOMAD would take them; the broken ones are those whose recorded log the embedded NOMAD has. */
export const brokenFiles = ['data/sample-07.archive.yaml', 'data/sample-23.archive.yaml'] as const;
export const brokenContent = `data:
  m_def: nomad.datamodel.metainfo.eln.ELNSample
  runs: [1, 2
  name: sample
`;

/** What the step that sends finds in the checkout. */
export const spectra: Readonly<Record<string, string>> = {
  'spectra/measurement.archive.json': '{ "data": { "m_def": "nomad.datamodel.metainfo.eln.ELNSample", "name": "Ti-Zr 12" } }\n',
  'spectra/raw/run-1.csv': 'angle,counts\n20.0,112\n20.1,118\n',
  'spectra/raw/run-2.csv': 'angle,counts\n20.0,109\n20.1,121\n',
  'spectra/.env': 'NOMAD_TOKEN=never sent\n',
};

function samples(count: number): EntrySpec[] {
  return Array.from({ length: count }, (_, at) => ({ mainfile: `data/sample-${String(at + 1).padStart(2, '0')}.archive.yaml` }));
}

function minutesAgo(minutes: number): Date {
  return new Date(Date.now() - minutes * 60_000);
}

function prepareProcessing(nomad: NomadServer): Record<string, string> {
  nomad.add({
    name: 'XRD week 47',
    createdAt: minutesAgo(1),
    entries: samples(8),
    states: [
      { status: 'PENDING', looks: 2 },
      {
        status: 'RUNNING',
        looks: 2,
        entries: samples(8).map((entry, at) => (at < 5 ? { ...entry, status: 'SUCCESS' } : entry)),
      },
      { status: 'SUCCESS', completedAt: minutesAgo(-2 / 60) },
    ],
  });
  return { 'upload-name': 'XRD week 47', username: 'ada', password: 'ada-password' };
}

function prepareAudit(nomad: NomadServer): Record<string, string> {
  for (const week of [41, 42, 43, 44, 45])
    nomad.add({ name: `TEM grid ${week}`, status: 'READY', createdAt: minutesAgo(90), entries: [] });
  const failures: ReadonlyMap<number, number> = new Map([
    [46, 2],
    [47, 1],
  ]);
  for (const week of [46, 47, 48, 49, 50, 51])
    nomad.add({
      name: `TEM grid ${week}`,
      createdAt: minutesAgo(60),
      completedAt: minutesAgo(50),
      entries: samples(12).map((entry, at) => (at < (failures.get(week) ?? 0) ? { ...entry, status: 'FAILURE' } : entry)),
    });
  nomad.add({ name: 'TEM calibration', status: 'FAILURE', createdAt: minutesAgo(60), completedAt: minutesAgo(59) });
  return { 'upload-pattern': 'TEM *', timeout: '0', token: nomad.pat('ada') };
}

function prepareSending(nomad: NomadServer): Record<string, string> {
  // Nobody should have to wait for a processing that is only shown.
  nomad.intercept((request) => {
    if (request.method === 'PUT') hasten(nomad, request);
    return undefined;
  });
  const token = nomad.pat('ada', ['uploads:read', 'uploads:write']);
  return { path: 'spectra', 'files-root': 'spectra', 'upload-name': 'spectra main', token };
}

function prepareTryOuts(nomad: NomadServer): Record<string, string> {
  for (const [name, days] of [
    ['try-out 1', 12],
    ['try-out 2', 9],
    ['try-out 3', 1],
  ] as const)
    nomad.add({ name, createdAt: minutesAgo(days * 1440), completedAt: minutesAgo(days * 1440) });
  return {
    'upload-pattern': 'try-out *',
    'older-than': '7d',
    token: nomad.pat('ada', ['uploads:read', 'uploads:write']),
  };
}

/** Each of the endings that a person is most likely to meet. */
export const stories: readonly Story[] = [
  {
    action: 'send',
    name: 'send',
    title: 'Files of the repository, sent to NOMAD and processed there',
    failureReason: '',
    prepare: prepareSending,
  },
  {
    action: 'publish',
    name: 'publish',
    title: 'The same upload, published with an embargo',
    failureReason: '',
    prepare: (nomad) => ({
      'upload-id': nomad.uploads().find(({ name }) => name === 'spectra main')?.id ?? '',
      'embargo-months': '6',
      token: nomad.pat('ada', ['uploads:read', 'uploads:publish']),
    }),
  },
  {
    action: 'delete',
    name: 'delete',
    title: 'Old try-outs, deleted',
    failureReason: '',
    prepare: prepareTryOuts,
  },
  {
    action: 'check',
    name: 'good',
    title: 'An upload that NOMAD has processed',
    failureReason: '',
    prepare: (nomad) => ({
      'upload-id': nomad.add({ name: 'XRD week 46', createdAt: minutesAgo(9), completedAt: minutesAgo(3), entries: samples(12) }),
      token: nomad.pat('ada'),
    }),
  },
  {
    action: 'check',
    name: 'failed-entries',
    title: 'Two of 32 entries failed, which NOMAD calls a success',
    failureReason: 'entries-failed',
    prepare: (nomad) => ({
      'upload-id': nomad.add({
        name: 'Ti-Zr library',
        createdAt: minutesAgo(4),
        completedAt: minutesAgo(1),
        entries: samples(32).map((entry) =>
          brokenFiles.some((file) => file === entry.mainfile) ? { ...entry, status: 'FAILURE' } : entry,
        ),
      }),
      token: nomad.pat('ada'),
    }),
  },
  {
    action: 'check',
    name: 'cut-zip',
    title: 'A zip file that was cut short',
    failureReason: 'processing-failed',
    prepare: (nomad) => ({
      'upload-id': nomad.add({
        name: 'DFT relaxations',
        status: 'FAILURE',
        createdAt: minutesAgo(2),
        completedAt: minutesAgo(2),
      }),
      token: nomad.appToken('ada'),
    }),
  },
  {
    action: 'check',
    name: 'still-processing',
    title: 'An upload that NOMAD is still processing, found by its name',
    failureReason: '',
    prepare: prepareProcessing,
  },
  {
    action: 'check',
    name: 'wrong-name',
    title: 'A name with two digits swapped',
    failureReason: 'not-found',
    prepare: (nomad) => ({ 'upload-name': 'XRD week 74', token: nomad.pat('ada') }),
  },
  {
    action: 'check',
    name: 'audit',
    title: 'All uploads of an account whose names match a pattern',
    failureReason: 'not-processed',
    prepare: prepareAudit,
  },
];
