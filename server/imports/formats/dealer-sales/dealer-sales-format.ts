import { readDealer } from '../../dealers/parsed-dealer.ts';
import type { MappedRow } from '../cells/mapped-row.ts';
import { recordFormat } from '../records/record-format.ts';
import type { ParsedRecord } from '../records/record-kind.ts';
import { SALES_FIELDS } from './sales-fields.ts';
import type { Period } from './sales-period.ts';
import { dayAfter, parsePeriod, periodInName } from './sales-period.ts';

interface ParsedSales extends ParsedRecord {
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly gunsSold: number | null;
  readonly handgunsSold: number | null;
  readonly longGunsSold: number | null;
  readonly crimeGuns: number | null;
}

const MOST_GUNS = 10_000_000;

/** How many guns each dealer sold in a period; a dealer and period a row. */
export const dealerSalesFormat = recordFormat<ParsedSales>({
  id: 'dealer-sales',
  table: 'dealer_sales',
  fields: SALES_FIELDS,
  columns: [
    { name: 'period_from', type: 'date', read: ({ periodFrom }) => periodFrom },
    { name: 'period_to', type: 'date', read: ({ periodTo }) => periodTo },
    { name: 'guns_sold', type: 'int', read: ({ gunsSold }) => gunsSold },
    { name: 'handguns_sold', type: 'int', read: ({ handgunsSold }) => handgunsSold },
    { name: 'long_guns_sold', type: 'int', read: ({ longGunsSold }) => longGunsSold },
    { name: 'crime_guns', type: 'int', read: ({ crimeGuns }) => crimeGuns },
  ],
  isPlaced: false,
  namesDealers: true,
  parse(row, fileName) {
    const sales = readSales(row, fileName);
    return sales === null ? null : [sales];
  },
});

function readSales(row: MappedRow, fileName: string): ParsedSales | null {
  const dealer = readDealer(row);
  if (dealer === null) {
    row.note('error', 'dealer_name', 'The row names no dealer: it has neither a licence number nor a name.');
    return null;
  }
  const period = periodOf(row, fileName);
  const counts = countsOf(row);
  if (period === null || counts === null) return null;
  return {
    dealer,
    periodFrom: period.from,
    periodTo: period.to,
    ...counts,
    recordKey: `${dealer.key}|${period.from}|${period.to}`,
  };
}

/** From columns of first and last day, else from one of years, quarters or months, else from the name of the file. */
function periodOf(row: MappedRow, fileName: string): Period | null {
  const first = row.text('period_from');
  const last = row.text('period_to');
  if (first !== null && last !== null) {
    const from = row.readDate('period_from', first);
    const until = row.readDate('period_to', last);
    if (from !== null && until !== null && until >= from) return { from, to: dayAfter(until) };
    row.note(
      'error',
      'period_from',
      'The days from and to are not a period. Write them as MM/DD/YYYY or YYYY-MM-DD.',
    );
    return null;
  }
  const year = row.text('period');
  const month = row.text('month');
  const quarter = row.text('quarter');
  const isUnsaid = [year, month, quarter, first, last].every((text) => text === null);
  const period = isUnsaid ? periodInName(fileName) : periodOfParts(year ?? '', month, quarter);
  if (period === null) {
    row.note(
      'error',
      'period',
      'The row has no period. Give a year (2024), quarter (2024 Q2), month (2024-03), or first and last day; or put the years into the name of the file (2010-2022).',
    );
  }
  return period;
}

/** A year with the month or quarter that has a column of its own: without it all months of a year would be the same record. */
function periodOfParts(year: string, month: string | null, quarter: string | null): Period | null {
  const part = month ?? quarter;
  if (part === null) return parsePeriod(year);
  const whole = parsePeriod(part);
  if (whole !== null) return whole;
  if (month === null) return parsePeriod(`${year} Q${part.replaceAll(/\D+/g, '')}`);
  return parsePeriod(/^\d{1,2}$/.test(part) ? `${year}-${part}` : `${part} ${year}`);
}

type Counts = Pick<ParsedSales, 'gunsSold' | 'handgunsSold' | 'longGunsSold' | 'crimeGuns'>;

/** What is sold in all is at least handguns and long guns together; crime guns alone are something too. */
function countsOf(row: MappedRow): Counts | null {
  const handgunsSold = row.count('handguns_sold', MOST_GUNS);
  const longGunsSold = row.count('long_guns_sold', MOST_GUNS);
  const given = row.count('guns_sold', MOST_GUNS);
  const parts = handgunsSold !== null && longGunsSold !== null ? handgunsSold + longGunsSold : null;
  const crimeGuns = row.count('crime_guns', MOST_GUNS);
  if (given !== null && given < (handgunsSold ?? 0) + (longGunsSold ?? 0)) {
    row.note('warning', 'guns_sold', 'Fewer guns in all than handguns and long guns together.');
  }
  const gunsSold = given ?? parts;
  if (gunsSold === null && crimeGuns === null) {
    row.note('error', 'guns_sold', 'The row has no number of guns sold.');
    return null;
  }
  checkShare(row, gunsSold, crimeGuns);
  return { gunsSold, handgunsSold, longGunsSold, crimeGuns };
}

/** The share is worked out, never taken from the file: where the file's own is another, that is told. */
function checkShare(row: MappedRow, gunsSold: number | null, crimeGuns: number | null): void {
  const text = row.text('share_percent');
  if (text === null || gunsSold === null || crimeGuns === null || gunsSold === 0) return;
  const given = Number(text.replace(/%$/, ''));
  const share = (100 * crimeGuns) / gunsSold;
  const isNear = (percent: number) => Math.abs(percent - share) <= Math.max(0.06, share / 100);
  // Spreadsheets show 1.5 % and hold 0.015.
  if (Number.isFinite(given) && (isNear(given) || (!text.includes('%') && isNear(100 * given)))) return;
  row.note(
    'warning',
    'share_percent',
    `${crimeGuns} of ${gunsSold} are ${share.toFixed(2)} %; the file's own share was not used.`,
  );
}
