import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { Trash2 } from "@/app/_ui/icons";
import { Panel } from "@/app/_ui/panel";
import { SubmissionKey } from "@/app/_ui/submission-key";
import { SubmitButton } from "@/app/_ui/submit-button";
import { TextArea } from "@/app/_ui/text-input";
import type { MasterDb } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { newId } from "@/lib/domain/id";
import { formatDateTime } from "@/lib/i18n/format";
import { type CompanyNote, listNotes } from "@/lib/master/companies/notes";
import { zone } from "../../../_shell/zone";
import { addNoteAction, deleteNoteAction } from "../actions";

type Props = { master: MasterDb; companyId: string; userId: string };

/** What operators tell each other of the company; it never sees them. */
export async function NotesPanel({ master, companyId, userId }: Props) {
  const t = await getTranslations("companies.notes");
  const notes = await listNotes(master, companyId);
  return (
    <Panel title={t("title")} note={t("note")}>
      <Form action={addNoteAction} okMessage={t("added")} resetOnOk>
        <SubmissionKey first={newId()} />
        <input type="hidden" name="companyId" value={companyId} />
        <Field name="text" label={t("label")}>
          <TextArea rows={3} maxLength={4000} />
        </Field>
        <div className="mt-2 flex justify-end">
          <SubmitButton size="md" variant="secondary">
            {t("add")}
          </SubmitButton>
        </div>
      </Form>
      <ul className="mt-3 divide-y divide-line">
        {notes.map((note) => (
          <li key={note.id} className="py-2.5">
            <p className="whitespace-pre-line [overflow-wrap:anywhere]">{note.text}</p>
            <div className="mt-1 flex items-center gap-2 text-muted text-small">
              <span className="min-w-0 flex-1">
                {fullName(note)} · {formatDateTime(note.createdAt, zone)}
              </span>
              {note.authorId === userId && <DeleteNote note={note} companyId={companyId} />}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

async function DeleteNote({ note, companyId }: { note: CompanyNote; companyId: string }) {
  const t = await getTranslations("companies.notes");
  return (
    <ConfirmForm
      action={deleteNoteAction}
      label={<span className="sr-only">{t("delete")}</span>}
      icon={<Trash2 size={14} aria-hidden />}
      variant="quiet"
      size="sm"
      confirm={{ title: t("confirm"), text: note.text.slice(0, 200), button: t("delete") }}
    >
      <SubmissionKey first={newId()} />
      <input type="hidden" name="companyId" value={companyId} />
      <input type="hidden" name="noteId" value={note.id} />
    </ConfirmForm>
  );
}
