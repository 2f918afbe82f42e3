"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { ActionState } from "@/lib/actions/action-state";
import { Button } from "./button";
import { Dialog, DialogActions } from "./dialog";

type Guard = { form: RefObject<HTMLFormElement | null>; answer: ActionState };

/** Asks before typed changes are left behind, by a link or by closing the page. */
export function UnsavedGuard({ form, answer }: Guard) {
  const t = useTranslations("ui");
  const router = useRouter();
  const before = useRef<string | null>(null);
  const [target, setTarget] = useState<string | null>(null);

  useEffect(() => {
    if (answer.status !== "error") before.current = contents(form.current);
  }, [answer, form]);

  useEffect(() => {
    const changed = () => before.current !== null && contents(form.current) !== before.current;
    function onUnload(event: BeforeUnloadEvent) {
      if (changed() && form.current?.ariaBusy !== "true") event.preventDefault();
    }
    function onClick(event: MouseEvent) {
      const href = leadsAway(event);
      if (href === null || !changed()) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(href);
    }
    window.addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, true);
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
    };
  }, [form]);

  function leave() {
    before.current = null;
    if (target) router.push(target);
    setTarget(null);
  }

  return (
    <Dialog
      open={target !== null}
      onOpenChange={(open) => !open && setTarget(null)}
      title={t("unsavedTitle")}
      description={t("unsavedText")}
    >
      <DialogActions>
        <Button variant="danger" size="lg" onClick={leave}>
          {t("leave")}
        </Button>
        <Button variant="primary" size="lg" onClick={() => setTarget(null)}>
          {t("stay")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Everything a person could have changed, in one string. */
function contents(form: HTMLFormElement | null): string | null {
  if (!form) return null;
  const entries = [...new FormData(form)].filter(
    ([name]) => name !== "submissionKey" && !name.startsWith("$ACTION"),
  );
  return JSON.stringify(
    entries.map(([name, value]) => [name, typeof value === "string" ? value : value.name]),
  );
}

/** Where a plain click on a link of ours goes; null if it stays on the page or opens elsewhere. */
function leadsAway(event: MouseEvent): string | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link?.href || link.target === "_blank" || link.hasAttribute("download")) return null;
  const url = new URL(link.href);
  if (url.origin !== location.origin) return null;
  if (url.pathname === location.pathname && url.search === location.search) return null;
  return url.pathname + url.search + url.hash;
}
