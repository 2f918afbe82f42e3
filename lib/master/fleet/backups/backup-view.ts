import { type BackupState, backupStates } from "@/drizzle/master/schema/states";
import { isId } from "@/lib/domain/id";
import { first, idOf, type Query, shortest, someOf } from "@/lib/domain/list-query";

/** Which backups a page of the list shows. */
export interface BackupView {
  readonly companyId: string | null;
  readonly states: readonly BackupState[];
  /** Only those before this one. */
  readonly before: { readonly takenAt: number; readonly id: string } | null;
}

const usual: readonly BackupState[] = ["making", "ready", "failed"];

/** Reads a view out of an address. What is not understood falls back to the default; nothing is thrown. */
export function parseBackupView(query: Query): BackupView {
  const [time = "", id = ""] = (first(query.before) ?? "").split(".");
  const takenAt = Number(time);
  return {
    companyId: idOf(query.company),
    states: someOf(backupStates, query.state),
    before: Number.isSafeInteger(takenAt) && takenAt > 0 && isId(id) ? { takenAt, id } : null,
  };
}

/** The shortest query with the same meaning. */
export function backupQuery({ companyId, states, before }: BackupView): Query {
  return shortest({
    company: companyId,
    state: [...states],
    before: before ? `${before.takenAt}.${before.id}` : null,
  });
}

/** What is listed when no state was chosen. */
export const statesOf = ({ states }: BackupView) => (states.length > 0 ? states : usual);
