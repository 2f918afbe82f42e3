import { companyPath } from "../../addresses";

export const closePath = (id: string) => `${companyPath(id)}/close`;
