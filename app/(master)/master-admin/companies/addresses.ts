export const companiesPath = "/master-admin/companies";

export const companyPath = (id: string) => `${companiesPath}/${id}`;

/** How the company is backed up. */
export const companySchedulePath = (id: string) => `${companyPath(id)}/backups`;

/** After something was done there; `done` is a key of `companies.flash`. */
export const companyDone = (id: string, done: string) => `${companyPath(id)}?done=${done}`;
