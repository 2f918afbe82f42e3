"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Asks again every few seconds whether the workspace is there; the page then leads to it. */
export function RetrySoon() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), 4000);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
