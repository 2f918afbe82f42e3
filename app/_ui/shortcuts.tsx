"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Dialog } from "./dialog";
import { KeyHint } from "./key-hint";

const storageKey = "single-key-shortcuts";

/**
 * `/` focuses `[data-shortcut=search]`, `N` follows `[data-shortcut=new]`, `?` shows what there is. They can be
 * switched off (WCAG 2.1.4); never while something is typed or a dialog is open.
 */
export function Shortcuts() {
  const t = useTranslations("ui.shortcuts");
  const [open, setOpen] = useState(false);
  const [single, setSingle] = useState(true);

  useEffect(() => setSingle(localStorage.getItem(storageKey) !== "off"), []);

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (!single || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
      if (event.key === "?") setOpen(true);
      else if (!act(event.key)) return;
      event.preventDefault();
    }
    function onClick(event: MouseEvent) {
      if (event.target instanceof Element && event.target.closest("[data-shortcut=help]")) setOpen(true);
    }
    document.addEventListener("keydown", onKey);
    document.addEventListener("click", onClick);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("click", onClick);
    };
  }, [single]);

  function choose(on: boolean) {
    setSingle(on);
    localStorage.setItem(storageKey, on ? "on" : "off");
  }

  const keys = [
    ["⌘K", t("palette")],
    ["/", t("search")],
    ["N", t("create")],
    ["⌘↵", t("save")],
    ["Esc", t("escape")],
    ["?", t("help")],
  ] as const;
  return (
    <Dialog open={open} onOpenChange={setOpen} title={t("title")}>
      <dl className="mt-3 grid gap-2">
        {keys.map(([key, text]) => (
          <div key={key} className="flex items-center justify-between gap-4">
            <dd>{text}</dd>
            <dt className="text-muted">
              <KeyHint keys={key} spoken />
            </dt>
          </div>
        ))}
      </dl>
      <label className="mt-4 flex min-h-8 items-center gap-2.5 border-line border-t pt-3">
        <input
          type="checkbox"
          className="ui-check"
          checked={single}
          onChange={(event) => choose(event.target.checked)}
        />
        {t("single")}
      </label>
    </Dialog>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Does what a key stands for; false when this page has nothing for it. */
function act(key: string): boolean {
  const name = key === "/" ? "search" : key.toLowerCase() === "n" ? "new" : null;
  const target = name && document.querySelector<HTMLElement>(`[data-shortcut=${name}]`);
  if (!target) return false;
  if (name === "new") target.click();
  else target.focus();
  return true;
}
