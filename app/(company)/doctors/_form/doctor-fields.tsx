"use client";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { PanelSection } from "@/app/_ui/panel";
import { Segmented } from "@/app/_ui/segmented";
import { Select } from "@/app/_ui/select";
import { TextArea, TextInput } from "@/app/_ui/text-input";
import type { DoctorFormOptions } from "@/lib/company/doctors/form-options";
import type { DoctorDetails } from "@/lib/company/doctors/queries";
import { useAddLinks } from "./add-links";
import { PlaceFields } from "./place-fields";
import type { Added, Places } from "./places";
import { ReferenceSelect } from "./reference-select";
import { usePlaces } from "./use-places";

export type DoctorFieldsProps = {
  doctor: DoctorDetails | null;
  options: DoctorFormOptions;
  first: Places;
  added: Added;
  newPaths: Parameters<typeof useAddLinks>[0]["newPaths"];
  here: string;
  draft: string;
};

const categories = ["A", "B", "C"];
const genders = ["female", "male", "other", "unknown"] as const;

export function DoctorFields({ doctor, options, first, added, newPaths, here, draft }: DoctorFieldsProps) {
  const t = useTranslations("doctors");
  const box = useRef<HTMLDivElement>(null);
  const links = useAddLinks({ newPaths, here, draft });
  const { places, setPlaces, live } = usePlaces(box, { options, first, added, draft });
  return (
    <div ref={box}>
      <PanelSection className="grid gap-4 md:grid-cols-2">
        <Field name="firstName" label={t("fields.firstName")}>
          <TextInput defaultValue={doctor?.firstName} autoComplete="off" />
        </Field>
        <Field name="lastName" label={t("fields.lastName")}>
          <TextInput defaultValue={doctor?.lastName} autoComplete="off" />
        </Field>
        <Field name="phone" label={t("fields.phone")} optional>
          <TextInput
            type="tel"
            inputMode="tel"
            defaultValue={doctor?.phone ?? undefined}
            placeholder={t("form.phoneExample")}
            autoComplete="off"
          />
        </Field>
        <Field name="email" label={t("fields.email")} optional>
          <TextInput
            type="email"
            inputMode="email"
            defaultValue={doctor?.email ?? undefined}
            placeholder={t("form.emailExample")}
            autoComplete="off"
          />
        </Field>
        <Field
          name="specializationId"
          label={t("fields.specialization")}
          hint={options.specializations.length === 0 && links.missing("specialization")}
        >
          <ReferenceSelect
            options={options.specializations}
            placeholder={t("form.choose")}
            defaultValue={added.specialization ?? doctor?.specializationId}
          />
        </Field>
        <Field name="category" label={t("fields.category")} optional group>
          <Segmented
            defaultValue={doctor?.category ?? ""}
            options={[
              ...categories.map((value) => ({ value, label: value })),
              { value: "", label: t("categories.none") },
            ]}
          />
        </Field>
      </PanelSection>
      <PanelSection>
        <PlaceFields options={options} places={places} onChange={setPlaces} live={live} links={links} />
      </PanelSection>
      <PanelSection className="grid gap-4 md:grid-cols-2">
        <Field name="gender" label={t("fields.gender")} optional>
          <Select
            placeholder={t("form.notSet")}
            defaultValue={doctor?.gender ?? ""}
            options={genders.map((value) => ({ value, label: t(`gender.${value}`) }))}
          />
        </Field>
        <Checkbox
          name="isActive"
          label={t("form.isActive")}
          hint={t("form.isActiveHint")}
          defaultChecked={doctor?.isActive ?? true}
          className="self-end pb-1"
        />
        <Field name="notes" label={t("fields.notes")} optional className="md:col-span-2">
          <TextArea defaultValue={doctor?.notes ?? undefined} />
        </Field>
      </PanelSection>
    </div>
  );
}
