import type { ImpersonationMode, Role } from "@/drizzle/master/schema/states";

/**
 * Everything that can be allowed or refused in a company's workspace, as `subject.verb`. `history` is what happened to
 * one record and what changed last; `audit` is everything that anybody did; `backup` is how often the company is backed
 * up and what is kept of that, so that less of it can be lost for good.
 */
export const permissions = [
  "doctor.read",
  "doctor.write",
  "doctor.archive",
  "doctor.export",
  "reference.read",
  "reference.write",
  "reference.delete",
  "settings.read",
  "settings.write",
  "backup.write",
  "billing.write",
  "member.read",
  "member.write",
  "history.read",
  "audit.read",
  "audit.export",
  "company.close",
  "company.export",
  "sandbox.enter",
  "sandbox.write",
] as const;
export type Permission = (typeof permissions)[number];

const everything = new Set<Permission>(permissions);
const without = (...refused: Permission[]) => new Set(permissions.filter((p) => !refused.includes(p)));

/** Who may do what. Each role may do all that the one below it may; a viewer only reads. */
const granted: Record<Role, ReadonlySet<Permission>> = {
  owner: everything,
  admin: without("company.close", "company.export", "sandbox.write"),
  manager: without(
    "settings.write",
    "backup.write",
    "billing.write",
    "member.write",
    "audit.read",
    "audit.export",
    "company.close",
    "company.export",
    "sandbox.write",
  ),
  staff: new Set<Permission>([
    "doctor.read",
    "doctor.write",
    "reference.read",
    "settings.read",
    "sandbox.enter",
  ]),
  viewer: new Set<Permission>(["doctor.read", "reference.read", "settings.read", "sandbox.enter"]),
};

/**
 * What a master admin may do in a company they entered: never its money, its people's access, what leaves it in bulk,
 * or what is gone for good.
 */
const impersonating: Record<ImpersonationMode, ReadonlySet<Permission>> = {
  read: new Set(permissions.filter((permission) => permission.endsWith(".read"))),
  full: without(
    "doctor.export",
    "reference.delete",
    "backup.write",
    "billing.write",
    "member.write",
    "audit.export",
    "company.close",
    "company.export",
    "sandbox.enter",
    "sandbox.write",
  ),
};

/** What is about the company itself, its people, its money and what leaves it: never done from its sandbox. */
const outsideSandbox = new Set<Permission>([
  "backup.write",
  "billing.write",
  "member.read",
  "member.write",
  "company.close",
  "company.export",
]);

export function allows(role: Role, permission: Permission): boolean {
  return granted[role].has(permission);
}

export function allowsImpersonating(mode: ImpersonationMode, permission: Permission): boolean {
  return impersonating[mode].has(permission);
}

/** Whether somebody who works in the sandbox may still do it, with the role they have. */
export function isForSandbox(permission: Permission): boolean {
  return !outsideSandbox.has(permission);
}
