import { expect, it } from 'vitest';
import { pictureFileName } from '../../../web/pictures/file-name.ts';

it.each([
  [
    '2,431 guns recovered in Maryland',
    '2025-12-30',
    'png',
    'tracemap-2431-guns-recovered-in-maryland-2025-12-30.png',
  ],
  ['Über “alles”: 3 %', null, 'svg', 'tracemap-uber-alles-3.svg'],
  ['', null, 'pptx', 'tracemap.pptx'],
  ['../../etc/passwd', '2025-12-30', 'png', 'tracemap-etc-passwd-2025-12-30.png'],
  [
    'A title so long that programs and mail would cut it somewhere in the middle',
    null,
    'png',
    'tracemap-a-title-so-long-that-programs-and-mail-would-cut-it.png',
  ],
])('%s', (title, day, ending, name) => {
  expect(pictureFileName(title, day, ending)).toBe(name);
});
