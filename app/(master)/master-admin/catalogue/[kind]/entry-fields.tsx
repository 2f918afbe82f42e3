import { getTranslations } from "next-intl/server";
import { Field } from "@/app/_ui/field";
import { PanelSection } from "@/app/_ui/panel";
import { Select } from "@/app/_ui/select";
import { TextInput } from "@/app/_ui/text-input";
import type { CatalogueRow } from "@/lib/master/catalogue/entries";
import { type CatalogueKind, parentKinds } from "@/lib/master/catalogue/kinds";
import type { ParentOption } from "@/lib/master/catalogue/parent-options";

type Props = {
  kind: CatalogueKind;
  entry: CatalogueRow | null;
  /** Regions for a city, cities for a clinic. */
  parents: readonly ParentOption[];
};

/** The fields of one kind: three names, what it lies in, and its codes. */
export async function EntryFields({ kind, entry, parents }: Props) {
  const t = await getTranslations("catalogue.fields");
  const parentKind = parentKinds[kind];
  return (
    <>
      <PanelSection className="grid gap-4 md:grid-cols-2">
        <Field name="nameAz" label={t("nameAz")}>
          <TextInput
            defaultValue={entry?.nameAz}
            maxLength={120}
            autoFocus={entry === null}
            autoComplete="off"
            lang="az"
          />
        </Field>
        <Field name="nameEn" label={t("nameEn")}>
          <TextInput defaultValue={entry?.nameEn} maxLength={120} autoComplete="off" lang="en" />
        </Field>
        <Field name="nameRu" label={t("nameRu")}>
          <TextInput defaultValue={entry?.nameRu} maxLength={120} autoComplete="off" lang="ru" />
        </Field>
        {parentKind && (
          <Field name={`${parentKind}Id`} label={t(parentKind)}>
            <Select
              placeholder={t("choose")}
              defaultValue={entry?.parentId ?? undefined}
              options={parents.map(({ value, label, archived }) => ({
                value,
                label: archived ? t("keptArchived", { name: label }) : label,
              }))}
            />
          </Field>
        )}
      </PanelSection>
      <PanelSection className="grid gap-4 md:grid-cols-2">
        <Field name="code" label={t("code")} hint={t("codeHint", { kind })}>
          <TextInput
            defaultValue={entry?.code}
            maxLength={10}
            autoComplete="off"
            spellCheck={false}
            className="uppercase"
          />
        </Field>
        {kind === "region" && (
          <Field name="isoCode" label={t("isoCode")} hint={t("isoHint")} optional>
            <TextInput
              defaultValue={entry?.isoCode ?? undefined}
              maxLength={6}
              autoComplete="off"
              spellCheck={false}
              className="uppercase"
            />
          </Field>
        )}
      </PanelSection>
    </>
  );
}
