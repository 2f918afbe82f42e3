"use client";
import "./globals.css";
import { ErrorState } from "@/app/_ui/error-state";
import { fatalWords } from "@/app/_ui/fatal-words";

/** Stands in for the whole document when even the root layout failed. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const words = fatalWords();
  return (
    <html lang="az" data-theme="system" suppressHydrationWarning>
      <body>
        <title>{`${words.title} · MedAdmin`}</title>
        <main className="mx-auto flex min-h-dvh max-w-form flex-col items-center justify-center p-6">
          <ErrorState words={words} error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
