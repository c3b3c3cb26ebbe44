// The registry: every check in the order in which it is shown. A new rule is one file and one line here.
import { blocks, type Issue } from '#app/domain/issues.ts';
import { contentOf, type PostFacts } from '#app/domain/posts/post-facts.ts';
import type { Check, Stage } from './check.ts';
import { activityCheck } from './activity.ts';
import { altTextCheck } from './alt-text.ts';
import { closePortraitCheck } from './close-portrait.ts';
import { declarationsCheck } from './declarations-made.ts';
import { deviceCheck } from './device.ts';
import { eventDelayCheck } from './event-delay.ts';
import { everyoneAccountedForCheck } from './everyone-accounted-for.ts';
import { facesSettledCheck } from './faces-settled.ts';
import { groupAnsweredCheck } from './group-answered.ts';
import { knownPictureCheck } from './known-picture.ts';
import { lengthCheck } from './length.ts';
import { lookedCloselyCheck } from './looked-closely.ts';
import { othersLogosCheck } from './others-logos.ts';
import { permissionsCheck } from './permissions-of-people.ts';
import { photosReadyCheck } from './photos-ready.ts';
import { premisesCheck } from './premises.ts';
import { rightsCheck } from './rights.ts';
import { textCheck } from './text.ts';
import { tripGroundCheck } from './trip-ground.ts';

/** Goes up with every change of a check; stored with each approval, so that a later gate knows which rules were met. */
export const RULES_VERSION = 7;

export const CHECKS: readonly Check[] = [
  photosReadyCheck,
  knownPictureCheck,
  permissionsCheck,
  facesSettledCheck,
  groupAnsweredCheck,
  everyoneAccountedForCheck,
  lookedCloselyCheck,
  activityCheck,
  premisesCheck,
  closePortraitCheck,
  rightsCheck,
  othersLogosCheck,
  deviceCheck,
  altTextCheck,
  lengthCheck,
  eventDelayCheck,
  tripGroundCheck,
  textCheck,
  declarationsCheck,
];

/** Everything the checks of a stage find, worst first within the order of the registry. */
export function runChecks(facts: PostFacts, stage: Stage): Issue[] {
  const content = stage === 'edit' || stage === 'submit' ? facts.working : contentOf(facts);
  const issues = CHECKS.filter((check) => check.stages.includes(stage)).flatMap((check) =>
    check.run({ facts, content, stage }),
  );
  return [...blocks(issues), ...issues.filter((issue) => issue.level === 'warn')];
}
