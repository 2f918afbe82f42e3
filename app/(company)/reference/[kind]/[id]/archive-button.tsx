import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { FormContext } from "@/app/_ui/form-context";
import { Archive, ArchiveRestore } from "@/app/_ui/icons";
import type { ReferenceEntry } from "@/lib/company/reference/require-entry";
import { archiveReferenceAction, restoreReferenceAction } from "../../actions";

/** Archives, or brings back: each undoes the other, so nothing is asked. */
export async function ArchiveButton({ entry, companyId }: { entry: ReferenceEntry; companyId: string }) {
  const common = await getTranslations("common");
  const archived = entry.archivedAt !== null;
  return (
    <ConfirmForm
      action={archived ? restoreReferenceAction : archiveReferenceAction}
      label={common(archived ? "restore" : "archive")}
      icon={archived ? <ArchiveRestore size={15} aria-hidden /> : <Archive size={15} aria-hidden />}
    >
      <FormContext companyId={companyId} />
      <input type="hidden" name="kind" value={entry.kind} />
      <input type="hidden" name="id" value={entry.id} />
    </ConfirmForm>
  );
}
