// One photo of a draft for the page on which it is accounted for: how it stands, everyone who could be in it, and the members
// of the class that it is, or may be, a photo of.
import type { Database } from '#db/client.server.ts';
import { pupilName } from '#app/domain/consent/pupil-name.ts';
import { found } from '#app/domain/errors.ts';
import { type PeopleToShow, peopleToShow } from './people-to-show.ts';
import { accountPhoto, type PhotoAccounting } from './photo-accounting.ts';
import { membersOfGroup } from './photo-group.ts';
import type { PlacedPhoto } from './photo-of-post.ts';
import type { PostFacts } from './post-facts.ts';
import { wordsForPupils } from './pupil-words.ts';

export interface AccountFacts {
  facts: PostFacts;
  photo: PlacedPhoto;
  people: PeopleToShow;
  accounted: PhotoAccounting;
  members: {
    group: string;
    pupils: Pick<PeopleToShow['pupils'][number], 'id' | 'name' | 'group' | 'word' | 'asks'>[];
  } | null;
}

export interface AccountWanted {
  postPhotoId: string;
  /** the class whose pupils are offered, when the post is about no trip */
  klass: string | null;
  /** the class that it may be a photo of; the one that was settled counts first */
  group: string | null;
}

/** Errors: AppError not_found for a photo of another post. */
export async function readAccount(
  db: Database,
  facts: PostFacts,
  { postPhotoId, klass, group }: AccountWanted,
): Promise<AccountFacts> {
  const photo = found(
    facts.photos.find((each) => each.postPhotoId === postPhotoId),
    'photo',
  );
  const people = await peopleToShow(db, facts, photo, klass);
  const accounted = await accountPhoto(db, facts, photo);
  const name = group ?? photo.group?.name ?? null;
  const members = name ? await membersOf(db, facts, photo, name) : null;
  return { facts, photo, people, accounted, members };
}

async function membersOf(
  db: Database,
  facts: PostFacts,
  photo: PlacedPhoto,
  group: string,
): Promise<AccountFacts['members']> {
  const rows = await membersOfGroup(db, facts.school, group, facts.at);
  if (rows.length === 0) return null;
  const words = await wordsForPupils(db, facts, photo, rows);
  const pupils = rows.flatMap((row) => {
    const said = words.get(row.id);
    if (!said) return [];
    const { word, asks } = said;
    return [{ id: row.id, name: pupilName(row), group: row.registrationGroup, word, asks }];
  });
  return { group, pupils };
}
