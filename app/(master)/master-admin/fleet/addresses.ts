export const fleetPath = "/master-admin/fleet";
export const migrationsPath = `${fleetPath}/migrations`;
export const migrationPath = (id: string) => `${migrationsPath}/${id}`;
export const backupsPath = `${fleetPath}/backups`;
export const backupPath = (id: string) => `${backupsPath}/${id}`;
export const companyBackupsPath = (companyId: string) => `${backupsPath}?company=${companyId}`;
export const doctorPath = `${fleetPath}/doctor`;
export const companyDoctorPath = (companyId: string) => `${doctorPath}/${companyId}`;
export const elsewherePath = `${doctorPath}/elsewhere`;
export const serversPath = `${fleetPath}/servers`;
export const serverPath = (id: string) => `${serversPath}/${id}`;
export const movesPath = `${fleetPath}/moves`;
export const movePath = (id: string) => `${movesPath}/${id}`;
export const newMovePath = (companyId: string) => `${movesPath}/new?company=${companyId}`;
export const newServerPath = (kind: string) => `${serversPath}/new?kind=${kind}`;

/** After something was asked for; `done` is a key of `fleet.flash`. */
export const fleetDone = (path: string, done: string) => `${path}?done=${done}`;
