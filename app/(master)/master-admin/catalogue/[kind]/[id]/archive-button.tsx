import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { FormContext } from "@/app/_ui/form-context";
import { Archive, ArchiveRestore } from "@/app/_ui/icons";
import type { CatalogueRow } from "@/lib/master/catalogue/entries";
import { archiveEntryAction, restoreEntryAction } from "../../actions";

/** Archives, or brings back: each undoes the other, so nothing is asked. */
export async function ArchiveButton({ entry }: { entry: CatalogueRow }) {
  const common = await getTranslations("common");
  const archived = entry.archivedAt !== null;
  return (
    <ConfirmForm
      action={archived ? restoreEntryAction : archiveEntryAction}
      label={common(archived ? "restore" : "archive")}
      icon={archived ? <ArchiveRestore size={15} aria-hidden /> : <Archive size={15} aria-hidden />}
    >
      <FormContext />
      <input type="hidden" name="kind" value={entry.kind} />
      <input type="hidden" name="id" value={entry.id} />
    </ConfirmForm>
  );
}
