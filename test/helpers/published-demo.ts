/** What the demo region's agencies can publish, made as they would make it and read as everybody reads it. */
import type { Express } from 'express';
import request from 'supertest';
import type { ReleasedAgency } from '../../bench/release-years.ts';
import { releaseYears } from '../../bench/release-years.ts';
import type { AdditiveTable } from '../../domain/disclosure/additive-table.ts';
import { ALL, crossTable } from '../../domain/disclosure/additive-table.ts';
import { publicationDimensions } from '../../domain/publication.ts';
import type { ReleasedFigures } from '../../domain/released-figures.ts';
import { releasedFiguresSchema } from '../../domain/released-figures.ts';
import type { CategoryWay, EmbedDraft, Snapshot } from '../../domain/snapshots.ts';
import { CATEGORY_WAYS } from '../../domain/snapshots.ts';
import type { Database } from '../../server/database/connection.ts';
import { makeEmbed } from '../../server/snapshots/embeds-service.ts';
import { cellKey } from './outsider.ts';
import { trueCounts } from './true-counts.ts';

/** Of every page here. */
export const PAGE_TITLE = 'Guns';
/** Large and small ones: each year of each takes a second. `npm run accuracy -- disclosure-bounds` looks at all. */
const AGENCIES = ['BALTPD', 'CHESPD', 'KENTPD', 'NEWAPD'];
/** The agency of which there is a page of every span of years. */
const EVERY_SPAN = 'KENTPD';

export interface PublishedPage {
  readonly id: string;
  readonly html: string;
  readonly json: string;
  readonly figures: ReleasedFigures;
}

export interface Published {
  readonly agency: ReleasedAgency;
  /** Oldest first. */
  readonly snapshots: readonly [Snapshot, ...Snapshot[]];
  readonly pages: readonly [PublishedPage, ...PublishedPage[]];
  /** Counts of its records, by plain SQL. */
  readonly truth: ReadonlyMap<string, number>;
}

/** Where pages are made, and where everybody asks for them. */
interface Site {
  readonly database: Database;
  readonly app: Express;
}

/**
 * Releases every year that is over of some agencies, and makes pages: of every year by every way and area, and of growing spans of years by
 * one way; of one agency of every span.
 */
export async function publishAll(site: Site): Promise<Published[]> {
  const published: Published[] = [];
  const agencies = await releaseYears(site.database, AGENCIES);
  for (const [index, agency] of agencies.entries()) {
    const growing = CATEGORY_WAYS[index % CATEGORY_WAYS.length] ?? 'source';
    published.push(await publish(site, agency, growing));
  }
  return published;
}

async function publish(site: Site, agency: ReleasedAgency, growing: CategoryWay): Promise<Published> {
  const [first, ...others] = agency.snapshots.toReversed();
  if (first === undefined) throw new Error('Nothing is released.');
  const snapshots = [first, ...others] as const;
  const years = snapshots.map(({ year }) => year);
  const areas = [...first.plan.areas.map(({ code }) => code), ALL];
  const isWanted = (from: number, to: number, way: CategoryWay) =>
    from === to || agency.publisher.agency === EVERY_SPAN || (from === years[0] && way === growing);
  const pages: PublishedPage[] = [];
  for (const from of years) {
    for (const to of years.filter((year) => year >= from)) {
      for (const way of CATEGORY_WAYS.filter((one) => isWanted(from, to, one))) {
        for (const area of areas) pages.push(await makePage(site, agency, { from, to, way, area }));
      }
    }
  }
  const [page, ...more] = pages;
  if (page === undefined) throw new Error('There are no pages.');
  const truth = await trueCounts(site.database, agency.publisher.agencyId, first.plan);
  return { agency, snapshots, pages: [page, ...more], truth };
}

/** Makes a page of an agency and reads it. */
export async function makePage(
  { database, app }: Site,
  { publisher }: ReleasedAgency,
  of: Pick<EmbedDraft, 'from' | 'to' | 'way' | 'area'>,
): Promise<PublishedPage> {
  return readPage(
    app,
    await makeEmbed(
      database,
      publisher,
      { ...of, title: PAGE_TITLE, sites: [], days: null, language: 'en', signedOnly: false },
      null,
    ),
  );
}

/** A page as everybody gets it. */
export async function readPage(app: Express, id: string): Promise<PublishedPage> {
  const { text: html } = await request(app).get(`/embed/${id}`).expect(200);
  const { text: json } = await request(app).get(`/embed/${id}.json`).expect(200);
  return { id, html, json, figures: releasedFiguresSchema.parse(JSON.parse(json)) };
}

/** The year that was released first, of which the plan was made. */
export const firstReleased = (snapshots: readonly Snapshot[]): number =>
  snapshots.toSorted((a, b) => (a.releasedAt ?? '').localeCompare(b.releasedAt ?? '') || b.year - a.year)[0]
    ?.year ?? 0;

/** The figures of pages alone. */
export const figuresOf = ([first, ...others]: Published['pages']): [
  ReleasedFigures,
  ...ReleasedFigures[],
] => [first.figures, ...others.map(({ figures }) => figures)];

/** The true table of a year, by its plan. */
export function trueTable({ plan, year }: Snapshot, truth: Published['truth']): AdditiveTable {
  const dimensions = publicationDimensions(plan);
  const [areas, categories] = dimensions;
  const counted = areas.codes.flatMap((area, node) => {
    if (area === ALL && areas.codes.length > 1) return [];
    const name = plan.areas.find(({ code }) => code === area)?.name ?? ALL;
    return categories.codes.flatMap((category, other) =>
      category === ALL
        ? []
        : [{ nodes: [node, other], count: truth.get(cellKey(year, name, category)) ?? 0 }],
    );
  });
  return crossTable(dimensions, counted);
}
