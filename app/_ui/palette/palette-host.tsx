"use client";
import { lazy, Suspense, useEffect, useState } from "react";
import type { DeedActions } from "./do-deed";
import type { PaletteWords } from "./palette-words";

/** Its code is fetched when it is first opened: pages carry only this. */
const Palette = lazy(() => import("./palette").then((module) => ({ default: module.Palette })));

export interface PaletteHostProps extends DeedActions {
  /** Answers `?q=` with groups of lines. */
  source: string;
  words: PaletteWords;
}

/** Listens for ⌘K, Ctrl K and `[data-shortcut=palette]`. */
export function PaletteHost(props: PaletteHostProps) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);

  useEffect(() => {
    function show() {
      setWanted(true);
      setOpen(true);
    }
    function onKey(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      if (event.shiftKey || event.altKey || event.defaultPrevented) return;
      event.preventDefault();
      if (event.repeat) return;
      // Not over a question that waits for an answer; the menu on a phone is none.
      if (document.querySelector("dialog[open]:not(.ui-drawer):not(.ui-palette)")) return;
      setWanted(true);
      setOpen((before) => !before);
    }
    function onClick(event: MouseEvent) {
      if (event.target instanceof Element && event.target.closest("[data-shortcut=palette]")) show();
    }
    document.addEventListener("keydown", onKey);
    document.addEventListener("click", onClick);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("click", onClick);
    };
  }, []);

  return (
    wanted && (
      <Suspense fallback={null}>
        <Palette {...props} open={open} onOpenChange={setOpen} />
      </Suspense>
    )
  );
}
