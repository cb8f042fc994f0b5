import './export-form.css';
import { useSignal } from '@preact/signals';
import type { ExportFormatId } from '../../../domain/exports/export-layers.ts';
import { formatsOf, MOST_PURPOSE } from '../../../domain/exports/export-layers.ts';
import { TILE_LAYERS } from '../../../tiles/layers.ts';
import { exportAddress } from '../../api/endpoints.ts';
import { can } from '../../state/session.ts';
import { takeExport, takenExport } from '../../state/taken-export.ts';
import { EXPORT_FORMAT_WORDS } from '../../words/export-words.ts';
import { say } from '../../words/say.ts';
import { FormField, formText } from '../form-field.tsx';
import { SelectField } from '../select-field.tsx';
import { ExportColumns } from './export-columns.tsx';
import { ExportProgress } from './export-progress.tsx';
import { exportedFirst, exportedLayers, queryOfLayer } from './exported-layers.ts';

/** What is shown as a file: which rows, in which format, and what goes with it. */
export function ExportForm() {
  const layer = useSignal(exportedFirst(can('records')));
  const wanted = useSignal<ExportFormatId>('geojson');
  const columns = useSignal<readonly string[] | null>(null);
  const withDocuments = useSignal(true);
  const formats = formatsOf(layer.value);
  const format = formats.find((known) => known === wanted.value) ?? 'geojson';
  const take = (purpose: string) => {
    const query = new URLSearchParams(queryOfLayer(layer.value));
    if (columns.value !== null) query.set('columns', columns.value.join(','));
    if (withDocuments.value) query.set('with', 'documents');
    const name = `tracemap-${layer.value}.${format}${withDocuments.value ? '.zip' : ''}`;
    void takeExport(exportAddress(layer.value, format, String(query)), name, purpose);
  };
  return (
    <form
      class="export-form form"
      aria-label={say('Export what is shown')}
      onSubmit={(event) => {
        event.preventDefault();
        take(formText(event.currentTarget)('purpose').trim());
      }}
    >
      <h2 class="popover-title">{say('Export what is shown')}</h2>
      <SelectField
        label={say('Rows')}
        value={layer.value}
        options={exportedLayers(can('records')).map((one) => ({ value: one.layer, label: one.label }))}
        onChange={(chosen) => {
          layer.value = chosen;
          columns.value = null;
        }}
      />
      <FormatField
        formats={formats}
        format={format}
        onChange={(chosen) => {
          wanted.value = chosen;
        }}
      />
      <ExportColumns
        key={layer.value}
        layer={layer.value}
        chosen={columns.value}
        onChange={(names) => {
          columns.value = names;
        }}
      />
      <label class="choice">
        <input
          type="checkbox"
          checked={withDocuments.value}
          onChange={({ currentTarget }) => {
            withDocuments.value = currentTarget.checked;
          }}
        />
        <span>{say('With data dictionary and provenance (ZIP)')}</span>
      </label>
      <FormField
        label={say('What is it for?')}
        name="purpose"
        maxLength={MOST_PURPOSE}
        autoComplete="off"
        hint={say('Optional. Goes into the audit log; name no person.')}
      />
      <button
        type="submit"
        class="button primary"
        disabled={takenExport.value?.state === 'coming' || columns.value?.length === 0}
      >
        {say('Download')}
      </button>
      <ExportProgress />
      <MapProgramsNote layer={layer.value} />
    </form>
  );
}

interface FormatFieldProps {
  readonly formats: readonly ExportFormatId[];
  readonly format: ExportFormatId;
  readonly onChange: (format: ExportFormatId) => void;
}

function FormatField({ formats, format, onChange }: FormatFieldProps) {
  return (
    <div>
      <SelectField
        label={say('Format')}
        value={format}
        options={formats.map((id) => ({ value: id, label: EXPORT_FORMAT_WORDS[id].label }))}
        onChange={onChange}
      />
      <p class="muted small export-opens" role="status">
        {EXPORT_FORMAT_WORDS[format].opens}
      </p>
    </div>
  );
}

/** Where a map program reads the same by itself. */
function MapProgramsNote({ layer }: { readonly layer: string }) {
  return (
    <>
      <p class="muted small">
        {say('In QGIS or ArcGIS, as OGC API with an access token as password:')}{' '}
        <code class="export-address">{`${window.location.origin}/ogc`}</code>
      </p>
      {TILE_LAYERS.some((known) => known === layer) && (
        <p class="muted small">
          {say('As vector tiles, by TileJSON with an access token:')}{' '}
          <code class="export-address">{`${window.location.origin}/tiles/${layer}.json`}</code>
        </p>
      )}
    </>
  );
}
