import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll } from 'vitest';
import { z } from 'zod';

export interface ReceivedMail {
  readonly to: readonly string[];
  readonly text: string;
}

export interface MailServer {
  readonly url: string;
  /** What it took, in order. */
  readonly mails: ReceivedMail[];
  /** Addresses it refuses. */
  readonly refused: Set<string>;
}

/** An SMTP server of the test's own, which keeps what it is sent. */
export function useMailServer(): MailServer {
  const mails: ReceivedMail[] = [];
  const refused = new Set<string>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, callback) =>
      callback(refused.has(address) ? new Error('No such mailbox') : null),
    onData(stream, session, callback) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        mails.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          text: Buffer.concat(parts).toString('utf8'),
        });
        callback();
      });
    },
  });
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = z.object({ port: z.number() }).parse(server.server.address()));
  });
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return {
    get url() {
      return `smtp://127.0.0.1:${port}`;
    },
    mails,
    refused,
  };
}
