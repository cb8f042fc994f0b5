interface Collection {
  readonly type: 'FeatureCollection';
  readonly features: readonly {
    readonly id: string;
    readonly geometry: object;
    readonly properties: object;
  }[];
}

const geometryTexts = new WeakMap<object, string>();

/** Features told at once: some 200 KB of cells. */
const FEATURES_A_PIECE = 500;

/**
 * The JSON of a FeatureCollection, in pieces: while the next is written, the one before is compressed on another processor.
 * What was written of a geometry is kept as long as the geometry itself is: outlines that come back with every filter
 * are most of the text.
 */
export function* collectionText<Whole extends Collection>({ features, ...others }: Whole): Iterable<string> {
  yield `${JSON.stringify(others).slice(0, -1)},"features":[`;
  for (let start = 0; start < features.length; start += FEATURES_A_PIECE) {
    const piece = features
      .slice(start, start + FEATURES_A_PIECE)
      .map(featureText)
      .join(',');
    yield start === 0 ? piece : `,${piece}`;
  }
  yield ']}';
}

const featureText = ({ id, geometry, properties }: Collection['features'][number]) =>
  `{"type":"Feature","id":${JSON.stringify(id)},"geometry":${geometryText(geometry)},"properties":${JSON.stringify(properties)}}`;

function geometryText(geometry: object): string {
  const known = geometryTexts.get(geometry);
  if (known !== undefined) return known;
  const text = JSON.stringify(geometry);
  geometryTexts.set(geometry, text);
  return text;
}
