"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

/**
 * Follows the plain links of a table without loading the whole page anew, and shows the whole of a text that a column
 * has no room for. One listener for all of them: a `<Link>` is a component to render for every row, on the server and
 * again in the browser.
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
    document.addEventListener("mousemove", tellCutText, { passive: true });
    return () => {
      document.removeEventListener("click", onClick);
      document.removeEventListener("mousemove", tellCutText);
    };
  }, [router]);
  return null;
}

/** A row's link lies over its cells, so it is the link that says what the cell under the pointer cuts off. */
function tellCutText({ target, clientX, clientY }: MouseEvent) {
  if (!(target instanceof HTMLAnchorElement) || !target.closest(".ui-table tbody")) return;
  const cell = document.elementsFromPoint(clientX, clientY).find((element) => element.matches("td"));
  const isCut = cell !== undefined && cell.scrollWidth > cell.clientWidth;
  if (isCut) target.title = cell.textContent;
  else target.removeAttribute("title");
}
