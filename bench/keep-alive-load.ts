import net from 'node:net';
import { ASKER } from './asker.ts';

export interface Load {
  readonly answers: number;
  readonly seconds: number;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * Asks for the paths in turn over so many connections at once, the next as soon as the last is answered, for so many
 * seconds. Sockets alone: Node's own HTTP client takes more of a processor than the server that is measured. Anything
 * but 200 and 204 fails.
 */
export async function keepAliveLoad(
  url: string,
  paths: readonly string[],
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<Load> {
  const { hostname, port } = new URL(url);
  const requests = paths.map((path) =>
    Buffer.from(
      `GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nCookie: ${ASKER.header}\r\nAccept-Encoding: gzip, br\r\n\r\n`,
    ),
  );
  const start = performance.now();
  const until = start + seconds * 1000;
  let asked = 0;
  const next = () => {
    if (performance.now() >= until) return null;
    asked += 1;
    return requests[asked % requests.length] ?? null;
  };
  const answered = await Promise.all(
    Array.from({ length: connections }, () => askOver({ host: hostname, port: Number(port) }, next)),
  );
  return {
    answers: answered.reduce((sum, count) => sum + count, 0),
    seconds: (performance.now() - start) / 1000,
  };
}

/** Asks over one connection until there is no next request; gives how many were answered. */
function askOver(target: net.NetConnectOpts, next: () => Buffer | null): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(target).setNoDelay(true);
    let answers = 0;
    let received = Buffer.alloc(0);
    const ask = () => {
      const request = next();
      if (request === null) {
        socket.destroy();
        resolve(answers);
      } else socket.write(request);
    };
    socket.on('connect', ask);
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The server closed the connection.')));
    socket.on('data', (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const length = answerLength(received);
      if (length === null || received.length < length) return;
      received = received.subarray(length);
      answers += 1;
      ask();
    });
  });
}

/** Bytes of the answer that begins here; null until its head is there. */
function answerLength(received: Buffer): number | null {
  const end = received.indexOf(HEAD_END);
  if (end === -1) return null;
  const head = received.toString('latin1', 0, end);
  if (!/^HTTP\/1.1 20[04] /.test(head)) throw new Error(`Not a tile: ${head}`);
  return end + HEAD_END.length + Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
}
