// What is said of words that tell where children are, and of words about a child's needs, health, home or behaviour. Which of these
// it was is not repeated: the marked words say it.
import { placeThat, type TextSentences } from './said.ts';

const AWAY = 'While the trip is away,';
const BACK = 'Take it out, or choose a first day after everyone is back.';

export const CHILDREN_SENTENCES: TextSentences = {
  away_tells_place: (issue) =>
    `${placeThat(issue, 'tell', 'tells')} where the trip is. ${AWAY} nothing may tell that. ${BACK}`,
  away_tells_tag: (issue) =>
    `${placeThat(issue, 'hold', 'holds')} a tag, an account or a link. ${AWAY} a post has none: they can tell where it is. ${BACK}`,
  away_tells_time: (issue) =>
    `${placeThat(issue, 'tell', 'tells')} of a time to come. ${AWAY} say what has happened, not what will.`,
  live_place: (issue) =>
    `${placeThat(issue, 'tell', 'tells')} where children are at this moment. A stranger could find them there. Wait until everyone is back and say what they did, or leave the place out.`,
  place_ahead: (issue) =>
    `${placeThat(issue, 'tell', 'tells')} where children will be, and when. Leave out the place or the day, unless it is an event that families are invited to.`,
  place_of_staff: (issue) =>
    `${placeThat(issue, 'tell', 'tells')} where staff are or will be. Leave out the place or the day if nobody needs to know it.`,
  sensitive_with_pupil: (issue) =>
    `${placeThat(issue, 'say', 'says')} something private about a child who is named or can be seen. Say it without that, or without the child. It goes out only if a safeguarding lead and the headteacher both take it on.`,
  individual_pupil_discussed: (issue) =>
    `${placeThat(issue, 'discuss', 'discusses')} one pupil. The school’s policy does not allow that, even without a name. Say it without the pupil.`,
  sensitive_of_somebody: (issue) =>
    `${placeThat(issue, 'say', 'says')} something private about a person. Make sure that nobody can tell who is meant, or leave it out.`,
  sensitive_beside_photo: (issue) =>
    `${placeThat(issue, 'touch', 'touches')} on something private, and the post may show a child. Make sure that nobody reads it as being about the child.`,
};
