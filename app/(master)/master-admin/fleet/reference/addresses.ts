export const syncPath = "/master-admin/fleet/reference";
export const companySyncPath = (companyId: string) => `${syncPath}/${companyId}`;
