// Says where letters go when no e-mail leaves from here: on paper, or in practice onto a page of their own.
import { Link } from '@remix-run/react';
import { Notice } from './notice.tsx';

interface MailNoticeProps {
  ready: boolean;
  /** everybody here is made up */
  practice: boolean;
}

export function MailNotice({ ready, practice }: MailNoticeProps) {
  if (practice)
    return (
      <Notice kind="info" word="Practice" title="No e-mail leaves this machine.">
        What families would get is under <Link to="/sandbox/letters">Practice letters</Link>.
      </Notice>
    );
  if (ready) return null;
  return (
    <Notice kind="info" title="E-mail is not set up: print letters.">
      Everybody is asked on paper until whoever looks after Gatepost sets up a mail server.
    </Notice>
  );
}
