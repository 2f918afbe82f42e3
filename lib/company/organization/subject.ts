/** The company itself as the subject of an audit event; there is one in a database, so its id says no more. */
export function organizationSubject(name: string) {
  return { type: "organization", id: "organization", label: name };
}
