/** The look of what can be typed into. Kept apart from the client components, so that the server can read it. */
export const inputClass =
  "block h-9 w-full min-w-0 rounded-md border border-control bg-panel px-3 text-ink transition-colors touch:h-11 touch:text-base hover:border-muted focus-visible:border-accent focus-visible:outline-offset-0 disabled:bg-sunk disabled:text-muted aria-invalid:border-bad aria-invalid:ring-2 aria-invalid:ring-bad-soft";
