// Which pieces are in the DOM, and what keeps the text still while guessed
// heights become measured ones. WebKit has no scroll anchoring, so it is ours.
import { flushSync } from "svelte";
import { Heights } from "./heights";

/** Space above the first piece. */
export const TOP = 34;
/** Space below the last, so that it can be read at eye level. */
const BOTTOM = 160;
/** What is kept in the DOM above and below the view, in heights of the view. */
const OVERSCAN = 0.75;

export class Viewport {
  /** The element that scrolls; set when mounted. */
  box: HTMLElement | null = null;
  scrollTop = $state(0);
  height = $state(0);
  /** Rises whenever a height changed. */
  version = $state(0);
  readonly #heights: Heights;
  // Asked when something else has changed; nothing is drawn because of it.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #mounted = new Map<number, HTMLElement>();
  readonly #slots = new WeakMap<Element, number>();
  #observer: ResizeObserver | null = null;

  readonly first: number = $derived(this.#slotAt(this.scrollTop - this.height * OVERSCAN));
  readonly last: number = $derived(this.#slotAt(this.scrollTop + this.height * (1 + OVERSCAN)));
  readonly extent: number = $derived.by(() => this.#seen().total + TOP + BOTTOM);
  /** Where the first mounted piece stands. */
  readonly offset: number = $derived.by(() => this.#seen().above(this.first) + TOP);

  constructor(guesses: readonly number[]) {
    this.#heights = new Heights(guesses);
  }

  /** Starts to watch; returns how to stop. */
  watch(box: HTMLElement): () => void {
    this.box = box;
    this.height = box.clientHeight;
    const observer = new ResizeObserver((entries) => {
      if (box.clientHeight > 0) this.height = box.clientHeight;
      this.#take(entries.map((entry) => entry.target));
    });
    observer.observe(box);
    for (const element of this.#mounted.values()) observer.observe(element);
    this.#observer = observer;
    return () => {
      observer.disconnect();
      this.#observer = null;
      this.box = null;
    };
  }

  /** An attachment for the element of one piece. */
  mount(at: number): (element: HTMLElement) => () => void {
    return (element) => {
      this.#mounted.set(at, element);
      this.#slots.set(element, at);
      this.#observer?.observe(element);
      return () => {
        if (this.#mounted.get(at) === element) this.#mounted.delete(at);
        this.#observer?.unobserve(element);
      };
    };
  }

  element(at: number): HTMLElement | undefined {
    return this.#mounted.get(at);
  }

  get elements(): ReadonlyMap<number, HTMLElement> {
    return this.#mounted;
  }

  scrolled(): void {
    if (this.box) this.scrollTop = this.box.scrollTop;
  }

  /** Scrolls and draws at once, so that what comes into view can be measured. */
  scrollTo(top: number): void {
    const { box } = this;
    if (!box) return;
    // Twice: the first pass measures what was guessed, the second corrects for it.
    for (let pass = 0; pass < 2; pass++) {
      box.scrollTop = top;
      this.scrollTop = box.scrollTop;
      flushSync();
      const shift = this.#take(this.#mounted.values());
      if (shift === 0) break;
      top += shift;
    }
  }

  scrollBy(distance: number): void {
    if (this.box) this.scrollTo(this.box.scrollTop + distance);
  }

  /** Brings a piece into the DOM, a share of the view below the top. */
  show(at: number, share = 0.3): void {
    if (!this.#mounted.has(at)) this.scrollTo(this.above(at) - this.height * share);
  }

  /** The distance of a piece from the top of the scrolled whole. */
  above(at: number): number {
    return this.#heights.above(at) + TOP;
  }

  heightOf(at: number): number {
    return this.#heights.of(at);
  }

  slotAt(y: number): number {
    return this.#heights.at(Math.max(0, y - TOP));
  }

  /** Takes measured heights; what is at the top of the view stays there. Returns the shift. */
  #take(elements: Iterable<Element>): number {
    const { box } = this;
    if (!box) return 0;
    const before = box.scrollTop;
    const top = this.slotAt(before);
    const held = this.above(top);
    let changed = false;
    for (const element of elements) {
      const at = this.#slots.get(element);
      if (at === undefined || this.#mounted.get(at) !== element) continue;
      if (this.#heights.measure(at, element.getBoundingClientRect().height) !== 0) changed = true;
    }
    if (!changed) return 0;
    this.version++;
    const shift = before > TOP ? this.above(top) - held : 0;
    if (shift === 0) return 0;
    // The whole must have grown before the browser lets us scroll further down.
    flushSync();
    box.scrollTop = before + shift;
    this.scrollTop = box.scrollTop;
    return shift;
  }

  #seen(): Heights {
    void this.version;
    return this.#heights;
  }

  #slotAt(y: number): number {
    return this.#seen().at(Math.max(0, y - TOP));
  }
}
