// Short names one under another, in two columns on a phone and three on paper.

export function NamesInColumns({ names }: { names: readonly string[] }) {
  return (
    <ul className="names-in-columns">
      {names.map((name) => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  );
}
