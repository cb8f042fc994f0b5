import type { IncomingMessage } from 'node:http';
import type { AccessSettings } from './access-settings.ts';

/** Where people reach the server, without a slash at the end: as set, else as whoever asks reached it. */
export const publicUrlOf = (
  { publicUrl }: Pick<AccessSettings, 'publicUrl'>,
  { headers }: Pick<IncomingMessage, 'headers'>,
): string => publicUrl ?? `http://${headers.host ?? 'localhost'}`;

/** What to send to somebody who is invited. Browsers never send the part behind the `#`: the token stays out of logs. */
export const invitationUrl = (publicUrl: string, token: string): string =>
  `${publicUrl}/#/invitation/${token}`;
