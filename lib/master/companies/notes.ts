import { and, desc, eq } from "drizzle-orm";
import { companyNotes, users } from "@/drizzle/master/schema";
import { type MasterDb, type MasterTx, recordAudit } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/id";
import { openCompanyRow } from "./open-company";
import type { AddNote, DeleteNote } from "./schema";

export type CompanyNote = Awaited<ReturnType<typeof listNotes>>[number];

/** What operators told each other of a company, the latest first. */
export function listNotes(master: MasterDb, companyId: string) {
  return master
    .select({
      id: companyNotes.id,
      text: companyNotes.text,
      createdAt: companyNotes.createdAt,
      authorId: companyNotes.authorId,
      firstName: users.firstName,
      lastName: users.lastName,
    })
    .from(companyNotes)
    .innerJoin(users, eq(users.id, companyNotes.authorId))
    .where(eq(companyNotes.companyId, companyId))
    .orderBy(desc(companyNotes.createdAt), desc(companyNotes.id))
    .limit(100);
}

/** Leaves a note for other operators. The audit says that there is one, not what it says, so that it can be taken back. */
export async function addNote(
  tx: MasterTx,
  { companyId, text }: AddNote,
  authorId: string,
  now: Date,
): Promise<{ id: string }> {
  const company = await openCompanyRow(tx, companyId);
  const id = newId();
  await tx.insert(companyNotes).values({ id, companyId, authorId, text, createdAt: now.getTime() });
  await recordAudit(tx, {
    action: "company-note.added",
    subject: { type: "company-note", id, label: company.name },
    companyId,
  });
  return { id };
}

/**
 * Takes back one's own note. One that is gone already is no error.
 * @throws NotFound for somebody else's
 */
export async function deleteNote(
  tx: MasterTx,
  { companyId, noteId }: DeleteNote,
  authorId: string,
): Promise<void> {
  const company = await openCompanyRow(tx, companyId);
  const [note] = await tx
    .select({ authorId: companyNotes.authorId })
    .from(companyNotes)
    .where(and(eq(companyNotes.id, noteId), eq(companyNotes.companyId, companyId)));
  if (!note) return;
  if (note.authorId !== authorId) throw new NotFound("note");
  await tx.delete(companyNotes).where(eq(companyNotes.id, noteId));
  await recordAudit(tx, {
    action: "company-note.deleted",
    subject: { type: "company-note", id: noteId, label: company.name },
    companyId,
  });
}
