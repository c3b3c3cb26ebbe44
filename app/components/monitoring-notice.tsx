// What is recorded about the people who use Gatepost, why, who can see it and for how long: told, not asked.
import { MONITORING_MONTHS_WORDS } from '#app/presenters/monitoring-words.ts';

export function MonitoringNotice() {
  return (
    <details className="rounded-card border border-line bg-paper px-4 py-3 text-small">
      <summary className="font-semibold">What is recorded when you use Gatepost</summary>
      <div className="mt-2 flex flex-col gap-2 text-quiet">
        <p>
          <strong className="text-ink">What.</strong> Each sign-in and sign-out, and each thing you do with a
          post, a photo or a permission: who, what and when. Not what you look at elsewhere, not your device,
          not where you are.
        </p>
        <p>
          <strong className="text-ink">Why.</strong> So that the school can show who decided what about a
          child, and so that you can show that you did it right.
        </p>
        <p>
          <strong className="text-ink">Who sees it.</strong> The people working on a post see its history.
          Sign-ins are seen only by named technical staff, with a reason that is written down. Nothing about
          you is decided by a machine.
        </p>
        <p>
          <strong className="text-ink">How long.</strong> Sign-ins {MONITORING_MONTHS_WORDS}, then they are
          deleted. The record of a post stays as long as the school must be able to account for it.
        </p>
      </div>
    </details>
  );
}
