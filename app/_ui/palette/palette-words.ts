/** What the palette says itself; its lines come with their words from the server. */
export interface PaletteWords {
  readonly title: string;
  readonly placeholder: string;
  readonly results: string;
  readonly loading: string;
  readonly none: string;
  readonly failed: string;
  readonly retry: string;
  readonly keys: string;
}
