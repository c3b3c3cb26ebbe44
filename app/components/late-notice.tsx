// What a home page says while posts are late or nothing can go out at all: how many, what Gatepost does, whom to tell.
import { ButtonLink } from './button.tsx';
import { Notice } from './notice.tsx';

interface LateNoticeProps {
  base: string;
  standing: { late: number; noWorker: boolean };
}

export function LateNotice({ base, standing: { late, noWorker } }: LateNoticeProps) {
  if (late === 0 && !noWorker) return null;
  const many = late === 1 ? 'A post is late' : `${late} posts are late`;
  return (
    <Notice
      kind="needs-you"
      word={late > 0 ? 'Late' : undefined}
      title={
        noWorker
          ? 'Nothing goes out at the moment: the part of Gatepost that publishes is not running.'
          : `${many}.`
      }
      action={
        late > 0 && (
          <ButtonLink kind="quiet" to={`${base}/calendar`}>
            See what waits
          </ButtonLink>
        )
      }
    >
      {noWorker
        ? `Tell whoever looks after Gatepost. ${late > 0 ? `${many}. ` : ''}Nothing is lost, and nothing is sent twice once it runs.`
        : 'The time has passed and nobody stopped it. Gatepost goes on trying and sends nothing twice. If this stays for more than a few minutes, tell whoever looks after Gatepost.'}
    </Notice>
  );
}
