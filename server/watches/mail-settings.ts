import { SetupError } from '../errors.ts';

/** How e-mail is sent. */
export interface MailSettings {
  /** `smtp://` or `smtps://`, with name and password where the server asks for them. */
  readonly smtpUrl: string;
  readonly from: string;
  /** Where people reach this installation, without a slash at the end. */
  readonly publicUrl: string;
}

/** Reads the environment; null where no e-mail is sent. A wrong value is a {@link SetupError} of one line that names it. */
export function readMailSettings(environment: NodeJS.ProcessEnv): MailSettings | null {
  const given = (name: string): string | null => environment[name]?.trim() || null;
  const [smtpUrl, from, publicUrl] = [given('SMTP_URL'), given('SMTP_FROM'), given('PUBLIC_URL')];
  if (smtpUrl === null) {
    if (from !== null)
      throw new SetupError('SMTP_FROM is of no use without SMTP_URL, the server that sends.');
    return null;
  }
  const url = URL.canParse(smtpUrl) ? new URL(smtpUrl) : null;
  // The value is not repeated: it may hold a password.
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '') {
    throw new SetupError('SMTP_URL must look like smtps://user:password@mail.agency.example:465.');
  }
  if (from === null || !/^[^\s@<>]+@[^\s@<>]+$/.test(from)) {
    throw new SetupError('SMTP_FROM must be the address that mail comes from, like tracemap@agency.example.');
  }
  if (publicUrl === null) {
    throw new SetupError('SMTP_URL needs PUBLIC_URL too: mail leads people there.');
  }
  return { smtpUrl, from, publicUrl: publicUrl.replace(/\/+$/, '') };
}
