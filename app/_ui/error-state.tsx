"use client";
import { buttonClass } from "./button-class";
import { EmptyState } from "./empty-state";

type ErrorStateProps = {
  words: { title: string; text: string; reference: string; retry: string };
  error: unknown;
  retry: () => void;
};

/**
 * What happened, a reference to name to support, and another try. The reference stands in the server's log too.
 * Every page carries this, so it brings no icons and no router along.
 */
export function ErrorState({ words, error, retry }: ErrorStateProps) {
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <EmptyState
      title={words.title}
      text={
        <>
          {words.text}
          {reference && (
            <span className="mt-3 block text-small">
              {words.reference}: <code className="select-all font-mono text-ink">{reference}</code>
            </span>
          )}
        </>
      }
      actions={
        <button type="button" onClick={retry} className={buttonClass()}>
          {words.retry}
        </button>
      }
    />
  );
}
