import { signOut } from '../api/session.ts';
import { layout } from '../state/layout.ts';
import { changePage } from '../state/page.ts';
import { account } from '../state/session.ts';
import { theme } from '../state/theme.ts';
import { useAction } from '../views/use-action.ts';
import { initialsOf, ROLE_WORDS } from '../words/role-words.ts';
import { say } from '../words/say.ts';
import { Icon } from './icon.tsx';
import { LanguageButton } from './language-button.tsx';
import { Popover } from './popover.tsx';

/** Who is signed in, the way to one's own account, and the way out. */
export function AccountMenu() {
  const leave = useAction(async () => {
    await signOut();
    // From the start: nothing of this session stays in the page or in its address.
    window.location.assign('/');
  });
  const who = account.value;
  if (who === null) return null;
  const other = theme.value === 'dark' ? 'light' : 'dark';
  return (
    <Popover
      label={
        <>
          <span class="account-initials" aria-hidden="true">
            {initialsOf(who.name)}
          </span>
          <span class="account-name">{who.name}</span>
        </>
      }
      buttonClass="account-button"
      title={say('{name}, {role}: your account', { name: who.name, role: ROLE_WORDS[who.role] })}
      closesOnChoice
    >
      <div class="account-who">
        <strong>{who.name}</strong>
        <span class="muted small">{who.email}</span>
        <span class="small">{ROLE_WORDS[who.role]}</span>
        <span class="small">{who.agency?.name ?? say('The whole region')}</span>
      </div>
      <ul class="menu-list">
        <li>
          <button type="button" onClick={() => changePage({ view: 'account' })}>
            <Icon name="person" /> {say('Your account')}
          </button>
        </li>
        {layout.value === 'narrow' && (
          <li>
            <button type="button" onClick={() => changePage({ theme: other }, 'same')}>
              <Icon name={other === 'dark' ? 'moon' : 'sun'} />{' '}
              {say('Change to the {other} theme', { other })}
            </button>
          </li>
        )}
        <li>
          <LanguageButton />
        </li>
        <li>
          <button type="button" data-stays disabled={leave.busy} onClick={() => leave.run()}>
            <Icon name="leave" /> {leave.busy ? say('Signing out …') : say('Sign out')}
          </button>
        </li>
      </ul>
      {leave.error !== null && (
        <p class="form-error small" role="alert">
          {say('You are still signed in. {message}', { message: leave.error.message })}
        </p>
      )}
    </Popover>
  );
}
