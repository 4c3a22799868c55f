import type { ActionInput } from '../../test/runner/action-manifest.ts';
import { refused, secretVariables } from './flags.ts';
import type { ActionName } from './packaged-action.ts';
import { paint, print, wrap } from './terminal.ts';

/** Up to the first full stop that ends a sentence: one inside `e.g.` or a number does not. */
function firstSentence(description: string): string {
  const [sentence = ''] = /^.*?[.!?](?=\s+[A-Z]|\s*$)/s.exec(description.trim()) ?? [description];
  return sentence.replace(/\s+/g, ' ').trim();
}

const examples: Readonly<Record<ActionName, string>> = {
  check: '--nomad-url=test --upload-id=dTcusgkSY2Rv3ahTIWLD4g --min-entries=8',
  send: 'send --nomad-url=test --path=data --upload-name=try --dry-run=true',
  publish: 'publish --nomad-url=test --upload-id=dTcusgkSY2Rv3ahTIWLD4g --embargo-months=12',
  delete: 'delete --nomad-url=test --upload-id=dTcusgkSY2Rv3ahTIWLD4g --dry-run=true',
};

/** `inputs`: those of this action. */
export function showHelp(action: ActionName, inputs: ReadonlyMap<string, ActionInput>): void {
  const { token, username, password } = secretVariables;
  print(
    paint('bold', 'npm start'),
    '    Shows the actions at work in nine steps, on a small NOMAD that it starts on this machine.',
    '',
    paint('bold', `npm start -- ${action === 'check' ? '' : `${action} `}--INPUT=VALUE …`),
    `    Runs the action "${action}" once, with the inputs below, on a real NOMAD. For example:`,
    '',
    `    npm start -- ${examples[action]}`,
    '',
    'The other actions: npm start -- send --help, publish --help and delete --help.',
    '',
    `The login comes from the environment: ${token}, or ${username} and ${password}.`,
    'The README shows how to set them so that nobody sees them: "Try your secrets before you push".',
    'Proxies and certificates too: HTTPS_PROXY, HTTP_PROXY, NO_PROXY, NODE_EXTRA_CA_CERTS.',
    'The current directory is the workspace. The exit code is that of the step: 0 only after a success.',
    '',
    'Inputs:',
  );
  for (const [name, input] of inputs) {
    if (refused.has(name)) continue;
    const shown = input.default ? paint('dim', `  (default: ${input.default})`) : '';
    print(
      `  ${paint('bold', `--${name}`)}${shown}`,
      ...wrap(firstSentence(input.description), 90).map((line) => `      ${line}`),
    );
  }
}
