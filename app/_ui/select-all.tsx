"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";

/** The checkbox over a column of checkboxes; Escape takes every selection back. Shows the count in `[data-selected]`. */
export function SelectAll({ name }: { name: string }) {
  const t = useTranslations("ui");
  const all = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const table = all.current?.closest(".ui-table");
    if (!table) return;
    const boxes = () => [...table.querySelectorAll<HTMLInputElement>(`tbody input[name="${name}"]`)];
    function show() {
      const list = boxes();
      const count = list.filter((box) => box.checked).length;
      if (all.current) {
        all.current.checked = count > 0 && count === list.length;
        all.current.indeterminate = count > 0 && count < list.length;
      }
      for (const place of table?.querySelectorAll("[data-selected]") ?? []) place.textContent = String(count);
    }
    function onChange(event: Event) {
      if (event.target === all.current)
        for (const box of boxes()) box.checked = all.current?.checked ?? false;
      show();
    }
    function onKey(event: KeyboardEvent) {
      if (event.key !== "Escape" || event.defaultPrevented || !boxes().some((box) => box.checked)) return;
      event.preventDefault();
      for (const box of boxes()) box.checked = false;
      show();
    }
    show();
    table.addEventListener("change", onChange);
    document.addEventListener("keydown", onKey);
    return () => {
      table.removeEventListener("change", onChange);
      document.removeEventListener("keydown", onKey);
    };
  }, [name]);

  return <input ref={all} type="checkbox" aria-label={t("selectAll")} className="ui-check block" />;
}
