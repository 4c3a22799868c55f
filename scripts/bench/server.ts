import { startGitHubServer } from '../../test/github-server/server.ts';
import { type EntrySpec, startNomadServer } from '../../test/nomad-server/server.ts';

/** What to put into the NOMAD: one upload with so many entries, in an account of so many uploads. */
export interface Contents {
  readonly entries: number;
  readonly failed: number;
  readonly uploads: number;
  readonly tls?: { readonly key: string; readonly cert: string };
}

export interface Served {
  readonly api: string;
  readonly id: string;
  readonly token: string;
  readonly gitHub: { readonly api: string; readonly token: string };
}

export const uploadName = 'bench upload';

// The embedded NOMAD in a process of its own: it must not take time or memory of what is measured. It ends with its parent.
if (import.meta.main) {
  process.once('message', (contents: Contents) => {
    void serve(contents).then((served) => process.send?.(served));
  });
  process.once('disconnect', () => process.exit());
}

async function serve({ entries, failed, uploads, tls }: Contents): Promise<Served> {
  const nomad = await startNomadServer({ tokenSeconds: 90 * 86_400, ...(tls && { tls: { ...tls } }) });
  for (let i = 1; i < uploads; i++) nomad.add({ name: `upload ${i}` });
  const made = Array.from({ length: entries }, (_, i): EntrySpec => ({
    mainfile: `data/${i}.archive.yaml`,
    status: i < failed ? 'FAILURE' : 'SUCCESS',
  }));
  const gitHub = await startGitHubServer();
  return {
    gitHub: { api: gitHub.api, token: gitHub.token() },
    api: nomad.api,
    id: nomad.add({ name: uploadName, entries: made }),
    token: nomad.pat('ada'),
  };
}
