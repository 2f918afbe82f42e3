import { EngineError } from "../errors";
import type { Keyring } from "./keyring";

/** Where nothing can be kept in files there are no keys: remote servers encrypt by themselves or not at all. */
export const noKeyring: Keyring = {
  kekId: null,
  issue: () => Promise.reject(refusal()),
  issueNext: () => Promise.reject(refusal()),
  promote: () => Promise.reject(refusal()),
  rewrap: () => Promise.reject(refusal()),
  reveal: () => Promise.reject(refusal()),
  destroy: () => Promise.reject(refusal()),
  quarantine: () => Promise.reject(refusal()),
  list: () => Promise.resolve([]),
  close: () => Promise.resolve(),
};

function refusal(): EngineError {
  return new EngineError("NotSupported", "There is no keyring without a data folder.");
}
