"use client";
import { useTranslations } from "next-intl";
import { Fragment, type ReactNode, useEffect, useRef, useState } from "react";
import type { ActionState } from "@/lib/actions/action-state";

type Refusal = Extract<ActionState, { status: "error" }>;

/** Says what is wrong above the form, takes focus, and leads to each field. `Form` renders it by itself. */
export function ErrorSummary({
  state,
  formId,
  remedy,
}: {
  state: Refusal;
  formId: string;
  remedy?: ReactNode;
}) {
  const t = useTranslations("ui");
  const box = useRef<HTMLDivElement>(null);
  const [labels, setLabels] = useState<Record<string, string>>({});
  const fields = Object.entries(state.fieldErrors);

  // biome-ignore lint/correctness/useExhaustiveDependencies: every refusal, even the same one twice, takes focus
  useEffect(() => {
    setLabels(labelsOf(formId, Object.keys(state.fieldErrors)));
    box.current?.focus();
  }, [state]);

  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className="mb-4 rounded-lg border border-bad bg-panel focus-visible:outline-bad px-4 py-3.5"
    >
      <p className="font-semibold text-bad">
        {fields.length > 0 ? t("fixFields", { count: fields.length }) : state.message}
      </p>
      {fields.length > 0 && (
        <p className="mt-1">
          {fields.map(([name, message], index) => (
            <Fragment key={name}>
              {index > 0 && <span aria-hidden> · </span>}
              <a
                href={`#${formId}-${name}`}
                className="underline underline-offset-2"
                onClick={(event) => goTo(event, formId, name)}
              >
                {labels[name] ?? message}
              </a>
            </Fragment>
          ))}
        </p>
      )}
      {remedy && <div className="mt-2">{remedy}</div>}
    </div>
  );
}

/** The words on the page for each field; with JavaScript off the messages stand in for them. */
function labelsOf(formId: string, names: string[]): Record<string, string> {
  const found = names.map((name) => {
    const label = document.querySelector(`[data-label="${formId}-${name}"]`);
    return [name, label?.firstChild?.textContent ?? label?.textContent ?? undefined];
  });
  return Object.fromEntries(found.filter(([, label]) => label !== undefined));
}

function goTo(event: { preventDefault(): void }, formId: string, name: string) {
  const form = document.getElementById(formId);
  const control =
    document.getElementById(`${formId}-${name}`) ?? form?.querySelector<HTMLElement>(`[name="${name}"]`);
  if (!control) return;
  event.preventDefault();
  control.focus();
  control.scrollIntoView({ block: "center" });
}
