export const plansPath = "/master-admin/plans";
export const newPlanPath = `${plansPath}/new`;
export const planPath = (id: string) => `${plansPath}/${encodeURIComponent(id)}`;
export const done = (what: string) => `${plansPath}?done=${what}`;
