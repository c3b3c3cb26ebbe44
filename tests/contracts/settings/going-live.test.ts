// What has to be set before a real account can be connected: each missing thing is a barrier of its own, and a stand-in needs none because
// nothing leaves the machine.
import { describe, expect, it } from 'vitest';
import { readEnv, SettingsError } from '#app/env.server.ts';
import { connectSettings } from '#app/going-live.ts';

const LIVE = {
  X_CLIENT_ID: 'abc:1',
  X_CLIENT_SECRET: 'a secret of the app',
  GATEPOST_PUBLIC_URL: 'https://posts.school.example',
  GATEPOST_GOING_LIVE: 'second-factor, backups,assessment',
};
const settingsOf = (given: Record<string, string>) =>
  connectSettings(readEnv(given), 'http://127.0.0.1:3000');

describe('real accounts', () => {
  it('have nothing in their way once everything is set', () => {
    expect(settingsOf(LIVE)).toEqual({
      xClientId: 'abc:1',
      xAuthorizeUrl: 'https://x.com/i/oauth2/authorize',
      xRedirectUri: 'https://posts.school.example/connect/x/callback',
      standIn: false,
      barriers: [],
    });
  });

  it('have everything in their way while nothing is', () => {
    expect(settingsOf({})).toMatchObject({
      xClientId: null,
      barriers: [
        'public_address_missing',
        'second_factor_unconfirmed',
        'backups_unconfirmed',
        'assessment_unconfirmed',
      ],
    });
  });

  it.each([
    ['backups,assessment', 'second_factor_unconfirmed'],
    ['second-factor,assessment', 'backups_unconfirmed'],
    ['second-factor,backups', 'assessment_unconfirmed'],
  ])('%s alone leaves %s', (confirmed, barrier) => {
    expect(settingsOf({ ...LIVE, GATEPOST_GOING_LIVE: confirmed }).barriers).toEqual([barrier]);
  });

  it('are not reached over an address without TLS', () => {
    const open = { ...LIVE, GATEPOST_PUBLIC_URL: 'http://posts.school.example' };
    expect(settingsOf(open).barriers).toEqual(['public_address_missing']);
  });

  it('are nobody’s business of a stand-in on this machine: it takes every call', () => {
    const standIn = settingsOf({ X_API_BASE_URL: 'http://127.0.0.1:4010', X_CLIENT_ID: 'abc' });
    expect(standIn).toMatchObject({
      ...{ standIn: true, barriers: [], xAuthorizeUrl: 'http://127.0.0.1:4010/i/oauth2/authorize' },
      xRedirectUri: 'http://127.0.0.1:3000/connect/x/callback',
    });
  });

  it.each([
    [{ GATEPOST_GOING_LIVE: 'yes' }, 'GATEPOST_GOING_LIVE may hold'],
    [{ X_CLIENT_ID: 'has a space' }, 'X_CLIENT_ID must be'],
    [{ X_CLIENT_SECRET: 'a secret of the app' }, 'X_CLIENT_ID is needed with X_CLIENT_SECRET.'],
  ])('%j is refused with one sentence that holds no secret', (given, sentence) => {
    const read = () => readEnv(given);
    expect(read).toThrow(SettingsError);
    expect(read).toThrow(sentence);
    expect(read).not.toThrow('a secret of the app');
  });
});
