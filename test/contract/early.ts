import { connect } from 'node:net';

/** What is answered to the head of a request whose large body is announced, but not sent. */
export function answerToHead(method: string, url: string, headers: Record<string, string>): Promise<string> {
  const { hostname, port, pathname, search } = new URL(url);
  const lines = Object.entries({ host: hostname, 'content-length': '50000000', ...headers });
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `${method} ${pathname}${search} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
      );
    });
    socket
      .on('data', (chunk) => {
        text += chunk.toString();
        if (/\}$/.test(text)) socket.destroy();
      })
      .once('close', () => {
        resolve(text);
      })
      .once('error', reject);
  });
}
