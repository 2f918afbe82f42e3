export interface Mail {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Names the letter where it may be sent twice: the second is known for the same one. */
  readonly key?: string;
}

/** What a mail says, before it has a form. */
export interface Letter {
  readonly subject: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  readonly button: { readonly label: string; readonly url: string };
  /** After the button: how long it works, what to do if it was not asked for. */
  readonly notes: readonly string[];
  readonly signature: string;
}
