// An account is named on a screen in one way: with an @ only where its platform writes one. What puts the @ itself names a Facebook page
// "@Ashwick Lane Primary", under which nobody finds it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PLATFORMS } from '#app/domain/accounts/platforms.ts';
import { shownHandle, whereOf } from '#app/presenters/platform-words.ts';

const SCREENS = ['presenters', 'components', 'routes', 'http'];
const ONE_WAY = 'presenters/platform-words.ts';

const app = new URL('../../app/', import.meta.url).pathname;
const files = SCREENS.flatMap((folder) =>
  readdirSync(join(app, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${folder}/${file}`),
);

describe('how an account is named', () => {
  it.each(PLATFORMS)('has an @ on %s only where people there write one', (platform) => {
    const shown = shownHandle({ platform, handle: 'Ashwick' });
    expect(shown).toBe(['x', 'bluesky', 'instagram', 'threads'].includes(platform) ? '@Ashwick' : 'Ashwick');
    expect(whereOf({ platform, handle: 'Ashwick' })).toMatch(new RegExp(`^${shown} on \\S`));
  });

  it('is asked in one place by every screen', () => {
    const atSign = /@\$?\{/;
    const own = files.filter((file) => atSign.test(readFileSync(join(app, file), 'utf8')));
    expect(own).toEqual([ONE_WAY]);
  });
});
