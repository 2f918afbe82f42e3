"use client";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useId, useState, useTransition } from "react";
import { Dialog } from "@/app/_ui/dialog";
import { LoaderCircle, Search } from "@/app/_ui/icons";
import type { PaletteItem } from "@/lib/domain/palette";
import { doDeed } from "./do-deed";
import type { PaletteHostProps } from "./palette-host";
import { PaletteList } from "./palette-list";
import { useResults } from "./use-results";

type PaletteProps = PaletteHostProps & { open: boolean; onOpenChange: (open: boolean) => void };

/** A combobox in a dialog: the focus stays in the field, the arrows move what Enter will do. */
export function Palette({ open, onOpenChange, source, words, ...actions }: PaletteProps) {
  const router = useRouter();
  const id = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const [doing, startDoing] = useTransition();
  const { groups, answered, loading, failed, retry } = useResults(source, typed, open);
  const items = groups?.flatMap((group) => group.items) ?? [];
  const chosen = items[Math.min(at, items.length - 1)];
  const optionId = (item: PaletteItem) => `${id}-${item.id}`;

  useEffect(() => {
    if (open) return;
    setTyped("");
    setAt(0);
  }, [open]);

  const chosenId = chosen && optionId(chosen);
  useEffect(() => {
    if (chosenId) document.getElementById(chosenId)?.scrollIntoView({ block: "nearest" });
  }, [chosenId]);

  function run(item: PaletteItem, newTab: boolean) {
    const { deed } = item;
    if (deed.kind === "go" && newTab) window.open(deed.href, "_blank", "noopener");
    else if (deed.kind === "go") router.push(deed.href);
    else {
      startDoing(async () => {
        await doDeed(deed, actions);
        if (deed.kind !== "post") router.refresh();
      });
    }
    onOpenChange(false);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const last = items.length - 1;
    const steps: Partial<Record<string, number>> = {
      ArrowDown: at >= last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : Math.min(at, last) - 1,
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next !== undefined && last >= 0) setAt(next);
    // An answer to what was typed before is not what somebody means who types fast.
    else if (event.key === "Enter" && chosen && answered === typed)
      run(chosen, event.metaKey || event.ctrlKey);
    else if (event.key !== "Enter") return;
    event.preventDefault();
  }

  const state = failed
    ? words.failed
    : groups === null
      ? words.loading
      : items.length === 0
        ? words.none
        : null;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={words.title}
      bare
      className="ui-palette mt-[12dvh] mb-auto w-[min(36rem,calc(100vw-1.5rem))] overflow-hidden p-0"
    >
      <div className="flex items-center gap-2.5 border-line border-b px-3.5">
        <Search size={16} aria-hidden className="shrink-0 text-muted" />
        <input
          type="text"
          role="combobox"
          aria-label={words.placeholder}
          aria-expanded={items.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={chosenId}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          placeholder={words.placeholder}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          autoFocus
          className="h-12 min-w-0 flex-1 bg-transparent text-base text-ink outline-none placeholder:text-muted"
        />
        {(loading || doing) && (
          <LoaderCircle
            size={16}
            aria-hidden
            className="shrink-0 animate-spin text-muted motion-reduce:animate-none"
          />
        )}
      </div>
      <PaletteList
        id={`${id}-list`}
        label={words.results}
        groups={groups ?? []}
        chosen={chosen}
        optionId={optionId}
        onPoint={(item) => setAt(items.indexOf(item))}
        onRun={run}
      />
      {state && (
        <p className="px-4 py-6 text-center text-muted">
          {state}{" "}
          {failed && (
            <button
              type="button"
              onClick={retry}
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              className="min-h-6 underline underline-offset-2 touch:min-h-11"
            >
              {words.retry}
            </button>
          )}
        </p>
      )}
      <p role="status" className="sr-only">
        {loading ? words.loading : (state ?? `${words.results}: ${items.length}`)}
      </p>
      <p
        aria-hidden
        className="border-line border-t px-3.5 py-2 text-caption text-muted touch:hidden max-md:hidden"
      >
        {words.keys}
      </p>
    </Dialog>
  );
}
