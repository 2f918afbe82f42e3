import type { MouseEvent } from "react";
import type { PaletteGroup, PaletteItem } from "@/lib/domain/palette";

type PaletteListProps = {
  id: string;
  label: string;
  groups: readonly PaletteGroup[];
  chosen: PaletteItem | undefined;
  optionId: (item: PaletteItem) => string;
  onPoint: (item: PaletteItem) => void;
  onRun: (item: PaletteItem, newTab: boolean) => void;
};

/** The lines, group by group. The keys are the field's: it keeps the focus. */
export function PaletteList({ id, label, groups, chosen, optionId, onPoint, onRun }: PaletteListProps) {
  const option = (item: PaletteItem) => (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the combobox has the focus and the keys
    <div
      key={item.id}
      id={optionId(item)}
      role="option"
      aria-selected={item.id === chosen?.id}
      onMouseMove={() => item.id !== chosen?.id && onPoint(item)}
      // The field keeps the focus.
      onMouseDown={(event: MouseEvent) => event.preventDefault()}
      onClick={(event: MouseEvent) => onRun(item, event.metaKey || event.ctrlKey)}
      className="flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-2.5 touch:min-h-11 aria-selected:bg-accent-soft aria-selected:text-accent-text"
    >
      <span lang={item.lang} className="min-w-0 flex-1 truncate">
        {item.label}
      </span>
      {item.hint && <span className="max-w-[45%] truncate text-small opacity-80">{item.hint}</span>}
    </div>
  );
  return (
    <div
      id={id}
      role="listbox"
      aria-label={label}
      className="max-h-[min(24rem,60dvh)] overflow-y-auto overscroll-contain p-1.5 empty:hidden"
    >
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options, as the listbox pattern has them
        <div key={group.id} role="group" aria-labelledby={`${id}-${group.id}`}>
          <p
            id={`${id}-${group.id}`}
            role="presentation"
            className="px-2.5 pt-2 pb-1 text-caption text-muted"
          >
            {group.title}
          </p>
          {group.items.map(option)}
        </div>
      ))}
    </div>
  );
}
