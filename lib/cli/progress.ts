import type { Step } from "./command";

/** Where people watch: standard error, so that standard output holds the answer and nothing else. */
export interface Watcher {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface ProgressDisplay {
  show(step: Step): void;
  /** Leaves the screen as it was. */
  clear(): void;
}

const barWidth = 24;

/** One bar on a terminal; a line per step in a pipe. */
export function progressDisplay(out: Watcher): ProgressDisplay {
  if (!out.isTTY) {
    return { show: (step) => void out.write(`${count(step)} ${step.text}\n`), clear: () => {} };
  }
  return {
    show: (step) => {
      const filled = step.total > 0 ? Math.round((barWidth * step.done) / step.total) : 0;
      const line = `${"█".repeat(filled)}${"░".repeat(barWidth - filled)} ${count(step)} ${step.text}`;
      out.write(`\r\x1b[2K${line.slice(0, (out.columns ?? 80) - 1)}`);
    },
    clear: () => void out.write("\r\x1b[2K"),
  };
}

function count({ done, total }: Step): string {
  return `${String(done).padStart(String(total).length)}/${total}`;
}
