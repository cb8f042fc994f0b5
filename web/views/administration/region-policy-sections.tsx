import { useSignal } from '@preact/signals';
import type { RegionPolicy } from '../../../domain/access-responses.ts';
import { getRegionPolicy } from '../../api/region-policy.ts';
import { LoadError } from '../../panels/load-error.tsx';
import { say } from '../../words/say.ts';
import { useLoaded } from '../use-loaded.ts';
import { DealerNamingSection } from './dealer-naming-section.tsx';
import { NoticeSection } from './notice-section.tsx';
import type { PolicySectionProps } from './policy-section.ts';
import { PublishingSection } from './publishing-section.tsx';

/** What the administrators of the region settle for all of it. */
export function RegionPolicySections() {
  const { value, error, reload } = useLoaded(getRegionPolicy, 'region policy');
  const saved = useSignal<RegionPolicy | null>(null);
  const policy = saved.value ?? value;
  if (error !== null) return <LoadError message={error} onRetry={reload} />;
  if (policy === null) return <p class="muted">{say('Looking up the policy of the region …')}</p>;
  const props: PolicySectionProps = {
    policy,
    onSaved: (changed) => {
      saved.value = changed;
    },
    onShowNewest: () => {
      saved.value = null;
      reload();
    },
  };
  return (
    <>
      <DealerNamingSection {...props} />
      <PublishingSection {...props} />
      <NoticeSection {...props} />
    </>
  );
}
