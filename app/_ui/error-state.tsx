"use client";
import { RotateCw, TriangleAlert } from "lucide-react";
import { Button } from "./button";
import { EmptyState } from "./empty-state";

type ErrorStateProps = {
  words: { title: string; text: string; reference: string; retry: string };
  error: unknown;
  retry: () => void;
};

/** What happened, a reference to name to support, and another try. The reference stands in the server's log too. */
export function ErrorState({ words, error, retry }: ErrorStateProps) {
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <EmptyState
      icon={<TriangleAlert size={20} />}
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
        <Button onClick={retry} icon={<RotateCw size={15} aria-hidden />}>
          {words.retry}
        </Button>
      }
    />
  );
}
