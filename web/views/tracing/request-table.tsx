import type { TraceRequest } from '../../../domain/tracing-responses.ts';
import { reopenTraceRequest, returnTraceRequest } from '../../api/tracing.ts';
import { ConfirmDialog } from '../../panels/confirm-dialog.tsx';
import { formatDay } from '../../words/format.ts';
import { gunName, gunWords, REQUEST_OUTCOME_WORDS, REQUEST_STATUS_WORDS } from '../../words/tracing-words.ts';
import { ReasonDialog } from './reason-dialog.tsx';

interface RequestTableProps {
  readonly caption: string;
  readonly items: readonly TraceRequest[];
  readonly onChanged: () => void;
}

/** Requests with what came back; what cannot be traced is entered here, and taken back. */
export function RequestTable({ caption, items, onChanged }: RequestTableProps) {
  return (
    <table class="file-table">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Serial number</th>
          <th scope="col">Gun</th>
          <th scope="col">Recovered</th>
          <th scope="col">Status</th>
          <th scope="col">What came back</th>
          <th scope="col">
            <span class="visually-hidden">Change</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((request) => (
          <tr key={request.id} data-status={request.status === 'returned' ? 'done' : 'running'}>
            <th scope="row">{serialOf(request)}</th>
            <td data-label="Gun" data-empty={request.firearm === null || undefined}>
              {request.firearm === null ? '–' : gunWords(request.firearm)}
            </td>
            <td data-label="Recovered">
              {request.recoveredOn === null ? 'date unknown' : <time>{formatDay(request.recoveredOn)}</time>}
            </td>
            <td data-label="Status">
              <span class="data-status">{REQUEST_STATUS_WORDS[request.status]}</span>
            </td>
            <td data-label="Came back" data-empty={request.outcome === null || undefined}>
              {resultOf(request)}
            </td>
            <td>
              <Change request={request} onChanged={onChanged} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function serialOf({ firearm }: TraceRequest): string {
  if (firearm === null) return 'no longer in the records';
  return firearm.serialNumber ?? (firearm.serialObliterated ? 'obliterated' : 'none');
}

function resultOf({ outcome, reason, returnedBy }: TraceRequest): string {
  if (outcome === null) return '–';
  const why = reason === null ? '' : `: ${reason}`;
  return `${REQUEST_OUTCOME_WORDS[outcome]}${why}${returnedBy === null ? '' : ` (entered by ${returnedBy})`}`;
}

function Change({ request, onChanged }: { request: TraceRequest; onChanged: () => void }) {
  const name = request.firearm === null ? `request ${request.id}` : gunName(request.firearm);
  if (request.status !== 'returned') {
    return (
      <ReasonDialog
        verb="Not traceable"
        question={`Did ATF return this gun untraced? ${name}`}
        onGiven={async (reason) => {
          await returnTraceRequest(request.id, reason);
          onChanged();
        }}
      />
    );
  }
  if (request.returnedBy === null) return null;
  return (
    <ConfirmDialog
      verb="Take back"
      question={`Take back that this gun cannot be traced? ${name}`}
      onConfirm={async () => {
        await reopenTraceRequest(request.id);
        onChanged();
      }}
    >
      <p>It is as it was before: in its batch, or in the queue.</p>
    </ConfirmDialog>
  );
}
