/** How a person is called: on a page, in a list, in the audit. */
export const fullName = (person: { firstName: string; lastName: string }) =>
  `${person.firstName} ${person.lastName}`;
