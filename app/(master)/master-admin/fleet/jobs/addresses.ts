export const jobsPath = "/master-admin/fleet/jobs";
export const jobPath = (id: string) => `${jobsPath}/${id}`;
