import { randomInt } from 'node:crypto';
import { ALL } from '../../domain/disclosure/additive-table.ts';
import { told } from '../../domain/languages/told.ts';
import { releasedFigures } from '../../domain/released-figures.ts';
import type { EmbedDraft, EmbedLink, LinkDays, Snapshot } from '../../domain/snapshots.ts';
import { LONGEST_EMBED_TITLE, MOST_EMBEDS } from '../../domain/snapshots.ts';
import { holdAgency } from '../agencies/hold-agency.ts';
import type { OwnAgency } from '../agencies/own-agency-read-model.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { checkedName } from '../defined/checked-words.ts';
import { badRequest, notFound } from '../errors.ts';
import { signedAddress } from './embed-links.ts';
import type { EmbedLinks } from './embed-page.ts';
import { embedPage } from './embed-page.ts';
import { readEmbeds, readLiveEmbed } from './embeds-read-model.ts';
import { insertEmbed, revokeEmbed } from './embeds-store.ts';
import { readSnapshots } from './snapshots-read-model.ts';
import type { Publisher } from './snapshots-service.ts';

export const noSuchEmbed = (id: string) =>
  notFound(told('Your agency has no page {id}. It may have been taken back.', { id }));

const DAY_MS = 86_400_000;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** Nobody comes upon a page by trying: 36 to the 20th. */
const ID_LENGTH = 20;
const newId = () => Array.from({ length: ID_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/**
 * Makes a page for other sites of released snapshots alone, and gives its id. The name of its agency stands on it as the source. `picturesAt` is
 * what stands before `/embed/` in the address of its picture, the server's own address where that is known; null: it has none. A ProblemError 400 for
 * what cannot be a page.
 */
export async function makeEmbed(
  { knex }: Database,
  publisher: Publisher & { readonly own: OwnAgency },
  draft: EmbedDraft,
  picturesAt: string | null,
): Promise<string> {
  const { account, agencyId, own } = publisher;
  const title = checkedName(draft.title, LONGEST_EMBED_TITLE, told('Give it a title.'));
  const sites = draft.sites.map(checkedSite);
  const id = newId();
  await knex.transaction(async (trx) => {
    await holdAgency(trx, agencyId);
    const live = (await readEmbeds(trx, agencyId)).filter(({ revokedAt }) => revokedAt === null);
    if (live.length >= MOST_EMBEDS) {
      throw badRequest(
        told('There are {most} pages, as many as there can be. Take one back first.', { most: MOST_EMBEDS }),
      );
    }
    const snapshots = releasedYears(await readSnapshots(trx, agencyId, account.id), draft);
    const [{ plan }] = snapshots;
    if (draft.area !== ALL && !plan.areas.some(({ code }) => code === draft.area)) {
      throw badRequest(told('What is released tells nothing of an area "{area}".', { area: draft.area }), {
        parameter: 'area',
      });
    }
    const figures = releasedFigures(own, snapshots, draft.way, draft.area, draft.language);
    const page = embedPage(title, figures, linksOf(id, draft, picturesAt));
    await insertEmbed(trx, {
      id,
      agencyId,
      title,
      page,
      figures,
      sites,
      signedOnly: draft.signedOnly,
      madeBy: account.name,
      days: draft.days,
    });
    await recordAuditEvent(trx, {
      actor: account.email,
      agencyId,
      action: 'embed.made',
      subject: `embed ${id}`,
      detail: {
        years: `${draft.from}-${draft.to}`,
        sites: sites.length,
        ...(draft.days === null ? {} : { days: draft.days }),
        ...(draft.signedOnly ? { signedOnly: true } : {}),
      },
    });
  });
  return id;
}

/** What a page leads to. One for chosen readers leads nowhere: what stands in it opens nothing without the link it was opened by. */
function linksOf(id: string, { signedOnly }: EmbedDraft, picturesAt: string | null): EmbedLinks {
  if (signedOnly) return { json: null, oembed: null, picture: null };
  const address = `/embed/${id}`;
  return {
    json: `${address}.json`,
    oembed: `/oembed?url=${encodeURIComponent(address)}`,
    picture: picturesAt === null ? null : `${picturesAt}${address}/picture.png`,
  };
}

/**
 * Makes a link that opens a page for chosen readers for some days, or until the page is gone. It is kept nowhere: whoever has it opens the page.
 * A ProblemError 404 where the agency has no such page, 400 where the page is everybody's.
 */
export async function makeEmbedLink(
  { knex }: Database,
  linkKey: Buffer,
  { account, agencyId }: Publisher,
  id: string,
  days: LinkDays,
): Promise<EmbedLink> {
  return knex.transaction(async (trx) => {
    const embed = await readLiveEmbed(trx, agencyId, id);
    if (embed === null) throw noSuchEmbed(id);
    if (!embed.signedOnly) {
      throw badRequest('This page is for everybody: its address opens it without a signed link.');
    }
    const daysOn = Date.now() + days * DAY_MS;
    const endsAt = new Date(
      embed.expiresAt === null ? daysOn : Math.min(daysOn, Date.parse(embed.expiresAt)),
    );
    await recordAuditEvent(trx, {
      actor: account.email,
      agencyId,
      action: 'embed.link_made',
      subject: `embed ${id}`,
      detail: { days },
    });
    return { address: signedAddress(linkKey, id, endsAt), expiresAt: endsAt.toISOString() };
  });
}

/** The snapshots of all years of a page, which have to be released. */
function releasedYears(all: readonly Snapshot[], { from, to }: EmbedDraft): [Snapshot, ...Snapshot[]] {
  if (to < from) throw badRequest('The last year is before the first.', { parameter: 'to' });
  const released = all.filter(({ releasedAt }) => releasedAt !== null);
  const years = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const found = years.map((year) => released.find((snapshot) => snapshot.year === year) ?? year);
  const missing = found.filter((one) => typeof one === 'number');
  const [first, ...others] = found.filter((one) => typeof one !== 'number');
  if (first === undefined || missing.length > 0) {
    throw badRequest(
      told('Not released yet: {years}. Have these released first, or choose other years.', {
        years: missing.join(', '),
      }),
      { parameter: 'from' },
    );
  }
  return [first, ...others];
}

/** An origin that a browser would take: `https://city.example`. */
function checkedSite(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    !/^[a-z0-9.:[\]-]+$/i.test(url.host) ||
    text.replace(/\/$/, '') !== url.origin
  ) {
    throw badRequest(told('"{text}" is no site. Write it like https://city.example.', { text }), {
      parameter: 'sites',
    });
  }
  return url.origin;
}

/** Takes a page back: from the next request on nobody gets it. */
export async function takeBackEmbed(
  { knex }: Database,
  { account, agencyId }: Publisher,
  id: string,
): Promise<void> {
  await knex.transaction(async (trx) => {
    if (!(await revokeEmbed(trx, agencyId, id))) throw noSuchEmbed(id);
    await recordAuditEvent(trx, {
      actor: account.email,
      agencyId,
      action: 'embed.revoked',
      subject: `embed ${id}`,
      detail: {},
    });
  });
}
