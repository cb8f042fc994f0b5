import { isRecordLevel } from '../../domain/access.ts';
import { told } from '../../domain/languages/told.ts';
import type { PictureOrder } from '../../domain/pictures.ts';
import { openOneTimeSession } from '../access/one-time-session.ts';
import type { SignedInSession } from '../access/signed-in-request.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import { readBriefing } from '../briefings/briefings-read-model.ts';
import type { Database } from '../database/connection.ts';
import { notFound, ProblemError } from '../errors.ts';
import { briefingQuery, checkedPictureQuery } from './checked-order.ts';
import type { PictureBrowser, PictureFile, PictureJob, PictureSize } from './picture-browser.ts';
import { PictureQueue } from './picture-queue.ts';

/** Longer than that no file is worked at. */
const LONGEST_MS = 60_000;
/** A session for it is over by then whatever happens. */
const SESSION_MS = LONGEST_MS + 5_000;

/** Of what nobody waits for alone: others may ask for the same. */
const NEVER = new AbortController().signal;

/** What makes files: a browser, or none where the machine has none. */
export class Pictures {
  private readonly queue = new PictureQueue();

  constructor(
    private readonly database: Database,
    private readonly browser: PictureBrowser | null,
  ) {}

  get isAvailable(): boolean {
    return this.browser !== null;
  }

  /** Makes a file of a view or a briefing as `asker` sees it, in words of `language`. A ProblemError in words where it cannot be. */
  async make(
    order: PictureOrder,
    asker: SignedInSession,
    { origin, language }: Pick<PictureJob, 'origin' | 'language'>,
    gone: AbortSignal,
  ): Promise<PictureFile> {
    const { browser } = this;
    if (browser === null) throw noChromium();
    const query = await this.queryOf(order, asker);
    return this.queue.run(async () => {
      const limit = AbortSignal.timeout(LONGEST_MS);
      const session = await openOneTimeSession(this.database, asker, SESSION_MS);
      try {
        const { format, scale, paper } = order;
        const job = { origin, language, query, format, scale, paper, cookie: session.cookie };
        const file = await browser.make(job, AbortSignal.any([gone, limit]));
        await this.record(order, query, asker);
        return file;
      } catch (error) {
        throw limit.aborted ? tookTooLong() : error;
      } finally {
        await session.end();
      }
    }, gone);
  }

  /** Draws markup of this server's own as a PNG, in its turn with the files. A ProblemError in words where it cannot be. */
  async draw(markup: string, size: PictureSize): Promise<Buffer> {
    const { browser } = this;
    if (browser === null) throw noChromium();
    return this.queue.run(async () => {
      const limit = AbortSignal.timeout(LONGEST_MS);
      return browser.draw(markup, size, limit).catch((error: unknown) => {
        throw limit.aborted ? tookTooLong() : error;
      });
    }, NEVER);
  }

  private async queryOf({ query, briefing }: PictureOrder, { account }: SignedInSession): Promise<string> {
    if (briefing === undefined) return checkedPictureQuery(query ?? '', isRecordLevel(account.role));
    if ((await readBriefing(this.database.knex, account.agencyId, briefing)) === null) {
      throw notFound(told('Your agency has no briefing {briefing}. It may have been deleted.', { briefing }));
    }
    return briefingQuery(briefing);
  }

  private async record({ format, briefing }: PictureOrder, query: string, { account }: SignedInSession) {
    const view = new URLSearchParams(query).get('view') ?? 'map';
    await this.database.knex.transaction((trx) =>
      recordAuditEvent(trx, {
        actor: account.email,
        agencyId: account.agencyId,
        action: 'picture.made',
        subject: briefing === undefined ? `view ${view}` : `briefing ${briefing}`,
        detail: { format },
      }),
    );
  }
}

const noChromium = () =>
  new ProblemError(
    501,
    'Not available',
    'This server has no Chromium to make files with. Whoever runs it can install Chromium or Chrome, or name one by CHROMIUM_PATH. Your own browser makes the same: Brief, on the map.',
  );

const tookTooLong = () =>
  new ProblemError(
    503,
    'Took too long',
    told(
      'The file was not made within {seconds} seconds. Filter to fewer guns, or have your own browser make it: Brief, on the map.',
      { seconds: LONGEST_MS / 1000 },
    ),
  );
