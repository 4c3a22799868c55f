import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Version } from '../../../test/nomad-server/server.ts';
import { dataOf } from '../folders.ts';
import { portOf } from '../ports.ts';
import { host } from '../versions.ts';

/** The one in /usr/sbin changes to another user, who may not write here. */
export const rabbitServer = '/usr/lib/rabbitmq/bin/rabbitmq-server';

/** Keeps RabbitMQ to its folder and to the loopback, and away from the configuration of the system. */
export function rabbitEnvironment(version: Version): Record<string, string> {
  const folder = join(dataOf(version), 'rabbitmq');
  const epmd = { ERL_EPMD_ADDRESS: host, ERL_EPMD_PORT: String(portOf(version, 'queueThird')) };
  return {
    ...epmd,
    // Of its cookie.
    HOME: folder,
    RABBITMQ_NODENAME: 'nomad-upload-check@localhost',
    RABBITMQ_NODE_IP_ADDRESS: host,
    RABBITMQ_NODE_PORT: String(portOf(version, 'queue')),
    RABBITMQ_DIST_PORT: String(portOf(version, 'queueSecond')),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    RABBITMQ_MNESIA_BASE: join(folder, 'mnesia'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_CONF_ENV_FILE: join(folder, 'rabbitmq-env.conf'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
  };
}

export function prepareRabbit(version: Version): void {
  const folder = join(dataOf(version), 'rabbitmq');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'rabbitmq-env.conf'), '');
  writeFileSync(join(folder, 'rabbitmq.conf'), '');
  writeFileSync(join(folder, 'enabled_plugins'), '[].\n');
}
