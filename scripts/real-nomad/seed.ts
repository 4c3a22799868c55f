import { setTimeout as sleep } from 'node:timers/promises';
import { Client, at } from '../../test/contract/client.ts';
import { broken, good, mixedZip } from '../../test/contract/files.ts';
import type { Version } from '../../test/nomad-server/server.ts';
import { Problem } from './problem.ts';
import { ada, admin, bob, nina } from './users.ts';
import { apiOf } from './versions.ts';

export interface Seed {
  readonly name: string;
  readonly id: string;
  readonly status: string;
  readonly entries: string;
}

const samples = [
  { name: 'good', file: { name: 'good.archive.json', content: good } },
  { name: 'failed entry', file: { name: 'broken.archive.yaml', content: broken } },
  { name: 'two of 32 failed', file: { name: 'mixed.zip', content: mixedZip() } },
  { name: 'bad archive', file: { name: 'bad.zip', content: 'no zip at all' } },
  { name: 'never processed', file: undefined },
] as const;

/** Ada's: one upload for each of the endings that a person is most likely to meet. */
export async function seed(version: Version, interrupted: AbortSignal): Promise<Seed[]> {
  const client = new Client({
    version,
    api: apiOf(version),
    user: ada,
    other: bob,
    admin,
    incomplete: nina,
    pause: () => sleep(300),
    pass: (seconds) => sleep(seconds * 1000),
  });
  const token = await client.token(ada);
  const seeds: Seed[] = [];
  for (const { name, file } of samples) {
    if (interrupted.aborted) throw new Problem('Interrupted.');
    const id = await client.upload(token, name, file);
    const { body } = (await client.settled(token, id)).reply;
    const entries = `${String(at(body, 'processing_failed'))} of ${String(at(body, 'pagination', 'total'))} entries failed`;
    seeds.push({ name, id, status: String(at(body, 'upload', 'process_status')), entries });
  }
  return seeds;
}
