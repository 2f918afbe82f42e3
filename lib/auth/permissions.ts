import type { Role } from "@/drizzle/master/schema/states";

/** Everything that can be allowed or refused in a company's workspace, as `subject.verb`. */
export const permissions = [
  "doctor.read",
  "doctor.write",
  "doctor.archive",
  "doctor.export",
  "reference.read",
  "reference.write",
  "settings.read",
  "settings.write",
  "member.read",
  "audit.read",
] as const;
export type Permission = (typeof permissions)[number];

const everything = new Set<Permission>(permissions);
const without = (...refused: Permission[]) => new Set(permissions.filter((p) => !refused.includes(p)));

/** Who may do what. Each role may do all that the one below it may; a viewer only reads. */
const granted: Record<Role, ReadonlySet<Permission>> = {
  owner: everything,
  admin: everything,
  manager: without("settings.write"),
  staff: new Set<Permission>(["doctor.read", "doctor.write", "reference.read", "settings.read"]),
  viewer: new Set<Permission>(["doctor.read", "reference.read", "settings.read"]),
};

export function allows(role: Role, permission: Permission): boolean {
  return granted[role].has(permission);
}
