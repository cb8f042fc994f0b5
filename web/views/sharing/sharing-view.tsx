import '../../styles/region-page.css';
import '../../styles/file-table.css';
import './sharing-view.css';
import { useSignal } from '@preact/signals';
import type { Agreements } from '../../../domain/access-responses.ts';
import { listAgreements } from '../../api/agreements.ts';
import { LoadError } from '../../panels/load-error.tsx';
import { account, can, recordsChanged } from '../../state/session.ts';
import { formatCount } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { useLoaded } from '../use-loaded.ts';
import { AgreementTable } from './agreement-table.tsx';
import { OfferForm } from './offer-form.tsx';
import { SharingMatrix } from './sharing-matrix.tsx';

/** Who shares what with whom, and the agreements behind it. */
export function SharingView() {
  const { value, error, reload } = useLoaded(listAgreements, 'agreements');
  const isOffering = useSignal(false);
  const done = useSignal('');
  const own = account.value?.agency ?? null;
  const changed = (what: string) => {
    done.value = what;
    isOffering.value = false;
    reload();
    recordsChanged();
  };
  return (
    <div class="region-page">
      <header class="region-head">
        <div>
          <h1>{say('Who shares what with whom')}</h1>
          {value === null && error === null && <p class="muted">{say('Looking up the agreements …')}</p>}
          {value !== null && <p class="muted">{summaryOf(value)}</p>}
        </div>
        {can('agree') && own !== null && value !== null && !isOffering.value && (
          <button
            type="button"
            class="button primary"
            onClick={() => {
              isOffering.value = true;
              done.value = '';
            }}
          >
            {say('Offer an agreement')}
          </button>
        )}
      </header>
      <p class={done.value === '' ? 'visually-hidden' : 'region-done'} role="status">
        {done.value}
      </p>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {isOffering.value && value !== null && own !== null && (
        <OfferForm
          own={own}
          partners={value.agencies.filter(({ code }) => code !== own.code)}
          templates={value.templates}
          onOffered={(to) => changed(say('Offered to {to}. It gives nothing until they accept it.', { to }))}
          onCancel={() => {
            isOffering.value = false;
          }}
        />
      )}
      {value !== null && (
        <>
          <AgreementTable items={value.items} own={own?.code ?? null} onChanged={changed} />
          <SharingMatrix agencies={value.agencies} matrix={value.matrix} own={own?.code ?? null} />
        </>
      )}
    </div>
  );
}

function summaryOf({ agencies, matrix }: Agreements): string {
  const pairs = matrix.length;
  const among = `${formatCount(agencies.length)} agencies`;
  if (pairs === 0) return say('{among}. Nobody gives another anything yet.', { among });
  const all = agencies.length * (agencies.length - 1);
  return say(
    '{among}. {pairs} of {all} pairs have an agreement in force, each direction counted by itself.',
    { among, pairs: formatCount(pairs), all: formatCount(all) },
  );
}
