"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";

/**
 * A line at the top while a page is on its way, shown after a tenth of a second. There is no `loading.tsx`:
 * its fallback would send status 200 before a page could answer 404 or lead to the sign-in.
 */
export function NavigationProgress() {
  const here = `${usePathname()}?${useSearchParams()}`;
  const [going, setGoing] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: arriving ends it
  useEffect(() => setGoing(false), [here]);

  useEffect(() => {
    function onClick(event: MouseEvent) {
      if (event.defaultPrevented && !(event.target instanceof Element)) return;
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (!link?.href || link.target === "_blank" || link.hasAttribute("download")) return;
      const to = new URL(link.href);
      if (to.origin !== location.origin) return;
      if (to.pathname === location.pathname && to.search === location.search) return;
      setGoing(true);
    }
    document.addEventListener("click", onClick);
    return () => document.removeEventListener("click", onClick);
  }, []);

  return going ? (
    <div aria-hidden className="ui-progress fixed inset-x-0 top-0 z-50 h-0.5 bg-accent" />
  ) : null;
}
