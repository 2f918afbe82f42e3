"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

/**
 * Follows the plain links of a table without loading the whole page anew. One listener for all of them: a `<Link>`
 * is a component to render for every row, on the server and again in the browser.
 */
export function TableLinks() {
  const router = useRouter();
  useEffect(() => {
    function onClick(event: MouseEvent) {
      if (event.defaultPrevented || event.button !== 0) return;
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const link =
        event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(".ui-table a") : null;
      if (!link?.href || link.target === "_blank" || link.hasAttribute("download")) return;
      if (link.origin !== location.origin) return;
      event.preventDefault();
      router.push(link.pathname + link.search + link.hash);
    }
    document.addEventListener("click", onClick);
    return () => document.removeEventListener("click", onClick);
  }, [router]);
  return null;
}
