import { randomUUID } from "node:crypto";
import { SubmissionKey } from "./submission-key";

/** What every form carries: the company it was rendered for, and a key by which a repeated submit is recognized. */
export function FormContext({ companyId }: { companyId?: string | undefined }) {
  return (
    <>
      {companyId && <input type="hidden" name="companyId" value={companyId} />}
      <SubmissionKey first={randomUUID()} />
    </>
  );
}
