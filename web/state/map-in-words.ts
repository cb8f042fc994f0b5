import { computed } from '@preact/signals';
import { flowsInWords } from '../words/flow-words.ts';
import { layersInUse } from './layers-in-use.ts';
import { flows } from './map-data.ts';

/** What the map shows, as a text; empty while it is not known, or flows are not among what is drawn. */
export const mapInWords = computed((): string => {
  const { answer } = flows.value;
  return answer === null || !layersInUse().flows ? '' : flowsInWords(answer);
});
