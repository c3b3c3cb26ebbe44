// Loads the adults whose names may stand in a post's texts, with what each agreed to for this very post, now and when it goes out.
import type { Database, Tx } from '#db/client.server.ts';
import type { AdultPermissionRow } from '#db/queries/adults.server.ts';
import { permissionsByName, type StaffName, staffNames } from '#db/queries/adults-named.server.ts';
import { channelOf } from '#app/domain/accounts/consent-channel.ts';
import type { Purpose, Subject } from '#app/domain/consent/consent-vocabulary.ts';
import { adultVerdict } from '#app/domain/posts/adult-verdict.ts';
import { PUBLIC_TITLES, TITLES } from './adult-titles.ts';
import { type AdultsNamed, type KnownAdult } from './adults-ground.ts';
import { WEBMAIL } from '#app/domain/words/personal-data/find-emails.ts';
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import type { GroundOf } from '#app/domain/words/ground-of.ts';

type Asked = Pick<GroundOf, 'schoolId' | 'platform' | 'parts' | 'about'>;

/** Everybody who works there, and whoever else gave a permission and has a word of the texts in their name. */
export async function loadAdults(db: Database | Tx, of: Asked): Promise<AdultsNamed> {
  const staff = await staffNames(db, of);
  const ids = staff.map(({ userId }) => userId);
  const permissions = await permissionsByName(db, of, wordsOf(of), ids);
  const byUser = new Map(staff.map((each) => [each.userId, each]));
  const adults = new Map<
    string,
    { staff: StaffName | null; words: string[]; permissions: AdultPermissionRow[] }
  >();
  for (const each of staff) {
    const words = nameOf(each.name);
    adults.set(words.join(' '), { staff: each, words, permissions: [] });
  }
  for (const permission of permissions) {
    const own = byUser.get(permission.userId ?? '');
    const words = nameOf(own?.name ?? permission.name);
    const key = words.join(' ');
    const adult = adults.get(key) ?? { staff: null, words, permissions: [] };
    adult.permissions.push(permission);
    adults.set(key, adult);
  }
  return {
    adults: [...adults.values()].filter(({ words }) => words.length > 0).map((each) => knownAdult(each, of)),
    mailHosts: [...new Set(staff.flatMap(({ email }) => hostOf(email)))],
  };
}

function knownAdult(
  {
    staff,
    words,
    permissions,
  }: { staff: StaffName | null; words: string[]; permissions: AdultPermissionRow[] },
  { platform, about }: Asked,
): KnownAdult {
  const use = {
    channel: channelOf(platform),
    purpose: about.purpose as Purpose,
    tripId: about.trip?.id ?? null,
  };
  const may = (subject: Subject) =>
    [about.at, about.goesOutFrom].every((at) =>
      permissions.some((permission) => adultVerdict(permission, { ...use, subject }, at) !== 'block'),
    );
  const full = may('full_name');
  return {
    words,
    staff: staff !== null || permissions.some(({ kind }) => kind === 'staff'),
    job: staff && !staff.leftAt ? keysOf(staff.jobTitle).join(' ') : '',
    named: { full, anyWay: full || may('first_name') },
  };
}

const keysOf = (text: string): string[] => foldText(text).words.map(({ key }) => key);

/** `Mrs Asha Patel` → asha, patel. */
function nameOf(name: string): string[] {
  const words = keysOf(name);
  const [first = ''] = words;
  return words.length > 1 && (TITLES.has(first) || PUBLIC_TITLES.has(first)) ? words.slice(1) : words;
}

/** Each word of the texts once, and of their tags. */
const wordsOf = ({ parts }: Asked): string[] => [
  ...new Set(
    parts.flatMap(({ text }) =>
      foldText(text).words.flatMap((word) => [word.key, ...word.parts.map(({ key }) => key)]),
    ),
  ),
];

function hostOf(email: string): string[] {
  const host = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  return WEBMAIL.has(host.split('.')[0] ?? '') ? [] : [host];
}
