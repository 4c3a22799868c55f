/** Which proxy @actions/http-client 4.0.1 takes for an address, by the same rules. */

type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong with the proxy for an address, never with its value, which may hold a password. undefined: nothing, or there is none. */
export function problemOfProxy(address: string, environment: Environment): { variable: string; sentence: string } | undefined {
  const url = new URL(address);
  if (isDirect(url, environment)) return undefined;
  const names = url.protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy', 'HTTP_PROXY'];
  const variable = names.find((name) => isSet(environment[name]));
  if (variable === undefined || isUsable(environment[variable] ?? '')) return undefined;
  return {
    variable,
    sentence: `${variable} is not the address of a proxy that can be used: it must look like http://proxy.example.org:3128 (or https://…), and special characters of a user name or password in it must be percent-encoded. Other kinds of proxies, such as socks5://, can't be used.`,
  };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

/** The client takes loopback addresses and those of NO_PROXY directly. */
function isDirect({ hostname, port, protocol }: URL, environment: Environment): boolean {
  if (/^(localhost$|127\.|\[::1\])/.test(hostname)) return true;
  const list = ['no_proxy', 'NO_PROXY'].map((name) => environment[name]).find(isSet) ?? '';
  const hosts = [hostname, `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`];
  return list
    .split(',')
    .map((item) => item.trim().toLowerCase())
    .filter((item) => item !== '')
    .some(
      (item) => item === '*' || hosts.some((host) => host === item || host.endsWith(item.startsWith('.') ? item : `.${item}`)),
    );
}

// It reads `proxy.example.org:3128` as an address of the scheme `proxy.example.org:`, and goes directly; to `socks5://` it talks HTTP.
function isUsable(value: string): boolean {
  const text = URL.canParse(value) || /^\s*[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, port, username, password } = new URL(text);
  return (
    (protocol === 'http:' || protocol === 'https:') &&
    /^[^[]/.test(hostname) &&
    port !== '0' &&
    [username, password].every(isDecodable)
  );
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
