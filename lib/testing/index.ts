export { testMaster, testTenant } from "./databases";
