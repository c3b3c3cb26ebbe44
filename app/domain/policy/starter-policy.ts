// A plain social media policy to begin with, in our own words, until a trust puts its own in its place. Without a policy in force
// nobody can acknowledge one, and so nobody can draft.
import { createHash } from 'node:crypto';

export const STARTER_POLICY_TITLE = 'Social media policy';

export const STARTER_POLICY = `What this policy is for

Our schools' accounts speak for us in public. What is on them can be seen by anybody, kept by anybody and passed on. This policy says what may be posted, by whom, and what is checked first.

Everything passes through here

1. Posts go out only through Gatepost, on accounts that the school has registered and the headteacher has approved. Personal accounts are never used for school business.
2. Every post is approved by the headteacher, or by a deputy to whom the headteacher has given this for a stated time. Nobody approves a post that they wrote or changed.
3. Only people who have read this policy and done the training may write posts. When the policy changes, everybody reads it again first.

Pupils

4. A pupil is shown only when everybody's answer and the pupil's own allow it, for that place and that purpose. No answer means no. Anybody's no counts, at once, and nobody has to say why.
5. A pupil's full name never stands beside their photo, and neither does their class.
6. Posts about a trip go out after everybody is back. They do not say where pupils are or will be.
7. Photos come from a school device. Copies on a personal phone are deleted.
8. Think of the child in ten years' time. Nothing that embarrasses, nothing that shows who is struggling, nothing from a moment of distress.

What we say

9. Posts are true, kind and fair. No personal opinions, no argument, nothing about an individual's behaviour, health, results or circumstances.
10. Photos, music and words belong to somebody. Use our own, or have permission in writing.
11. Complaints, questions from the press and anything about safety go to the headteacher and are not answered here.

When something is wrong

12. Anyone who writes posts may stop one. If something should not be public, ask for it to be taken down first and talk about it afterwards.
13. Worries about a child go to the safeguarding lead at once, in the usual way. This tool is not the place to write them down.

What is recorded

14. Every draft, change, approval, post and takedown is recorded with a name and a time, so that we can show what was checked. Signing in is recorded for a month.`;

/** Lower-case hex SHA-256 of a policy's text, kept with the version and with every acknowledgement of it. */
export const policyHash = (body: string): string => createHash('sha256').update(body).digest('hex');
