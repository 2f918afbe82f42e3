import type { ReactNode } from "react";
import { Form } from "@/app/_ui/form";
import { FormButtons } from "@/app/_ui/form-buttons";
import { FormContext } from "@/app/_ui/form-context";
import { type Query, values } from "@/app/_ui/list-url";
import { Panel } from "@/app/_ui/panel";
import type { ActionState } from "@/lib/actions/action-state";
import type { CompanyContext } from "@/lib/auth/require-company";
import { doctorFormOptions } from "@/lib/company/doctors/form-options";
import type { DoctorDetails } from "@/lib/company/doctors/queries";
import { referenceKinds } from "@/lib/company/reference/kinds";
import { formatPhone } from "@/lib/domain/phone";
import { newPath } from "../../reference/addresses";
import { ClientWords } from "../client-words";
import { DoctorFields } from "./doctor-fields";
import { type Added, nowhere, placesOf } from "./places";

type DoctorFormProps = {
  action: (previous: ActionState, data: FormData) => Promise<ActionState>;
  context: CompanyContext;
  /** Null for a new one. */
  doctor: DoctorDetails | null;
  /** The address: it may name what was just added to the reference data for this form. */
  query: Query;
  /** The form's own path, to come back to. */
  here: string;
  cancel: string;
  /** What can be done about an error, by its code. */
  remedies: Record<string, ReactNode>;
};

/** Adds or edits a doctor. Works with JavaScript off: the server checks again whatever the browser left out. */
export async function DoctorForm({
  action,
  context,
  doctor,
  query,
  here,
  cancel,
  remedies,
}: DoctorFormProps) {
  const { db, locale, company, can } = context;
  const options = await doctorFormOptions(db, locale, doctor);
  const added: Added = Object.fromEntries(
    referenceKinds.flatMap((kind) => values(query[kind]).map((id) => [kind, id])),
  );
  const first = doctor
    ? { regionId: doctor.regionId, cityId: doctor.cityId, clinicId: doctor.clinicId ?? "" }
    : nowhere;
  return (
    <ClientWords parts={["form", "fields", "gender", "categories"]}>
      <Form action={action} remedies={remedies}>
        <FormContext companyId={company.formId} />
        {doctor && (
          <>
            <input type="hidden" name="id" value={doctor.id} />
            <input type="hidden" name="version" value={doctor.version} />
          </>
        )}
        <Panel>
          <DoctorFields
            // Written out here: the library that knows phone numbers is too large for the browser.
            doctor={doctor && { ...doctor, phone: doctor.phone && formatPhone(doctor.phone) }}
            options={options}
            first={placesOf(options, added) ?? first}
            added={added}
            newPaths={
              can("reference.write")
                ? {
                    region: newPath("region"),
                    city: newPath("city"),
                    clinic: newPath("clinic"),
                    specialization: newPath("specialization"),
                  }
                : null
            }
            here={here}
            draft={`${company.formId} ${here}`}
          />
        </Panel>
        <FormButtons cancel={cancel} />
      </Form>
    </ClientWords>
  );
}
