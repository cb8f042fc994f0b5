import { computed, effect, signal } from '@preact/signals';
import type { Capability } from '../../domain/access.ts';
import type { SessionAccount, SignedOut } from '../../domain/access-responses.ts';
import type { Session } from '../../domain/responses.ts';
import { hearRefusals } from '../api/request.ts';
import { getSession } from '../api/session.ts';
import type { Resource } from './resource.ts';
import { openResource, recordsAreOpen } from './resource.ts';

/** Raise it after something changed the records (an import, an undo): whatever is shown is asked for again. */
export const dataChanges = signal(0);
export const recordsChanged = () => {
  dataChanges.value += 1;
};

const asked = openResource(
  () => `session ${dataChanges.value}`,
  (_key, signal) => getSession(signal),
);

/** Who is looking, at what, and how recent it is; without an answer while nobody is signed in. */
export const session = {
  value: computed<Resource<Session>>(() => {
    const { answer, ...rest } = asked.value.value;
    return { ...rest, answer: answer !== null && 'scope' in answer ? answer : null };
  }),
  retry: asked.retry,
};

/** How one may sign in; null while somebody is signed in or that is not known yet. */
export const signedOut = computed<SignedOut | null>(() => {
  const { answer } = asked.value.value;
  return answer === null || 'scope' in answer ? null : answer;
});

const signedIn = computed<SessionAccount | null>(() => session.value.value.answer?.account ?? null);

/** Whom this page is open for; what they were doing stays behind the sign-in page when their session ends. */
export const openedFor = signal<SessionAccount | null>(null);

/** Whose page this is: who is signed in, or was until the session ended. */
export const account = computed(() => signedIn.value ?? openedFor.value);

/** True where whoever's page this is may do `capability`. */
export const can = (capability: Capability): boolean =>
  account.value?.capabilities.includes(capability) ?? false;

/** How far one has come in: nothing but sign-in is shown, and nothing asked for, until it is `open`. */
export const entrance = computed<'asking' | 'failed' | 'signedOut' | 'secondFactor' | 'open'>(() => {
  if (signedOut.value !== null) return 'signedOut';
  if (signedIn.value !== null) return signedIn.value.mustAddSecondFactor ? 'secondFactor' : 'open';
  return session.value.value.error === null ? 'asking' : 'failed';
});

effect(() => {
  const isOpen = entrance.value === 'open';
  const before = openedFor.peek();
  // Somebody else begins with a page that knows nothing of the one before.
  if (isOpen && before !== null && before.id !== signedIn.value?.id) {
    window.location.reload();
    return;
  }
  if (isOpen) openedFor.value = signedIn.value;
  recordsAreOpen.value = isOpen && can('view');
});

/** Asks whether the session goes on, and what it may see: after something was refused, only the session itself tells. */
export function checkSession(): void {
  if (signedIn.peek() !== null && !session.value.peek().loading) asked.retry();
}
hearRefusals(checkSession);
