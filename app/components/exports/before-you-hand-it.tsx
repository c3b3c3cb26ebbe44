// What a data lead does before one pupil's file leaves the school: the same words for every pupil, whatever is on record.
import { Notice } from '#app/components/notice.tsx';

export function BeforeYouHandIt() {
  return (
    <Notice kind="needs-you" title="Ask the safeguarding lead before you hand this over.">
      <p>
        Do so for every pupil. They decide what may not be told, and nothing here says whether there is
        anything.
      </p>
      <ul className="mt-2 flex list-disc flex-col gap-1 pl-5">
        <li>Check who asks: that it is them, and that they may ask for this pupil.</li>
        <li>Look at each photo in the file. Faces are hidden by a machine, and a person looks last.</li>
        <li>Read the words of posts that went out: they can name others.</li>
        <li>
          Notes that staff typed beside an answer are not in the file. Go through them on the pupil’s page.
        </li>
      </ul>
    </Notice>
  );
}
