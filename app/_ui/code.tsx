import { CopyButton } from "./copy-button";

/** An id as it stands in the machine; with a label it can be copied. */
export function Code({ text, label }: { text: string; label?: string }) {
  return (
    <span className="flex min-h-7 items-center gap-x-2">
      <code className="select-all break-all font-mono text-small">{text}</code>
      {label && <CopyButton text={text} label={label} />}
    </span>
  );
}
