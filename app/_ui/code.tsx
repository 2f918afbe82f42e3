import { Fragment } from "react";
import { CopyButton } from "./copy-button";

/** Where a long id may break without cutting a word: after what joins its parts. */
const parts = (text: string) => text.split(/(?<=[-_/])/);

/** An id as it stands in the machine; with a label it can be copied. */
export function Code({ text, label }: { text: string; label?: string }) {
  return (
    <span className="flex min-h-7 items-center gap-x-2">
      <code className="select-all wrap-anywhere font-mono text-small">
        {parts(text).map((part, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change places
          <Fragment key={place}>
            {place > 0 && <wbr />}
            {part}
          </Fragment>
        ))}
      </code>
      {label && <CopyButton text={text} label={label} />}
    </span>
  );
}
