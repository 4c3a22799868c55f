import { centralNames, type Deployment, readAddress } from '../../nomad/deployment.ts';
import { problemOfProxy } from '../../nomad/transport/proxy.ts';
import type { Environment, InputReader } from './reader.ts';

/** Reads nomad-url and allow-http. undefined: there is a problem. */
export function readDeployment(reader: InputReader): Deployment | undefined {
  const allowHttp = reader.boolean('allow-http', false);
  const given = reader.text('nomad-url');
  // An Oasis's secret must not go to nomad-lab.eu because a variable was missing.
  if (given === '' && reader.raw('nomad-url') !== undefined) {
    reader.problem(
      'nomad-url',
      'nomad-url is given but empty: does the variable that it comes from exist? Leave it out for nomad-lab.eu.',
    );
    return undefined;
  }
  // Our own names are not secrets, whatever the password is.
  if (!centralNames.includes(given) && given !== '' && reader.publicText('nomad-url') === '') return undefined;
  const read = readAddress(given || 'prod', allowHttp);
  if (typeof read !== 'string') return read;
  reader.refuse('nomad-url', /[@?#]/.test(given) ? '' : given, read);
  return undefined;
}

/** Refuses the proxies that requests to these addresses can't use: otherwise they would go directly, past the proxy. */
export function checkProxies(reader: InputReader, environment: Environment, addresses: readonly (string | undefined)[]): void {
  const problems = addresses.flatMap((address) => (address === undefined ? [] : (problemOfProxy(address, environment) ?? [])));
  const sentences = new Map(problems.map(({ variable, sentence }) => [variable, sentence]));
  for (const [variable, sentence] of sentences) reader.problem(variable, sentence);
}
