import { fold } from "@/lib/domain/folding";
import type { RowValues } from "./plan";

/** What must stay unique among the rows of a kind. */
type Keyed = Pick<RowValues, "name" | "code" | "parentId">;

export interface Occupant {
  readonly id: string;
  readonly name: string;
  /** Null for a row of the company's own. */
  readonly catalogueId: string | null;
}

export const nameKey = ({ name, parentId }: Pick<Keyed, "name" | "parentId">) =>
  `${parentId ?? ""} ${fold(name)}`;

/** Which row has which name, in its place, and which code. */
export class Occupancy {
  readonly #names = new Map<string, Occupant>();
  readonly #codes = new Map<string, Occupant>();

  take(values: Keyed, occupant: Occupant): void {
    this.#names.set(nameKey(values), occupant);
    if (values.code !== null) this.#codes.set(values.code, occupant);
  }

  byName(values: Pick<Keyed, "name" | "parentId">): Occupant | undefined {
    return this.#names.get(nameKey(values));
  }

  byCode(code: string | null): Occupant | undefined {
    return code === null ? undefined : this.#codes.get(code);
  }
}
