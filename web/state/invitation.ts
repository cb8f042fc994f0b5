import { signal } from '@preact/signals';
import { invitationToken } from './invitation-token.ts';

/** The token of the invitation this page was opened with; null without one. In the fragment, it reaches no server log. */
export const invitation = signal(invitationToken(window.location.hash));

window.addEventListener('hashchange', () => {
  invitation.value = invitationToken(window.location.hash);
});

/** Goes on to the page itself, and takes the token out of the address and its history. */
export function leaveInvitation(): void {
  window.history.replaceState(null, '', window.location.pathname);
  invitation.value = null;
}
