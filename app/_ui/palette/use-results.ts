"use client";
import { useCallback, useEffect, useState } from "react";
import type { PaletteGroup } from "@/lib/domain/palette";

const pause = 120;

export interface Results {
  /** What is shown: of an earlier text while the next is on its way. Null before the first answer. */
  readonly groups: readonly PaletteGroup[] | null;
  /** The text that `groups` answers. */
  readonly answered: string | null;
  readonly loading: boolean;
  readonly failed: boolean;
  readonly retry: () => void;
}

/** Asks the server for what fits a text, shortly after it was typed; an answer that nobody waits for any more is dropped. */
export function useResults(source: string, typed: string, open: boolean): Results {
  const [groups, setGroups] = useState<readonly PaletteGroup[] | null>(null);
  const [answered, setAnswered] = useState<string | null>(null);
  const [loading, setLoading] = useState(false);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt((before) => before + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    if (!open) return;
    const stale = new AbortController();
    setLoading(true);
    const timer = setTimeout(
      async () => {
        try {
          const answer = await fetch(`${source}?q=${encodeURIComponent(typed)}`, {
            signal: stale.signal,
            headers: { accept: "application/json" },
          });
          // Signed out meanwhile: the answer is the login page.
          if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
          const found: PaletteGroup[] = await answer.json();
          setGroups(found);
          setAnswered(typed);
          setFailed(false);
        } catch {
          if (stale.signal.aborted) return;
          setFailed(true);
        }
        setLoading(false);
      },
      typed === "" ? 0 : pause,
    );
    return () => {
      clearTimeout(timer);
      stale.abort();
    };
  }, [source, typed, open, attempt]);

  return { groups, answered, loading, failed, retry };
}
