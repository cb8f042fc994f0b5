import { describe, expect, it } from 'vitest';
import type { PageLanguage } from '../../domain/languages/languages.ts';
import { PAGE_LANGUAGES } from '../../domain/languages/languages.ts';
import { categoriesOf, categoryName } from '../../domain/publication.ts';
import type { ReleasedFigures } from '../../domain/released-figures.ts';
import {
  howItWasCounted,
  releasedFigures,
  releasedFiguresSchema,
  sourceInWords,
  sumInWords,
  whatIsShown,
} from '../../domain/released-figures.ts';
import { describeReleasedMap } from '../../domain/released-map.ts';
import { ELSEWHERE } from '../../domain/released-words/english.ts';
import { wordsIn } from '../../domain/released-words/words-in.ts';
import type { CategoryWay, PublicationPlan } from '../../domain/snapshots.ts';
import { CATEGORY_WAYS } from '../../domain/snapshots.ts';

type Sum = ReleasedFigures['total'];
const whole = (atLeast: number): Sum => ({ atLeast, isWhole: true, hidden: null });
const part = (atLeast: number): Sum => ({ atLeast, isWhole: false, hidden: null });
const hidden = (why: Sum['hidden']): Sum => ({ atLeast: 0, isWhole: false, hidden: why });

const FIGURES: ReleasedFigures = {
  language: 'en',
  way: 'source',
  agency: 'BPD',
  home: 'MD',
  area: null,
  from: 2024,
  to: 2024,
  threshold: 11,
  countedOn: '2026-11-30',
  total: whole(1204),
  rows: [],
};

it.each([
  [whole(0), '0', '0'],
  [whole(1204), '1,204', '1,204'],
  [part(1310), 'at least 1,310', 'al menos 1,310'],
  [part(0), 'not shown', 'no se muestra'],
  [hidden('fewer'), 'fewer than 11', 'menos de 11'],
  [hidden('part'), 'fewer than 11', 'menos de 11'],
  [hidden('withheld'), 'not shown', 'no se muestra'],
])('sumInWords of %j is "%s" or "%s"', (sum, english, spanish) => {
  expect(sumInWords(sum, FIGURES)).toBe(english);
  expect(sumInWords(sum, { ...FIGURES, language: 'es' })).toBe(spanish);
});

describe('whatIsShown', () => {
  it.each<[Partial<ReleasedFigures>, string, string]>([
    [
      {},
      '1,204 guns recovered by BPD in 2024, by the state of their first sale.',
      '1,204 armas recuperadas por BPD en 2024, según el estado de su primera venta.',
    ],
    [
      { to: 2025, total: part(310), way: 'time' },
      'At least 310 guns recovered by BPD from 2024 to 2025, by the time from sale to recovery.',
      'Al menos 310 armas recuperadas por BPD de 2024 a 2025, según el tiempo desde la venta hasta la recuperación.',
    ],
    [
      { area: 'Kent County', total: hidden('fewer'), way: 'type' },
      'Fewer than 11 guns recovered by BPD in Kent County in 2024, by type.',
      'Menos de 11 armas recuperadas por BPD en Kent County en 2024, según el tipo.',
    ],
    [
      { area: 'Kent County', total: hidden('withheld'), way: 'type' },
      'Guns recovered by BPD in Kent County in 2024, by type.',
      'Armas recuperadas por BPD en Kent County en 2024, según el tipo.',
    ],
  ])('of %j', (told, english, spanish) => {
    expect(whatIsShown({ ...FIGURES, ...told })).toBe(english);
    expect(whatIsShown({ ...FIGURES, ...told, language: 'es' })).toBe(spanish);
  });
});

describe('howItWasCounted', () => {
  it.each<[Partial<ReleasedFigures>, string, string]>([
    [
      {},
      'Counts of fewer than 11 guns are not shown, nor others that these could be worked out from.',
      'No se muestran las cifras de menos de 11 armas, ni otras que permitirían calcularlas.',
    ],
    [
      { to: 2025, threshold: 20 },
      'Counts of fewer than 20 guns are not shown, nor others that these could be worked out from. "At least" is the sum of the years that are shown; each year is counted once and not changed afterwards.',
      'No se muestran las cifras de menos de 20 armas, ni otras que permitirían calcularlas. «Al menos» es la suma de los años que se muestran; cada año se cuenta una sola vez y no se modifica después.',
    ],
  ])('of %j', (told, english, spanish) => {
    expect(howItWasCounted({ ...FIGURES, ...told })).toBe(english);
    expect(howItWasCounted({ ...FIGURES, ...told, language: 'es' })).toBe(spanish);
  });
});

it.each<[PageLanguage, string]>([
  ['en', 'Source: trace results of BPD, as known on November 30, 2026.'],
  ['es', 'Fuente: resultados de rastreos de BPD, según lo que se sabía el 30 de noviembre de 2026.'],
])('sourceInWords tells the day as it is written in %s', (language, told) => {
  expect(sourceInWords({ ...FIGURES, language })).toBe(told);
});

