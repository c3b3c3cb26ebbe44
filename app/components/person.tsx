// A member of staff by name, always shown the same way, with the role that mattered at that moment.

interface PersonProps {
  name: string;
  /** "headteacher", "acting for Mrs Okafor". */
  role?: string;
  /** It is the person reading. */
  you?: boolean;
}

export function Person({ name, role, you = false }: PersonProps) {
  return (
    <span>
      <span className="font-semibold">{name}</span>
      {you && <span className="text-quiet"> (you)</span>}
      {role && <span className="text-quiet">, {role}</span>}
    </span>
  );
}
