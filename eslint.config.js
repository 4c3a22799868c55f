import js from '@eslint/js';
import sonarjs from 'eslint-plugin-sonarjs';
import tseslint from 'typescript-eslint';

/** Forbids imports; `types: true` still lets types through. */
function forbid(files, patterns) {
  return {
    files,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: patterns.map(({ regex, why, types = false }) => ({ regex, message: why, allowTypeImports: types })) },
      ],
    },
  };
}

/** The floors of src/, lowest first, and above them the actions. */
const floors = ['core', 'nomad', 'step', 'judgement'];
const actions = ['check', 'send'];

/** A file imports from its own folder and from the floors below it; an action from no other action. */
function notFrom(folders) {
  return { regex: `^(\\.\\./)+(${folders.join('|')})/`, why: 'Imports go down: an action, judgement, step, nomad, core.' };
}

const toolkit = { regex: '^@actions/', why: 'The floors below step know nothing of GitHub.' };
const client = { regex: '^@actions/http-client', why: 'All requests to NOMAD go through nomad/transport/http.ts.' };
const github = {
  regex: '^@actions/github',
  why: 'It reads the event when it is loaded: only step/github/run.ts does that, when asked for.',
  types: true,
};

export default tseslint.config(
  { ignores: ['dist/', 'build/', 'node_modules/', '.start/', '.nomad/', '.tools/'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    plugins: { sonarjs },
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'sonarjs/cognitive-complexity': ['error', 15],
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    // `as const` is not a cast of unknown data; assertionStyle 'never' leaves it alone.
    files: ['eslint.config.js'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
  ...floors.map((floor, i) =>
    forbid([`src/${floor}/**`], [notFrom([...floors.slice(i + 1), ...actions]), ...(i < 2 ? [toolkit] : [client, github])]),
  ),
  ...actions.map((action) =>
    forbid([`src/${action}/**`], [notFrom(actions.filter((other) => other !== action)), client, github]),
  ),
  forbid(['src/nomad/transport/{http,http-error}.ts'], [notFrom(['step', 'judgement', ...actions])]),
);
