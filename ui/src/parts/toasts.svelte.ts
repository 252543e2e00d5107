/**
 * The short messages at the corner of the window: what was done, with a way to take it
 * back. They leave by themselves, wait while someone reads or points at them, and bad
 * news stays until it is dismissed.
 */
import type { Tone } from "./types";

export type ToastAction = { label: string; run: () => void };
export type ToastWish = {
  /** Messages of one key follow one another in one place: only the newest is shown. */
  key?: string;
  text: string;
  tone?: Tone;
  action?: ToastAction;
  /** Milliseconds; 0 keeps it until it is dismissed. */
  timeout?: number;
};
export type Toast = ToastWish & { id: number };

/** Enough to read two lines and to reach a button (WCAG 2.2.1 asks for time). */
const PLAIN_MS = 6_000;
const ACTION_MS = 10_000;
const MOST = 4;

export class Toasts {
  list: Toast[] = $state([]);
  #next = 1;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- timers are not drawn: nothing should follow them
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** Shows a message and returns its number, for `dismiss`. */
  show(wish: ToastWish): number {
    const toast = { ...wish, id: this.#next++ };
    const older = this.list.find((one) => wish.key !== undefined && one.key === wish.key);
    if (older !== undefined) this.dismiss(older.id);
    this.list.push(toast);
    for (const old of this.list.slice(0, -MOST)) this.dismiss(old.id);
    this.#start(toast);
    return toast.id;
  }

  dismiss(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  /** Runs the action of a message, which is then done with. */
  act(id: number): void {
    const action = this.list.find((toast) => toast.id === id)?.action;
    this.dismiss(id);
    action?.run();
  }

  /** While someone points at a message or stands on it, none of them leaves. */
  pause(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  resume(): void {
    for (const toast of this.list) if (!this.#timers.has(toast.id)) this.#start(toast);
  }

  #start(toast: Toast): void {
    const usual = toast.tone === "reb" ? 0 : toast.action ? ACTION_MS : PLAIN_MS;
    const timeout = toast.timeout ?? usual;
    if (timeout === 0) return;
    this.#timers.set(
      toast.id,
      setTimeout(() => {
        this.dismiss(toast.id);
      }, timeout),
    );
  }
}
