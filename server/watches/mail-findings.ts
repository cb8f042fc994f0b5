import type { Transporter } from 'nodemailer';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { PAGE_LANGUAGES } from '../../domain/languages/languages.ts';
import type { Speech } from '../../domain/languages/speech.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { speechIn } from '../speech-in.ts';
import type { MailSettings } from './mail-settings.ts';

const SEND_MS = 20_000;

const dueRow = z.object({
  email: z.string(),
  ids: z.array(z.number()),
  watches: z.number(),
  guns: z.number(),
  /** That of the newest of the watches: the one its account reads by now. */
  language: z.enum(PAGE_LANGUAGES),
});
type DueMail = z.infer<typeof dueRow>;

/**
 * Takes what is to be mailed, so that no other process mails it too: one mail for each account. What could not be mailed within a week
 * is not news any more.
 */
const TAKE_DUE = `WITH due AS (
    SELECT f.id FROM watch_finding f JOIN watch w ON w.id = f.watch_id JOIN account a ON a.id = w.account_id
    WHERE w.by_mail AND f.mailed_at IS NULL AND f.read_at IS NULL AND a.disabled_at IS NULL
      AND f.found_at > now() - interval '7 days'
    FOR UPDATE OF f SKIP LOCKED
  ), taken AS (
    UPDATE watch_finding f SET mailed_at = now() FROM due WHERE f.id = due.id RETURNING f.id, f.watch_id, f.guns
  )
  SELECT a.email, array_agg(t.id ORDER BY t.id) AS ids, count(DISTINCT t.watch_id)::int AS watches, sum(t.guns)::int AS guns,
    (array_agg(w.language ORDER BY w.id DESC))[1] AS language
  FROM taken t JOIN watch w ON w.id = t.watch_id JOIN account a ON a.id = w.account_id GROUP BY a.email ORDER BY a.email`;

/** Sends each account one mail about what its watches found and it has not read. Gives how many were sent; what fails is tried again. */
export async function mailFindings(database: Database, settings: MailSettings): Promise<number> {
  const due = await selectRows(database.knex, dueRow, TAKE_DUE);
  if (due.length === 0) return 0;
  const transport = createTransport({
    url: settings.smtpUrl,
    connectionTimeout: SEND_MS,
    socketTimeout: SEND_MS,
    // No file and no address named in a mail is read.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const failures: unknown[] = [];
  for (const mail of due) {
    try {
      await send(transport, settings, mail);
    } catch (error) {
      failures.push(error);
      await database.knex.raw('UPDATE watch_finding SET mailed_at = NULL WHERE id = ANY(?::int[])', [
        mail.ids,
      ]);
    }
  }
  transport.close();
  if (failures.length > 0) {
    throw new Error(`${failures.length} of ${due.length} mails could not be sent.`, { cause: failures[0] });
  }
  return due.length;
}

/** Says how much there is and where: mail leaves the house, so neither a gun nor the name of a watch is in it. */
function send(
  transport: Transporter,
  { from, publicUrl }: MailSettings,
  { email, language, ...found }: DueMail,
): Promise<unknown> {
  const speech = speechIn(language);
  const { say } = speech;
  const what = foundWords(found, speech);
  return transport.sendMail({
    from,
    to: email,
    subject: `Tracemap: ${what}`,
    text: [
      found.guns === 1
        ? say('There is {what}. See them here, after signing in:', { what })
        : say('There are {what}. See them here, after signing in:', { what }),
      '',
      `${publicUrl}/?view=watches`,
      '',
      say('You get this since you asked to be told by e-mail. Take the watch off there to end it.'),
      '',
    ].join('\n'),
  });
}

/** `3 new guns for a watch of yours` */
function foundWords({ guns, watches }: Pick<DueMail, 'guns' | 'watches'>, { say }: Speech): string {
  if (watches === 1) {
    return guns === 1
      ? say('1 new gun for a watch of yours')
      : say('{guns} new guns for a watch of yours', { guns });
  }
  return say('{guns} new guns for {watches} watches of yours', { guns, watches });
}
