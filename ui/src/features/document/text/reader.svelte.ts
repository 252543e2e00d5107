// The state of one text on screen: selection, what is pointed at, and what
// keys do to it. Components draw it; only this class changes it.
import { flushSync, tick } from "svelte";
import { quoteOf, Run, sentenceAt, type Span } from "../../../anchor";
import { Canonical, firstWhere } from "./canonical";
import { guessHeight } from "./guess";
import type { Intent } from "./keys";
import { lanesOf } from "./lanes";
import {
  caretBox,
  edgeOfLine,
  hitOnLine,
  lineBeyond,
  linesOf,
  nearestLine,
  type Box,
  type Hit,
} from "./lines";
import { covering, markFrom, step, type Direction } from "./motion";
import { byPlace, marksByPiece, pieceAt, piecesOf, type Piece } from "./pieces";
import { caretAt, isCaret, moveTo, spanOf, type Selection } from "./selection";
import type { Block, Cover, Mark, Position, TextAction, TextMark, TextNote, TextRange } from "./types";
import { Viewport } from "./viewport.svelte";

/** What the view is given; read anew each time, so that it is never stale. */
export interface Given {
  readonly marks: readonly TextMark[];
  readonly selected: string | null;
  readonly readOnly: boolean;
  /** What was done about each word, where that is to be seen. */
  readonly covers?: readonly Cover[] | undefined;
  /** Where notes hang, in any order. */
  readonly notes?: readonly TextNote[] | undefined;
  /** What can be done with words; everything where nothing is said. */
  readonly actions?: readonly TextAction[] | undefined;
  onselect?: ((range: TextRange | null) => void) | undefined;
  onaction?: ((action: TextAction, range: TextRange) => void) | undefined;
  onchoose?: ((claim: string) => void) | undefined;
  onnote?: ((note: number) => void) | undefined;
  onlink?: ((href: string) => void) | undefined;
  onposition?: ((position: Position) => void) | undefined;
}

/** What stands under a click that could mean several things. */
export interface Choice {
  readonly marks: readonly TextMark[];
  readonly href: string | null;
  /** Where on the screen the list opens. */
  readonly box: Box;
}

export class Reader {
  readonly text: Canonical;
  readonly pieces: readonly Piece[];
  readonly viewport: Viewport;
  readonly links: readonly Mark[];
  selection: Selection = $state.raw(caretAt(0));
  hovered: string | null = $state(null);
  focused = $state(false);
  dragging = $state(false);
  choice: Choice | null = $state.raw(null);
  /** What a screen reader hears when keys move to a mark or link. */
  said = $state("");
  readonly given: () => Given;

  readonly marks: readonly TextMark[] = $derived.by(() => [...this.given().marks].sort(byPlace));
  readonly lanes: ReadonlyMap<string, number> = $derived.by(() => lanesOf(this.marks));
  readonly marksOf: readonly (readonly TextMark[])[] = $derived.by(() =>
    marksByPiece(this.pieces, this.marks),
  );
  /** By where their marks stand. */
  readonly notes: readonly TextNote[] = $derived.by(() =>
    [...(this.given().notes ?? [])].sort((a, b) => a.end - b.end || a.note - b.note),
  );
  readonly span: Span = $derived(spanOf(this.selection));
  readonly hasWords: boolean = $derived(!isCaret(this.selection));

  /** Where Up and Down aim across, kept over short lines. */
  #goal: number | null = null;
  /** After Escape the Tab key leaves the text, so that nobody is trapped in it. */
  #leaving = false;
  #told: string | null = null;

  constructor(text: string, blocks: readonly Block[], given: () => Given) {
    this.text = new Canonical(text, blocks);
    this.pieces = piecesOf(this.text);
    this.given = given;
    this.viewport = new Viewport(this.pieces.map((piece) => guessHeight(this.text, piece)));
    this.links = blocks.flatMap((block) =>
      (block.marks ?? []).filter((mark) => mark.style === "link" && mark.href),
    );
    this.selection = caretAt(this.text.edges.start);
  }

  /** The words of a span for the world outside, never cutting a letter. */
  rangeOf(span: Span): TextRange {
    return quoteOf(this.text.index, this.text.settleSpan(span));
  }

  /** What an action is about: the selection, else the sentence at the caret. */
  target(): Span | null {
    if (this.hasWords) return this.span;
    const point = this.selection.focus;
    const sentence = sentenceAt(this.text.index, this.text.unitAt(point), point);
    return sentence.end > sentence.start ? sentence : null;
  }

