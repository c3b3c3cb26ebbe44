// Nothing of a pupil, a post or an account reaches a log line, however it is handed in (R-110 keeps what matters elsewhere).
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLog } from '#app/adapters/log.server.ts';
import { freshDatabase } from '#tests/support/database.ts';

const UUID = '0b6f7a52-6c1f-4a57-9d3e-6a1c3b5d7e90';

/** Runs `use` with a fresh log and returns what it wrote, as text and as JSON. */
function written(use: (log: ReturnType<typeof createLog>) => void, level: 'info' | 'warn' = 'info') {
  const lines: string[] = [];
  use(createLog({ level, destination: { write: (line) => void lines.push(line) } }));
  const text = lines.join('');
  return { text, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('the log', () => {
  test('writes ids, codes, numbers and places', () => {
    const details = {
      postId: UUID,
      mediaIds: ['1780123456789', '1780123456790'],
      id: `${UUID}-2`,
      job: 'publish-post',
      actor: 'system:publish-post',
      method: 'POST',
      status: 'held',
      path: `/posts/${UUID}`,
      route: '/posts/$postId',
      ms: 12.5,
      live: true,
      dueAt: new Date('2026-03-02T09:00:00Z'),
    };
    const { lines } = written((log) => log.info('the post was held', details));
    expect(lines[0]).toMatchObject({
      ...details,
      dueAt: '2026-03-02T09:00:00.000Z',
      msg: 'the post was held',
    });
  });

  test.each([
    [{ name: 'Maya Osei' }],
    [{ caption: 'Year 4 at the castle' }],
    [{ words: 'Maya' }],
    [{ pupilId: 'Maya Osei' }],
    [{ pupilId: 'Maya' }],
    [{ status: 'Maya' }],
    [{ reason: 'Maya must not be shown' }],
    [{ pupil: { forename: 'Maya' } }],
    [{ pupilIds: ['Maya', UUID] }],
    [{ path: '/posts?q=Maya' }],
    ['Maya'],
    [['Maya']],
    [{ accessToken: 'Maya' }],
  ])('withholds %j', (details) => {
    const { text } = written((log) => log.info('something happened', details));
    expect(text).toContain('[withheld]');
    expect(text).not.toContain('Maya');
  });

  test('any text in a field that is not known to be harmless is withheld', () => {
    const field = fc.constantFrom('words', 'altText', 'forename', 'note', 'token', 'email', 'title', 'body');
    fc.assert(
      fc.property(field, fc.string({ minLength: 1 }), (name, value) => {
        const { lines } = written((log) => log.warn('something happened', { [name]: value }));
        expect(lines[0]?.[name]).toBe('[withheld]');
      }),
    );
  });

  test.each([
    ['a token in a header', 'refused: Authorization: Bearer VGhpc0lzQVRva2Vu', 'VGhpc0lzQVRva2Vu'],
    [
      'a long token alone',
      'token=1780123456-aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5z failed',
      'aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5z',
    ],
    ['a password in an address', 'cannot reach postgres://app:swordfish@db.example/gatepost', 'swordfish'],
    ['an e-mail address', 'no such person maya.osei@school.example', 'maya.osei'],
  ])('takes %s out of an error’s message and of the line itself', (_, message, secret) => {
    const { text } = written((log) => {
      log.error('it broke', new Error(message));
      log.error(message, { error: new Error('outer', { cause: new Error(message) }) });
    });
    expect(text).not.toContain(secret);
    expect(text).toContain('[withheld]');
  });

  test('an error keeps its kind, code, own words and place, so that it can be mended', () => {
    const error = Object.assign(new TypeError('the photo engine ended'), { code: 'ECONNRESET' });
    const { lines } = written((log) => log.error('cleaning failed', { photoId: UUID, error }));
    expect(lines[0]).toMatchObject({
      photoId: UUID,
      error: { name: 'TypeError', message: 'the photo engine ended', code: 'ECONNRESET' },
    });
    expect(JSON.stringify(lines[0])).toContain('log.test.ts');
  });

  test('a failed query shows its code and constraint, never the row it was about', async () => {
    const database = await freshDatabase();
    await database.db.execute(sql`create table names (name text constraint one_of_each unique)`);
    await database.db.execute(sql`insert into names values ('Maya')`);
    const failed = await database.db.execute(sql`insert into names values (${'Maya'})`).then(
      () => null,
      (error: unknown) => error,
    );
    const { text, lines } = written((log) => log.error('could not write', failed));
    expect(text).not.toContain('Maya');
    expect(lines[0]).toMatchObject({
      error: { cause: { code: '23505', constraint: 'one_of_each', table: 'names' } },
    });
    await database.close();
  });

  test('lines below the level are not written', () => {
    const { lines } = written((log) => {
      log.info('quiet');
      log.warn('loud');
    }, 'warn');
    expect(lines.map((line) => line['msg'])).toEqual(['loud']);
  });
});
