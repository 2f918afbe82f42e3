"use client";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { Button, buttonClass } from "@/app/_ui/button";
import { listUrl, type Query, values } from "@/app/_ui/list-url";
import { HiddenQuery } from "@/app/_ui/search-box";
import type { FacetOption } from "@/lib/company/doctors/facets";

type FacetFormProps = {
  facet: string;
  label: string;
  query: Query;
  /** Already there only where no script can fetch them. */
  options: FacetOption[] | null;
  apply: string;
};

/** The choices of one filter with how many doctors each has, fetched when its menu opens. */
export function FacetForm({ facet, label, query, options: first, apply }: FacetFormProps) {
  const t = useTranslations("doctors.facets");
  const [options, setOptions] = useState(first);
  const [failed, setFailed] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const source = listUrl("/doctors/facets", query, { facet });

  const load = useCallback(async () => {
    setFailed(false);
    try {
      const answer = await fetch(source, { headers: { accept: "application/json" } });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      setOptions(await answer.json());
    } catch {
      setFailed(true);
    }
  }, [source]);

  useEffect(() => {
    const menu = box.current?.closest("details");
    if (!menu || options) return;
    const opened = () => menu.open && load();
    opened();
    menu.addEventListener("toggle", opened);
    return () => menu.removeEventListener("toggle", opened);
  }, [load, options]);

  return (
    <div ref={box} className="w-64 max-md:w-full">
      {options ? (
        <Choices facet={facet} label={label} query={query} options={options} apply={apply} />
      ) : failed ? (
        <div role="alert" className="grid gap-2 p-2.5">
          {t("failed")}
          <Button size="sm" onClick={load} data-keep-open="">
            {t("retry")}
          </Button>
        </div>
      ) : (
        <>
          <p role="status" className="ui-pulse p-2.5 text-muted [@media(scripting:none)]:hidden">
            {t("loading")}
          </p>
          <noscript>
            <a href={listUrl("/doctors", query, { choose: facet })} className="block p-2.5 underline">
              {t("show")}
            </a>
          </noscript>
        </>
      )}
    </div>
  );
}

type ChoicesProps = Omit<FacetFormProps, "options"> & { options: FacetOption[] };

function Choices({ facet, label, query, options, apply }: ChoicesProps) {
  const t = useTranslations("doctors.facets");
  const picked = values(query[facet]);
  if (options.length === 0) return <p className="p-2.5 text-muted">{t("empty")}</p>;
  return (
    <form action="/doctors" method="get">
      <HiddenQuery query={query} except={[facet, "choose"]} />
      <fieldset className="max-h-72 max-md:max-h-[60dvh] overflow-y-auto overscroll-contain">
        <legend className="sr-only">{label}</legend>
        {options.map((option) => (
          <label
            key={option.value}
            className="flex min-h-8 touch:min-h-11 items-center gap-2.5 rounded-md px-2.5 py-1 hover:bg-sunk"
          >
            <input
              type="checkbox"
              name={facet}
              value={option.value}
              defaultChecked={picked.includes(option.value)}
              aria-label={t("count", { label: option.label, count: option.count })}
              className="ui-check"
            />
            <span className="min-w-0 flex-1 break-words">{option.label}</span>
            <span aria-hidden className="text-muted text-small tabular-nums">
              {option.count}
            </span>
          </label>
        ))}
      </fieldset>
      <div className="mt-1.5 border-line border-t pt-1.5">
        <button type="submit" className={buttonClass({ variant: "primary" }, "w-full")}>
          {apply}
        </button>
      </div>
    </form>
  );
}
