// The mouse on the text: press, drag (by letter, word, sentence, paragraph),
// scrolling at the edges, and clicks on claims, numbers and links.
import type { Span } from "../../../anchor";
import { around } from "./motion";
import type { Box, Hit } from "./lines";
import type { Reader } from "./reader.svelte";
import { caretAt, moveTo, stretch } from "./selection";

type Grain = "letter" | "word" | "sentence" | "paragraph";
const BY_CLICKS: readonly Grain[] = ["letter", "word", "sentence", "paragraph"];

/** Pixels that the hand may tremble before a click becomes a drag. */
const TREMBLE = 3;
/** Distance from the edge at which dragging scrolls, and how fast per pixel and frame. */
const EDGE = 28;
const PULL = 0.35;

interface Press {
  readonly x: number;
  readonly y: number;
  readonly hit: Hit;
  readonly grain: Grain;
  /** The whole word, sentence or paragraph that was pressed on. */
  readonly from: Span;
  readonly shift: boolean;
  readonly target: EventTarget | null;
  /** Whether a list of claims was open: then this click only closes it. */
  readonly closes: boolean;
  moved: boolean;
}

export class Pointer {
  readonly #reader: Reader;
  #press: Press | null = null;
  #at = { x: 0, y: 0 };
  #frame = 0;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  down(event: MouseEvent): void {
    if (event.button !== 0) return;
    // The native selection would run beside ours, and lose itself in what is not drawn.
    event.preventDefault();
    const reader = this.#reader;
    const closes = reader.choice !== null;
    const hit = reader.hitAt(event.clientX, event.clientY);
    reader.viewport.box?.focus({ preventScroll: true });
    if (!hit) return;
    const whole = event.ctrlKey || event.metaKey;
    const grain = whole ? "paragraph" : (BY_CLICKS[Math.min(event.detail, BY_CLICKS.length) - 1] ?? "letter");
    const from = this.#whole(hit, grain);
    const { clientX: x, clientY: y, shiftKey: shift, target } = event;
    this.#press = { x, y, hit, grain, from, shift, target, closes, moved: false };
    this.#at = { x, y };
    reader.dragging = true;
    if (shift) reader.select(moveTo(reader.selection, hit.point, true, hit.upstream), false);
    else if (grain === "letter") reader.select(caretAt(hit.point, hit.upstream), false);
    else reader.select(stretch(from, from), false);
    window.addEventListener("mousemove", this.#onmove);
    window.addEventListener("mouseup", this.#onup);
  }

  /** Which claim the pointer is over: the innermost. */
  hover(event: MouseEvent): void {
    if (this.#press) return;
    const over = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-passage]") : null;
    this.#reader.hovered = over?.dataset["passage"] ?? null;
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    window.removeEventListener("mousemove", this.#onmove);
    window.removeEventListener("mouseup", this.#onup);
    this.#press = null;
    this.#reader.dragging = false;
  }

  readonly #onmove = (event: MouseEvent): void => {
    this.#at = { x: event.clientX, y: event.clientY };
    const press = this.#press;
    if (!press) return;
    // The button was let go outside the window.
    if ((event.buttons & 1) === 0) {
      this.#onup(event);
      return;
    }
    if (!press.moved && Math.hypot(event.clientX - press.x, event.clientY - press.y) < TREMBLE) return;
    press.moved = true;
    if (this.#frame === 0) this.#frame = requestAnimationFrame(this.#drag);
  };

  /** Once a frame, however many moves the mouse sends; again and again while it pulls at an edge. */
  readonly #drag = (): void => {
    this.#frame = 0;
    const press = this.#press;
    const frame = this.#reader.viewport.box?.getBoundingClientRect();
    if (!press || !frame) return;
    const { x, y } = this.#at;
    const pull =
      y < frame.top + EDGE ? y - frame.top - EDGE : y > frame.bottom - EDGE ? y - frame.bottom + EDGE : 0;
    if (pull !== 0) {
      this.#reader.viewport.scrollBy(pull * PULL);
      this.#frame = requestAnimationFrame(this.#drag);
    }
    const hit = this.#reader.hitAt(x, Math.min(frame.bottom - 2, Math.max(frame.top + 2, y)));
    if (hit) this.#extend(press, hit);
  };

  #extend(press: Press, hit: Hit): void {
    const reader = this.#reader;
    const next =
      press.grain === "letter" || press.shift
        ? moveTo(reader.selection, hit.point, true, hit.upstream)
        : stretch(press.from, this.#whole(hit, press.grain));
    if (next.focus !== reader.selection.focus || next.anchor !== reader.selection.anchor)
      reader.select(next, false);
  }

  readonly #onup = (event: MouseEvent): void => {
    const press = this.#press;
    if (!press) return;
    if (press.moved) {
      const hit = this.#reader.hitAt(event.clientX, event.clientY);
      if (hit && this.#frame !== 0) this.#extend(press, hit);
    }
    this.stop();
    this.#reader.tell();
    if (!press.moved && !press.shift && !press.closes) this.#click(press, event);
  };

  #click(press: Press, event: MouseEvent): void {
    const reader = this.#reader;
    const number =
      press.target instanceof Element ? press.target.closest<HTMLElement>("[data-number]") : null;
    if (number) {
      const mark = reader.marks.find((each) => each.passage === number.dataset["passage"]);
      if (mark) reader.given().onchoose?.(mark.claim);
      return;
    }
    const note = press.target instanceof Element ? press.target.closest<HTMLElement>("[data-note]") : null;
    if (note) {
      reader.given().onnote?.(Number(note.dataset["note"]));
      return;
    }
    const { letter } = press.hit;
    if (!letter) return;
    const href = reader.linkAt(letter.start)?.href;
    if (href && (event.ctrlKey || event.metaKey)) {
      reader.given().onlink?.(href);
      return;
    }
    if (press.grain !== "letter") return;
    const { clientX: x, clientY: y } = event;
    reader.choose(letter.start, { left: x, right: x, top: y - 8, bottom: y + 8 } satisfies Box, true);
  }

  #whole(hit: Hit, grain: Grain): Span {
    const point = hit.letter?.start ?? hit.point;
    if (grain === "letter") return { start: hit.point, end: hit.point };
    return around(this.#reader.text, point, grain);
  }
}
