import { setImmediate } from 'node:timers/promises';
import { isEmptyAddress, storedPlace } from '../../../places/stored-place.ts';
import type { TableRow } from '../../tables/table.ts';
import { ROWS_BETWEEN_TURNS } from '../../tables/table.ts';
import { checkMapping } from '../check-mapping.ts';
import type { Format, FormatReader, ReaderInput, ReadRows, RowNote } from '../format.ts';
import { readHeadingWords } from '../table-head.ts';
import { guessIncidentMapping, INCIDENT_FIELDS } from './incident-fields.ts';
import type { ParsedIncident } from './incident-row-parser.ts';
import { IncidentRowParser } from './incident-row-parser.ts';
import { mergeStagedIncidents } from './merge-incidents.ts';
import type { StagedIncident } from './staged-incidents.ts';
import { stagedIncidents } from './staged-incidents.ts';

/** Shootings and other crimes with date and place, as CSV or workbook; columns are matched by a mapping. */
export const incidentsFormat: Format = {
  id: 'incidents',
  fields: INCIDENT_FIELDS.map(({ key, label, required, group }) => ({ key, label, required, group })),
  readHead: readHeadingWords,
  guessMapping: guessIncidentMapping,
  createReader: (input) => new IncidentsReader(input),
  prepareStage: (trx, batchId) => stagedIncidents.create(trx, batchId),
  dropStage: (trx, batchId) => stagedIncidents.drop(trx, batchId),
};

class IncidentsReader implements FormatReader {
  readonly #input: ReaderInput;
  readonly #parser: IncidentRowParser;

  constructor(input: ReaderInput) {
    checkMapping(incidentsFormat, input.mapping, input.head);
    this.#input = input;
    this.#parser = new IncidentRowParser(input.head, input.mapping, input.today);
  }

  async read(rows: readonly TableRow[]): Promise<ReadRows> {
    const notes: RowNote[] = [];
    const rejected = new Set<number>();
    const staged: StagedIncident[] = [];
    for (let from = 0; from < rows.length; from += ROWS_BETWEEN_TURNS) {
      const incidents: ParsedIncident[] = [];
      for (const row of rows.slice(from, from + ROWS_BETWEEN_TURNS)) {
        const incident = this.#parser.parse(row, notes);
        if (incident === null) rejected.add(row.number);
        else incidents.push(incident);
      }
      for (const one of await this.#placed(incidents)) {
        const note = this.#coordinatesNote(one);
        if (note !== null) notes.push(note);
        if (note?.severity === 'error') rejected.add(one.incident.sourceRow);
        else staged.push(one);
      }
      await setImmediate();
    }
    return { notes, rejected, stage: (trx) => stagedIncidents.stage(trx, this.#input.batchId, staged) };
  }

  merge(trx: Parameters<FormatReader['merge']>[0]) {
    return mergeStagedIncidents(trx, this.#input);
  }

  async #placed(incidents: readonly ParsedIncident[]): Promise<StagedIncident[]> {
    const results = await this.#input.placer.geocode(incidents.map(({ place }) => place));
    return incidents.map((incident, index) => {
      const result = results[index];
      if (result === undefined) throw new Error('The geocoder gave fewer results than it was asked for.');
      return { incident, place: storedPlace(incident.place, result) };
    });
  }

  /** What is to be said of coordinates the geocoder did not take as they are; an error where nothing else says the place. */
  #coordinatesNote({ incident, place }: StagedIncident): RowNote | null {
    const { lon, lat } = incident.place;
    if (lon === null || lat === null) return null;
    const isMended = place.geocode_match_type?.includes('_mended') ?? false;
    if (place.precision === 'point' && !isMended) return null;
    const note = {
      row: incident.sourceRow,
      column: this.#input.mapping.place_latitude ?? null,
      value: `${lat}, ${lon}`,
    };
    if (isMended) {
      return { ...note, severity: 'warning', message: 'Signs or order of the coordinates were mended.' };
    }
    return isEmptyAddress({ ...incident.place, lon: null, lat: null })
      ? { ...note, severity: 'error', message: NOWHERE }
      : { ...note, severity: 'warning', message: ADDRESS_USED };
  }
}

const NOWHERE =
  'The coordinates lie outside of the United States, and the row has no address. Are latitude and longitude exchanged?';
const ADDRESS_USED =
  'The coordinates do not lie in the United States or in the state of the address; the address was used.';
