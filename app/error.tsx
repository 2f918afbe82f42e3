"use client";
import { ErrorState } from "@/app/_ui/error-state";
import { fatalWords } from "@/app/_ui/fatal-words";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-form flex-col items-center justify-center p-6">
      <ErrorState words={fatalWords()} error={error} retry={retry} />
    </main>
  );
}
