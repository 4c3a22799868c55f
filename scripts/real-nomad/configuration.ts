import type { Version } from '../../test/nomad-server/server.ts';
import { portOf } from './ports.ts';
import { admin } from './users.ts';
import { host } from './versions.ts';

export const realm = 'nomad-upload-check';

function queueOf(version: Version): object {
  const port = portOf(version, 'queue');
  if (version === '1.3') return { rabbitmq: { host: `${host}:${port}`, user: 'guest', password: 'guest' } };
  const internal_worker = { pool_size: 2, healthcheck_enabled: false };
  return { temporal: { host, port, namespace: 'default', internal_worker } };
}

/** The text of nomad.yaml: JSON is YAML as well. */
export function configurationOf(version: Version): string {
  const elastic = { host, port: portOf(version, 'elastic'), ...(version === '2.0' && { version: '7' }) };
  return JSON.stringify({
    services: {
      api_host: host,
      api_port: portOf(version, 'app'),
      api_base_path: '/nomad-oasis',
      api_secret: 'signs-the-app-tokens-of-a-server-that-nobody-else-can-reach',
      admin_user_id: admin.id,
      // The default of ten unpublished uploads is less than the tests make.
      upload_limit: 1000,
    },
    oasis: { is_oasis: true, uses_central_user_management: false },
    mongo: { host, port: portOf(version, 'mongo'), db_name: 'nomad' },
    elastic,
    ...queueOf(version),
    keycloak: {
      server_url: `http://${host}:${portOf(version, 'keycloak')}/`,
      realm_name: realm,
      username: admin.username,
      password: admin.password,
      client_id: 'nomad_public',
    },
    // Nothing leaves this machine.
    rfc3161_timestamp: { server: '' },
    north: { enabled: false },
  });
}
