/**
 * The keyboard shortcuts that hold now, in one list: the window listens to it, and the
 * keyboard help and the palette print it. A component registers its shortcuts when it
 * comes on screen and takes them away when it goes.
 */
import { createSubscriber } from "svelte/reactivity";
import { createKeybindingsHandler } from "tinykeys";

export type Shortcut = {
  /** Names the shortcut for settings and tests, such as `claim.tag`. */
  id: string;
  /** As tinykeys writes them: `$mod+k`, `Shift+?`, `g d`. `$mod` is Ctrl, or ⌘ on a Mac. */
  keys: string;
  /** What it does, in the language of the window. */
  label: string;
  /** The group under which the help lists it, such as "Claim". */
  scope: string;
  run: (event: KeyboardEvent) => void;
  /** Whether it holds while someone types in a field. Never set it for a bare letter. */
  whenTyping?: boolean;
  /** Whether it holds at all just now. */
  when?: () => boolean;
  /** What it acts in: it does not hold while that is off the screen, or inert under something else. */
  root?: () => Element | null | undefined;
};

const shortcuts = new Map<string, Shortcut[]>();
let changed: () => void = () => undefined;
const subscribe = createSubscriber((update) => {
  changed = update;
  return () => {
    changed = () => undefined;
  };
});

/**
 * Adds shortcuts until the returned function is called. One id may be registered
 * by several components: the newest on screen wins, and the older returns after it.
 */
export function registerKeys(...added: Shortcut[]): () => void {
  for (const shortcut of added) {
    shortcuts.set(shortcut.id, [...(shortcuts.get(shortcut.id) ?? []), shortcut]);
  }
  moved();
  return () => {
    for (const shortcut of added) {
      const left = (shortcuts.get(shortcut.id) ?? []).filter((other) => other !== shortcut);
      if (left.length > 0) shortcuts.set(shortcut.id, left);
      else shortcuts.delete(shortcut.id);
    }
    moved();
  };
}

/** The shortcuts that hold now, in the order in which they came. Reactive when read in a component. */
export function currentKeys(): Shortcut[] {
  subscribe();
  return [...shortcuts.values()].flatMap((stack) => stack.at(-1) ?? []);
}

/** Whether a shortcut holds just now, as far as it can say itself. */
export function holds({ root, when }: Shortcut): boolean {
  // Somebody may press a key at any time: it must not act on what they cannot see.
  if (root !== undefined && root()?.closest("[inert]") !== null) return false;
  return when?.() ?? true;
}

/** The same by scope, for the keyboard help. */
export function keysByScope(): Map<string, Shortcut[]> {
  const scopes = new Map<string, Shortcut[]>();
  for (const shortcut of currentKeys()) {
    scopes.set(shortcut.scope, [...(scopes.get(shortcut.scope) ?? []), shortcut]);
  }
  return scopes;
}

/** Makes a window (or, in tests, any target) obey the list. Returns how to stop. */
export function listenForKeys(target: Pick<Window, "addEventListener" | "removeEventListener">): () => void {
  const listener = (event: Event): void => {
    if (event instanceof KeyboardEvent) handler()(event);
  };
  target.addEventListener("keydown", listener);
  return () => {
    target.removeEventListener("keydown", listener);
  };
}

/** Whether letters typed there are text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  const letterless = ["checkbox", "radio", "button", "submit", "reset", "range", "color", "file"];
  return target instanceof HTMLInputElement && !letterless.includes(target.type);
}

let built: ((event: Event) => void) | null = null;

function moved(): void {
  built = null;
  changed();
}

/** tinykeys remembers half-typed sequences inside its handler, so keep it while the list stays. */
function handler(): (event: Event) => void {
  if (built !== null) return built;
  const byKeys = new Map<string, Shortcut[]>();
  for (const stack of shortcuts.values()) {
    const shortcut = stack.at(-1);
    if (shortcut) byKeys.set(shortcut.keys, [...(byKeys.get(shortcut.keys) ?? []), shortcut]);
  }
  const bindings = Object.fromEntries(
    [...byKeys].map(([keys, same]) => [
      keys,
      (event: KeyboardEvent) => {
        obey(event, same);
      },
    ]),
  );
  built = createKeybindingsHandler(bindings);
  return built;
}

function obey(event: KeyboardEvent, candidates: readonly Shortcut[]): void {
  if (event.defaultPrevented || event.isComposing) return;
  // A dialog on top owns the keyboard: shortcuts of what lies under it must not act unseen.
  const modal = document.querySelector(
    '[role="dialog"][data-state="open"], [role="alertdialog"][data-state="open"]',
  );
  const typing = isTyping(event.target);
  const shortcut = candidates.findLast(
    (one) =>
      (!typing || one.whenTyping === true) && (modal === null || one.whenTyping === true) && holds(one),
  );
  if (shortcut === undefined) return;
  event.preventDefault();
  shortcut.run(event);
}
