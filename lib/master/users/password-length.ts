/** In characters. Longer ones would only make the hash work for nothing. */
export const passwordLength = { min: 10, max: 200 } as const;
