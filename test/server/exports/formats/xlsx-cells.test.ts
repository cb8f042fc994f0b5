import { describe, expect, it } from 'vitest';
import { columnName, rowXml } from '../../../../server/exports/formats/xlsx-cells.ts';

it.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [51, 'AZ'],
  [52, 'BA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('column %i is %s', (index, name) => {
  expect(columnName(index)).toBe(name);
});

describe('a cell', () => {
  const text = (inner: string) => `<c r="A2" t="inlineStr"><is><t xml:space="preserve">${inner}</t></is></c>`;
  it.each([
    ['a number', 1.5, 'real', '<c r="A2"><v>1.5</v></c>'],
    ['yes', true, 'boolean', '<c r="A2" t="b"><v>1</v></c>'],
    ['a day', '2024-03-01', 'date', '<c r="A2" s="2"><v>45352</v></c>'],
    ['a day before Excel’s calendar is right', '1899-01-01', 'date', text('1899-01-01')],
    ['a formula as the text it is', '=1+1', 'text', text('=1+1')],
    ['signs of XML', '<a> & "b"', 'text', text('&lt;a&gt; &amp; &quot;b&quot;')],
    ['what XML cannot hold', 'a\u0007b', 'text', text('ab')],
    ['what would be read as a sign by number', '_x0041_', 'text', text('_x005F_x0041_')],
    ['nothing', null, 'text', ''],
  ] as const)('holds %s', (_what, value, type, expected) => {
    expect(rowXml(2, ['A'], [value], [type])).toBe(`<row r="2">${expected}</row>`);
  });

  it('holds no more than Excel keeps', () => {
    expect(rowXml(2, ['A'], ['x'.repeat(40_000)], ['text'])).toBe(
      `<row r="2">${text('x'.repeat(32_767))}</row>`,
    );
  });
});
