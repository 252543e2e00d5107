// The tree of elements that one run of text is drawn with: what was done about
// the words outermost, where that is shown, then claims, links and styles. Neighbours that share a wrapper share its element,
// so a claim is cut only where another one crosses its edge.
import type { Span } from "../../../anchor";
import type { Cover, Mark, MarkStyle, TextMark, TextNote } from "./types";

export type Node =
  | { readonly kind: "words"; readonly start: number; readonly end: number }
  /** `again`: another number stands right before it. */
  | { readonly kind: "number"; readonly mark: TextMark; readonly again: boolean }
  | {
      readonly kind: "claim";
      readonly mark: TextMark;
      readonly lane: number;
      readonly inside: readonly Node[];
    }
  | { readonly kind: "note"; readonly note: TextNote }
  | { readonly kind: "noted"; readonly inside: readonly Node[] }
  | { readonly kind: "cover"; readonly cover: Cover; readonly inside: readonly Node[] }
  | { readonly kind: "link"; readonly href: string; readonly start: number; readonly inside: readonly Node[] }
  | { readonly kind: "style"; readonly style: Exclude<MarkStyle, "link">; readonly inside: readonly Node[] };

interface Wrapper {
  readonly key: string;
  readonly wrap: (inside: readonly Node[]) => Node;
}

interface Stretch {
  readonly wrappers: readonly Wrapper[];
  readonly node: Node;
}

/** Draws a run: `marks` sorted by place and `styles` may reach over its edges. */
export function nodesOf(
  run: Span,
  styles: readonly Mark[],
  marks: readonly TextMark[],
  lanes: ReadonlyMap<string, number>,
  covers: readonly Cover[] = [],
  notes: readonly TextNote[] = [],
): readonly Node[] {
  const here = marks.filter((mark) => mark.start < run.end && mark.end > run.start);
  const looks = styles.filter((style) => style.start < run.end && style.end > run.start);
  const noted = notes.filter((note) => note.chosen && note.start < note.end);
  const cuts = cutsOf(run, [
    ...here,
    ...looks,
    ...covers,
    ...noted,
    ...notes.map(({ end }) => ({ start: end, end })),
  ]);
  const stretches: Stretch[] = [];
  for (const [at, start] of cuts.entries()) {
    const ending = here.filter((mark) => mark.end === start).toReversed();
    for (const [slot, mark] of ending.entries()) stretches.push(numberOf(mark, slot > 0, here, lanes));
    for (const note of notes.filter((each) => each.end === start)) stretches.push(noteOf(note, here, lanes));
    const end = cuts[at + 1];
    if (end === undefined) break;
    const wrappers = wrappersOf({ start, end }, looks, here, lanes);
    if (noted.some((note) => note.start <= start && note.end >= end)) wrappers.push(NOTED);
    const cover = covers.find((each) => each.start <= start && each.end >= end);
    const all = cover === undefined ? wrappers : [coverWrapper(cover), ...wrappers];
    stretches.push({ wrappers: all, node: { kind: "words", start, end } });
  }
  return merge(stretches, 0);
}

const NOTED: Wrapper = { key: "noted", wrap: (inside) => ({ kind: "noted", inside }) };

/** The mark of a note stands inside the claims that go on behind it. */
function noteOf(note: TextNote, here: readonly TextMark[], lanes: ReadonlyMap<string, number>): Stretch {
  const around = here.filter((mark) => mark.start < note.end && mark.end > note.end);
  return { wrappers: around.map((each) => claimWrapper(each, lanes)), node: { kind: "note", note } };
}

/** A number stands in its own claim and those around it; of several that end together the inner is first. */
function numberOf(
  mark: TextMark,
  again: boolean,
  here: readonly TextMark[],
  lanes: ReadonlyMap<string, number>,
): Stretch {
  const own = here.indexOf(mark);
  const at = mark.end;
  const around = here.filter(
    (each, slot) => each.start < at && (each.end > at || (each.end === at && slot <= own)),
  );
  return { wrappers: around.map((each) => claimWrapper(each, lanes)), node: { kind: "number", mark, again } };
}

function wrappersOf(
  span: Span,
  looks: readonly Mark[],
  here: readonly TextMark[],
  lanes: ReadonlyMap<string, number>,
): Wrapper[] {
  const covers = (each: Span): boolean => each.start <= span.start && each.end >= span.end;
  const links = looks.filter((look) => look.style === "link" && covers(look));
  const others = looks.filter((look) => look.style !== "link" && covers(look));
  return [
    ...here.filter(covers).map((mark) => claimWrapper(mark, lanes)),
    ...links.slice(0, 1).map(linkWrapper),
    ...others.flatMap(styleWrapper),
  ];
}

function claimWrapper(mark: TextMark, lanes: ReadonlyMap<string, number>): Wrapper {
  const lane = lanes.get(mark.passage) ?? 0;
  return { key: `claim ${mark.passage}`, wrap: (inside) => ({ kind: "claim", mark, lane, inside }) };
}

function coverWrapper(cover: Cover): Wrapper {
  return { key: `cover ${cover.start}`, wrap: (inside) => ({ kind: "cover", cover, inside }) };
}

function linkWrapper(mark: Mark): Wrapper {
  const href = mark.href ?? "";
  return { key: `link ${mark.start}`, wrap: (inside) => ({ kind: "link", href, start: mark.start, inside }) };
}

function styleWrapper({ style, start }: Mark): Wrapper[] {
  if (style === "link") return [];
  return [{ key: `${style} ${start}`, wrap: (inside) => ({ kind: "style", style, inside }) }];
}

function cutsOf(run: Span, spans: readonly Span[]): number[] {
  const cuts = new Set([run.start, run.end]);
  for (const span of spans) {
    if (span.start > run.start && span.start < run.end) cuts.add(span.start);
    if (span.end > run.start && span.end < run.end) cuts.add(span.end);
  }
  return [...cuts].sort((a, b) => a - b);
}

function merge(stretches: readonly Stretch[], depth: number): Node[] {
  const nodes: Node[] = [];
  for (let at = 0; at < stretches.length;) {
    const stretch = stretches[at];
    if (!stretch) break;
    const wrapper = stretch.wrappers[depth];
    if (!wrapper) {
      nodes.push(stretch.node);
      at++;
      continue;
    }
    let to = at + 1;
    while (stretches[to]?.wrappers[depth]?.key === wrapper.key) to++;
    nodes.push(wrapper.wrap(merge(stretches.slice(at, to), depth + 1)));
    at = to;
  }
  return nodes;
}
