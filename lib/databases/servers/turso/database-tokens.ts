import { EngineError } from "../../errors";
import type { Authorization, TursoPlatform } from "./platform";

/** In minutes. A token that got out is of use for that long at most; renewed when half of it is over. */
export const tokenLifetime = 60;

/** So long before its end a token is not trusted to arrive in time. */
const marginMs = 30_000;
/** After a renewal that failed. */
const nextRenewalMs = 15_000;

interface Kept {
  readonly jwt: string;
  renewAt: number;
  readonly endsAt: number;
}

/**
 * One database's tokens of one kind, made when first needed and kept in this process only. While one is good, a
 * platform API that is down keeps nobody from the database.
 */
export class DatabaseTokens {
  #kept: Kept | null = null;
  #making: Promise<Kept> | null = null;

  constructor(
    private readonly platform: TursoPlatform,
    private readonly database: string,
    private readonly authorization: Authorization,
    private readonly lifetimeMinutes: number,
  ) {}

  /** @throws EngineError `DatabaseMissing`, and whatever the platform answers */
  async current(): Promise<string> {
    const kept = this.#kept;
    const now = performance.now();
    if (kept && now < kept.renewAt) return kept.jwt;
    const making = this.#renew();
    if (!kept || now >= kept.endsAt - marginMs) return (await making).jwt;
    making.catch(() => {
      kept.renewAt = performance.now() + nextRenewalMs;
    });
    return kept.jwt;
  }

  /** The database refused it: keys were replaced. Whoever asks next gets another. */
  forget(jwt: string): void {
    if (this.#kept?.jwt === jwt) this.#kept = null;
  }

  #renew(): Promise<Kept> {
    this.#making ??= this.#make().finally(() => {
      this.#making = null;
    });
    return this.#making;
  }

  async #make(): Promise<Kept> {
    const { database, authorization, lifetimeMinutes } = this;
    // Counted from before it was made, so that it never ends earlier than we think; and by no clock that is set.
    const from = performance.now();
    const jwt = await this.platform.createToken(database, authorization, lifetimeMinutes);
    if (jwt === null) {
      throw new EngineError("DatabaseMissing", "The company's database is not on its server.", { database });
    }
    const lifetimeMs = lifetimeMinutes * 60_000;
    this.#kept = { jwt, renewAt: from + lifetimeMs / 2, endsAt: from + lifetimeMs };
    return this.#kept;
  }
}
