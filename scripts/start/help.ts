import type { ActionInput } from '../../test/runner/action-manifest.ts';
import { refused, secretVariables } from './flags.ts';
import { paint, print, wrap } from './terminal.ts';

/** Up to the first full stop that ends a sentence: one inside `e.g.` or a number does not. */
function firstSentence(description: string): string {
  const [sentence = ''] = /^.*?[.!?](?=\s+[A-Z]|\s*$)/s.exec(description.trim()) ?? [description];
  return sentence.replace(/\s+/g, ' ').trim();
}

export function showHelp(inputs: ReadonlyMap<string, ActionInput>): void {
  print(
    `${paint('bold', 'npm start')}                         five uploads in an embedded NOMAD, and what the action makes of them`,
    `${paint('bold', 'npm start -- --name value …')}       the action, once, against a real NOMAD, with the inputs of action.yml:`,
    '',
  );
  for (const [name, input] of inputs) {
    if (refused.has(name)) continue;
    const shown = input.default ? paint('dim', `  ${input.default}`) : '';
    print(
      `  ${paint('bold', `--${name}`)}${shown}`,
      ...wrap(firstSentence(input.description), 90).map((line) => `      ${line}`),
    );
  }
  print(
    '',
    `Secrets come from the environment: ${Object.values(secretVariables).join(', ')}.`,
    'Proxies and certificate authorities as well: HTTPS_PROXY, HTTP_PROXY, NO_PROXY, NODE_EXTRA_CA_CERTS.',
    'The current directory is the workspace. The exit code is the one of the step.',
  );
}
