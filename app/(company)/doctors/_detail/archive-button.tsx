import { getTranslations } from "next-intl/server";
import { FormContext } from "@/app/_ui/form-context";
import { Archive, ArchiveRestore } from "@/app/_ui/icons";
import { ArchiveForm } from "../archive-form";
import { ClientWords } from "../client-words";

type Props = { doctor: { id: string; archivedAt: number | null }; companyId: string };

export async function ArchiveButton({ doctor, companyId }: Props) {
  const t = await getTranslations("doctors.archive");
  const archived = doctor.archivedAt !== null;
  const Icon = archived ? ArchiveRestore : Archive;
  return (
    <ClientWords parts={["archive"]}>
      <ArchiveForm
        companyId={companyId}
        to={archived ? "list" : "archive"}
        icon={<Icon size={15} aria-hidden />}
        label={t(archived ? "list" : "archive")}
      >
        <FormContext companyId={companyId} />
        <input type="hidden" name="ids" value={doctor.id} />
      </ArchiveForm>
    </ClientWords>
  );
}
