import { describe, expect, it } from 'vitest';
import { markdownHtml } from '../../../web/words/markdown-html.ts';

const LINK = 'rel="noopener noreferrer" target="_blank"';

describe('a text in Markdown', () => {
  it.each([
    ['Sold **within** *3* years', '<p>Sold <strong>within</strong> <em>3</em> years</p>'],
    ['# One\n\n##### Five', '<h3>One</h3>\n<h6>Five</h6>'],
    ['- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>'],
    [
      '[ATF](https://www.atf.gov "Site")',
      `<p><a ${LINK} href="https://www.atf.gov" title="Site">ATF</a></p>`,
    ],
    ['<https://www.atf.gov>', `<p><a ${LINK} href="https://www.atf.gov">https://www.atf.gov</a></p>`],
  ])('%j is %s', (text, html) => {
    expect(markdownHtml(text)).toBe(html);
  });

  it.each([
    ['<script>alert(1)</script>'],
    ['a <img src=x onerror=alert(1)> b'],
    ['<a href="javascript:alert(1)">x</a>'],
    ['<h1 onclick="alert(1)">x</h1>'],
    ['`<script>`'],
    ['```html\n<script>alert(1)</script>\n```'],
    ['&lt;script&gt;'],
  ])('%j stays text', (text) => {
    expect(markdownHtml(text)).not.toMatch(/<(?!\/?(?:p|code|pre)\b)/);
  });

  it.each([
    ['[x](javascript:alert(1))'],
    ['[x](JaVaScRiPt:alert(1))'],
    ['[x](java&#x73;cript:alert(1))'],
    ['[x]( data:text/html,hi)'],
    ['<javascript:alert(1)>'],
    ['[x][y]\n\n[y]: vbscript:x'],
  ])('%j leads nowhere', (text) => {
    const html = markdownHtml(text);
    expect(html).toContain('<a');
    expect(html).not.toContain('href');
  });

  it.each([['![x](https://elsewhere.example/x.png)'], ['![x][y]\n\n[y]: https://elsewhere.example/x.png']])(
    '%j shows no picture and asks no other host',
    (text) => {
      expect(markdownHtml(text)).not.toMatch(/<img|src=/);
    },
  );

  it('cannot leave an attribute of a link', () => {
    const html = markdownHtml('[x](<https://a.example/"onmouseover="alert(1)> "\\" onclick=\\"alert(1)")');
    expect(html).toBe(
      `<p><a ${LINK} href="https://a.example/%22onmouseover=%22alert(1)" title="&quot; onclick=&quot;alert(1)">x</a></p>`,
    );
  });
});
