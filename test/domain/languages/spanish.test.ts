import { expect, it } from 'vitest';
import { z } from 'zod';
import spanish from '../../../domain/languages/spanish.json' with { type: 'json' };
import { textsOfDomain, textsOfPage, textsOfRefusals } from '../../helpers/texts-of-source.ts';

const { said, unsaid } = textsOfPage();
const told = textsOfRefusals();
const asked = new Set([...said, ...told].map(({ text }) => text));
const known = textsOfDomain();
const catalog = Object.entries(z.record(z.string(), z.string()).parse(spanish));
/** The values a text has a place for, in alphabetical order. */
const placesIn = (text: string) => [...new Set(text.match(/\{\w+\}/g))].toSorted();

it('asks for texts that stand there as they are', () => {
  expect(said.length).toBeGreaterThan(2000);
  expect(said.filter(({ text }) => text === '')).toEqual([]);
  expect(told.length).toBeGreaterThan(300);
  expect(told.filter(({ text }) => text === '')).toEqual([]);
});

it('says every text of the page, so that it can be said in another language', () => {
  expect(unsaid).toEqual([]);
});

it('has the Spanish of every text, and of none that is gone', () => {
  expect([...asked].filter((text) => !(text in spanish))).toEqual([]);
  const gone = catalog.filter(([english]) => !asked.has(english) && !known.has(english));
  expect(gone).toEqual([]);
});

it('is in alphabetical order, so that a text is found and its changes are read with ease', () => {
  const order = Object.keys(spanish);
  expect(order).toEqual(order.toSorted());
});

it('has a place for each value in both languages', () => {
  const differing = catalog.filter(([english, text]) => placesIn(english).join() !== placesIn(text).join());
  expect(differing).toEqual([]);
});

it('keeps the spaces at the ends, by which texts are put together', () => {
  const ends = (text: string) => [/^\s*/.exec(text)?.[0], /\s*$/.exec(text)?.[0]];
  expect(catalog.filter(([english, text]) => ends(english).join('|') !== ends(text).join('|'))).toEqual([]);
});
