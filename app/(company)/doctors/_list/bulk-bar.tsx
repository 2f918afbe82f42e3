import { getTranslations } from "next-intl/server";
import { FormContext } from "@/app/_ui/form-context";
import { Archive, ArchiveRestore } from "@/app/_ui/icons";
import { ArchiveForm } from "../archive-form";
import { ClientWords } from "../client-words";

type Props = { formId: string; companyId: string; archived: boolean };

/** What can be done with the rows that are ticked: archive, or in the archive restore. Each undoes the other. */
export async function BulkBar({ formId, companyId, archived }: Props) {
  const t = await getTranslations("doctors.archive");
  const common = await getTranslations("common.bulk");
  const Icon = archived ? ArchiveRestore : Archive;
  return (
    <>
      <span className="text-small">
        {common("selected")} <b data-selected="" className="tabular-nums" />
      </span>
      <ClientWords parts={["archive"]}>
        <ArchiveForm
          id={formId}
          companyId={companyId}
          to={archived ? "list" : "archive"}
          icon={<Icon size={15} aria-hidden />}
          label={t(archived ? "list" : "archive")}
          size="sm"
        >
          <FormContext companyId={companyId} />
        </ArchiveForm>
      </ClientWords>
    </>
  );
}