describe('describeReleasedMap in Spanish', () => {
  it.each<[string | null, readonly (readonly [string, string, Sum])[], string]>([
    [
      'DC',
      [
        ['NY', 'Nueva York', whole(1204)],
        ['VA', 'Virginia', part(64)],
        ['GA', 'Georgia', hidden('fewer')],
        ['PA', 'Pensilvania', whole(0)],
        ['other', 'Otros estados', hidden('fewer')],
      ],
      'Mapa de los Estados Unidos según el estado de la primera venta. Las líneas llegan hasta el Distrito de Columbia. Estados donde más se vendieron: Nueva York (1,204), Virginia (al menos 64). No se muestra la cifra de 1 estado.',
    ],
    [
      null,
      [
        ['GA', 'Georgia', hidden('fewer')],
        ['VA', 'Virginia', hidden('withheld')],
      ],
      'Mapa de los Estados Unidos según el estado de la primera venta. No se muestra la cifra de ningún estado. No se muestran las cifras de 2 estados.',
    ],
  ])('to %s', (home, states, told) => {
    const rows = states.map(([code, name, sum]) => ({ code, name, sum }));
    expect(describeReleasedMap({ ...FIGURES, language: 'es', home, rows })).toBe(told);
  });
});

it.each([
  ['Maryland', 'en Maryland', 'Desde Maryland'],
  ['Distrito de Columbia', 'en el Distrito de Columbia', 'Desde el Distrito de Columbia'],
  ['Islas Marianas del Norte', 'en las Islas Marianas del Norte', 'Desde las Islas Marianas del Norte'],
])('lines are told in Spanish: %s', (state, stayed, from) => {
  const { map } = wordsIn('es');
  expect(map.stayed(state, '40')).toBe(`Vendidas y recuperadas ${stayed}: 40`);
  expect(map.from(state, 'al menos 40')).toBe(`${from}: al menos 40`);
});

const PLAN: PublicationPlan = {
  threshold: 11,
  areas: [
    { code: '24510', name: 'Baltimore city' },
    { code: 'other', name: ELSEWHERE },
  ],
  sources: [
    { code: 'MD', name: 'Maryland' },
    { code: 'NM', name: 'New Mexico' },
    { code: 'NY', name: 'New York' },
    { code: 'WV', name: 'West Virginia' },
    { code: 'other', name: 'Other states' },
    { code: 'unknown', name: 'Not traced to a dealer' },
  ],
};

describe('categoryName', () => {
  it.each<[CategoryWay, readonly string[], readonly string[]]>([
    [
      'source',
      ['Maryland', 'New Mexico', 'New York', 'West Virginia', 'Other states', 'Not traced to a dealer'],
      [
        'Maryland',
        'Nuevo México',
        'Nueva York',
        'Virginia Occidental',
        'Otros estados',
        'Sin rastreo hasta un vendedor con licencia',
      ],
    ],
    [
      'time',
      [
        'Under 3 months',
        '3 to under 7 months',
        '7 months to under 1 year',
        '1 to under 2 years',
        '2 to under 3 years',
        '3 years and over',
        'Time not known',
      ],
      [
        'Menos de 3 meses',
        'De 3 a menos de 7 meses',
        'De 7 meses a menos de 1 año',
        'De 1 a menos de 2 años',
        'De 2 a menos de 3 años',
        '3 años o más',
        'Tiempo desconocido',
      ],
    ],
    [
      'type',
      ['Pistols', 'Revolvers', 'Rifles', 'Shotguns', 'Other firearms', 'Type not known'],
      ['Pistolas', 'Revólveres', 'Rifles', 'Escopetas', 'Otras armas de fuego', 'Tipo desconocido'],
    ],
  ])('of each %s', (way, english, spanish) => {
    const names = (language: PageLanguage) =>
      categoriesOf(PLAN)[way].map((code) => categoryName(PLAN, way, code, wordsIn(language)));
    expect(names('en')).toEqual(english);
    expect(names('es')).toEqual(spanish);
  });
});

describe('releasedFigures in Spanish', () => {
  /** Two areas and all, each by 6 sources, 7 times, 6 types and all: as many of each, so that names alone order them. */
  const cells = Array.from({ length: 3 * 20 }, () => 20);
  const snapshot = { year: 2024, plan: PLAN, cells, madeAt: '2026-11-30T10:00:00Z' };
  const figures = (way: CategoryWay, area: string, language: PageLanguage) =>
    releasedFigures({ name: 'BPD', state: 'MD' }, [snapshot], way, area, language);

  it.each(CATEGORY_WAYS)('are the same in the same order, but for names: %s', (way) => {
    const [english, spanish] = PAGE_LANGUAGES.map((language) => figures(way, 'all', language));
    const unnamed = (one?: ReleasedFigures) => ({
      ...one,
      language: null,
      rows: one?.rows.map(({ code, sum }) => ({ code, sum })),
    });
    expect(unnamed(spanish)).toEqual(unnamed(english));
    expect(spanish?.rows.map(({ name }) => name)).not.toEqual(english?.rows.map(({ name }) => name));
  });

  it('call an area by its own name, and the others together in words that fit the sentence', () => {
    expect(whatIsShown(figures('type', '24510', 'es'))).toBe(
      '20 armas recuperadas por BPD en Baltimore city en 2024, según el tipo.',
    );
    expect(figures('type', 'other', 'es').area).toBe('Otros lugares, o lugar desconocido');
    expect(whatIsShown(figures('type', 'other', 'es'))).toBe(
      '20 armas recuperadas por BPD en otros lugares o en un lugar desconocido en 2024, según el tipo.',
    );
    expect(whatIsShown(figures('type', 'other', 'en'))).toBe(
      '20 guns recovered by BPD elsewhere or at an unknown place in 2024, by type.',
    );
  });
});

it('figures that were stored before there were languages are English', () => {
  const { language, ...before } = FIGURES;
  expect(releasedFiguresSchema.parse(before).language).toBe(language);
});
