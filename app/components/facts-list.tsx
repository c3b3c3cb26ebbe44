// Short facts, each with its name before it: account, days, author.

export interface Fact {
  label: string;
  text: string;
}

export function FactsList({ facts }: { facts: Fact[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[max-content_1fr]">
      {facts.map(({ label, text }) => (
        <div key={label} className="contents">
          <dt className="text-small text-quiet sm:text-body">{label}</dt>
          <dd className="mb-2 sm:mb-0">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