  act(action: TextAction): void {
    const span = this.target();
    if (!span || this.given().readOnly || this.given().actions?.includes(action) === false) return;
    this.given().onaction?.(action, this.rangeOf(span));
  }

  /** Takes a selection; `tell` is false while a drag is still going on. */
  select(selection: Selection, tell = true): void {
    this.selection = selection;
    this.#goal = null;
    this.#leaving = false;
    this.choice = null;
    if (tell) this.tell();
  }

  /** Tells the outside what is selected, once for each change. */
  tell(): void {
    const { start, end } = this.span;
    const key = this.hasWords ? `${start} ${end}` : null;
    if (key === this.#told) return;
    this.#told = key;
    this.given().onselect?.(this.hasWords ? this.rangeOf(this.span) : null);
  }

  /** Does what a key asks. Returns whether the key was taken. */
  obey(intent: Intent): boolean {
    switch (intent.do) {
      case "act":
        if (this.given().readOnly) return false;
        this.act(intent.action);
        return true;
      case "enter":
        return this.#enter();
      case "open_link":
        return this.#openLink();
      case "copy":
        return this.#copyUnseen();
      case "collapse":
        return this.#collapse();
      case "select_all":
        this.select({ anchor: this.text.edges.start, focus: this.text.edges.end, upstream: true });
        return true;
      case "tab":
        return this.#tab(intent.way);
      case "mark":
        return this.#goTo(markFrom(this.marks, this.selection.focus, intent.way));
      default:
        return this.#move(intent);
    }
  }

  /** Brings a span into view and returns when it is drawn. */
  async reveal(target: string | Span): Promise<void> {
    // Not at once: drawing flushes, and an effect that asks may not be flushed within if it wrote what it reads.
    await tick();
    const span = typeof target === "string" ? this.marks.find((mark) => mark.passage === target) : target;
    if (!span) return;
    const start = this.text.settle(span.start);
    this.viewport.show(pieceAt(this.pieces, start));
    await tick();
    const box = this.boxAt(start, false);
    const frame = this.viewport.box?.getBoundingClientRect();
    if (!box || !frame) return;
    // Seen already and not at the very edge: a text that stays still is easier to read.
    if (box.top < frame.top + 40 || box.bottom > frame.bottom - 80) {
      this.viewport.scrollBy(box.top - frame.top - frame.height * 0.3);
    }
  }

  /** Scrolls as little as needed to see the caret. */
  showCaret(): void {
    const { focus, upstream } = this.selection;
    flushSync();
    this.viewport.show(pieceAt(this.pieces, focus), 0.4);
    const box = this.boxAt(focus, upstream);
    const frame = this.viewport.box?.getBoundingClientRect();
    if (!box || !frame) return;
    const margin = Math.min(48, frame.height / 6);
    if (box.top < frame.top + margin) this.viewport.scrollBy(box.top - frame.top - margin);
    else if (box.bottom > frame.bottom - margin) this.viewport.scrollBy(box.bottom - frame.bottom + margin);
  }

  /** The caret's box on the screen, or null where the text is not drawn. */
  boxAt(point: number, upstream: boolean): Box | null {
    const run = this.runAt(point, upstream);
    return run && caretBox(this.text.index, run, point, upstream, this.text.isRtl(point));
  }

  /** The drawn run that holds a point. */
  runAt(point: number, upstream = false): Run | null {
    const at = pieceAt(this.pieces, point);
    const runs = this.runsOf(at);
    // At a seam inside a long block the caret may belong to the piece above.
    if (upstream && this.pieces[at]?.start === point && at > 0) runs.unshift(...this.runsOf(at - 1));
    return runs.find((run) => run.start <= point && point <= run.end) ?? null;
  }

  runsOf(piece: number): Run[] {
    const element = this.viewport.element(piece);
    if (!element) return [];
    return [...element.querySelectorAll<HTMLElement>("[data-start]")].map(
      (run) => new Run(run, this.text.index),
    );
  }

  /** The place in the text nearest to a place on the screen. */
  hitAt(x: number, y: number): Hit | null {
    let nearest: { at: number; far: number } | null = null;
    for (const [at, element] of this.viewport.elements) {
      const { top, bottom } = element.getBoundingClientRect();
      const far = Math.max(0, top - y, y - bottom);
      if (!nearest || far < nearest.far) nearest = { at, far };
    }
    if (!nearest) return null;
    const line = nearestLine(this.runsOf(nearest.at).flatMap(linesOf), x, y);
    if (!line) return null;
    const hit = hitOnLine(this.text.index, line, x, this.text.isRtl(line.run.start));
    return y < line.top - 2 || y > line.bottom + 2 ? { ...hit, letter: null } : hit;
  }

  /** The passages at a place, the innermost first. */
  marksAt(point: number): TextMark[] {
    return covering(this.marksOf[pieceAt(this.pieces, point)] ?? [], point);
  }

  /** What was done about the words of a span. */
  coversIn({ start, end }: Span): readonly Cover[] {
    const covers = this.given().covers ?? [];
    const first = firstWhere(covers.length, (at) => (covers[at]?.end ?? 0) > start);
    const last = firstWhere(covers.length, (at) => (covers[at]?.start ?? 0) >= end);
    return covers.slice(first, last);
  }

  /** The notes whose marks or words stand in a span; a mark at its very start belongs to what is before it. */
  notesIn({ start, end }: Span): readonly TextNote[] {
    const { notes } = this;
    const first = firstWhere(notes.length, (at) => (notes[at]?.end ?? 0) > start);
    const last = firstWhere(notes.length, (at) => (notes[at]?.end ?? 0) > end);
    const here = notes.slice(first, last);
    // The words of the chosen one may begin in one run and end in another.
    const over = notes.slice(last).filter((note) => note.chosen && note.start < end);
    return [...here, ...over];
  }

  linkAt(point: number): Mark | undefined {
    return this.links.find((link) => link.start <= point && point < link.end);
  }

  /** Chooses at a place: at once if one thing is there, else by a list. Returns whether there is any. */
  choose(point: number, box: Box, opensLinks: boolean): boolean {
    const marks = this.marksAt(point);
    const href = (opensLinks && this.linkAt(point)?.href) || null;
    const [first] = marks;
    if (!first && !href) return false;
    if (first && (marks.length > 1 || href)) this.choice = { marks, href, box };
    else if (first) this.given().onchoose?.(first.claim);
    else if (href) this.given().onlink?.(href);
    return true;
  }

  /** Where the reader is, to be brought back later. */
  position(): Position {
    const { viewport } = this;
    const at = viewport.slotAt(viewport.scrollTop);
    const piece = this.pieces[at];
    const height = Math.max(1, viewport.heightOf(at));
    const share = Math.min(1, Math.max(0, (viewport.scrollTop - viewport.above(at)) / height));
    const scroll = viewport.scrollTop <= 0 || !piece ? 0 : piece.start + share * (piece.end - piece.start);
    return { ...this.span, scroll };
  }

  restore({ start, end, scroll }: Position): void {
    const span = this.text.settleSpan({ start, end });
    this.select({ anchor: span.start, focus: span.end, upstream: false }, false);
    if (scroll <= 0) return;
    const at = pieceAt(this.pieces, Math.floor(scroll));
    const piece = this.pieces[at];
    if (!piece) return;
    this.viewport.scrollTo(this.viewport.above(at));
    // Only now is the piece's height measured.
    const share = (scroll - piece.start) / Math.max(1, piece.end - piece.start);
    this.viewport.scrollTo(this.viewport.above(at) + share * this.viewport.heightOf(at));
  }

  #move(intent: Extract<Intent, { readonly extend: boolean }>): boolean {
    const { selection } = this;
    if (intent.do === "step") {
      const point = step(this.text, selection.focus, intent.by, intent.way, intent.extend);
      this.select(moveTo(selection, point, intent.extend));
    } else if (intent.do === "sideways") {
      const way: Direction = this.text.isRtl(selection.focus) ? (intent.way === 1 ? -1 : 1) : intent.way;
      const point = this.#sideways(intent.by, way, intent.extend);
      this.select(moveTo(selection, point, intent.extend));
    } else if (intent.do === "line_edge") {
      this.#moveToLineEdge(intent.way, intent.extend);
    } else {
      this.#moveByLine(intent.do, intent.way, intent.extend);
    }
    this.showCaret();
    return true;
  }

