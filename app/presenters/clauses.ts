// "Why am I seeing this?": each rule that a check may cite, as a label and one sentence that stands on the policy page.
// The rules are the same for every trust; its own policy's text stands above them.
import { isKnownPolicy, KNOWN_POLICIES, policyClause } from '#app/domain/policy/known-policies.ts';

export interface Clause {
  /** requirement id, also the anchor on the policy page */
  id: string;
  /** a few words, shown after "Why:" */
  label: string;
  /** one sentence: what is asked, and for whose sake */
  sentence: string;
}

const clause = (id: string, label: string, sentence: string): Clause => ({ id, label, sentence });

/** In the order in which they stand on the policy page. */
export const CLAUSES: readonly Clause[] = [
  clause(
    'R-62',
    'everyone is listed and may be shown',
    'Everyone who can be seen in a photo is listed, and each of them may be shown in this place and for this purpose. No answer counts as no.',
  ),
  clause('R-67', 'adults agree too', 'Adults who can be seen have agreed in writing.'),
  clause(
    'R-69',
    'nothing hidden in photos',
    'Where a photo was taken, by whom and with what is removed before anyone else can see it.',
  ),
  clause(
    'I-01',
    'photos we can open safely',
    'Only ordinary photos are taken, up to four in a post: other files can carry more than they show.',
  ),
  clause('R-70', 'photos are described', 'Every photo is described for people who cannot see it.'),
  clause('I-18', 'descriptions fit', 'A description fits: at most 1,000 characters.'),
  clause('platform', 'the words fit', 'The words fit into one post, counted as its platform counts them.'),
  clause(
    'platform-copies',
    'one text, one account',
    'X forbids the same or nearly the same text on several accounts, whoever they belong to. A repost is allowed.',
  ),
  clause(
    'R-55',
    'links lead where they say',
    'Links lead to websites that the trust knows or the headteacher has looked at, and are looked at again before a post goes out.',
  ),
  clause(
    'R-76',
    'what we show of others',
    'A post of somebody else that we show is checked and approved like our own.',
  ),
  clause('R-49', 'a post says something', 'A post has words, and they are true.'),
  clause(
    'R-38',
    'no talk of one pupil',
    'A pupil’s behaviour, attainment or circumstances are not discussed in public.',
  ),
  clause(
    'R-42',
    'spokespeople only',
    'Only people whom the headteacher has named write about inspections, results and other matters of the school as a whole.',
  ),
  clause(
    'R-40',
    'not everything is public',
    'What is confidential, or not public yet, goes out only when the headteacher has agreed.',
  ),
  clause('R-51', 'no references', 'The school’s accounts recommend nobody for a job or a place.'),
  clause(
    'R-56',
    'complaints have a procedure',
    'A complaint or a grievance is answered by its procedure, never in public.',
  ),
  clause(
    'R-57',
    'what happened to one person',
    'An accident, an illness, an exclusion, an allegation or a court case of one person is not for a post.',
  ),
  clause(
    'R-80',
    'the press asks the headteacher',
    'An answer to a journalist or a publication goes out only with the headteacher’s written approval.',
  ),
  clause(
    'R-39',
    'no numbers from records',
    'Numbers by which records about a person are kept never stand in a post.',
  ),
  clause(
    'R-59',
    'no private contact',
    'Nobody asks pupils to write in private, to follow or to add them, and no pupil’s own account is mentioned.',
  ),
  clause(
    'R-50',
    'adults are asked before they are named',
    'Staff, governors, parents and partners are named only with their written permission.',
  ),
  clause(
    'R-60',
    'care with others on a trip',
    'Naming another organisation in a post about a trip can tell where pupils are.',
  ),
  clause(
    'R-10',
    'official accounts only',
    'Posts mention the school’s own accounts, and nobody’s personal one.',
  ),
  clause(
    'R-61',
    'not while they are out',
    'Posts about a trip go out after everyone is back, and never say where pupils are.',
  ),
  clause(
    'R-14',
    'a department teaches',
    'A department’s account is for teaching its subjects: each post says which one it is about.',
  ),
  clause(
    'R-27',
    'you speak for the school',
    'Whoever writes a post speaks for the school, in public and for good.',
  ),
  clause(
    'R-52',
    'photos are ours to use',
    'Photos belong to somebody: they are ours, or we have permission.',
  ),
  clause(
    'R-68',
    'dignity',
    'Nobody is embarrassed or exposed by what a photo shows, in front or in the background.',
  ),
  clause(
    'R-43',
    'no reviews of suppliers',
    'The school’s accounts neither advertise for a supplier nor run one down.',
  ),
  clause('R-44', 'nobody gains', 'Where a business is named, whoever posts says that nobody gains by it.'),
  clause('R-45', 'nobody is run down', 'A post runs down no pupil, parent, colleague, school or company.'),
  clause(
    'R-46',
    'language for everyone',
    'Nothing offensive, threatening or bullying is posted, however it is written.',
  ),
  clause(
    'R-47',
    'what people are and believe',
    'What people are or believe is never stopped, and a person looks at how it is said.',
  ),
  clause(
    'R-48',
    'the school’s own voice',
    'The account speaks for the school: no one person’s views, and no side in politics.',
  ),
  clause('R-53', 'say where it is from', 'Quotations and figures name their source.'),
  clause(
    'R-54',
    'names and marks of others',
    'Names, slogans and logos that belong to somebody else need their permission.',
  ),
  clause(
    'R-33',
    'no full name beside a child',
    'A pupil’s full name never stands beside a picture of a child.',
  ),
  clause(
    'R-36',
    'a name needs its own yes',
    'A pupil is named only where naming them was agreed to, which is asked apart from pictures. No answer counts as no.',
  ),
  clause('R-37', 'no pupil is named', 'Where a trust names no pupils, no consent changes that.'),
  clause(
    'F-17',
    'a name or a face, never both',
    'Where a child can be seen, no child is named; where a child is named, none can be seen.',
  ),
  clause(
    'R-34',
    'no class beside a child',
    'Which class a child is in does not stand beside their picture or name.',
  ),
  clause(
    'R-35',
    'nothing by which a child is found',
    'Numbers, addresses, dates of birth and the like are not written; names on work, badges, registers, screens, number plates and house numbers are not shown.',
  ),
  clause(
    'R-66',
    'a child cannot be found',
    'Uniform, logo or buildings beside a child’s face tell where the child can be found.',
  ),
  clause(
    'F-18',
    'no close portraits',
    'A large picture of one child’s face can be cut out and misused; a child in a whole scene is safer.',
  ),
  clause(
    'F-10',
    'what came down stays down',
    'A picture that was taken down, refused or withdrawn does not come back in another post.',
  ),
  clause('R-71', 'school devices', 'Photos of pupils do not stay on personal phones.'),
  clause(
    'R-73',
    'approval covers this very post',
    'Nothing goes out that the headteacher has not approved exactly as it is.',
  ),
  clause('R-74', 'two people', 'Nobody approves a post that they wrote or changed.'),
  clause('R-01', 'approved accounts', 'Posts go out only on accounts that the school has approved.'),
  clause(
    'R-19',
    'people in their roles',
    'Author and approver still work here when the post goes out, and publishing is not paused.',
  ),
  clause('R-85', 'takedown comes first', 'What somebody asked to take down is never sent.'),
  clause('R-87', 'open worries', 'While somebody is looking into a worry about a post, it does not go out.'),
];

/**
 * The clause an issue cites (`R-68, I-11` cites the first), as its label and its place on the policy page. `policy`: whose policy the
 * school cites; its own clause for this rule then stands behind the label, where it has one.
 */
export function clauseLink(
  cited: string,
  policy: string | null = null,
): { label: string; href: string } | undefined {
  const first = cited.split(',')[0]?.trim();
  const found = CLAUSES.find(({ id }) => id === first);
  const own = policyClause(policy, cited);
  const whose = policy !== null && isKnownPolicy(policy) ? KNOWN_POLICIES[policy].name : '';
  return (
    found && {
      label: own === null ? found.label : `${found.label} (${whose}, ${own})`,
      href: `/policy#rule-${found.id}`,
    }
  );
}
