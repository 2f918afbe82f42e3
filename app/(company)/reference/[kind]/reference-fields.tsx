import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Field } from "@/app/_ui/field";
import { PanelSection } from "@/app/_ui/panel";
import { Select } from "@/app/_ui/select";
import { TextInput } from "@/app/_ui/text-input";
import type { ReferenceKind } from "@/lib/company/reference/kinds";
import type { ReferenceEntry } from "@/lib/company/reference/require-entry";
import { formatPhone } from "@/lib/domain/phone";
import { newPath } from "../addresses";

type Choice = { value: string; label: string };

type Props = {
  kind: ReferenceKind;
  entry: ReferenceEntry | null;
  /** Regions for a city, cities for a clinic. */
  parents: Choice[];
  /** Chosen from the start, when there is no entry yet. */
  parentId?: string | undefined;
  /** This page, to come back to from adding a parent. */
  here: string;
};

const codeExamples = { region: "BAK", specialization: "CARD" };

/** The fields of one kind. */
export async function ReferenceFields({ kind, entry, parents, parentId, here }: Props) {
  const t = await getTranslations("reference");
  const parentKind = kind === "city" ? "region" : kind === "clinic" ? "city" : null;
  return (
    <>
      <PanelSection className="grid gap-4 md:grid-cols-2">
        <Field name="name" label={t("fields.name")} hint={t("fields.nameHint")}>
          <TextInput
            defaultValue={entry?.name}
            maxLength={120}
            autoFocus={entry === null}
            autoComplete="off"
          />
        </Field>
        {(kind === "region" || kind === "specialization") && (
          <Field
            name="code"
            label={t("fields.code")}
            hint={t("fields.codeHint", { example: codeExamples[kind] })}
          >
            <TextInput
              defaultValue={entry?.code ?? undefined}
              maxLength={10}
              autoComplete="off"
              spellCheck={false}
              className="uppercase"
            />
          </Field>
        )}
        {parentKind && (
          <Field
            name={`${parentKind}Id`}
            label={t(`fields.${parentKind}`)}
            hint={t.rich(`missing.${parentKind}Link`, {
              link: (text) => (
                <Link
                  href={newPath(parentKind, { return: here })}
                  prefetch={false}
                  className="underline underline-offset-2 hover:text-ink"
                >
                  {text}
                </Link>
              ),
            })}
          >
            <Select
              placeholder={t("fields.choose")}
              defaultValue={entry?.parentId ?? parentId}
              options={parents}
            />
          </Field>
        )}
        {kind === "clinic" && (
          <>
            <Field name="address" label={t("fields.address")} optional>
              <TextInput defaultValue={entry?.address ?? undefined} maxLength={200} autoComplete="off" />
            </Field>
            <Field name="phone" label={t("fields.phone")} optional>
              <TextInput
                type="tel"
                placeholder="+994 12 123 45 67"
                defaultValue={entry?.phone ? formatPhone(entry.phone) : undefined}
                autoComplete="off"
              />
            </Field>
          </>
        )}
      </PanelSection>
      <PanelSection className="grid gap-4 md:grid-cols-2">
        <Field name="nameEn" label={t("fields.nameEn")} hint={t("fields.translationsHint")} optional>
          <TextInput defaultValue={entry?.nameEn ?? undefined} maxLength={120} autoComplete="off" lang="en" />
        </Field>
        <Field name="nameRu" label={t("fields.nameRu")} optional>
          <TextInput defaultValue={entry?.nameRu ?? undefined} maxLength={120} autoComplete="off" lang="ru" />
        </Field>
      </PanelSection>
    </>
  );
}
