import type { z } from "zod";
import { isForSandbox, type Permission } from "@/lib/auth/permissions";
import type { CompanyContext } from "@/lib/auth/require-company";
import { type TenantTx, write } from "@/lib/databases";
import { type Failure, failure, failureOf, invalidInput } from "./failure";
import type { FormInput } from "./form-input";
import { once } from "./submission";

/** What the work of an action gets. `tx` is the one write transaction; nothing else is awaited inside it. */
export interface CompanyActionContext extends CompanyContext {
  readonly tx: TenantTx;
  readonly now: Date;
}

export interface CompanyActionSpec<S extends z.ZodType, T> {
  readonly permission: Permission;
  readonly schema: S;
  readonly work: (context: CompanyActionContext, input: z.output<S>) => Promise<T>;
  /** It adds something new, or does with such input: refused while the subscription is read-only. */
  readonly creates?: Creates<S> | undefined;
  /** Tells it apart from other actions with the same permission and fields. */
  readonly name?: string | undefined;
}

export type Creates<S extends z.ZodType> = boolean | ((input: z.output<S>) => boolean);

type Outcome<T> = { readonly data: T } | { readonly failed: Failure };

/** Every check between a form and its work, in the order in which they must happen; knows nothing of the web. */
export async function performCompanyAction<S extends z.ZodType, T>(
  company: CompanyContext,
  spec: CompanyActionSpec<S, T>,
  form: FormInput,
  now: Date,
): Promise<Outcome<T>> {
  const checked = checkCompanyForm(company, spec, form);
  if ("failed" in checked) return checked;
  const { submissionKey: key } = form;
  const action = spec.name ?? `${spec.permission} ${fieldsOf(spec.schema)}`;
  try {
    const data = await write(company.db, company.actor, (tx) => {
      const work = () => spec.work({ ...company, tx, now }, checked.input);
      return key === null ? work() : once(tx, { key, action, input: form.fields }, now, work);
    });
    return { data };
  } catch (error) {
    return { failed: failureOf(error, company.actor.requestId) };
  }
}

/** Is this form for this company, may this person, is what was typed valid? */
export function checkCompanyForm<S extends z.ZodType>(
  company: CompanyContext,
  spec: Pick<CompanyActionSpec<S, unknown>, "permission" | "schema" | "creates">,
  form: FormInput,
): { readonly input: z.output<S> } | { readonly failed: Failure } {
  const mismatch = mismatchOf(company, form);
  if (mismatch) return { failed: failure(mismatch) };
  if (!company.can(spec.permission)) return { failed: failure(refusalOf(company, spec.permission)) };
  const { blocksCreation } = company.subscription;
  if (spec.creates === true && blocksCreation) return { failed: failure("subscriptionReadOnly") };
  const parsed = spec.schema.safeParse(form.fields);
  if (!parsed.success) return { failed: invalidInput(parsed.error) };
  const creates = typeof spec.creates === "function" && spec.creates(parsed.data);
  if (creates && blocksCreation) return { failed: failure("subscriptionReadOnly") };
  return { input: parsed.data };
}

/** Two tabs, and another company, or another database of the same one, in each. Null when it is the right one. */
function mismatchOf({ company }: CompanyContext, { companyId }: FormInput): string | null {
  if (companyId === company.formId) return null;
  return companyId?.split(".")[0] === company.id ? "sandboxMismatch" : "companyMismatch";
}

function refusalOf({ impersonation, inSandbox }: CompanyContext, permission: Permission): string {
  if (impersonation) return "impersonationRefused";
  return inSandbox && !isForSandbox(permission) ? "sandboxRefused" : "forbidden";
}

function fieldsOf(schema: z.ZodType): string {
  const shape = "shape" in schema && typeof schema.shape === "object" ? schema.shape : {};
  return Object.keys(shape ?? {})
    .sort()
    .join(",");
}
