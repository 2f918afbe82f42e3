"use client";
import { useTranslations } from "next-intl";
import { Field } from "@/app/_ui/field";
import type { DoctorFormOptions } from "@/lib/company/doctors/form-options";
import type { AddLinks } from "./add-links";
import { choose, type Places } from "./places";
import { ReferenceSelect } from "./reference-select";

type PlaceFieldsProps = {
  options: DoctorFormOptions;
  places: Places;
  onChange: (places: Places) => void;
  /** A script runs: each select holds only what belongs to the one before. */
  live: boolean;
  links: AddLinks;
};

/** Region, city and clinic, each depending on the one before it. */
export function PlaceFields({ options, places, onChange, live, links }: PlaceFieldsProps) {
  const t = useTranslations("doctors");
  const { regionId, cityId, clinicId } = places;
  const { regions } = options;
  const cities = live ? options.cities.filter((city) => city.parentId === regionId) : options.cities;
  const clinics = live ? options.clinics.filter((clinic) => clinic.parentId === cityId) : options.clinics;
  const noCities = live && regionId !== "" && cities.length === 0;
  const noClinics = live && cityId !== "" && clinics.length === 0;
  return (
    <>
      <div className="grid gap-4 md:grid-cols-3">
        <Field
          name="regionId"
          label={t("fields.region")}
          hint={regions.length === 0 && links.missing("region")}
        >
          <ReferenceSelect
            options={regions}
            placeholder={t("form.choose")}
            value={regionId}
            onChoose={(id) => onChange(choose(places, { regionId: id }))}
          />
        </Field>
        <Field
          name="cityId"
          label={t("fields.city")}
          hint={noCities && links.missing("city", { region: regionId })}
        >
          <ReferenceSelect
            options={cities}
            groups={live ? undefined : regions}
            placeholder={t(live && regionId === "" ? "form.regionFirst" : "form.choose")}
            value={cityId}
            onChoose={(id) => onChange(choose(places, { cityId: id }))}
          />
        </Field>
        <Field
          name="clinicId"
          label={t("fields.clinic")}
          optional
          hint={noClinics && links.missing("clinic", { region: regionId, city: cityId })}
        >
          <ReferenceSelect
            options={clinics}
            groups={live ? undefined : options.cities}
            placeholder={t(live && cityId === "" ? "form.cityFirst" : "form.choose")}
            value={clinicId}
            onChoose={(id) => onChange(choose(places, { clinicId: id }))}
          />
        </Field>
      </div>
      {!noClinics && links.other("clinic", { region: regionId, city: cityId })}
    </>
  );
}
