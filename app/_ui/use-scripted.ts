"use client";
import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether JavaScript runs here: false on the server and in the page it sends. */
export function useScripted(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
