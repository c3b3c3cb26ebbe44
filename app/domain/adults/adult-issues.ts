// What is wrong with an adult's permission as it was typed, in the order of the fields on the form.
import { MAX_EVIDENCE } from '#app/domain/consent/write-decision.ts';
import { block, type Issue } from '#app/domain/issues.ts';

/** Longest name, in UTF-16 units. */
export const MAX_ADULT_NAME = 120;

interface Typed {
  name: string;
  subjects: readonly string[];
  channels: readonly string[];
  evidence: string;
}

/** `startsAt` is null for a first day that is no date; `endsAt` is null where none was given. */
export function adultIssues(
  { name, subjects, channels, evidence }: Typed,
  { startsAt, endsAt, now }: { startsAt: Date | null; endsAt: Date | null; now: Date },
): Issue[] {
  const issue = (code: string, field: string) => block('adults', code, field, 'R-67');
  const issues: Issue[] = [];
  if (name.trim() === '') issues.push(issue('adult_name_missing', 'name'));
  if (name.length > MAX_ADULT_NAME) issues.push(issue('adult_name_too_long', 'name'));
  if (subjects.length === 0) issues.push(issue('use_missing', 'subjects'));
  if (channels.length === 0) issues.push(issue('place_missing', 'channels'));
  if (!startsAt) issues.push(issue('first_day_unclear', 'firstDay'));
  if (endsAt && (endsAt <= now || (startsAt && endsAt <= startsAt)))
    issues.push(issue('already_over', 'lastDay'));
  if (evidence.trim() === '') issues.push(issue('evidence_missing', 'evidence'));
  if (evidence.length > MAX_EVIDENCE) issues.push(issue('evidence_too_long', 'evidence'));
  return issues;
}
