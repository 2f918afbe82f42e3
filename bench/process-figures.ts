import { readdirSync, readFileSync } from "node:fs";

export interface ProcessFigures {
  /** Milliseconds of user and system time since the process began. */
  readonly cpuMs: number;
  readonly residentMb: number;
  readonly descriptors: number;
}

const ticksPerSecond = 100;

/** Reads Linux's own account of a process. */
export function figuresOf(pid: number): ProcessFigures {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields[11]) + Number(fields[12]);
  const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return {
    cpuMs: (ticks * 1000) / ticksPerSecond,
    residentMb: Number(resident?.[1] ?? 0) / 1024,
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
  };
}
