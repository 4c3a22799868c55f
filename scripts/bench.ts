import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { bytes } from './bench/bytes.ts';
import { lag } from './bench/lag.ts';
import { size } from './bench/size.ts';
import { startUp } from './bench/start-up.ts';

/** Measures the packaged action beside other ways to ask the same, prints the tables and writes them to docs/performance.md. */
const rounds = 31;
const sizeRuns = 3;

const text = `# Performance

Written by \`npm run bench\`, on ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.version}, against the
embedded NOMAD in a process of its own. Times are medians of ${rounds} rounds, in which the programs run in shuffled order; ratios are
those of the same round. In brackets: what half of the values lie between.

## Start to exit

Whole processes that check an upload that NOMAD has processed. The floor is a script that sends the same requests with Node's own client
and does nothing else. A NOMAD on the network is asked over https, which the floor pays for too.

${await startUp(rounds)}

### Where the time goes

- Over http neither the step nor the floor loads Node's crypto and TLS modules, which takes 4 to 8 ms; over https both do. The toolkit loads
  them before any request. In the bundle they wait for a request that needs them.
- A look that directly follows the search, and the further pages of a list, use the connection of the request before
  (\`src/nomad/transport/http.ts\`): over https that saves a handshake, and the list of 10,000 uploads takes 8 MB less.
- Texts in which nothing is encoded are searched for secrets without regular expressions (\`src/step/secrets.ts\`): compiling these took
  50 ms, as long as all the rest.
- The bundle is CommonJS and has no top-level await: Node starts that faster. What writes to GitHub is in a file of its own, which is
  loaded only when it is asked for.
- What the bundle leaves out or changes of its packages, and what each of these changes gains, is in \`scripts/build/replacements.ts\`;
  \`node scripts/bench/gains.ts\` measures it again.

## Waiting

A check by name with user name and password, on a simulated clock, where answers take no time: requests in all for the whole
time, login and search included; then the lag of the verdict behind the end of the processing, median and most of 20 processing times up
to 10 % shorter.

${await lag()}

## Memory and time by size

Least of ${sizeRuns} runs. An upload costs one request however many entries it has; a name one page, a pattern all pages of the account.
The time is that of the embedded NOMAD too, which reads its whole list for each page. Without Node's optimizing compilers, which are
loaded once enough was done, the memory is that of the data.

${await size(sizeRuns)}

## Bytes

${bytes()}
`;

const file = 'docs/performance.md';
writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
process.stdout.write(text);
