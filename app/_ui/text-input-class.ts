const base =
  "block w-full min-w-0 rounded-md border border-control bg-panel text-ink transition-colors touch:text-base hover:border-muted focus-visible:border-accent focus-visible:outline-offset-0 disabled:bg-sunk disabled:text-muted aria-invalid:border-bad aria-invalid:ring-2 aria-invalid:ring-bad-soft";

/** The look of what can be typed into. Kept apart from the client components, so that the server can read it. */
export const inputClass = `${base} h-9 px-3 touch:h-11`;

/** Lower, with room for a picture at the start: search over a list. */
export const searchClass = `${base} h-8 pr-9 pl-8 touch:h-11`;

/** As high as its lines. */
export const areaClass = `${base} px-3 py-2`;

/** For a select: room for the arrow. */
export const selectClass = `${base} h-9 appearance-none truncate pr-9 pl-3 touch:h-11`;

/** Room for the button at the end of a password. */
export const passwordClass = `${base} h-9 pr-11 pl-3 touch:h-11`;
