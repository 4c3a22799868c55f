import { Client, at } from '../contract/client.ts';
import { broken, good, mixedZip } from '../contract/files.ts';
import type { Target } from '../contract/target.ts';

const goodFile = { name: 'good.archive.json', content: good };

/** Ids of uploads of a run, all of them settled; their names are below. */
export interface Uploads {
  readonly client: Client;
  readonly token: string;
  readonly good: string;
  readonly mixed: string;
  readonly bad: string;
  readonly empty: string;
  readonly foreign: string;
  /** Of the two of one name, the later one: it is good, and the earlier one is not. */
  readonly twin: string;
}

export function nameOf(client: Client, what: string): string {
  return `${client.run} ${what}`;
}

export async function makeUploads(target: Target): Promise<Uploads> {
  const client = new Client(target);
  const token = await client.token(target.user);
  if (!target.other) throw new Error('There is no second user, NOMAD_CONTRACT_OTHER_USERNAME.');
  const stranger = await client.token(target.other);
  async function settled(by: string, what: string, file?: Parameters<Client['upload']>[2]): Promise<string> {
    const id = await client.upload(by, nameOf(client, what), file);
    const { reply } = await client.settled(by, id);
    if (reply.status !== 200)
      throw new Error(`The upload "${what}" is answered with ${reply.status}: ${String(at(reply.body, 'detail'))}`);
    return id;
  }
  const made = {
    good: await settled(token, 'good', goodFile),
    mixed: await settled(token, 'mixed', { name: 'mixed.zip', content: mixedZip() }),
    bad: await settled(token, 'bad', { name: 'bad.zip', content: 'no zip at all' }),
    empty: await settled(token, 'empty'),
    foreign: await settled(stranger, 'foreign', goodFile),
  };
  await settled(token, 'twin', { name: 'broken.archive.yaml', content: broken });
  return { client, token, ...made, twin: await settled(token, 'twin', goodFile) };
}

/** The least token there is: 1.3 knows no personal access tokens. */
export async function leastToken({ client, token }: Uploads, { version }: Target): Promise<string> {
  if (version === '1.3') {
    return String(at((await client.get('/auth/app_token?expires_in=3600', token)).body, 'app_token'));
  }
  const body = JSON.stringify({
    metadata: { name: client.run, scopes: ['uploads:read'], description: 'test' },
    expires_in_days: 1,
  });
  const reply = await client.ask('POST', '/auth/pats', { token, body, headers: { 'content-type': 'application/json' } });
  return String(at(reply.body, 'raw_token'));
}
