import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** For NODE_EXTRA_CA_CERTS. */
  readonly file: string;
  remove(): void;
}

/** A self-signed certificate, as an institute's own server may have. Node can't sign one. */
export function selfSigned(names = 'IP:127.0.0.1,DNS:nomad.internal'): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync(
    'openssl',
    [...request, '-subj', '/CN=nomad', '-addext', `subjectAltName=${names}`, '-keyout', key, '-out', cert],
    {
      stdio: 'ignore',
    },
  );
  return {
    ...{ key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8'), file: cert },
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}
