// A withdrawal searches the findings of every post for its pupil: an index on pupils answers, however many findings there are.
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { postsThatName } from '#app/domain/words/names/posts-that-name.ts';
import { seededDatabase } from '#tests/support/database.ts';
import { watchQueries } from '#tests/support/query-log.ts';
import { draftPost, openWorld } from '#tests/support/world.ts';

it('the posts that name a pupil are found by the index on pupils', async () => {
  const open = await seededDatabase();
  if (open.kind !== 'embedded') throw new Error('the embedded database was expected');
  const world = await openWorld('ashwick', open);
  try {
    const { schoolId, postId } = await draftPost(world, {});
    await world.db.execute(sql`insert into revision_findings
      (id, school_id, post_id, revision_id, "check", code, level, clause, field, "from", "to", pupil_ids, rules_version, found_at)
      select gen_random_uuid(), ${schoolId}, ${postId}, gen_random_uuid(), 'T-02', 'pupil_first_name_agreed', 'warn', 'R-36',
        'words', 0, 1, array[gen_random_uuid()], 1, now() from generate_series(1, 5000)`);
    // A made-up school has few posts, and would be searched post by post.
    await open.raw.exec(
      'drop index revision_findings_revision, revision_findings_code; analyze revision_findings',
    );
    const queries = watchQueries(open.raw);
    await postsThatName(world.db, { schoolId }, [world.pupil(1)]);
    const [statement = ''] = queries.taken();
    const [explained] = await open.raw.exec(`explain (generic_plan) ${statement}`);
    expect(JSON.stringify(explained?.rows)).toContain('on revision_findings_pupils');
  } finally {
    await world.close();
  }
});
