import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../docs/markdown.ts';

/** An action of another repository, `owner/name@ref`, and what a folder gets that holds it. */
export interface RemoteAction {
  readonly uses: string;
  readonly create: (folder: string) => void;
}

/** Writes each into a folder of its own; gives the local runner's `owner/name@ref=folder`. */
export function layOut(parent: string, actions: readonly RemoteAction[]): string[] {
  return actions.map(({ uses, create }, at) => {
    const folder = join(parent, String(at));
    mkdirSync(folder, { recursive: true });
    create(folder);
    return `${uses}=${folder}`;
  });
}

/**
 * These actions as a release has them. Examples that give no nomad-url mean nomad-lab.eu, which no test may ask: `prod` is the
 * default of one line of each action.yml, so this line is what is changed, and the examples stay as users copy them.
 */
export function thisAction(prod: string): RemoteAction {
  return {
    uses: 'OWNER/nomad-uploads@v1',
    create: (folder) => {
      for (const name of ['.', 'send', 'publish', 'delete']) {
        const manifest = readFileSync(join(root, name, 'action.yml'), 'utf8');
        const changed = manifest.replace(/^ {4}default: prod$/m, `    default: ${prod}`);
        if (changed === manifest) throw new Error(`${name}/action.yml has no default that is prod`);
        mkdirSync(join(folder, name), { recursive: true });
        writeFileSync(join(folder, name, 'action.yml'), changed);
      }
      cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
    },
  };
}

/** Does nothing but say what it was given: what others' actions do is not tested here. */
export function stub(uses: string, inputs: readonly string[] = []): RemoteAction {
  return {
    uses,
    create: (folder) => {
      const declared = inputs.map((name) => `  ${name}:\n    description: ${name}\n`).join('');
      const said = inputs.map((name) => `${name}=\${{ inputs.${name} }}`).join(' ');
      writeFileSync(
        join(folder, 'action.yml'),
        `name: stub\ndescription: stub\n${declared && `inputs:\n${declared}`}runs:\n  using: composite\n  steps:\n` +
          `    - shell: bash\n      env:\n        SAID: ${JSON.stringify(`stub ${said}`)}\n      run: echo "$SAID"\n`,
      );
    },
  };
}
