import { join } from 'node:path';
import type { Version } from '../../test/nomad-server/server.ts';
import { isWorking, responds } from './ready.ts';
import { type JavaProgram, dataOf, jarsOf, sourceOf, venvOf } from './folders.ts';
import { isOpen, portOf } from './ports.ts';
import { rabbitEnvironment, rabbitServer } from './1.3/rabbitmq.ts';
import { baseOf, host } from './versions.ts';

export interface Service {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  readonly isReady: () => Promise<boolean>;
}

function java(version: Version, program: JavaProgram, options: string[], args: string[]): Service['command'] {
  const source = sourceOf('java', program, program === 'mongo' ? 'Mongo.java' : 'Elastic.java');
  return ['java', ...options, '-cp', join(jarsOf(program), '*'), source, host, String(portOf(version, program)), ...args];
}

function inVenv(version: Version, name: string): string {
  return join(venvOf(version), 'bin', name);
}

function temporal(version: Version): Service {
  const ports = [
    '--port',
    portOf(version, 'queue'),
    '--http-port',
    portOf(version, 'queueSecond'),
    '--metrics-port',
    portOf(version, 'queueThird'),
  ];
  const command = [inVenv(version, 'temporal'), 'server', 'start-dev', '--headless', '--ip', host, ...ports.map(String)] as const;
  return { name: 'temporal', command: [...command, '--log-level', 'warn'], isReady: () => isOpen(portOf(version, 'queue')) };
}

/** RabbitMQ would start an epmd of its own, which outlives it. */
function rabbitmq(version: Version): Service[] {
  const epmd = portOf(version, 'queueThird');
  return [
    { name: 'epmd', command: ['epmd', '-address', host, '-port', String(epmd)], isReady: () => isOpen(epmd) },
    {
      name: 'rabbitmq',
      command: [rabbitServer],
      env: rabbitEnvironment(version),
      isReady: () => isOpen(portOf(version, 'queue')),
    },
  ];
}

/** In the order of their start. The worker comes last: when it and the app make the indexes at once, one of them fails. */
export function servicesOf(version: Version): Service[] {
  const nomad = inVenv(version, 'nomad');
  const env = { NOMAD_CONFIG: join(dataOf(version), 'nomad.yaml') };
  const elasticArgs = [String(portOf(version, 'elasticTransport')), join(dataOf(version), 'elastic')];
  // Clients of Elasticsearch refuse a server that does not say of what kind it is.
  const elasticOptions = ['-Xms512m', '-Xmx768m', '-Des.distribution.flavor=default', '-Des.distribution.type=zip'];
  return [
    {
      name: 'keycloak',
      command: [process.execPath, sourceOf('keycloak.ts'), String(portOf(version, 'keycloak'))],
      isReady: () => isOpen(portOf(version, 'keycloak')),
    },
    { name: 'mongo', command: java(version, 'mongo', ['-Xmx256m'], []), isReady: () => isOpen(portOf(version, 'mongo')) },
    {
      name: 'elastic',
      command: java(version, 'elastic', elasticOptions, elasticArgs),
      isReady: () => responds(`http://${host}:${portOf(version, 'elastic')}/_cluster/health?wait_for_status=yellow`),
    },
    ...(version === '2.0' ? [temporal(version)] : rabbitmq(version)),
    {
      name: 'app',
      command: [nomad, 'admin', 'run', 'app', '--host', host, '--port', String(portOf(version, 'app'))],
      env,
      isReady: () => responds(`${baseOf(version)}/alive`),
    },
    {
      name: 'worker',
      command: [nomad, 'admin', 'run', 'worker', ...(version === '1.3' ? ['--workers', '1'] : [])],
      env,
      isReady: () => isWorking(version),
    },
  ];
}
