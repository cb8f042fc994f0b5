import type { ExportFormat } from './export-format.ts';

/** RFC 7946, with the notice as a member of its own. */
export const geojsonFormat: ExportFormat = {
  contentType: 'application/geo+json',
  async *write({ columns, notice, pages }) {
    let head = `{"type":"FeatureCollection","notice":${JSON.stringify(notice.whole)},"features":[`;
    let between = '\n';
    for await (const features of pages) {
      let text = head;
      head = '';
      for (const { id, geometry, properties } of features) {
        const told = Object.fromEntries(columns.map(({ name }) => [name, properties[name] ?? null]));
        text += `${between}${JSON.stringify({ type: 'Feature', id, geometry, properties: told })}`;
        between = ',\n';
      }
      yield text;
    }
    yield '\n]}\n';
  },
};
