// Classes found in words by the school's own records: those of pupils on roll there, and no other school's.
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { loadLabels } from '#app/domain/words/labels/load-labels.ts';
import { pupils as pupilTable } from '#db/schema/pupils.ts';
import { draftPost, openWorld, pupils, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const load = () => loadLabels(world.db, world, { at: world.clock.now(), zone: 'Europe/London' });

describe('the classes of a school', () => {
  it('are those of its own pupils on roll', async () => {
    const labels = await load();
    const hazel = labels.groups.find(({ pieces }) => pieces.join(' ') === '4 hazel');
    expect(hazel).toEqual({ pieces: ['4', 'hazel'], year: 'Year 4' });
    const other = await loadLabels(
      world.db,
      { schoolId: world.pupil(0) },
      { at: world.clock.now(), zone: 'UTC' },
    );
    expect(other.groups).toEqual([]);
  });

  it('are forgotten when the last pupil of a class has left', async () => {
    const mine = and(eq(pupilTable.schoolId, world.schoolId), eq(pupilTable.id, world.pupil(59)));
    await world.db.update(pupilTable).set({ registrationGroup: '9 Zinnia' }).where(mine);
    const named = async () => (await load()).groups.some(({ pieces }) => pieces.includes('zinnia'));
    expect(await named()).toBe(true);
    await world.db.update(pupilTable).set({ leavesOn: '2026-01-01' }).where(mine);
    expect(await named()).toBe(false);
  });

  it('stop a post that says one beside a child’s picture, and not one that says it alone', async () => {
    const photos = [pupils(world.pupil(0))];
    const beside = await draftPost(world, { photos, words: 'Kestrel class fed the lambs.' });
    const facts = await readPostFacts(world.db, beside, world.clock.now());
    expect(facts.words.working.map(({ code }) => code)).toContain('class_label_with_image');
    const teacher = await world.staff('teacher');
    await expect(submitPost(world.web, teacher, beside, { version: facts.post.version })).rejects.toThrow();
    const alone = await draftPost(world, { photos: [], words: 'Kestrel class fed the lambs.' });
    const { words } = await readPostFacts(world.db, alone, world.clock.now());
    expect(words.working.filter(({ check }) => check === 'T-03')).toEqual([]);
  });
});
