// Our mark: a gatepost under its cap, and the closed gate beside it. public/favicon.svg is the same drawing.

/** Decoration beside the product's or the school's name, so it has no name of its own. */
export function GatepostMark() {
  return (
    <svg viewBox="0 0 32 32" className="size-[2.1em] shrink-0" aria-hidden focusable="false">
      <rect width="32" height="32" rx="7" className="fill-green" />
      <g className="fill-on-green">
        <path d="M9.5 3.5 14 8.2H5zM4 9.4h11V12H4zM5.5 13.2h8v15.3h-8z" />
        <path d="M14.5 15.2H28v2H14.5zM14.5 19.5H28v2H14.5zM14.5 23.8H28v2H14.5zM26 13.4h2.4v14.2H26z" />
      </g>
    </svg>
  );
}
