import { describe, expect, it } from 'vitest';
import { readMailSettings } from '../../../server/watches/mail-settings.ts';

const SET = {
  SMTP_URL: 'smtps://mailer:pass@mail.agency.example:465',
  SMTP_FROM: 'tracemap@agency.example',
  PUBLIC_URL: 'https://tracemap.agency.example/',
};

describe('readMailSettings', () => {
  it('is none where nothing is set', () => {
    expect(readMailSettings({})).toBeNull();
    expect(readMailSettings({ SMTP_URL: ' ', PUBLIC_URL: SET.PUBLIC_URL })).toBeNull();
  });

  it('reads server, sender and where people reach this installation', () => {
    expect(readMailSettings(SET)).toEqual({
      smtpUrl: SET.SMTP_URL,
      from: SET.SMTP_FROM,
      publicUrl: 'https://tracemap.agency.example',
    });
  });

  it.each([
    ['SMTP_URL', { SMTP_URL: 'https://mail.agency.example' }],
    ['SMTP_URL', { SMTP_URL: 'mail.agency.example' }],
    ['SMTP_FROM', { SMTP_FROM: '' }],
    ['SMTP_FROM', { SMTP_FROM: 'Tracemap' }],
    ['SMTP_FROM', { SMTP_URL: '' }],
    ['PUBLIC_URL', { PUBLIC_URL: '' }],
  ])('names %s where it is wrong, without repeating a password', (name, wrong) => {
    const read = () => readMailSettings({ ...SET, ...wrong });
    expect(read).toThrow(name);
    expect(read).not.toThrow(/pass@/);
  });
});
