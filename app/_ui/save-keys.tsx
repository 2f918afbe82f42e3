"use client";
import { useSyncExternalStore } from "react";

const never = () => () => {};
const onMac = () => /mac|iphone|ipad/i.test(navigator.platform);

/** Keys with ⌘, as they are written on this keyboard. */
export function CommandKeys({ keys }: { keys: `⌘${string}` }) {
  return useSyncExternalStore(never, onMac, () => false) ? keys : `Ctrl ${keys.slice(1)}`;
}
