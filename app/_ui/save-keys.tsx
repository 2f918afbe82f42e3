"use client";
import { useSyncExternalStore } from "react";

const never = () => () => {};
const onMac = () => /mac|iphone|ipad/i.test(navigator.platform);

/** The keys that save, as they are written on this keyboard. */
export function SaveKeys() {
  return useSyncExternalStore(never, onMac, () => false) ? "⌘↵" : "Ctrl ↵";
}