  /** Without Shift a selection first falls together on the side one goes to, as everywhere. */
  #sideways(by: "letter" | "word", way: Direction, extend: boolean): number {
    if (this.hasWords && !extend && by === "letter") return way > 0 ? this.span.end : this.span.start;
    return step(this.text, this.selection.focus, by, way, extend);
  }

  #moveByLine(by: "line" | "page", way: Direction, extend: boolean): void {
    this.showCaret();
    const { focus, upstream } = this.selection;
    const from = this.boxAt(focus, upstream);
    if (!from) return;
    const goal = this.#goal ?? from.left;
    const hit = by === "line" ? this.#hitBeyond(from, goal, way) : this.#hitPageOn(from, goal, way);
    // At the first and last line one more step goes to the edge of the text.
    const point = hit?.point ?? (way > 0 ? this.text.edges.end : this.text.edges.start);
    this.select(moveTo(this.selection, point, extend, hit?.upstream));
    this.#goal = hit ? goal : null;
  }

  #hitBeyond(from: Box, goal: number, way: Direction): Hit | null {
    const at = pieceAt(this.pieces, this.selection.focus);
    const runs = [at - 1, at, at + 1].flatMap((piece) => this.runsOf(piece));
    const line = lineBeyond(runs.flatMap(linesOf), from, goal, way);
    return line ? hitOnLine(this.text.index, line, goal, this.text.isRtl(line.run.start)) : null;
  }

  #hitPageOn(from: Box, goal: number, way: Direction): Hit | null {
    const frame = this.viewport.box?.getBoundingClientRect();
    if (!frame) return null;
    const before = this.viewport.scrollTop;
    this.viewport.scrollBy(way * (frame.height - 60));
    // Nothing was left to scroll: the edge of the text is meant.
    if (Math.abs(this.viewport.scrollTop - before) < 1) return null;
    return this.hitAt(goal, (from.top + from.bottom) / 2);
  }

  #moveToLineEdge(way: Direction, extend: boolean): void {
    this.showCaret();
    const { focus, upstream } = this.selection;
    const box = this.boxAt(focus, upstream);
    const run = this.runAt(focus, upstream);
    const line = box && run && nearestLine(linesOf(run), box.left, (box.top + box.bottom) / 2);
    if (!line) return;
    const edge = edgeOfLine(this.text.index, line, way);
    this.select(moveTo(this.selection, edge.point, extend, edge.upstream));
  }

  #enter(): boolean {
    const { focus } = this.selection;
    if (!this.hasWords) {
      const box = this.boxAt(focus, false);
      // The caret right behind a passage still means it.
      const at = this.marksAt(focus).length > 0 || this.linkAt(focus) ? focus : Math.max(0, focus - 1);
      if (box && this.choose(at, box, true)) return true;
    }
    if (this.given().readOnly) return false;
    this.act("tag");
    return true;
  }

  #openLink(): boolean {
    const href = this.linkAt(this.selection.focus)?.href;
    if (!href) return false;
    this.given().onlink?.(href);
    return true;
  }

  #collapse(): boolean {
    if (this.hasWords) this.select(caretAt(this.selection.focus, this.selection.upstream));
    else if (this.#leaving) return false;
    this.#leaving = true;
    return true;
  }

  /** With words selected, Tab goes on to the bar of actions; otherwise from mark to mark. */
  #tab(way: Direction): boolean {
    if (this.#leaving || (this.hasWords && way > 0 && !this.given().readOnly)) return false;
    const { focus } = this.selection;
    const mark = markFrom(this.marks, focus, way);
    const link = markFrom(this.links, focus, way);
    if (!mark || !link) return this.#goTo(mark, link);
    return (mark.start - link.start) * way <= 0 ? this.#goTo(mark) : this.#goTo(undefined, link);
  }

  #goTo(mark: TextMark | undefined, link?: Mark): boolean {
    const to = mark ?? link;
    if (!to) return false;
    this.select(caretAt(to.start));
    this.said = mark ? mark.label : this.text.index.slice(to.start, to.end);
    this.showCaret();
    return true;
  }

  /** The browser copies only what is in the DOM; a selection that is scrolled away is copied from here. */
  #copyUnseen(): boolean {
    if (!this.hasWords) return false;
    const { start, end } = this.span;
    const seen = [...this.viewport.elements.keys()].some((at) => {
      const piece = this.pieces[at];
      return piece !== undefined && piece.start < end && piece.end > start;
    });
    if (seen) return false;
    void navigator.clipboard.writeText(this.text.index.slice(start, end));
    return true;
  }
}
