import type { TraceRequest } from '../../../domain/tracing-responses.ts';
import { reopenTraceRequest, returnTraceRequest } from '../../api/tracing.ts';
import { ConfirmDialog } from '../../panels/confirm-dialog.tsx';
import { formatDay } from '../../words/format.ts';
import { say } from '../../words/say.ts';
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
          <th scope="col">{say('Serial number')}</th>
          <th scope="col">{say('Gun')}</th>
          <th scope="col">{say('Recovered')}</th>
          <th scope="col">{say('Status')}</th>
          <th scope="col">{say('What came back')}</th>
          <th scope="col">
            <span class="visually-hidden">{say('Change')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((request) => (
          <tr key={request.id} data-status={request.status === 'returned' ? 'done' : 'running'}>
            <th scope="row">{serialOf(request)}</th>
            <td data-label={say('Gun')} data-empty={request.firearm === null || undefined}>
              {request.firearm === null ? '–' : gunWords(request.firearm)}
            </td>
            <td data-label={say('Recovered')}>
              {request.recoveredOn === null ? (
                say('date unknown')
              ) : (
                <time>{formatDay(request.recoveredOn)}</time>
              )}
            </td>
            <td data-label={say('Status')}>
              <span class="data-status">{REQUEST_STATUS_WORDS[request.status]}</span>
            </td>
            <td data-label={say('Came back')} data-empty={request.outcome === null || undefined}>
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
  if (firearm === null) return say('no longer in the records');
  return firearm.serialNumber ?? (firearm.serialObliterated ? 'obliterated' : 'none');
}

function resultOf({ outcome, reason, returnedBy }: TraceRequest): string {
  if (outcome === null) return '–';
  const why = reason === null ? '' : `: ${reason}`;
  return `${REQUEST_OUTCOME_WORDS[outcome]}${why}${returnedBy === null ? '' : say(' (entered by {returnedBy})', { returnedBy })}`;
}

function Change({ request, onChanged }: { request: TraceRequest; onChanged: () => void }) {
  const name = request.firearm === null ? `request ${request.id}` : gunName(request.firearm);
  if (request.status !== 'returned') {
    return (
      <ReasonDialog
        verb={say('Not traceable')}
        question={say('Did ATF return this gun untraced? {name}', { name })}
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
      verb={say('Take back')}
      question={say('Take back that this gun cannot be traced? {name}', { name })}
      onConfirm={async () => {
        await reopenTraceRequest(request.id);
        onChanged();
      }}
    >
      <p>{say('It is as it was before: in its batch, or in the queue.')}</p>
    </ConfirmDialog>
  );
}
